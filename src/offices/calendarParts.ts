import { isDeepStrictEqual } from 'node:util';
import type { CalendarSpec } from '../sla/calendar.ts';
import { type Closure, withClosures } from '../sla/closures.ts';
import { daysOfYear, type SpecialDay, withYear } from '../sla/specialDays.ts';

/** The holidays of a year, as somebody has confirmed them in the desk. */
export type YearDays = { year: number; days: SpecialDay[] };

/** What the calendar of an office is made of: its file, years that were confirmed in the desk, and closures of the day. */
export type CalendarParts = { filed: CalendarSpec; years: readonly YearDays[]; closures: readonly Closure[] };

/** The calendar that follows. A year that was confirmed holds in place of what the file says of it. */
export function wholeCalendar({ filed, years, closures }: CalendarParts): CalendarSpec {
  const inTurn = years.toSorted((a, b) => a.year - b.year);
  return withClosures(
    inTurn.reduce((spec, { year, days }) => withYear(spec, year, days), filed),
    closures,
  );
}

/** Whether two files say the same of a year: what was confirmed in the desk stays as long as the file says what it said. */
export const sayTheSame = (before: CalendarSpec, now: CalendarSpec, year: number): boolean =>
  before.confirmedYears.includes(year) === now.confirmedYears.includes(year) &&
  isDeepStrictEqual(daysOfYear(before, year), daysOfYear(now, year));
