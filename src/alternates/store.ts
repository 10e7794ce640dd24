import type { AlternateRules } from '../offices/alternateRules.ts';
import type { Alternate, Report, View } from './alternate.ts';

/** Whose: of an office, all or of some agencies; or of agencies, whichever office. */
export type AlternatesOf = { officeId: number; agencyIds: readonly number[] | null } | { agencyIds: readonly number[] };

export type NewAlternate = Pick<
  Alternate,
  | ('officeId' | 'agencyId' | 'kind' | 'kindName' | 'applicantId' | 'renews')
  | (
      | 'what'
      | 'why'
      | 'stake'
      | 'timesAMonth'
      | 'minutesAWeek'
      | 'askedAt'
      | 'viewBy'
      | 'decideBy'
      | 'nextAt'
      | 'calendarId'
    )
>;
export type NewReport = Pick<
  Report,
  'officeId' | 'alternateId' | 'code' | 'name' | 'from' | 'until' | 'due' | 'countsHours' | 'needsFile' | 'askedAt'
>;

/** Alternate processes, as the desk asks a database for them: a part of store.ts. */
export interface AlternateStore {
  /** What the office's file says of them. */
  keepBy(officeId: number, rules: AlternateRules | null): Promise<void>;
  /** Of the offices that have any. */
  rules(officeIds: readonly number[]): Promise<Map<number, AlternateRules>>;
  add(alternate: NewAlternate): Promise<number>;
  /** 'locked' until the transaction ends. */
  one(id: number, how?: 'locked'): Promise<Alternate | undefined>;
  change(
    id: number,
    change: Partial<Omit<Alternate, 'id' | 'officeId' | 'agencyId' | 'applicantId' | 'renews'>>,
  ): Promise<void>;
  /** The latest that goes on from this one, unless it was withdrawn or not granted. */
  renewalOf(id: number): Promise<Alternate | undefined>;
  /** What waits first, then what is in force, then what is over; of each the newest first. */
  of(of: AlternatesOf, limit: number): Promise<Alternate[]>;
  /** In force on some day of this time, or with a report that was due then. */
  inForce(of: AlternatesOf, time: { from: string; until: string }): Promise<Alternate[]>;
  /** Not decided, and promised for then or before; the earliest first. */
  undecided(of: AlternatesOf, now: Date, limit: number): Promise<Alternate[]>;
  views(ids: readonly number[]): Promise<(View & { alternateId: number })[]>;
  /** A later one takes the place of an earlier one. */
  view(id: number, view: View): Promise<void>;
  /** By their periods. */
  reports(alternateIds: readonly number[]): Promise<Report[]>;
  report(id: number, how?: 'locked'): Promise<Report | undefined>;
  /** Undefined when this period was asked about already. */
  askReport(report: NewReport): Promise<number | undefined>;
  changeReport(id: number, change: Partial<Omit<Report, 'id' | 'alternateId'>>): Promise<void>;
  /** The report that files of this person belong to now. */
  awaitsFiles(personId: number, now: Date): Promise<Report | undefined>;
  /** Due before this day and not there; the earliest first. */
  lateReports(of: AlternatesOf, today: string, limit: number): Promise<Report[]>;
  /** Those to which time brings something, and those open ones whose office has another calendar by now. */
  due(now: Date): Promise<number[]>;
  /** Why times that were counted by one calendar follow another; undefined: they stay as they were promised. */
  whyMoved(officeId: number, calendars: { from: number; to: number }): Promise<string | undefined>;
  nextMoment(now: Date): Promise<Date | undefined>;
}
