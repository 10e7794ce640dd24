import type { Account } from './account.ts';
import type { DeskSide } from './deskSide.ts';
import type { FileHandle, KeptEvent } from './inbound.ts';
import type { Outgoing, Rate, Sent } from './outgoing.ts';

/**
 * A chat platform, as the desk uses it. One adapter a platform. What a platform can do beyond sending is a capability,
 * there as a whole or not at all; each has a suite in `test/contracts`, which every chat that has it passes.
 * The desk never learns a platform's own words: addresses and ids are opaque strings that an adapter made.
 */
export interface Chat {
  /** Short, stable, unique: part of the keys in the database. */
  readonly platform: string;
  /** Begins to hand in what people do; before everything else. Must not fail because the platform is away. */
  start(desk: DeskSide): Promise<void>;
  /** Hands in nothing any more. What is being sent may still be sent. */
  stop(): Promise<void>;
  readonly outbound: Outbound;
  readonly lookup?: Lookup;
  readonly directory?: Directory;
  readonly census?: Census;
  readonly history?: History;
  readonly files?: Files;
  /** People can write in a thread under a message of the desk, and the desk can answer there. */
  readonly threads?: true;
  readonly http?: Http;
}

/** A chat that has at least these capabilities. */
export type ChatWith<Capability extends keyof Chat> = Chat & Required<Pick<Chat, Capability>>;

/** Writing to people. */
export interface Outbound {
  /** Sends, or with `replaces` changes, one message. Throws `ChatError` and nothing else. Sends once: the desk repeats. */
  send(outgoing: Outgoing): Promise<Sent>;
  /** How fast it may be written: all of these hold for this sending, for all desks together. None: as fast as it goes. */
  rates(outgoing: Outgoing): Rate[];
}

/** A platform that can be asked about what was sent: nothing stays in doubt. */
export interface Lookup {
  /** Was this delivery sent after all? Throws `ChatError`. */
  find(outgoing: Outgoing): Promise<Sent | undefined>;
}

/** A platform that finds people by their e-mail. */
export interface Directory {
  /** How to reach a person who has not written yet; undefined when the platform does not know them. Throws `ChatError`. */
  reach(email: string): Promise<Account | undefined>;
}

/** A platform that tells whose account is closed. */
export interface Census {
  /** Everybody it knows of. Throws `ChatError`. */
  accounts(): Promise<AccountState[]>;
}
export type AccountState = Pick<Account, 'workspace' | 'userId'> & { closed: boolean };

/** A platform that shows what was written while nobody listened. */
export interface History {
  /** What this person wrote to the desk after `since`, as it would have come in by itself, oldest first. Throws `ChatError`. */
  missed(account: Account, since: Date): Promise<KeptEvent[]>;
  /** Everybody who has a personal conversation with the desk, known to it or not. Throws `ChatError`. */
  contacts(): Promise<Account[]>;
}

/** A platform on which files come in. */
export interface Files {
  /** The bytes of a file that came with a message of this account. Throws `ChatError`. */
  fetch(file: FileHandle, from: Account): Promise<Uint8Array>;
}

/** A platform that calls: HTTP requests below the path, on the desk's one server. */
export interface Http {
  readonly path: string;
  handle(request: Request): Promise<Response>;
}
