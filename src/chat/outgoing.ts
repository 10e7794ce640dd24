import type { Message } from './message.ts';

/** `alt`: it is a picture of the desk's own, and what is to be seen is said in the message too. */
export type OutgoingFile = { name: string; type: string; bytes: Uint8Array; alt?: string };

/** One message on its way out. */
export type Outgoing = {
  /** UUID. The only thing of ours that may be written into a platform's metadata. */
  deliveryId: string;
  /** Workspace and address of the account that it is for. */
  workspace: string;
  address: string;
  message: Message;
  /** `sentId` of the message to answer under; given only where the chat has threads. */
  thread?: string;
  /** `sentId` of the message to change in place. */
  replaces?: string;
  /** A file of the other side, to be handed on with the message. */
  file?: OutgoingFile;
  /** Not sent before this instant: where to begin to look for it. */
  since: Date;
};

/**
 * `sentId` is the platform's own id of the message, `at` the platform's time of it. A message of several posts may have
 * the ids of all, with `+` between them: then a reaction to any of them is understood.
 */
export type Sent = { sentId: string; at: Date };

/** At most `burst` at once, and in the long run one each `everyMs` milliseconds, of all that name the same `key`. */
export type Rate = { key: string; everyMs: number; burst: number };
