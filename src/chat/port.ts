import type { Form, Message, Press, Text } from './message.ts';
import type { Vouched } from './vouching.ts';

/**
 * The port to a chat platform. One adapter a platform; all pass the same contract suite (`test/contracts`).
 * The desk never learns a platform's own words: addresses and ids are opaque strings that an adapter made.
 */
export interface ChatPort {
  /** Short, stable, unique: part of the keys in the database. */
  readonly platform: string;
  /** Whether people can write in a thread under a message of the desk. */
  readonly threads?: boolean;
  /** Begins to hand in what people do. Must not fail because the platform is away. */
  start(receive: Receive): Promise<void>;
  /** Sends, or with `replaces` changes, one message. Throws `ChatError` and nothing else. Sends once: the desk repeats. */
  send(outgoing: Outgoing): Promise<Sent>;
  /** Was this delivery sent after all? Absent where a platform cannot be asked. */
  find?(outgoing: Outgoing): Promise<Sent | undefined>;
  /** The bytes of a file that came with a message. Throws `ChatError`. Absent where files do not come in. */
  fetchFile?(file: FileHandle, from: Account): Promise<Uint8Array>;
  /** How to reach a person who has not written yet; undefined when the platform does not know them. */
  reach(email: string): Promise<Account | undefined>;
  /** How fast it may be written: all of these hold for this sending, for all desks together. Absent: as fast as it goes. */
  rates?(outgoing: Outgoing): Rate[];
  /**
   * What this person wrote to the desk after `since`, with the keys it would have come in with by itself, oldest first.
   * Absent where a platform does not show what was written. Throws `ChatError`.
   */
  missed?(account: Account, since: Date): Promise<Inbound[]>;
  /** Everybody who has a personal conversation with the desk, known to it or not. Throws `ChatError`. */
  contacts?(): Promise<Account[]>;
  /** Everybody the platform knows of, and whether their account is closed. Absent where it does not say. Throws `ChatError`. */
  census?(): Promise<Census[]>;
  /** Answers HTTP requests below the path, on the desk's one server. */
  readonly http?: { path: string; handle(request: Request): Promise<Response> };
  stop(): Promise<void>;
}

/** A chat identity. `address` is where personal messages to it go. */
export type Account = {
  platform: string;
  workspace: string;
  userId: string;
  address: string;
  name?: string;
  email?: string;
  /** Who stands behind the e-mail. Without it nothing is said of that, and the e-mail names nobody. */
  vouched?: Vouched;
  /** IANA time zone, where the platform says: promises are told in it. */
  zone?: string;
  /** Address of a picture of the person that everybody on this platform may see. */
  photo?: string;
};

export type Census = Pick<Account, 'workspace' | 'userId'> & { closed: boolean };

/** At most `burst` at once, and in the long run one each `everyMs` milliseconds, of all that name the same `key`. */
export type Rate = { key: string; everyMs: number; burst: number };

/**
 * Something a person did. `key` is natural and unique within (platform, workspace): the same deed carries the same key
 * however often it comes. `at` is the platform's time, the one clocks are judged by.
 */
export type Inbound = { key: string; from: Account; at: Date } & (
  | {
      kind: 'message';
      text: string;
      /** Where it was written and where an answer belongs: the address of the conversation. */
      address: string;
      /** `sentId` of the desk's message under which it was written, where a platform has threads. */
      thread?: string;
      /** What came with it. The desk fetches it later, through `fetchFile`. */
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
  /** The platform says that this account was closed (or, with `back`, opened again). */
  | { kind: 'left'; back?: boolean }
  | { kind: 'press'; press: Press }
  | { kind: 'submit'; press: Press; values: Record<string, string> }
  /**
   * A person opened the desk's own page or tab and wants to see what is there for them: a small menu, or with `whole`
   * everything, where there is a page to fill.
   */
  | { kind: 'home'; whole?: boolean }
  /** An old message came into view: what may be done with it may have changed. Answered with the message as it is now. */
  | { kind: 'refresh'; deliveryId: string }
);

/** A file as the platform names it; `ref` is opaque and says where it is fetched. Size in bytes. */
export type FileHandle = { ref: string; name: string; type: string; size: number };

/**
 * Stores what came in and resolves when it is committed; only then may an adapter acknowledge it.
 * Rejects when it could not be stored: the platform must be told, so that it sends again.
 * Buttons, forms, homes and refreshes are handled before it resolves, and the answer is for the person who did it alone.
 */
export type Receive = (inbound: Inbound) => Promise<Answer>;

export type Answer =
  | { kind: 'done' }
  | { kind: 'notice'; text: Text }
  | { kind: 'form'; form: Form }
  /** The form stays open; keys are names of fields. */
  | { kind: 'errors'; errors: Record<string, string> }
  | { kind: 'show'; message: Message };

export type Outgoing = {
  /** UUID. The only thing of ours that may be written into a platform's metadata. */
  deliveryId: string;
  /** Workspace and address of the account that it is for. */
  workspace: string;
  address: string;
  message: Message;
  /** `sentId` of the message to answer under, where a platform has threads. */
  thread?: string;
  /** `sentId` of the message to change in place. */
  replaces?: string;
  /** A file of the other side, to be handed on with the message. */
  file?: { name: string; type: string; bytes: Uint8Array };
  /** Not sent before this instant: where to begin to look in `find`. */
  since: Date;
};

/**
 * `sentId` is the platform's own id of the message, `at` the platform's time of it. A message of several posts may have
 * the ids of all, with `+` between them: then a reaction to any of them is understood.
 */
export type Sent = { sentId: string; at: Date };

/**
 * What became of a sending that failed:
 * - `retry`: surely not sent, try later (`retryAfterMs` when the platform said so);
 * - `ambiguous`: perhaps sent;
 * - `gone`: this address cannot be written to (left, blocked, archived);
 * - `unauthorised`: the desk itself may not write: keep the queue, tell the operator, burn no attempts;
 * - `rejected`: this message will never be taken.
 */
export type ChatOutcome = 'retry' | 'ambiguous' | 'gone' | 'unauthorised' | 'rejected';

export class ChatError extends Error {
  override readonly name = 'ChatError';
  readonly outcome: ChatOutcome;
  readonly retryAfterMs: number | undefined;
  /** `reason` is shown to people and logged: no text of people, no secrets. */
  constructor(outcome: ChatOutcome, reason: string, retryAfterMs?: number) {
    super(reason);
    this.outcome = outcome;
    this.retryAfterMs = retryAfterMs;
  }
}

/** Memory for a chat platform that has none of its own (the try-it page): real platforms keep their messages themselves. */
export interface Transcript {
  /** Appends, or when `deliveryId` is known already returns what stands there: so a repeat never doubles. */
  append(line: NewLine): Promise<Line>;
  /** Replaces the message of a line; undefined when there is none. */
  replace(lineId: string, message: Message): Promise<Line | undefined>;
  find(deliveryId: string): Promise<Line | undefined>;
  /** The newest `limit` lines of an address, oldest first. */
  read(address: string, limit: number): Promise<Line[]>;
}
export type NewLine = { address: string; at: Date; from: 'desk' | 'person'; message: Message; deliveryId?: string };
export type Line = { lineId: string; address: string; at: Date; from: 'desk' | 'person'; message: Message };

/**
 * Where a platform keeps what it was given when it was installed in a workspace. `sealed` is encrypted by the adapter:
 * nobody who reads the database can write in anybody's name.
 */
export interface Installations {
  /** Enters it, or replaces the one of the same workspace. */
  save(installation: Installation): Promise<void>;
  read(workspace: string): Promise<Installation | undefined>;
  all(): Promise<Installation[]>;
  remove(workspace: string): Promise<void>;
}
/** `name` is the workspace's, for people. */
export type Installation = { workspace: string; name: string; sealed: string; at: Date };

/** The file that this delivery brought this very account; undefined for everybody else. */
export type FileOf = (
  deliveryId: string,
  account: Pick<Account, 'platform' | 'workspace' | 'userId'>,
) => Promise<Outgoing['file']>;
