import { addDays } from '../people/absence.ts';
import { type Calendar, isOpen, localDate, openingOfDay } from '../sla/calendar.ts';
import { findZone, instantOf } from '../sla/zone.ts';

/** When digests are owed. */

export const digestKinds = ['daily', 'weekly', 'monthly'] as const;
export type DigestKind = (typeof digestKinds)[number];

/** `at`: from when on it is owed. */
export type Slot = { kind: DigestKind; day: string; at: Date };

/**
 * What somebody has chosen: no digests of a kind, or another hour (0 to 23, by their own clock) than the opening.
 * `emptyToo`: whether one with nothing to say comes; null: as their office has it.
 */
export type DigestChoice = { kind: DigestKind; off: boolean; hour: number | null; emptyToo: boolean | null };

/** How late in the hour that somebody chose, while the office is closed, a digest may still come. */
const HOUR_MS = 3_600_000;

/**
 * The digests that are owed at `now`, the one to prefer first.
 * The weekly one belongs to the first working day of a week (from Monday), holds all that a daily one would, and stays
 * owed until it is written; the daily one is owed on its own day only: a later one says what is true then. The monthly
 * one belongs to the first working day of a month and stays owed for as long. While the office is closed, or past the
 * end of its calendar, none comes, except at the hour that its reader has chosen. `zone`: where they are.
 */
export function slotsAt(calendar: Calendar, now: Date, zone: string, choices: readonly DigestChoice[] = []): Slot[] {
  const today = localDate(calendar, now);
  const weekday = (new Date(`${today}T12:00:00Z`).getUTCDay() + 6) % 7;
  const week = workingDays(calendar, addDays(today, -weekday), today);
  const month = workingDays(calendar, `${today.slice(0, 7)}-01`, today);
  const slots: Slot[] = [];
  const owe = (kind: DigestKind, day: string | undefined) => {
    const choice = choices.find((each) => each.kind === kind);
    if (day === undefined || choice?.off) return false;
    const at = choice?.hour == null ? openingOfDay(calendar, day) : atHour(zone, day, choice.hour);
    const comes = at && at <= now && (isOpen(calendar, now) || (choice?.hour != null && +now - +at < HOUR_MS));
    if (comes) slots.push({ kind, day, at });
    return true;
  };
  const isWeekly = owe('weekly', week[0]) && week[0] === today;
  if (!isWeekly && week.at(-1) === today) owe('daily', today);
  owe('monthly', month[0]);
  return slots;
}

/** Days on which the office works, both ends included. */
function workingDays(calendar: Calendar, from: string, until: string): string[] {
  const days: string[] = [];
  for (let day = from; day <= until; day = addDays(day, 1)) if (openingOfDay(calendar, day)) days.push(day);
  return days;
}

function atHour(zoneName: string, day: string, hour: number): Date | undefined {
  const zone = findZone(zoneName);
  return zone && new Date(instantOf(zone, Date.parse(`${day}T00:00:00Z`) + hour * HOUR_MS));
}
