import { type Calendar, openingOfDay, openMsBetween, type Unknown, type Weekday } from './calendar.ts';
import { dayNames, weekdays } from './hours.ts';
import { readDate, sayDate } from './specialDays.ts';
import { instantOf } from './zone.ts';

/** Dates that come again: "the second Tuesday of each month", moved to a working day where the office is closed. */

export const nths = ['first', 'second', 'third', 'fourth', 'last'] as const;
export type Nth = (typeof nths)[number];

/** A quarter's date is in its first month: January, April, July, October. */
export type Rhythm = { nth: Nth; weekday: Weekday; every: 'month' | 'quarter' };

const DAY = 86_400_000;
const MINUTE = 60_000;
/** No office is closed for longer; a meeting of a month is not moved into the next one but one. */
const MOST_DAYS_MOVED = 14;
const MOST_DAYS_LOOKED_AT = 31;

/** "second Tuesday", "last fri"; undefined: it says no such day. */
export function readRhythm(text: string): Omit<Rhythm, 'every'> | undefined {
  const [first = '', second = '', ...more] = text.trim().toLowerCase().split(/\s+/u);
  const nth = nths.find((each) => each === first);
  const weekday = weekdays.find((each) => each === second || dayNames[each].toLowerCase() === second);
  return nth && weekday && more.length === 0 ? { nth, weekday } : undefined;
}

/** "the second Tuesday of each month". */
export const sayRhythm = ({ nth, weekday, every }: Rhythm): string =>
  `the ${nth} ${dayNames[weekday]} of each ${every}`;

/** The first date ('YYYY-MM-DD') of a rhythm behind a day. */
export function dateAfter(rhythm: Rhythm, day: string): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  for (let ahead = 0; ; ahead++) {
    const index = month - 1 + ahead;
    if (rhythm.every === 'quarter' && index % 3 !== 0) continue;
    const date = dateIn(rhythm, year + Math.floor(index / 12), index % 12);
    if (date > day) return date;
  }
}

function dateIn({ nth, weekday }: Rhythm, year: number, month: number): string {
  const wanted = weekdays.indexOf(weekday);
  const begin = nth === 'last' ? Date.UTC(year, month + 1, 0) : Date.UTC(year, month, 1);
  const away = wanted - new Date(begin).getUTCDay();
  if (nth === 'last') return sayDate(begin + (away > 0 ? away - 7 : away) * DAY);
  return sayDate(begin + (((away + 7) % 7) + 7 * nths.indexOf(nth)) * DAY);
}

/** Something of the day: from a minute of it on, for so many minutes. */
export type Slot = { minute: number; minutes: number };

/** Whether an office is open for all of a slot on any day of a usual week, or of a season's. */
export const isEverOpen = ({ week, seasons }: Pick<Calendar, 'week' | 'seasons'>, { minute, minutes }: Slot): boolean =>
  [...week.map(({ spans }) => spans), ...seasons.flatMap((season) => season.week)].some((spans) =>
    spans.some(({ from, to }) => from <= minute && minute + minutes <= to),
  );

/**
 * When what is meant for a date really is: on the first day from it on that the office is open for all of the time. null:
 * on none within two weeks. Unknown where the calendar ends before.
 */
export function placeFor(c: Calendar, date: string, { minute, minutes }: Slot): Date | null | Unknown {
  const midnight = readDate(date);
  if (midnight === undefined) return null;
  for (let moved = 0; moved <= MOST_DAYS_MOVED; moved++) {
    const at = instantOf(c.zone, midnight + moved * DAY + minute * MINUTE);
    const open = openMsBetween(c, at, at + minutes * MINUTE);
    if (open === undefined) return undefined;
    if (open === minutes * MINUTE) return new Date(at);
  }
  return null;
}

/**
 * When the office opens on the last of so many working days before a date (`days` below 0) or behind it. Undefined where
 * there are not so many within a month of it.
 */
export function openingBeside(c: Calendar, date: string, days: number): Date | undefined {
  const midnight = readDate(date) ?? 0;
  let left = Math.abs(days);
  for (let step = 1; step <= MOST_DAYS_LOOKED_AT; step++) {
    const at = openingOfDay(c, sayDate(midnight + Math.sign(days) * step * DAY));
    if (at) left -= 1;
    if (at && left === 0) return at;
  }
  return undefined;
}
