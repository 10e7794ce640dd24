import type { FileHandle } from '../chat/inbound.ts';
import type { Message, Press } from '../chat/message.ts';
import type { Delivery } from '../delivery/delivery.ts';
import type { WaitingFile } from '../delivery/file.ts';
import type { Actor } from '../people/person.ts';
import type { Tx } from '../store.ts';
import type { Bringing } from './bringing.ts';
import type { Deed, Doing } from './deed.ts';
import type { DigestPart, MonthPart } from './digestPart.ts';
import type { HelpPart } from './help.ts';
import type { MenuPart } from './menu.ts';
import type { Page } from './page.ts';
import type { Sweep } from './sweep.ts';
import type { Taking } from './taking.ts';

/** What became of a chat account: closed, without the desk's app, or there again. */
export type Left = 'closed' | 'removed' | 'back';

/** What somebody wrote, with the files that came with it. */
export type WithFiles = { text: string; files: readonly FileHandle[]; thread?: string | undefined };

/** What a feature adds to the desk. `src/features.ts` lists them all; nothing else knows a feature. */
export type Feature = {
  name: string;
  /** It is about more than requests: its ways stand together, apart from what people do all day. */
  isProgramme?: true;
  /** The buttons and forms it brings. */
  deeds?: readonly Deed[];
  /** Whole texts that ask for something to see, and the name of the deed that shows it. */
  phrases?: Readonly<Record<string, string>>;
  /** What else a whole text may ask to see, with what it is about. */
  typed?: (tx: Tx, actor: Actor, text: string) => Promise<Press | undefined>;
  /** What of this somebody may type, for “help”. */
  help?: HelpPart;
  /** What it adds to the menu. */
  menu?: MenuPart;
  /** What it adds to the daily and weekly digests of an office, and to its months. */
  digest?: DigestPart;
  month?: MonthPart;
  /** What it shows on the desk's own page. */
  pages?: readonly Page[];
  /** What can be taken away from there as a file. */
  takings?: readonly Taking[];
  /** What files can be brought there. */
  bringings?: readonly Bringing[];
  sweeps?: readonly Sweep[];
  /** The next instant after `now` at which time alone brings something. */
  nextMoment?: (tx: Tx, now: Date) => Promise<Date | undefined>;
  /** What follows when something was delivered, at the platform's time of it, or cannot be delivered at all. */
  delivered?: (tx: Tx, delivery: Delivery, at: Date, now: Date) => Promise<void>;
  undelivered?: (tx: Tx, delivery: Delivery, reason: string, now: Date) => Promise<void>;
  /** What follows when a platform says that an account was closed, or (`back`) opened again. */
  accountLeft?: (tx: Tx, accountId: number, how: Left, source: { source: string; at: Date }) => Promise<void>;
  /**
   * A message with files may belong to something that awaits one: answers with what is said of that. Undefined: it does
   * not. `thread`: the message of the desk under which it was written.
   */
  takesFiles?: (tx: Tx, doing: Doing, written: WithFiles) => Promise<Message | undefined>;
  /** What follows when a file that came with a message was fetched, or cannot be had. */
  fileStored?: (tx: Tx, file: WaitingFile, now: Date) => Promise<void>;
  fileRefused?: (tx: Tx, file: WaitingFile, reason: string, now: Date) => Promise<void>;
};
