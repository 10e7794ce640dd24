import type { ClockKind } from '../sla/clockKinds.ts';
import type { Outcome, Priority, RequestState } from './request.ts';

/** A list is a query: which requests, in which order, and where a page of it begins. Chats, pages and exports draw it. */

/**
 * Which requests. Those of a requester and those that were resolved come newest first, all others by when their promise
 * is due, the earliest first and those without a due time last. `officeIds` are the offices in which whoever asks may see
 * them.
 */
export type Listed = { only?: Only } & (
  | { which: 'asked by'; personId: number }
  | { which: 'held by'; personId: number; officeIds: number[] }
  | { which: 'held by nobody' | 'escalated' | 'open'; officeIds: number[] }
  /** With any clock that is due by then. */
  | { which: 'due'; officeIds: number[]; by: Date }
  | { which: 'resolved'; sight: Sight }
  /** With these words; with none, all that may be seen. */
  | { which: 'found'; words: string; sight: Sight }
);

/** Of these only those for which all of this is so. */
export type Only = {
  /** The time the list is sorted by; where the newest come first, the promise that counts now. */
  due?: { from: Date | undefined; before: Date };
  state?: 'open' | 'waiting' | 'resolved';
  urgent?: true;
  holderId?: number;
  agencyId?: number;
};

/** What somebody may see, as the table of permissions has it: whole offices, and of others what they hold or cover. */
export type Sight = {
  personId: number;
  officeIds: number[];
  /** Of these the ones whose notes they see too. */
  notesIn: number[];
  /** Of these offices what they hold themselves, what is assigned to them today, and what those hold whom they stand in for. */
  liaisonOfficeIds: number[];
  covered: { officeId: number; agencyId: number; lineId: number }[];
  standingInFor: { officeId: number; personId: number }[];
};

/** All that a line about a request says, wherever it is drawn. */
export type ListRow = {
  id: number;
  officeId: number;
  subject: string;
  /** Names; null where nobody knows yet, or nobody has it. */
  agency: string | null;
  line: string;
  requesterId: number;
  requester: string;
  holderId: number | null;
  holder: string | null;
  /** Whoever has it is out today. */
  holderOut: boolean;
  state: RequestState;
  outcome: Outcome | null;
  priority: Priority;
  openedAt: Date;
  /** Since when the agency's answer is awaited; null while it is not. */
  waitingSince: Date | null;
  resolvedAt: Date | null;
  /** What is due and when: the promise that counts now, and among what is due the clock that is due first. */
  promise: { kind: ClockKind; dueAt: Date | null } | null;
  /** Past that time. */
  late: boolean;
  /** The office's zone. */
  zone: string;
  /** Where the row stands in the order of its list. */
  mark: Mark;
};

/**
 * Microseconds since 1970 of the due time (a database is finer than a `Date`), 'never' without one; where the newest
 * come first, the id below zero. Then the id.
 */
export type Mark = { at: number | 'never'; id: number };

/** Where a page begins: behind this mark, without those that were shown already. */
export type Place = { after: Mark | undefined; shown: number[] };

export type ListPage = {
  rows: ListRow[];
  /** There are more behind these. */
  more: boolean;
  /** All of the list, counted up to `mostCounted` of it and one. */
  count: number;
};

/** What a list holds: each counted up to `COUNTED` and one. `dueToday`: in time still, until the end of a day. */
export type Tally = { late: number; dueToday: number; count: number };

export const PAGE = 10;

/** Counting exactly what nobody reads to its end would cost more than the page. */
export const COUNTED = 1_000;
/** Of what has to be looked for among all that were ever asked fewer are counted. */
export const mostCounted = ({ which }: Pick<Listed, 'which'>): number =>
  which === 'found' ? 50 : which === 'resolved' ? 200 : COUNTED;

/** Begins at the beginning. */
export const beginning: Place = { after: undefined, shown: [] };
