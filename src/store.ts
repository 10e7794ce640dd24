import type { ActionStore } from './actions/store.ts';
import type { AlternateStore } from './alternates/store.ts';
import type { AnnouncementStore } from './announcements/store.ts';
import type { AnswerStore } from './answers/store.ts';
import type { YearStore } from './calendars/yearStore.ts';
import type { Account } from './chat/account.ts';
import type { KeptEvent } from './chat/inbound.ts';
import type { ClosureStore } from './closures/closureStore.ts';
import type { AccountRow, ChoreStore, FileStore, InboxStore, LaneStore, OutboxStore } from './delivery/chatStore.ts';
import type { DigestStore } from './digests/store.ts';
import type { WarningStore } from './escalations/warningStore.ts';
import type { ExchangeStore } from './exchanges/exchangeStore.ts';
import type { ExportStore } from './exports/exportStore.ts';
import type { FigureStore } from './figures/figureStore.ts';
import type { ListeningStore } from './listening/store.ts';
import type { MeetingStore } from './meetings/store.ts';
import type { OfficeHoursStore } from './officeHours/store.ts';
import type { Office, Rules } from './offices/office.ts';
import type { PolicyStore } from './offices/policyStore.ts';
import type { ProgrammeKind } from './offices/recordKinds.ts';
import type { RosterStore } from './offices/roster.ts';
import type { AbsenceStore } from './people/absenceStore.ts';
import type { Absence, Assignment } from './people/coverage.ts';
import type { Actor, Agency, Membership, Person, Role } from './people/person.ts';
import type { SeatRow } from './people/seats.ts';
import type { Among, Unreached } from './people/unreached.ts';
import type { PulseStore } from './pulse/store.ts';
import type { ChainStore } from './records/chainStore.ts';
import type { ContentDestroyed, DeskEvent, EventAbout, OfficeEvent, Subject } from './records/event.ts';
import type { CalendarMoveStore } from './requests/calendarMoveStore.ts';
import type { RequestFacts, TrainedIn } from './requests/facts.ts';
import type { Listed, ListPage, Place, Tally } from './requests/listing.ts';
import type { Wording } from './requests/pages/wordings.ts';
import type { AgencyRequest, RequestMessage } from './requests/request.ts';
import type { ClockRow, RequestPause } from './requests/requestClocks.ts';
import type { ForgettingStore } from './retention/forgettingStore.ts';
import type { RetentionStore } from './retention/retentionStore.ts';
import type { ReviewStore } from './reviews/store.ts';
import type { ProviderStore } from './sessions/providerStore.ts';
import type { SessionStore } from './sessions/sessionStore.ts';
import type { Calendar } from './sla/calendar.ts';
import type { PauseCause } from './sla/clockKinds.ts';
import type { RelationshipStore } from './surveys/relationshipStore.ts';
import type { SurveyStore } from './surveys/store.ts';
import type { ThemeStore } from './surveys/themeStore.ts';
import type { TrainingStore } from './training/store.ts';

/**
 * What the desk asks of a database, in its own nouns. `db/store.ts` answers it on both engines.
 * A case is given its `tx` and has no other way to the database: on the embedded one the outer handle would hang.
 */
export interface Store {
  /** Everything in `work` is committed together or not at all. `work` may run again after a deadlock. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Keeps an event to be handled, unless it is there already: one statement instead of a transaction. */
  keep(event: KeptEvent): Promise<void>;
  /** Whether an error is trouble of the database itself (a lock, a lost connection), and not about what was to be done. */
  isTrouble(error: unknown): boolean;
}

export interface Tx {
  readonly inbox: InboxStore;
  readonly outbox: OutboxStore;
  readonly lanes: LaneStore;
  readonly people: PeopleStore;
  readonly absences: AbsenceStore;
  readonly offices: OfficeStore;
  readonly closures: ClosureStore;
  readonly years: YearStore;
  readonly voices: ExchangeStore;
  readonly announcements: AnnouncementStore;
  readonly answers: AnswerStore;
  readonly listening: ListeningStore;
  readonly meetings: MeetingStore;
  readonly alternates: AlternateStore;
  readonly officeHours: OfficeHoursStore;
  readonly actions: ActionStore;
  readonly training: TrainingStore;
  readonly reviews: ReviewStore;
  readonly pulses: PulseStore;
  readonly policies: PolicyStore;
  readonly roster: RosterStore;
  readonly requests: RequestStore;
  readonly records: RecordStore;
  readonly chain: ChainStore;
  readonly retention: RetentionStore;
  readonly forgetting: ForgettingStore;
  readonly exports: ExportStore;
  readonly clocks: ClockStore;
  readonly warnings: WarningStore;
  readonly lists: ListStore;
  readonly surveys: SurveyStore;
  readonly relationships: RelationshipStore;
  readonly themes: ThemeStore;
  readonly sessions: SessionStore;
  readonly providers: ProviderStore;
  readonly digests: DigestStore;
  readonly figures: FigureStore;
  readonly sweeps: SweepStore;
  readonly calendarMoves: CalendarMoveStore;
  readonly chores: ChoreStore;
  readonly facts: FactStore;
  readonly files: FileStore;
}

export interface PeopleStore {
  /** Finds or enters the account, finds out whose it is (`whoseAccount`), and keeps what is known of it fresh. */
  identify(account: Account): Promise<{ accountId: number; actor: Actor | undefined }>;
  /** The id of an account that is known; nothing about it is changed. */
  known(account: Pick<Account, 'platform' | 'workspace' | 'userId'>): Promise<number | undefined>;
  account(accountId: number): Promise<AccountRow | undefined>;
  /**
   * Reachable accounts first, the one last heard of first among them. Of somebody with a role in an office only those of
   * the office's own workspace or tenant, unless it is about a request that they asked.
   */
  accountsOf(personId: number, requestId?: number | null): Promise<AccountRow[]>;
  /**
   * Those of them whom no chat reaches any more: each of their accounts has shown that it cannot be written to. Who was
   * never heard of may yet be found.
   */
  cutOff(personIds: readonly number[]): Promise<Set<number>>;
  /** An account at which a platform says that this person is reached; undefined when it is not theirs after all. */
  addAccount(account: Account, personId: number): Promise<AccountRow | undefined>;
  markUnreachable(accountId: number, reason: string | null): Promise<void>;
  /** Whose account it is by now, or somebody new whose it is from now on. */
  enter(accountId: number, person: NewPerson): Promise<Actor>;
  add(person: NewPerson): Promise<Person>;
  actor(personId: number): Promise<Actor | undefined>;
  /** Locked until the transaction ends: whoever else would write to them waits. */
  lock(personId: number): Promise<Person | undefined>;
  named(personIds: number[]): Promise<Map<number, Person>>;
  withRole(officeId: number, role: Role): Promise<Person[]>;
  /** Who heads which of the agencies that this office serves, by its file; each with the agencies by name. */
  heads(officeId: number): Promise<{ person: Person; agencies: Agency[] }[]>;
  /** Enters a membership. A requester who is confirmed is so for their agency, whichever offices list them there. */
  join(membership: Membership): Promise<void>;
  /** What an office's file says stays. */
  leave(personId: number, agencyId: number): Promise<void>;
  /** The one agency of somebody that they named in chat, and no office's file does. */
  saidInChat(personId: number): Promise<Agency | undefined>;
  /** The roster with roles, offices and agencies, for the try-it page. */
  everybody(limit: number): Promise<SeatRow[]>;
  /** Active people whom no account reaches, by need and name. */
  unreached(among: Among): Promise<Unreached[]>;
  unconfirmed(officeIds: number[]): Promise<{ person: Person; agency: Agency }[]>;
  /** The agencies that these offices serve, each once, by name. */
  agencies(officeIds: number[]): Promise<Agency[]>;
  agency(agencyId: number): Promise<Agency | undefined>;
  /**
   * All that choosing a liaison needs: for one agency, or for the whole office. Who is out is out here too, whoever
   * said it and where; a cover counts where they answer for the office.
   */
  coverage(officeId: number, agencyId: number | null, day: string): Promise<CoverageFacts>;
  /** The same without the people: for these agencies, for none (who is out alone), or (null) for the whole office. */
  duties(officeId: number, agencyIds: readonly number[] | null, day: string): Promise<Duties>;
}
/** Assignments of an office, and absences that have not ended by a day. */
export type Duties = { assignments: Assignment[]; absences: Absence[] };
export type NewPerson = Pick<Person, 'name' | 'email' | 'zone'>;
export type CoverageFacts = Duties & { people: Map<number, Person> };

export interface OfficeStore {
  all(): Promise<Office[]>;
  /** The offices that serve one of these agencies, the first one entered first; of none that anybody serves, all. */
  serving(agencyIds: readonly number[]): Promise<Office[]>;
  one(officeId: number): Promise<Office>;
  /** Versions never change, so they are read once and kept. */
  rules(versions: { calendarId: number; policyId: number }): Promise<Rules>;
  calendar(calendarId: number): Promise<Calendar>;
  /** The numbers of versions, each counted in its office. */
  versions(of: { calendarId: number; policyId: number }): Promise<{ calendar: number; policy: number }>;
}

export type NewMessage = Omit<RequestMessage, 'id'> & { officeId: number };

export interface RequestStore {
  /** The id of the next request, not given again whether one is opened or not; and what its requester is trained in. */
  next(requesterId: number): Promise<{ id: number; trained: readonly TrainedIn[] }>;
  /** The next so many ids are given to nothing. */
  leaveOutIds(count: number): Promise<void>;
  open(request: AgencyRequest): Promise<void>;
  /**
   * A request with all that belongs to it. Locked until the transaction ends, if asked for, so that two who act at once
   * act one after the other.
   */
  facts(id: number, lock: boolean): Promise<Omit<RequestFacts, 'rules'> | undefined>;
  read(id: number): Promise<AgencyRequest | undefined>;
  several(ids: number[]): Promise<AgencyRequest[]>;
  save(id: number, change: Partial<AgencyRequest>): Promise<void>;
  /** Answers with its id. */
  addMessage(message: NewMessage): Promise<number>;
  /** The message that came in under this source. */
  bySource(source: string): Promise<RequestMessage | undefined>;
  /** The new wording; the old one is kept as a revision. */
  revise(message: RequestMessage, text: string, at: Date): Promise<void>;
  /** Every wording of the messages of a request that were edited, by message, the first wording first. */
  wordings(requestId: number): Promise<Wording[]>;
  mark(
    messageId: number,
    marks: Partial<Pick<RequestMessage, 'deliveredAt' | 'failedAt' | 'deletedAt'>>,
  ): Promise<void>;
  liveOfRequester(personId: number): Promise<AgencyRequest[]>;
  /** Their live requests, and so many of the newest that have ended; the oldest first. */
  latestOf(personId: number, ended: number): Promise<AgencyRequest[]>;
  heldBy(personId: number): Promise<AgencyRequest[]>;
  /** How many live requests each of these holds, in whichever office, counted as far as `COUNTED` and one more. */
  loads(personIds: number[]): Promise<Map<number, number>>;
}

/** The record of everything: appended to, and never changed. The database refuses anything else. */
export interface RecordStore {
  add(subject: Subject, officeId: number | null, events: DeskEvent[]): Promise<void>;
  /** The same of the office itself. */
  addToOffice(officeId: number, ...events: OfficeEvent[]): Promise<void>;
  /** What happened, in the order in which it was written. What was destroyed is left out. */
  of<S extends Subject>(subject: S): Promise<EventAbout<S>[]>;
  /**
   * The one lawful way for content to go: `line` says under which authority, and is what stays to be read. Of requests all
   * goes that holds what was said in them, wherever it stands.
   */
  destroyContent(subjects: readonly Subject[], officeId: number | null, line: ContentDestroyed): Promise<void>;
  /** The same of what the programme leaves behind: the line stands on the record of the office, and says which. */
  destroyRecords(
    which: { kind: ProgrammeKind; ids: readonly number[] },
    officeId: number,
    line: ContentDestroyed,
  ): Promise<void>;
  /** That of some entries alone, by their ids; whoever's record they are on gets the line. */
  destroyEvents(ids: readonly number[], line: ContentDestroyed): Promise<void>;
}

export interface ClockStore {
  start(clocks: Omit<ClockRow, 'id'>[]): Promise<void>;
  /** All clocks of the requests, stopped ones too, oldest first. */
  of(requestIds: number[]): Promise<ClockRow[]>;
  /** Writes these as they are now, in one statement. */
  save(clocks: ClockRow[]): Promise<void>;
  pause(request: { id: number; officeId: number }, pause: RequestPause): Promise<void>;
  resume(requestId: number, kind: PauseCause, to: Date): Promise<void>;
  /** Clocks whose next step is due, the earliest first. Not locked: lock the request, then read the clock again. */
  due(now: Date, limit: number): Promise<ClockRow[]>;
  /** Requests with clocks that stopped without a verdict, in a year that their office has confirmed by now. */
  unjudged(now: Date, limit: number): Promise<number[]>;
  /** When the next step after `now` is due. */
  nextStep(now: Date): Promise<Date | undefined>;
}

export interface ListStore {
  /** So many rows at most that come behind a place. `now` tells what is late. */
  page(list: Listed, now: Date, place: Place, size: number): Promise<ListPage>;
  /** How many a list holds, how many of these are late at `now`, and how many due from then until `endOfDay`. */
  tally(list: Listed, now: Date, endOfDay: Date): Promise<Tally>;
  /** What each of these people holds in an office, by their id, and how much of that is late. */
  held(personIds: number[], officeId: number, now: Date): Promise<Map<number, Omit<Tally, 'dueToday'>>>;
}

/** What sweeps could not do: each rests for a while, longer each time, and is passed over meanwhile. */
export interface SweepStore {
  failed(sweep: string, item: string, now: Date): Promise<void>;
  /** The items of a sweep that rest now. Most sweeps pass over them as they ask what is due. */
  resting(sweep: string, now: Date): Promise<ReadonlySet<string>>;
}

/** Facts of the desk as a whole. */
export interface FactStore {
  /** How far the try-it clock was moved ahead, in milliseconds. */
  clockAhead(): Promise<number>;
  moveClock(aheadMs: number): Promise<void>;
  /** What was counted bit by bit becomes one number for each state. */
  foldCounts(): Promise<void>;
  /** Whether the database was brought back from a backup since this was asked last. `mark`: of its files, where there is one. */
  isOtherCopy(mark: string | undefined): Promise<boolean>;
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
