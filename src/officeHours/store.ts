import type { LiaisonHours } from '../offices/liaisonHours.ts';
import type { Slot } from './hours.ts';

/** Whose slots: those that somebody took, that are to somebody, or of an office (of these liaisons; null: of all). */
export type SlotsOf =
  | { takerId: number }
  | { liaisonId: number }
  | { officeId: number; liaisonIds: readonly number[] | null };

export type NewSlot = Pick<
  Slot,
  | 'officeId'
  | 'hoursId'
  | 'liaisonId'
  | 'takerId'
  | 'agencyId'
  | 'at'
  | 'day'
  | 'minutes'
  | 'place'
  | 'about'
  | 'takenAt'
  | 'calendarId'
  | 'takerRemindAt'
  | 'liaisonRemindAt'
>;

/** How many slots of a span of time were taken, and how many of these were called off. */
export type SlotCounts = { taken: number; calledOff: number };

/** Office hours, as the desk asks a database for them: a part of store.ts. */
export interface OfficeHoursStore {
  add(hours: Omit<LiaisonHours, 'id' | 'pausedAt' | 'endedAt'>): Promise<number>;
  /** Locked until the transaction ends. */
  one(id: number): Promise<LiaisonHours | undefined>;
  change(id: number, change: Partial<Omit<LiaisonHours, 'id' | 'officeId' | 'liaisonId'>>): Promise<void>;
  /** Those that have not ended, paused ones too: of an office, or of somebody wherever they are. */
  of(whose: { officeId: number } | { liaisonId: number }): Promise<LiaisonHours[]>;
  /** Undefined when somebody has it already. */
  take(slot: NewSlot): Promise<number | undefined>;
  /** Locked until the transaction ends. */
  slot(id: number): Promise<Slot | undefined>;
  changeSlot(id: number, change: Partial<Omit<Slot, 'id'>>): Promise<void>;
  /** Taken ones that are not over, the next first. */
  ahead(of: SlotsOf, now: Date, limit: number): Promise<Slot[]>;
  /**
   * Those of which somebody is to be told, and those ahead that may not hold any more: the liaison is out, the calendar is
   * another, or who has to do with it has left.
   */
  due(now: Date, limit: number): Promise<number[]>;
  /** Who is to be reminded in which office. */
  toRemind(now: Date, limit: number): Promise<{ officeId: number; personId: number }[]>;
  nextMoment(now: Date): Promise<Date | undefined>;
  counts(officeId: number, agencyIds: readonly number[] | null, from: Date, to: Date): Promise<SlotCounts>;
}
