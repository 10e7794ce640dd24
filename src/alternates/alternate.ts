import type { ReportRule } from '../offices/alternateRules.ts';

/** Another way for an agency for which the usual one does not work: asked for, granted for a time, kept by reports. */

export type AlternateState = 'asked' | 'granted' | 'refused' | 'withdrawn' | 'ended';
export type AlternateEnd = 'ran out' | 'ended early' | 'given back';

/** What somebody asks for, in their words. */
export type Application = {
  what: string;
  /** Why the usual way does not work. */
  why: string;
  /** What is at stake. */
  stake: string;
  timesAMonth: number;
  /** That it would save, as the agency says. */
  minutesAWeek: number;
};

export type Alternate = Application & {
  id: number;
  officeId: number;
  agencyId: number;
  kind: string;
  kindName: string;
  applicantId: number;
  /** The one that it goes on from. */
  renews: number | null;
  state: AlternateState;
  askedAt: Date;
  /** When a view is wanted, and what was promised; null where the calendar said nothing of that time. */
  viewBy: Date | null;
  decideBy: Date | null;
  /** By which these were counted. */
  calendarId: number;
  decidedAt: Date | null;
  decidedBy: number | null;
  /** What is granted, where that is not what was asked. */
  form: string | null;
  conditions: string | null;
  because: string | null;
  instead: string | null;
  /** Both days included. */
  from: string | null;
  until: string | null;
  reports: ReportRule[];
  endedAt: Date | null;
  endedBy: number | null;
  endHow: AlternateEnd | null;
  endReason: string | null;
  /** The last day on which it held, if that was earlier than granted. */
  endedOn: string | null;
  nextAt: Date | null;
  viewAskedAt: Date | null;
  decisionAskedAt: Date | null;
  renewalOfferedAt: Date | null;
  weekToldAt: Date | null;
  lastDayToldAt: Date | null;
};

export type View = {
  personId: number;
  at: Date;
  recommends: boolean;
  because: string;
  conditions: string | null;
};

/** `due`: it was asked for, and is not there or not whole. */
export type ReportState = 'due' | 'sent';

/** A report of a period, from when on it was asked for. */
export type Report = {
  id: number;
  officeId: number;
  alternateId: number;
  code: string;
  name: string;
  from: string;
  until: string;
  /** Until the end of this day. */
  due: string;
  state: ReportState;
  countsHours: boolean;
  needsFile: boolean;
  askedAt: Date;
  remindedAt: Date | null;
  lateAt: Date | null;
  revision: number;
  sentAt: Date | null;
  sentBy: number | null;
  minutesSaved: number | null;
  timesUsed: number | null;
  words: string | null;
  link: string | null;
  /** Files that this person sends until then belong to it. */
  filesUntil: Date | null;
  filesFrom: number | null;
  refusedAt: Date | null;
  refusedBy: number | null;
  refusedBecause: string | null;
};

export const LONGEST_WORDS = 1_000;
export const LONGEST_LINK = 500;
/** Nobody does anything more often, or saves more than a year of one person in a week. */
export const MOST_TIMES = 10_000;
export const MOST_HOURS_A_WEEK = 2_000;
/** So long a file is waited for after its report. */
export const FILES_WITHIN_MS = 3_600_000;
/** Of what somebody of the office has found wanting, the new one is due in so many working days at most. */
export const MOST_DAYS_ANEW = 5;

type Spanned = Pick<Alternate, 'from' | 'until' | 'endedOn'>;

/** The days on which it holds or held, both included; undefined: on none. */
export function spanOf({ from, until, endedOn }: Spanned): { from: string; until: string } | undefined {
  if (from === null || until === null) return undefined;
  const last = endedOn !== null && endedOn < until ? endedOn : until;
  return last < from ? undefined : { from, until: last };
}

export const isOver = ({ state }: Pick<Alternate, 'state'>): boolean => state !== 'asked' && state !== 'granted';
