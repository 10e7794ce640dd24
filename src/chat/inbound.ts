import type { Account } from './account.ts';
import type { Press } from './message.ts';

/**
 * What every act of a person says of itself. `key` is natural and unique within (platform, workspace): the same act
 * carries the same key however often it comes. `at` is the platform's time, the one clocks are judged by.
 */
type Act = { key: string; from: Account; at: Date };

/** Something that must never be lost: it is stored first, and handled when its turn comes. */
export type KeptEvent = Act &
  (
    | {
        kind: 'message';
        text: string;
        /** Where it was written and where an answer belongs: the address of the conversation. */
        address: string;
        /** `sentId` of the desk's message under which it was written, where the chat has threads. */
        thread?: string;
        /** `key` of an earlier message of the same person that it quotes. */
        answers?: string;
        /** What came with it. The desk fetches it later, where the chat has files. */
        files?: FileHandle[];
        /** Somebody else's words that it is about, such as a message a person chose to ask about. */
        quoted?: { by: string; text: string; link?: string };
        /** On this platform people write a thought in several lines: those of one minute belong together. */
        bursts?: boolean;
        /** What the person chose in a form: code of the service line, urgency with its reason. */
        chosen?: { line?: string; urgent?: string };
      }
    /** The message with this key now reads otherwise. */
    | { kind: 'edit'; of: string; text: string }
    /** The message with this key was deleted by its author, or with `undone` brought back. */
    | { kind: 'delete'; of: string; undone?: boolean }
    /** A reaction on the desk's message `sentId`. `emoji` is the character, or its name where there is none. */
    | { kind: 'reaction'; sentId: string; emoji: string }
    /** The platform says that this account was closed or, with `removed`, took the desk's app away; `back`: no longer so. */
    | { kind: 'left'; back?: boolean; removed?: boolean }
  );

/** A button that was pressed or a form that was sent: somebody waits for the answer. */
export type Deed = Act &
  ({ kind: 'press'; press: Press } | { kind: 'submit'; press: Press; values: Record<string, string> });

/** Whatever is entered in the inbox, under its key. */
export type Inbound = KeptEvent | Deed;

/** A question that changes nothing. */
export type View = { from: Account } & (
  | {
      /** The desk's own page or tab, what is there for whoever opened it: a small menu, or with `whole` everything. */
      kind: 'home';
      whole?: boolean;
    }
  /** A message that was sent before and came into view again, as it is now. */
  | { kind: 'refresh'; deliveryId: string }
);

/**
 * A file as the platform names it; `ref` is opaque and says where it is fetched. Size in bytes. `refused` is why it is
 * known already that it cannot be had; it ends a sentence.
 */
export type FileHandle = { ref: string; name: string; type: string; size: number; refused?: string };
