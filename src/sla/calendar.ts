/**
 * The calendar of an office as an interval table: the open intervals of the confirmed years with the time that was
 * open before each. Every question is one or two look-ups; `Intl` is asked only while the table is built.
 */
import { type Ascending, ascending, firstAtLeast } from './ascending.ts';
import { CalendarError, type Minutes, readWeek, type Span, type WeekHours } from './hours.ts';
import { readDate, readSpecialDays, readYears, type SpecialDay, sayDate } from './specialDays.ts';
import { findZone, instantOf, wallTime, type Zone } from './zone.ts';

export { CalendarError, type Minutes, type Weekday, type Window } from './hours.ts';
export { type SpecialDay, withSpecialDays } from './specialDays.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

/** What an office says about its time. Only the years whose holidays somebody confirmed can be asked about. */
export type CalendarSpec = { zone: string; hours: WeekHours; specialDays: SpecialDay[]; confirmedYears: number[] };

/** Confirmed years without a gap between them, with their first instant and the first after them (ms). */
type Run = { firstYear: number; lastYear: number; start: number; end: number };

/** The hours of one date; `special` names the special day that they come from. */
export type DayHours = { readonly spans: readonly Span[]; readonly special?: string };

export type Calendar = {
  readonly spec: CalendarSpec;
  readonly zone: Zone;
  readonly week: readonly DayHours[];
  readonly special: ReadonlyMap<string, DayHours>;
  readonly runs: readonly Run[];
  /** Open interval i is [opens[i], closes[i]) in ms; before it the office was open for worked[i] ms in all. */
  readonly opens: Float64Array;
  readonly closes: Ascending;
  /** One longer than the others: its last value is the open time of all years. */
  readonly worked: Ascending;
};

/**
 * Builds the table of an office's calendar: about 2 ms for a year.
 * @throws CalendarError when the specification is wrong, saying where.
 */
export function buildCalendar(spec: CalendarSpec): Calendar {
  const zone = findZone(spec.zone);
  if (zone === undefined) {
    throw new CalendarError(`"${spec.zone}" is not a time zone; use an IANA name such as America/New_York`);
  }
  const week = readWeek(spec.hours).map((spans) => ({ spans }));
  const special = readSpecialDays(spec.specialDays);
  if (![...week, ...special.values()].some(({ spans }) => spans.length > 0)) {
    throw new CalendarError('the office never opens: give at least one weekday opening hours');
  }
  const runs = readYears(spec.confirmedYears).map(([firstYear, lastYear]) => ({
    firstYear,
    lastYear,
    start: instantOf(zone, Date.UTC(firstYear, 0, 1)),
    end: instantOf(zone, Date.UTC(lastYear + 1, 0, 1)),
  }));
  const opens: number[] = [];
  const closes: number[] = [];
  const worked = [0];
  let total = 0;
  for (const { firstYear, lastYear } of runs) {
    const end = Date.UTC(lastYear + 1, 0, 1);
    for (let day = Date.UTC(firstYear, 0, 1); day < end; day += DAY) {
      for (const [open, close] of intervalsOfDay({ zone, week, special }, day)) {
        opens.push(open);
        closes.push(close);
        total += close - open;
        worked.push(total);
      }
    }
  }
  const tables = { opens: Float64Array.from(opens), closes: ascending(closes), worked: ascending(worked) };
  return { spec, zone, week, special, runs, ...tables };
}

/** The open intervals [open, close) in ms of a date, given as the wall time of its midnight. */
export function intervalsOfDay(c: Pick<Calendar, 'zone' | 'week' | 'special'>, day: number): [number, number][] {
  const intervals: [number, number][] = [];
  for (const { from, to } of hoursOfDay(c, day).spans) {
    const open = instantOf(c.zone, day + from * MINUTE);
    const close = instantOf(c.zone, day + to * MINUTE);
    // A window that lies wholly in the gap of a clock change has no length.
    if (close > open) intervals.push([open, close]);
  }
  return intervals;
}

/** The hours of a date, given as the wall time of its midnight. */
export function hoursOfDay(c: Pick<Calendar, 'week' | 'special'>, day: number): DayHours {
  return c.special.get(sayDate(day)) ?? c.week[new Date(day).getUTCDay()] ?? { spans: [] };
}

/**
 * The first instant at which so many business minutes have passed since `from`. A target that ends exactly at closing
 * is due at closing, not at the next opening; no minutes are due at once, even while the office is closed.
 * @throws CalendarError when that lies outside the confirmed years, RangeError when minutes are negative.
 */
export function addMinutes(c: Calendar, from: Date, minutes: Minutes): Date {
  return new Date(addOpenMs(c, from.getTime(), Math.round(minutes * MINUTE)));
}

/** As `addMinutes`, in milliseconds throughout. */
export function addOpenMs(c: Calendar, from: number, ms: number): number {
  if (!(ms >= 0)) throw new RangeError(`a time span must be a number of minutes, 0 or more: ${ms / MINUTE}`);
  const run = runOf(c, from);
  if (ms === 0) return from;
  const goal = workedBefore(c, from) + ms;
  // The first interval by whose end the goal is reached.
  const index = firstAtLeast(c.worked, goal) - 1;
  const due =
    index < c.opens.length ? read(c.opens, index) + goal - read(c.worked.values, index) : Number.POSITIVE_INFINITY;
  if (due > run.end) throw missing(c, run.lastYear + 1);
  return due;
}

/**
 * Business minutes from one instant to another, exact to the millisecond; negative when `to` is the earlier.
 * @throws CalendarError when a year between them is not confirmed.
 */
export function minutesBetween(c: Calendar, from: Date, to: Date): Minutes {
  return openMsBetween(c, from.getTime(), to.getTime()) / MINUTE;
}

/** As `minutesBetween`, in milliseconds throughout. */
export function openMsBetween(c: Calendar, from: number, to: number): number {
  checkRange(c, Math.min(from, to), Math.max(from, to));
  return workedBefore(c, to) - workedBefore(c, from);
}

/** Whether the office is open; at the instant of closing it is not. */
export function isOpen(c: Calendar, at: Date): boolean {
  const instant = at.getTime();
  runOf(c, instant);
  const index = endingAfter(c, instant);
  return index < c.opens.length && read(c.opens, index) <= instant;
}

/** The next instant at which the office opens, or `at` itself when it is open. */
export function nextOpening(c: Calendar, at: Date): Date {
  const instant = at.getTime();
  const run = runOf(c, instant);
  const index = endingAfter(c, instant);
  const opening = index < c.opens.length ? Math.max(read(c.opens, index), instant) : Number.POSITIVE_INFINITY;
  if (opening >= run.end) throw missing(c, run.lastYear + 1);
  return new Date(opening);
}

/** When the office first opens on a date ('YYYY-MM-DD'), or undefined when it does not open that day. */
export function openingOfDay(c: Calendar, date: string): Date | undefined {
  const day = readDate(date);
  if (day === undefined) throw new CalendarError(`"${date}" is not a date; write it as YYYY-MM-DD`);
  runOf(c, instantOf(c.zone, day));
  const [first] = intervalsOfDay(c, day);
  return first === undefined ? undefined : new Date(first[0]);
}

/** The open intervals between two instants, cut at both. */
export function openIntervals(c: Calendar, from: Date, to: Date): { from: Date; to: Date }[] {
  const end = to.getTime();
  checkRange(c, from.getTime(), Math.max(end, from.getTime()));
  const intervals: { from: Date; to: Date }[] = [];
  for (let index = endingAfter(c, from.getTime()); index < c.opens.length; index++) {
    const open = Math.max(read(c.opens, index), from.getTime());
    if (open >= end) break;
    intervals.push({ from: new Date(open), to: new Date(Math.min(read(c.closes.values, index), end)) });
  }
  return intervals;
}

/** The office's date ('YYYY-MM-DD') at an instant, of any year. */
export function localDate(c: Calendar, at: Date): string {
  return sayDate(wallTime(c.zone, at.getTime()));
}

/** @throws CalendarError when a year between the two instants (ms) is not confirmed. */
export function checkRange(c: Calendar, from: number, to: number): void {
  const run = runOf(c, from);
  if (!(to <= run.end)) throw Number.isNaN(to) ? new CalendarError('not a valid time') : missing(c, run.lastYear + 1);
}

function runOf(c: Calendar, instant: number): Run {
  for (const run of c.runs) if (instant >= run.start && instant < run.end) return run;
  if (Number.isNaN(instant)) throw new CalendarError('not a valid time');
  throw missing(c, new Date(wallTime(c.zone, instant)).getUTCFullYear());
}

function missing(c: Calendar, year: number): CalendarError {
  const years = c.runs.map(({ firstYear, lastYear }) =>
    firstYear === lastYear ? firstYear : `${firstYear}-${lastYear}`,
  );
  const confirmed = years.length === 0 ? 'no year is yet' : `only ${years.join(', ')}`;
  return new CalendarError(
    `the calendar is not confirmed for ${year} (${confirmed}): confirm its holidays first`,
    year,
  );
}

/** Open time in ms from the beginning of the table to an instant. */
function workedBefore(c: Calendar, instant: number): number {
  const index = endingAfter(c, instant);
  const before = read(c.worked.values, index);
  return index < c.opens.length ? before + Math.max(0, instant - read(c.opens, index)) : before;
}

/** The index of the first interval that ends after an instant. */
function endingAfter(c: Calendar, instant: number): number {
  return firstAtLeast(c.closes, instant + 1);
}

function read(list: Float64Array, index: number): number {
  return list[index] ?? Number.NaN;
}
