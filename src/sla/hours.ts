/** Opening hours as an office writes them, checked: what may stand in a calendar and what may not. */

/** Business minutes, or minutes of a day. Fractions are allowed; instants are exact to the millisecond. */
export type Minutes = number;

/** A stretch of wall-clock time, 'HH:MM' to 'HH:MM'; `to` may be '24:00'. */
export type Window = { from: string; to: string };

export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';

/** In the order of `Date.getUTCDay`. */
export const weekdays: readonly Weekday[] = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

export type WeekHours = Partial<Record<Weekday, Window[]>>;

/** A window in minutes since midnight on the wall. */
export type Span = { from: Minutes; to: Minutes };

/** A calendar that cannot be built, or a question that is none. What it cannot know is no error but `Unknown`. */
export class CalendarError extends RangeError {
  override readonly name = 'CalendarError';
}

/**
 * Reads the windows of one day, in order. `where` names the day in errors, if not empty.
 * @throws CalendarError on times that are none, windows that are empty or reversed, and overlaps.
 */
export function readWindows(windows: readonly Window[], where: string): Span[] {
  const spans = windows.map((window) => readWindow(window, where)).sort((a, b) => a.from - b.from);
  for (const [index, span] of spans.entries()) {
    const next = spans[index + 1];
    if (next !== undefined && next.from < span.to) {
      throw wrong(where, `the windows ${sayWindow(span)} and ${sayWindow(next)} overlap`);
    }
  }
  return spans;
}

function readWindow(window: Window, where: string): Span {
  const from = readTime(window.from, where);
  const to = readTime(window.to, where);
  if (from >= to) {
    const hint =
      from > to && to > 0 ? `; for a night, write ${window.from}-24:00 and 00:00-${window.to} the next day` : '';
    throw wrong(where, `the window ${window.from}-${window.to} must end after it begins${hint}`);
  }
  return { from, to };
}

function readTime(text: string, where: string): Minutes {
  const found = /^([01]\d|2[0-4]):([0-5]\d)$/.exec(text);
  const minute = Number(found?.[1]) * 60 + Number(found?.[2]);
  if (found === null || minute > 1440) {
    throw wrong(where, `"${text}" is not a time of day; write it as HH:MM, such as 09:00 or 17:30`);
  }
  return minute;
}

const wrong = (where: string, message: string): CalendarError =>
  new CalendarError(where === '' ? message : `${where}: ${message}`);

/** Minutes since midnight as 'HH:MM'. */
export function sayTime(minute: Minutes): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

function sayWindow(span: Span): string {
  return `${sayTime(span.from)}-${sayTime(span.to)}`;
}

/** The spans of each weekday, in the order of `weekdays`. */
export function readWeek(hours: WeekHours): Span[][] {
  return weekdays.map((day) => readWindows(hours[day] ?? [], dayNames[day]));
}

/** The length of a usual open day in minutes: the one that most weekdays have, of equals the longer. Undefined without any. */
export function usualDayMinutes(hours: WeekHours): Minutes | undefined {
  const days = new Map<Minutes, number>();
  for (const spans of readWeek(hours)) {
    const length = spans.reduce((sum, { from, to }) => sum + to - from, 0);
    if (length > 0) days.set(length, (days.get(length) ?? 0) + 1);
  }
  const [usual] = [...days].sort(([a, timesA], [b, timesB]) => timesB - timesA || b - a);
  return usual?.[0];
}

export const dayNames: Record<Weekday, string> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
};
