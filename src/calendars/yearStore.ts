import type { YearDays } from '../offices/calendarParts.ts';

/** Holidays of a year, drafted or confirmed. Days of calendars are 'YYYY-MM-DD'. */
export type CalendarYear = YearDays & {
  id: number;
  officeId: number;
  /** The name of the file that they are from; null: somebody typed them in chat. */
  source: string | null;
  draftedBy: number | null;
  draftedAt: Date;
  /** Those who were asked to confirm them; null: nobody was yet. */
  told: number[] | null;
  confirmedBy: number | null;
  confirmedAt: Date | null;
  /** A later draft, confirmation or file counts since then. */
  replacedAt: Date | null;
};

/** What is said of a calendar's end: that it comes near, or that there are promises past it. */
export type EndKind = 'ahead' | 'past';

/** That somebody was told of it. `year`: the first that is not confirmed. `named`: requests, the first of `count`. */
export type CalendarEnd = {
  officeId: number;
  year: number;
  kind: EndKind;
  told: number[];
  named: number[];
  count: number;
  revision: number;
};

/** Years of calendars, as the desk asks a database for them: a part of store.ts. */
export interface YearStore {
  /** Takes the place of an earlier draft of that year. Answers with its id. */
  draft(
    draft: Pick<CalendarYear, 'officeId' | 'year' | 'days' | 'source' | 'draftedBy' | 'told'>,
    at: Date,
  ): Promise<number>;
  /** Locked until the transaction ends. */
  one(id: number): Promise<CalendarYear | undefined>;
  /** What counts of an office: drafts that wait, and years that were confirmed. By year, drafts after what is confirmed. */
  of(officeId: number): Promise<CalendarYear[]>;
  /** Takes the place of what was confirmed for that year before. */
  confirm(year: CalendarYear, by: { personId: number; at: Date; calendarId: number }): Promise<void>;
  /** A file says something else of these years of an office from now on. */
  replace(officeId: number, years: readonly number[], at: Date): Promise<void>;
  /** Drafts of which nobody was told, and those whose readers do not know what became of them. */
  unsaid(): Promise<CalendarYear[]>;
  toldTo(id: number, personIds: number[]): Promise<void>;
  settle(id: number): Promise<void>;
  /** Open requests with a promise that cannot be dated, the first so many of them, and how many there are. */
  undated(officeId: number, limit: number): Promise<{ first: number[]; count: number }>;
  /** The offices of which somebody was told that their calendar ends, and it is not settled. */
  officesTold(): Promise<ReadonlySet<number>>;
  /** Of an office, what was told of a calendar's end and is not settled. Locked until the transaction ends. */
  ends(officeId: number): Promise<CalendarEnd[]>;
  /** False when it was told before, by another desk. */
  tellEnd(end: Omit<CalendarEnd, 'revision'>, at: Date): Promise<boolean>;
  /** Says what it names now, as the next revision. */
  renewEnd(end: CalendarEnd): Promise<void>;
  settleEnds(officeId: number, years: readonly number[], at: Date): Promise<void>;
}
