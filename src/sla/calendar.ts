/**
 * The calendar of an office as an interval table: the open intervals of the confirmed years with the time that was
 * open before each. Every question is one or two look-ups; `Intl` is asked only while the table is built.
 */
import { type Ascending, ascending, firstAtLeast } from './ascending.ts';
import { CalendarError, type Minutes, readWeek, type Span, type WeekHours } from './hours.ts';
import { readSeasons, type Season, type SeasonHours, seasonOf } from './seasons.ts';
import { readDate, readSpecialDays, readYears, type SpecialDay, sayDate } from './specialDays.ts';
import { findZone, instantOf, wallTime, type Zone } from './zone.ts';

export { CalendarError, type Minutes, type Weekday, type Window } from './hours.ts';
export { type SpecialDay, withSpecialDays } from './specialDays.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

/**
 * What the calendar answers outside the years that somebody confirmed: nobody knows, and nothing is guessed. It is
 * `undefined` so that unknown is never taken for open, due or worked; where there is nothing to know the answer is null.
 */
export type Unknown = undefined;

/**
 * What an office says about its time: the hours of a usual week, those of its seasons instead, and on a special day those
 * of that day. Only the years whose holidays somebody confirmed can be asked about.
 */
export type CalendarSpec = {
  zone: string;
  hours: WeekHours;
  seasons?: Season[];
  specialDays: SpecialDay[];
  confirmedYears: number[];
};

/** Confirmed years without a gap between them, with their first instant and the first after them (ms). */
type Run = { firstYear: number; lastYear: number; start: number; end: number };

/** The hours of one date; `special` names the special day that they come from. */
export type DayHours = { readonly spans: readonly Span[]; readonly special?: string };

export type Calendar = {
  readonly spec: CalendarSpec;
  readonly zone: Zone;
  readonly week: readonly DayHours[];
  readonly seasons: readonly SeasonHours[];
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
  const { week, seasons, special } = hoursOf(spec);
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
      for (const [open, close] of intervalsOfDay({ zone, week, seasons, special }, day)) {
        opens.push(open);
        closes.push(close);
        total += close - open;
        worked.push(total);
      }
    }
  }
  const tables = { opens: Float64Array.from(opens), closes: ascending(closes), worked: ascending(worked) };
  return { spec, zone, week, seasons, special, runs, ...tables };
}

/** The hours that a specification speaks of, as days are looked up in them. @throws CalendarError when they are wrong. */
export const hoursOf = (spec: Pick<CalendarSpec, 'hours' | 'seasons' | 'specialDays'>): Hours => ({
  week: readWeek(spec.hours).map((spans) => ({ spans })),
  seasons: readSeasons(spec.seasons),
  special: readSpecialDays(spec.specialDays),
});
type Hours = Pick<Calendar, 'week' | 'seasons' | 'special'>;

/** The open intervals [open, close) in ms of a date, given as the wall time of its midnight. */
export function intervalsOfDay(c: Hours & Pick<Calendar, 'zone'>, day: number): [number, number][] {
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
export function hoursOfDay({ week, seasons, special }: Hours, day: number): DayHours {
  const date = sayDate(day);
  const own = special.get(date);
  if (own) return own;
  const weekday = new Date(day).getUTCDay();
  const season = seasonOf(seasons, date);
  return season ? { spans: season.week[weekday] ?? [] } : (week[weekday] ?? { spans: [] });
}

/**
 * The first instant at which so many business minutes have passed since `from`. A target that ends exactly at closing
 * is due at closing, not at the next opening; no minutes are due at once, even while the office is closed.
 * @throws RangeError when minutes are negative.
 */
export function addMinutes(c: Calendar, from: Date, minutes: Minutes): Date | Unknown {
  const due = addOpenMs(c, from.getTime(), Math.round(minutes * MINUTE));
  return due === undefined ? undefined : new Date(due);
}

/** As `addMinutes`, in milliseconds throughout. */
export function addOpenMs(c: Calendar, from: number, ms: number): number | Unknown {
  if (!(ms >= 0)) throw new RangeError(`a time span must be a number of minutes, 0 or more: ${ms / MINUTE}`);
  const run = runOf(c, from);
  if (run === undefined) return undefined;
  if (ms === 0) return from;
  const goal = workedBefore(c, from) + ms;
  // The first interval by whose end the goal is reached.
  const index = firstAtLeast(c.worked, goal) - 1;
  if (index >= c.opens.length) return undefined;
  const due = read(c.opens, index) + goal - read(c.worked.values, index);
  return due <= run.end ? due : undefined;
}

/** Business minutes from one instant to another, exact to the millisecond; negative when `to` is the earlier. */
export function minutesBetween(c: Calendar, from: Date, to: Date): Minutes | Unknown {
  const ms = openMsBetween(c, from.getTime(), to.getTime());
  return ms === undefined ? undefined : ms / MINUTE;
}

/** As `minutesBetween`, in milliseconds throughout. */
export function openMsBetween(c: Calendar, from: number, to: number): number | Unknown {
  if (!isConfirmed(c, Math.min(from, to), Math.max(from, to))) return undefined;
  return workedBefore(c, to) - workedBefore(c, from);
}

/** Whether the office is open; at the instant of closing it is not. */
export function isOpen(c: Calendar, at: Date): boolean | Unknown {
  const instant = at.getTime();
  if (runOf(c, instant) === undefined) return undefined;
  const index = endingAfter(c, instant);
  return index < c.opens.length && read(c.opens, index) <= instant;
}

/** The next instant at which the office opens, or `at` itself when it is open. */
export function nextOpening(c: Calendar, at: Date): Date | Unknown {
  const instant = at.getTime();
  const run = runOf(c, instant);
  const index = endingAfter(c, instant);
  if (run === undefined || index >= c.opens.length) return undefined;
  const opening = Math.max(read(c.opens, index), instant);
  return opening < run.end ? new Date(opening) : undefined;
}

/** When the office first opens on a date ('YYYY-MM-DD'); null when it does not open that day. */
export function openingOfDay(c: Calendar, date: string): Date | null | Unknown {
  const day = readDate(date);
  if (day === undefined) throw new CalendarError(`"${date}" is not a date; write it as YYYY-MM-DD`);
  if (runOf(c, instantOf(c.zone, day)) === undefined) return undefined;
  const [first] = intervalsOfDay(c, day);
  return first === undefined ? null : new Date(first[0]);
}

/** The open intervals between two instants, cut at both. */
export function openIntervals(c: Calendar, from: Date, to: Date): { from: Date; to: Date }[] | Unknown {
  const end = to.getTime();
  if (!isConfirmed(c, from.getTime(), Math.max(end, from.getTime()))) return undefined;
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

/** Whether every year from one instant (ms) to a later one is confirmed. */
export function isConfirmed(c: Calendar, from: number, to: number): boolean {
  const run = runOf(c, from);
  if (run !== undefined && to <= run.end) return true;
  if (Number.isNaN(to)) throw new CalendarError('not a valid time');
  return false;
}

/** The first year from an instant on that nobody has confirmed: what an answer was missing that is unknown. */
export function firstUnconfirmedYear(c: Calendar, from: Date): number {
  const run = runOf(c, from.getTime());
  return run === undefined ? new Date(wallTime(c.zone, from.getTime())).getUTCFullYear() : run.lastYear + 1;
}

/** Why an answer from an instant on is unknown, and what to do about it. */
export function sayUnknown(c: Calendar, from: Date): string {
  const years = c.runs.map(({ firstYear, lastYear }) =>
    firstYear === lastYear ? firstYear : `${firstYear}-${lastYear}`,
  );
  const confirmed = years.length === 0 ? 'no year is yet' : `only ${years.join(', ')}`;
  const year = firstUnconfirmedYear(c, from);
  return `the calendar is not confirmed for ${year} (${confirmed}): confirm its holidays first`;
}

/** The confirmed years around an instant (ms). @throws CalendarError when it is no time at all. */
function runOf(c: Calendar, instant: number): Run | Unknown {
  for (const run of c.runs) if (instant >= run.start && instant < run.end) return run;
  if (Number.isNaN(instant)) throw new CalendarError('not a valid time');
  return undefined;
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
