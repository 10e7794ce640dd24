import { addMonths } from './months.ts';

/** A question that comes again and again, and what the office answers to it. Nothing in it says who asked. */

/** `draft`: nobody but the office sees it until a supervisor has approved it. */
export type AnswerState = 'draft' | 'approved' | 'withdrawn';

/** As somebody wrote it. Days are 'YYYY-MM-DD' in the zone of the office. */
export type Written = {
  question: string;
  answer: string;
  /** What it rests on: names or addresses, one each. */
  sources: string[];
  /** The topic that it is about; null: all of the office. */
  lineId: number | null;
  /** The last day on which it is shown. */
  validUntil: string;
  ownerId: number;
};

export type KeptAnswer = Written & {
  id: number;
  officeId: number;
  state: AnswerState;
  authorId: number;
  at: Date;
  approvedBy: number | null;
  approvedAt: Date | null;
  withdrawnAt: Date | null;
  /** The request it came from, for the office alone. */
  fromRequest: number | null;
  /** Grows with each wording that was approved or waits for it. */
  revision: number;
  /** Another wording of one that is in use, which waits for a supervisor. */
  proposed: (Written & { by: number }) | null;
};

/** With the names of people and topic. `uses`: how it has served. */
export type NamedAnswer = KeptAnswer & { owner: string; approver: string | null; line: string | null; uses: Uses };

/** How often it was shown to the office, offered to whoever asked, used in a reply, and said to have answered it. */
export type Uses = { suggested: number; offered: number; used: number; helped: number };

export const LONGEST_QUESTION = 300;
export const LONGEST_ANSWER = 3_000;
export const LONGEST_SOURCE = 300;
export const MOST_SOURCES = 10;
/** Nobody knows what holds further ahead. */
export const MOST_MONTHS = 60;
/** So many days before it ends, whoever it belongs to and the supervisors hear of it. */
export const ENDS_SOON_DAYS = 30;

export const isInUse = ({ state, validUntil }: Pick<KeptAnswer, 'state' | 'validUntil'>, today: string): boolean =>
  state === 'approved' && validUntil >= today;

/** What waits for a supervisor: all of it, or another wording. */
export const waits = ({ state, proposed }: Pick<KeptAnswer, 'state' | 'proposed'>): boolean =>
  state === 'draft' || (state === 'approved' && proposed !== null);

/** What holds from now on for so many months. */
export const validFrom = (today: string, months: number): string => addMonths(today, months);
