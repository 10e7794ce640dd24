import type { Account } from '../chat/account.ts';
import type { FileHandle, Inbound } from '../chat/inbound.ts';
import type { Message } from '../chat/message.ts';
import type { Outgoing, Rate } from '../chat/outgoing.ts';
import type { Delivery, DeliveryKind, DeliveryOutcome, NewDelivery } from './delivery.ts';
import type { FileState, WaitingFile } from './file.ts';

/** What comes in from chats and goes out to them, as the desk asks a database for it: a part of store.ts. */

/** An event as it waits to be handled. */
export type Waiting = { id: number; inbound: Inbound; attempts: number };
/** An event that was put aside, because the desk could not handle it. `problem`: kinds and codes of the error. */
export type Parked = { id: number; inbound: Inbound; receivedAt: Date; parkedAt: Date; problem: string };

export interface InboxStore {
  /** False when this (platform, workspace, key) is there already. `handled` events need no further handling. */
  add(inbound: Inbound, handled: boolean): Promise<boolean>;
  /** Notes whose record it is, of an event that was handled at once. */
  belongs(inbound: Inbound): Promise<void>;
  /** It came to nothing, so the same deed may be done again. */
  forget(inbound: Inbound): Promise<void>;
  /** The next event whose conversation has no earlier one waiting, locked until the transaction ends. */
  next(): Promise<Waiting | undefined>;
  done(id: number): Promise<void>;
  /** Edits and deletions of the message with this key that were handled, the oldest by its own time first. */
  changesOf(message: Inbound): Promise<Inbound[]>;
  /** It failed for what it says: tries again after `delayMs`, and counts the try. */
  defer(id: number, problem: string, delayMs: number): Promise<void>;
  /** It failed for no fault of its own: tries again after a quarter of its age, from 1 to 30 seconds. Counts nothing. */
  postpone(id: number, problem: string): Promise<void>;
  /** Puts it aside for a person to look at, so that it holds up nothing. */
  park(id: number, problem: string): Promise<void>;
  /** What was put aside and when, the earliest first; at most so many. */
  parked(limit: number): Promise<Parked[]>;
  /** How many were put aside within so many milliseconds. */
  parkedWithin(ms: number): Promise<number>;
  /** Nobody handles this one any more; false when it is not put aside as something to be looked at. */
  setAside(id: number): Promise<boolean>;
  /** Puts these back to be handled, as if they had just come in; without ids, all. Answers with how many they are. */
  unpark(ids?: readonly number[]): Promise<number>;
  hold(held: {
    personId: number;
    accountId: number;
    text: string;
    at: Date;
    source: string;
    decideBy: Date | null;
    files: FileHandle[];
    followsId?: number | undefined;
  }): Promise<number>;
  /** Undefined when it is somebody else's. Locked until the transaction ends. */
  held(id: number, personId: number): Promise<Held | undefined>;
  /** All that this person wrote and that waits for a decision, in the order in which it came in. */
  waitingOf(personId: number): Promise<Held[]>;
  /** It has its place: as a part of this request, if of one. */
  decided(id: number, now: Date, requestId: number | null): Promise<void>;
  /** Its author has until then to decide. */
  giveTime(id: number, decideBy: Date): Promise<void>;
  /** When the next one after `now` has to be decided. */
  nextUndecided(now: Date): Promise<Date | undefined>;
  /** The text of what is held from this source reads otherwise now, or (with null) was deleted. */
  reviseHeld(source: string, text: string | null, now: Date): Promise<void>;
  undecided(now: Date, limit: number): Promise<Held[]>;
}
export type Held = {
  id: number;
  personId: number;
  accountId: number;
  text: string;
  at: Date;
  source: string;
  files: FileHandle[];
  /** null: nobody but its author decides. */
  decideBy: Date | null;
  decidedAt: Date | null;
  /** The request where it stands, once it has its place. */
  requestId: number | null;
  /** The request that had ended, under which it was written or soon after. */
  followsId: number | null;
};

/**
 * What an office said to somebody about no request and could not be delivered, as far as it is known (`upTo`: the newest of
 * it) and nobody has seen to it.
 */
export type Missed = { officeId: number; to: NewDelivery['to']; upTo: number };

export interface OutboxStore {
  /**
   * Keys that are there already are passed over. What changes something that still waits changes its words, and is not
   * told by itself; what is the latest word on something takes the place of what waits on it.
   */
  put(deliveries: NewDelivery[]): Promise<void>;
  /** Puts it to be sent once more, in its newest wording, as this person wants it. Answers with how many messages it is. */
  sendAgain(missed: Missed, askedBy: number): Promise<number>;
  /** It is left as it is. Answers with how many messages it is. */
  setAside(missed: Missed): Promise<number>;
  /** Who was not told yet what waits for them on this, and what they know of it meanwhile. */
  untold(latestOn: string): Promise<{ personId: number; knows: string | null }[]>;
  /** There is nothing to tell any more of what waits on this: to these, or to nobody. */
  withdraw(latestOn: string, personIds?: readonly number[]): Promise<void>;
  /** What has waited until now: at most so many, the earliest first, without those that may not be tried yet. */
  waited(now: Date, limit: number): Promise<number[]>;
  /** These go to be sent, but for what waits for who has left. Answers how many: those that still waited. */
  release(ids: readonly number[]): Promise<number>;
  /** When the next that waits goes. */
  nextRelease(now: Date): Promise<Date | undefined>;
  /**
   * Claims what may be sent or has to be reconciled, with where it goes; leases by the database's clock. At most one word
   * and one change of a message for each conversation, words first, and of several changes of one message that wait the
   * newest: the others end as superseded. Not those `besides`: whoever asks is still at them, even if their lease ran out.
   */
  claim(
    limit: number,
    leaseMs: number,
    besides?: readonly Delivery[],
  ): Promise<{ deliveries: Claimed[]; superseded: DeliveryKind[] }>;
  /** Whoever claimed these is still at it: their leases begin anew, where they were not lost. */
  renew(claimed: readonly Delivery[], leaseMs: number): Promise<void>;
  /** Writes what became of a sending; false when the lease was lost to somebody else meanwhile. */
  settle(delivery: Delivery, outcome: DeliveryOutcome): Promise<boolean>;
  /** All that is open may have been sent, nobody knows: it is asked for first. Answers with how many they are. */
  doubtAll(): Promise<number>;
  /** What the message with this `sentId` was about, and which message it relayed, if it relayed one. */
  relayed(
    accountId: number,
    sentId: string,
  ): Promise<{ key: string; requestId: number; messageId: number | null } | undefined>;
  /** The key of the delivery that brought this account the message with this `sentId`. */
  keyOf(accountId: number, sentId: string): Promise<string | undefined>;
  /** The newest wording of the message that this delivery (by its UUID) brought or changed, and whose it is. */
  shown(uuid: string): Promise<{ message: Message; personId: number | null; accountId: number | null } | undefined>;
  /** What stands where the first of these deliveries came that there is, in its newest wording; `root` is its key. */
  standing(keys: string[]): Promise<{ root: string; to: NewDelivery['to']; message: Message } | undefined>;
  /** Of these keys, those under which something was put. */
  known(keys: readonly string[]): Promise<string[]>;
  /** The key of the next change of what was put under this one. */
  changeKey(root: string): Promise<string>;
  /** The file that this delivery (by its UUID) brought this account. */
  fileOf(uuid: string, account: Pick<Account, 'platform' | 'workspace' | 'userId'>): Promise<Outgoing['file']>;
}

/** Where a message stands: the platform's id of it as it is now, and the account that it went to. */
export type Place = { sentId: string; accountId: number };

/**
 * A delivery that was claimed, with what was found then: the account that it goes to, if one is known; where the message
 * stands that it changes (`replaced`), and the one that it is told under (`root`), once they were sent.
 */
export type Claimed = Delivery & {
  found: { account: AccountRow | undefined; replaced: Place | undefined; root: Place | undefined };
};

type Workspace = Pick<Account, 'platform' | 'workspace'>;

/** Whether and when something may be written to a workspace, for all desks together. */
export interface LaneStore {
  /**
   * Takes a turn that comes within so many milliseconds; `waitMs` says in how many. `paused`: this one tries whether a
   * paused workspace lets the desk write again. Without `go` none was taken, and `waitMs` is until it is worth asking.
   * `going` is the claimed delivery that takes the turn, and the account that it is about to be sent to, which is noted
   * with it; nobody goes whose lease was lost.
   */
  enter(
    workspace: Workspace,
    rates: readonly Rate[],
    withinMs: number,
    going?: { delivery: Pick<Delivery, 'id' | 'attempts'>; accountId: number },
  ): Promise<{ go: true; waitMs: number; paused: boolean } | { go: false; waitMs: number; reason: string }>;
  /** The workspace does not let the desk write: once a minute one delivery tries, all others wait. */
  pause(workspace: Workspace, reason: string): Promise<void>;
  resume(workspace: Workspace): Promise<void>;
  /** Forgets how fast it was written to whom: after a day that says nothing. */
  tidy(): Promise<void>;
}

/** What one desk does now and then for all. */
export interface ChoreStore {
  /** Undefined when some desk began it less than so long ago; else when it was begun last, or null when never. */
  begin(name: string, everyMs: number): Promise<{ last: Date | null } | undefined>;
  /** It came to nothing, so it was begun last when `begin` said: whoever looks next may begin it. */
  giveUp(name: string, last: Date | null): Promise<void>;
  /** All of it is due now, as if it had been begun a day ago or whenever it was before that. */
  dueAtOnce(): Promise<void>;
  /** Accounts of which it is not sure that all they wrote before then has come in; those last heard of, and some of the others. */
  behind(platform: string, before: Date, limit: number): Promise<{ id: number; account: Account; since: Date }[]>;
  caughtUp(accountId: number, at: Date): Promise<void>;
  /** Every account of a platform, and whether it is noted as one that cannot be written to. */
  accountsOn(platform: string): Promise<AccountRow[]>;
}

export type AccountRow = { id: number; account: Account; personId: number | null; unreachable: string | null };

export type ReportFile = {
  id: number;
  reportId: number;
  name: string;
  size: number;
  state: FileState;
  reason: string | null;
};

export interface FileStore {
  /** Of a message of a request, or of a report. */
  add(file: {
    officeId: number;
    of: { requestId: number; messageId: number } | { reportId: number };
    accountId: number;
    handle: FileHandle;
    refused: string | undefined;
  }): Promise<number>;
  /** Claims files to fetch, for as long as the lease: a desk that dies lets go by itself. */
  claim(limit: number, leaseMs: number): Promise<WaitingFile[]>;
  store(id: number, content: { sha256: string; bytes: Uint8Array }): Promise<void>;
  /** Tries again after `delayMs`, or with undefined never. */
  defer(id: number, reason: string, delayMs: number | undefined): Promise<void>;
  /** Which request and message it came with; undefined where there is no such file, or its content is not there. */
  placeOf(id: number): Promise<{ requestId: number; messageId: number } | undefined>;
  /** The report that it came with; undefined where it came with none, or its content is not there. */
  reportOf(id: number): Promise<number | undefined>;
  content(id: number): Promise<{ name: string; type: string; bytes: Uint8Array } | undefined>;
  ofRequest(
    requestId: number,
  ): Promise<{ id: number; messageId: number; name: string; size: number; state: FileState; reason: string | null }[]>;
  /** Those of these reports, in the order in which they came. */
  ofReports(reportIds: readonly number[]): Promise<ReportFile[]>;
  /** They belong to the report no more. */
  takeFromReport(reportId: number, refs: readonly string[]): Promise<void>;
}
