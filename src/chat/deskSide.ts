import type { Account } from './account.ts';
import type { Answer } from './answer.ts';
import type { Deed, KeptEvent, View } from './inbound.ts';
import type { Outgoing } from './outgoing.ts';

/** All that the desk gives a chat, at its start. */
export interface DeskSide {
  /**
   * Stores what must never be lost, once for each key, and resolves when it is committed; only then may an adapter
   * acknowledge it. Rejects when it could not be stored: the platform must be told, so that it sends it again.
   */
  keep(event: KeptEvent): Promise<void>;
  /**
   * Does what a button or a form asks for, once for each key, before it resolves. The answer is for whoever did it alone.
   * Rejects when nothing was done.
   */
  act(deed: Deed): Promise<Answer>;
  /** Answers a question; whoever asks is known from then on, and nothing else is written. */
  view(question: View): Promise<Answer>;
  /**
   * The account of a known person, for when their platform cannot say just now who they are. Nothing is said of who
   * vouches for it, so what was known of that holds.
   */
  known(who: Pick<Account, 'platform' | 'workspace' | 'userId'>): Promise<Account | undefined>;
  /** Whether a button with a press of this name does what it says at once, instead of opening something. */
  atOnce(press: string): boolean;
  /** The kinds of help that all offices offer together. */
  lines(): Promise<readonly ServiceLine[]>;
  /** The file that this delivery brought this very account; undefined for everybody else. */
  fileOf(
    deliveryId: string,
    account: Pick<Account, 'platform' | 'workspace' | 'userId'>,
  ): Promise<Outgoing['file'] | undefined>;
}

/** What kind of help there is, to be chosen in a form. */
export type ServiceLine = { code: string; name: string };
