import type { RecordRules, RecordSeries } from '../offices/recordRules.ts';
import type { Person } from '../people/person.ts';
import type { Hold, HoldOf, NewHold } from './hold.ts';

/** An office, as far as it decides what of it is due on a day. */
export type Keeping = { officeId: number; rules: RecordRules; zone: string };

/** A record whose content may go. */
export type DueRecord = {
  id: number;
  title: string;
  agency: string | null;
  /** What its years count from. */
  since: Date;
  /** The number of a hold that keeps it, the oldest; null: none does. */
  heldBy: number | null;
};

/** How much of a series is due; `held` of it cannot go. */
export type DueCount = { series: RecordSeries; due: number; held: number };

export type NewDisposal = {
  officeId: number;
  series: RecordSeries;
  day: string;
  reason: string;
  receipt: string | null;
  confirmedBy: number;
  confirmedAt: Date;
};
export type Disposal = NewDisposal & { id: number };

/** What is due, what is held, and what was confirmed to go. */
export interface RetentionStore {
  /** The rules that hold from now on; null: everything is kept. */
  keepBy(officeId: number, rules: RecordRules | null): Promise<void>;
  /** Of each series that has any. `day`: 'YYYY-MM-DD' in the office's zone. */
  counts(keeping: Keeping, day: string): Promise<DueCount[]>;
  /** So many of a series that come behind an id. */
  due(keeping: Keeping, series: string, day: string, after: number, limit: number): Promise<DueRecord[]>;
  /** Enters what is due and not held, as it is now. Answers with how many records that are, and the id. */
  confirm(keeping: Keeping, disposal: NewDisposal): Promise<{ id: number; records: number }>;
  /** Confirmed and not finished, the oldest first. */
  unfinished(): Promise<Disposal[]>;
  one(id: number): Promise<Disposal | undefined>;
  /**
   * The next so many of a disposal, locked: those that may go now, and those that may not any more, which are noted as
   * kept, with why. Whoever sets a hold has waited, or is waited for.
   */
  next(keeping: Keeping, disposal: Disposal, limit: number): Promise<{ ids: number[]; kept: number }>;
  destroyed(disposal: Disposal, ids: number[], at: Date): Promise<void>;
  /** Answers with what became of it. */
  finish(disposalId: number, at: Date): Promise<{ destroyed: number; kept: number }>;
  /** False: they were told already in this month. */
  tell(officeId: number, month: string, due: number, at: Date): Promise<boolean>;
  isTold(officeId: number, month: string): Promise<boolean>;

  /** The holds of an office that stand, the oldest first. */
  holds(officeId: number): Promise<Hold[]>;
  hold(id: number): Promise<Hold | undefined>;
  /** Waits for a destruction that is under way, and keeps the next one waiting. Answers with its number. */
  setHold(hold: NewHold): Promise<number>;
  liftHold(id: number, by: number, at: Date): Promise<void>;
  /** Whoever has this e-mail, also when they have left. */
  personNamed(email: string): Promise<Person | undefined>;
  /** Whether words have one that a search finds. */
  isSearchable(words: string): Promise<boolean>;
  /** How many requests of the office it would hold. */
  heldCount(officeId: number, of: HoldOf): Promise<number>;
  /** The number of a hold that keeps what somebody asked, had or wrote, or them by name. */
  holdOfPerson(personId: number): Promise<number | undefined>;
}
