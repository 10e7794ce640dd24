import type { ClockKind } from '../sla/clockKinds.ts';
import type { Outcome, Priority, RequestState } from './request.ts';

/** A list is a query: which requests, in which order, and where a page of it begins. Chats, pages and exports draw it. */

/**
 * Which requests. Those of a requester come newest first, all others by when their promise is due, the earliest first
 * and those without a due time last. `officeIds` are the offices in which whoever asks may see them.
 */
export type Listed =
  | { which: 'asked by'; personId: number }
  | { which: 'held by'; personId: number; officeIds: number[] }
  | { which: 'held by nobody' | 'escalated' | 'open'; officeIds: number[] }
  /** With any clock that is due by then. */
  | { which: 'due'; officeIds: number[]; by: Date };

/** All that a line about a request says, wherever it is drawn. */
export type ListRow = {
  id: number;
  officeId: number;
  subject: string;
  /** Names; null where nobody knows yet, or nobody has it. */
  agency: string | null;
  line: string;
  requester: string;
  holder: string | null;
  state: RequestState;
  outcome: Outcome | null;
  priority: Priority;
  openedAt: Date;
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
  /** All of the list, counted up to `COUNTED` and one. */
  count: number;
};

export const PAGE = 10;

/** Counting exactly what nobody reads to its end would cost more than the page. */
export const COUNTED = 1_000;

/** Begins at the beginning. */
export const beginning: Place = { after: undefined, shown: [] };
