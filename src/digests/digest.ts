import { type Calendar, localDate, openingOfDay } from '../sla/calendar.ts';
import type { ClockKind } from '../sla/clockKinds.ts';

/** What a digest is made of: facts of an office, or of one liaison in it. */
export type DigestFacts = {
  triage: { requestId: number; subject: string; openedAt: Date }[];
  /** Running clocks of live requests that are late, or due before the digest's horizon. */
  clocks: {
    requestId: number;
    subject: string;
    kind: ClockKind;
    dueAt: Date;
    holderId: number | null;
    holderName: string | null;
  }[];
  undelivered: { requestId: number | null; key: string; reason: string; recipient: string | null }[];
  unconfirmed: { name: string; agency: string }[];
  parked: number;
  opened: number;
  resolved: number;
  live: number;
  plainNoes: number;
  asked: number;
  ratings: number[];
  lowRatings: { requestId: number; rating: number; comment: string | null }[];
};

export type Slot = { kind: 'daily' | 'weekly'; day: string; at: Date };

/**
 * The digests that are owed at `now`, the one to prefer first.
 * The weekly one belongs to the first working day of a week (from Monday), holds all that a daily one would, and stays
 * owed until it is written; the daily one is owed on its own day only: a later one says what is true then.
 */
export function slotsAt(calendar: Calendar, now: Date): Slot[] {
  const today = localDate(calendar, now);
  const slots: Slot[] = [];
  const noon = new Date(`${today}T12:00:00Z`);
  const daysBack = (noon.getUTCDay() + 6) % 7;
  for (let back = daysBack; back >= 0; back -= 1) {
    const day = new Date(noon.getTime() - back * 86_400_000).toISOString().slice(0, 10);
    const at = openingOfDay(calendar, day);
    if (!at || at > now) continue;
    if (slots.length === 0) slots.push({ kind: 'weekly', day, at });
    else if (day === today) slots.push({ kind: 'daily', day, at });
  }
  return slots;
}
