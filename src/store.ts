import type { Account, Inbound } from './chat/port.ts';
import type { AccountRow, ChoreStore, FileStore, InboxStore, LaneStore, OutboxStore } from './delivery/chatStore.ts';
import type { DigestFacts } from './digests/digest.ts';
import type { Office, Rules } from './offices/office.ts';
import type { RosterStore } from './offices/roster.ts';
import type { Absence, Assignment } from './people/coverage.ts';
import type { Actor, Agency, Membership, Person, Role } from './people/person.ts';
import type { Among, Unreached } from './people/unreached.ts';
import type { AgencyRequest, RequestEvent, RequestMessage } from './requests/request.ts';
import type { ClockRow, NewClock } from './requests/requestClocks.ts';
import type { Pause, PauseCause } from './sla/clocks.ts';
import type { Survey } from './surveys/survey.ts';

/**
 * What the desk asks of a database, in its own nouns. `db/store.ts` answers it on both engines.
 * A case is given its `tx` and has no other way to the database: on the embedded one the outer handle would hang.
 */
export interface Store {
  /** Everything in `work` is committed together or not at all. `work` may run again after a deadlock. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Keeps an event to be handled, unless it is there already: one statement instead of a transaction. */
  keep(inbound: Inbound): Promise<void>;
}

export interface Tx {
  readonly inbox: InboxStore;
  readonly outbox: OutboxStore;
  readonly lanes: LaneStore;
  readonly people: PeopleStore;
  readonly offices: OfficeStore;
  readonly roster: RosterStore;
  readonly requests: RequestStore;
  readonly clocks: ClockStore;
  readonly surveys: SurveyStore;
  readonly digests: DigestStore;
  readonly chores: ChoreStore;
  readonly facts: FactStore;
  readonly files: FileStore;
}

export interface PeopleStore {
  /** Finds or enters the account, finds out whose it is (`whoseAccount`), and keeps what is known of it fresh. */
  identify(account: Account): Promise<{ accountId: number; actor: Actor | undefined }>;
  /** The id of an account that is known; nothing about it is changed. */
  known(account: Account): Promise<number | undefined>;
  account(accountId: number): Promise<AccountRow | undefined>;
  /**
   * Reachable accounts first, the one last heard of first among them. Of somebody with a role in an office only those of
   * the office's own workspace or tenant, unless it is about a request that they asked.
   */
  accountsOf(personId: number, requestId?: number | null): Promise<AccountRow[]>;
  /** An account at which a platform says that this person is reached; undefined when it is not theirs after all. */
  addAccount(account: Account, personId: number): Promise<AccountRow | undefined>;
  markUnreachable(accountId: number, reason: string | null): Promise<void>;
  /** Whose account it is by now, or somebody new whose it is from now on. */
  enter(accountId: number, person: NewPerson): Promise<Actor>;
  add(person: NewPerson): Promise<Person>;
  actor(personId: number): Promise<Actor | undefined>;
  named(personIds: number[]): Promise<Map<number, Person>>;
  withRole(officeId: number, role: Role): Promise<Person[]>;
  join(membership: Membership): Promise<void>;
  leave(personId: number, agencyId: number): Promise<void>;
  /** The roster with roles and agencies, for the try-it page. */
  everybody(limit: number): Promise<{ person: Person; role: Role; agency: string | null }[]>;
  /** Active people whom no account reaches, by need and name. */
  unreached(among: Among): Promise<Unreached[]>;
  unconfirmed(officeIds: number[]): Promise<{ person: Person; agency: Agency }[]>;
  agencies(officeIds: number[]): Promise<Agency[]>;
  agency(agencyId: number): Promise<Agency | undefined>;
  /** All that choosing a liaison needs: for one agency, or for the whole office. */
  coverage(officeId: number, agencyId: number | null, day: string): Promise<CoverageFacts>;
  addAbsence(officeId: number, absence: Absence): Promise<void>;
  /** Ends today what the person said in chat or the file says, from `day` on. True when there was something to end. */
  endAbsences(personId: number, day: string): Promise<boolean>;
}
export type NewPerson = Pick<Person, 'name' | 'email' | 'zone'>;
export type CoverageFacts = { assignments: Assignment[]; absences: Absence[]; people: Map<number, Person> };

export interface OfficeStore {
  all(): Promise<Office[]>;
  one(officeId: number): Promise<Office>;
  /** Versions never change, so they are read once and kept. */
  rules(versions: { calendarId: number; policyId: number }): Promise<Rules>;
}

export type NewRequest = Pick<
  AgencyRequest,
  | 'officeId'
  | 'agencyId'
  | 'serviceLineId'
  | 'requesterId'
  | 'holderId'
  | 'subject'
  | 'openedAt'
  | 'calendarId'
  | 'policyId'
  | 'continues'
  | 'priority'
  | 'urgentReason'
>;
export type NewMessage = Omit<RequestMessage, 'id' | 'number' | 'deliveredAt' | 'deletedAt'> & {
  officeId: number;
  source: string;
};

export interface RequestStore {
  open(request: NewRequest): Promise<AgencyRequest>;
  /** Locked until the transaction ends, so that two who act at once act one after the other. */
  lock(id: number): Promise<AgencyRequest | undefined>;
  read(id: number): Promise<AgencyRequest | undefined>;
  /** Writes the change, if any, and makes the next revision, which it answers with. */
  save(id: number, change: Partial<AgencyRequest>): Promise<number>;
  record(request: { id: number; officeId: number }, events: RequestEvent[]): Promise<void>;
  events(id: number): Promise<RequestEvent[]>;
  /** Undefined when this source was entered before. */
  addMessage(message: NewMessage): Promise<RequestMessage | undefined>;
  messages(id: number): Promise<RequestMessage[]>;
  message(messageId: number): Promise<RequestMessage | undefined>;
  markDelivered(messageId: number, at: Date): Promise<void>;
  /** The message that came in under this source. */
  bySource(source: string): Promise<RequestMessage | undefined>;
  /** The new wording; the old one is kept as a revision. */
  revise(message: RequestMessage, text: string, at: Date): Promise<void>;
  markDeleted(messageId: number, at: Date | null): Promise<void>;
  /** Newest first. */
  ofRequester(personId: number, limit: number): Promise<AgencyRequest[]>;
  liveOfRequester(personId: number): Promise<AgencyRequest[]>;
  heldBy(personId: number): Promise<AgencyRequest[]>;
  triage(officeIds: number[]): Promise<AgencyRequest[]>;
  /** Ids, in an order in which all lock them. */
  liveOfOffice(officeId: number): Promise<number[]>;
}

export interface ClockStore {
  start(clocks: NewClock[]): Promise<void>;
  /** All clocks of the requests, stopped ones too, oldest first. */
  of(requestIds: number[]): Promise<ClockRow[]>;
  save(id: number, change: Partial<Omit<ClockRow, 'id' | 'requestId' | 'kind'>>): Promise<void>;
  pauses(requestId: number): Promise<(Pause & { kind: PauseCause })[]>;
  pause(request: { id: number; officeId: number }, kind: PauseCause, from: Date): Promise<void>;
  resume(requestId: number, kind: PauseCause, to: Date): Promise<void>;
  /** Clocks whose next step is due, the earliest first. Not locked: lock the request, then read the clock again. */
  due(now: Date, limit: number): Promise<ClockRow[]>;
  /** False when this step was taken before. `told` are the people who got a card about it. */
  escalate(clock: ClockRow, percent: number, at: Date, told: number[]): Promise<boolean>;
  /** Everybody who was told about this clock by steps below `percent`. */
  toldBefore(clockId: number, percent: number): Promise<number[]>;
  /** Clocks that have stopped since somebody was told about them, and whose cards do not say so yet. */
  unsettled(limit: number): Promise<ClockRow[]>;
  settle(clockId: number, at: Date): Promise<void>;
  /** Takes back a breach that facts have overtaken; true when one had been announced. */
  withdrawBreach(clockId: number, at: Date): Promise<boolean>;
  /** Running clocks of live requests of the offices with their due time, the earliest first. */
  running(officeIds: number[]): Promise<ClockRow[]>;
  /** Those of them about which somebody was told. */
  escalated(officeIds: number[]): Promise<ClockRow[]>;
}

export interface SurveyStore {
  plan(survey: {
    officeId: number;
    requestId: number;
    personId: number;
    liaisonId: number | null;
    askAt: Date;
  }): Promise<void>;
  cancel(requestId: number, reason: string): Promise<void>;
  due(now: Date, limit: number): Promise<Survey[]>;
  lastAsked(personId: number): Promise<Date | undefined>;
  asked(id: number, at: Date): Promise<void>;
  skip(id: number, reason: string): Promise<void>;
  of(requestId: number): Promise<Survey | undefined>;
  /** False when a rating stands already. */
  rate(id: number, rating: number, at: Date): Promise<boolean>;
  comment(id: number, text: string): Promise<void>;
}

export interface DigestStore {
  /** Claims the digest of this person and slot; false when it was written before. */
  claim(
    slot: { officeId: number; personId: number; kind: 'daily' | 'weekly'; day: string },
    at: Date,
  ): Promise<boolean>;
  /** Everything a digest says, from facts: of the whole office, or of one liaison. */
  facts(officeId: number, span: { from: Date; to: Date }, liaisonId: number | null): Promise<DigestFacts>;
}

/** Facts of the desk as a whole. */
export interface FactStore {
  /** How far the try-it clock was moved ahead, in milliseconds. */
  clockAhead(): Promise<number>;
  moveClock(aheadMs: number): Promise<void>;
  /** The next instant after `now` at which time alone brings something: a step, a survey, words to be placed. */
  nextMoment(now: Date): Promise<Date | undefined>;
  /** Whether something waits that could be handled or sent now. */
  busy(): Promise<boolean>;
  health(): Promise<Health>;
}
export type Health = {
  /** Seconds that the oldest one has waited; 0 when none does. */
  inboxAge: number;
  outboxAge: number;
  parked: number;
  /** Workspaces that do not let the desk write. */
  paused: number;
  requests: Record<string, number>;
};
