import { type Calendar, localDate, openingOfDay } from '../sla/calendar.ts';

/** The first of many, by what matters most, and how many there are: counted as lists are, up to a thousand and one. */
export type Named<T> = { first: T[]; count: number };
export type DueRequest = {
  requestId: number;
  subject: string;
  /** The earliest that is due of it. */
  dueAt: Date;
  holderId: number | null;
  holderName: string | null;
  /** Who said *I have this* last, and until when. */
  seenTo?: { name: string; until: Date } | null;
};

/** What a digest is made of: facts of an office, or of one liaison in it. */
export type DigestFacts = {
  /** What nobody has. */
  triage: Named<{ requestId: number; subject: string }>;
  /** Live requests of which something is due already, and those of which something is due until the end of the day. */
  late: Named<DueRequest>;
  dueToday: Named<DueRequest>;
  undelivered: { requestId: number | null; key: string; reason: string; recipient: string | null }[];
  unconfirmed: { name: string; agency: string }[];
  parked: number;
  opened: number;
  resolved: number;
  /** Counted as lists are: up to a thousand and one. */
  live: number;
  plainNoes: number;
  asked: number;
  ratings: number[];
  /** Bad ratings that nobody has made good yet, whenever they were given. */
  lowRatings: { requestId: number; rating: number; comment: string | null; owner: string | null }[];
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
