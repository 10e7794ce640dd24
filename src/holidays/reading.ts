import { readMonth } from '../offices/dayWords.ts';
import { CalendarError, type SpecialDay } from '../sla/calendar.ts';
import { parseWindows } from '../sla/hoursText.ts';
import { readDate } from '../sla/specialDays.ts';

/** The days of a year as somebody types them, one a line: "2028-01-17 Martin Luther King Jr. Day". Pure. */

const LONGEST_NAME = 100;
/** More special days than any office has. */
const MOST_DAYS = 120;

/** "08:00-12:00", "9am-12:30pm". */
const WINDOW = /^\d{1,2}(?::\d\d)?(?:[ap]m)?[-–]\d{1,2}(?::\d\d)?(?:[ap]m)?,?$/iu;

/** Reads the lines. A problem names its line; nothing is guessed. */
export function readDays(text: string, year: number): { days: SpecialDay[] } | { problem: string } {
  const lines = text
    .split(/\r?\n/u)
    .map((line) => line.trim().replace(/\s+/gu, ' '))
    .filter((line) => line !== '');
  if (lines.length === 0) return { problem: `Write the days on which the office is closed in ${year}, one a line.` };
  if (lines.length > MOST_DAYS) return { problem: `These are ${lines.length} days; a year has ${MOST_DAYS} at most.` };
  const days = new Map<string, SpecialDay>();
  for (const line of lines) {
    const day = readLine(line, year);
    if ('problem' in day) return day;
    const other = days.get(day.date);
    if (other) return { problem: `${day.date} stands there twice, as “${other.name}” and as “${day.name}”.` };
    days.set(day.date, day);
  }
  return { days: [...days.values()].sort((a, b) => a.date.localeCompare(b.date)) };
}

function readLine(line: string, year: number): SpecialDay | { problem: string } {
  const said = `“${line.slice(0, 60)}”`;
  const { date, rest } = takeDate(line.split(' '), year);
  // 1/5 is January 5 for some, and May 1 for others: nobody guesses.
  const [slashed] = /^\d{1,2}\/\d{1,2}(?:\/\d{2,4})?(?=[\s:,]|$)/u.exec(line) ?? [];
  if (slashed)
    return { problem: `“${slashed}” is read differently in different places: write ${year}-12-25 or December 25.` };
  if (date === undefined) return { problem: `${said} has no date in front, such as ${year}-12-25 or December 25.` };
  const end = rest.findIndex((word) => !WINDOW.test(word));
  const hours = rest.slice(0, Math.max(end, 0)).join(' ');
  const name = rest.slice(Math.max(end, 0)).join(' ');
  if (date === undatedOf(year)) return { problem: `“${name}” has no date yet: give it one, or remove its line.` };
  if (readDate(date) === undefined) return { problem: `${said}: ${date} is a day that no calendar has.` };
  if (!date.startsWith(`${year}-`)) return { problem: `${said}: ${date} is not in ${year}.` };
  if (end < 0) return { problem: `${said} has no name behind the date.` };
  if (name.length > LONGEST_NAME) return { problem: `${said} has a name longer than ${LONGEST_NAME} characters.` };
  try {
    return { date, name, windows: hours === '' ? [] : parseWindows(hours) };
  } catch (error) {
    if (!(error instanceof CalendarError)) throw error;
    return { problem: `${said}: ${error.message}.` };
  }
}

/** "2028-12-25", or "December 25", with a colon or the year behind it if somebody likes. */
function takeDate([first = '', second = '', ...more]: string[], year: number): { date?: string; rest: string[] } {
  const bare = first.replace(/[:,]$/u, '');
  if (/^\d{4}-[\d-]*$/u.test(bare)) return { date: bare, rest: second === '' ? more : [second, ...more] };
  const month = readMonth(bare);
  const [, day] = /^(\d{1,2})(?:st|nd|rd|th)?[:,]?$/iu.exec(second) ?? [];
  if (month === undefined || day === undefined) return { rest: [] };
  const rest = more[0]?.replace(/[:,]$/u, '') === String(year) ? more.slice(1) : more;
  return { date: `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`, rest };
}

const undatedOf = (year: number): string => `${year}-`;

/** The days as they are typed, each a line. */
export const writeDays = (days: readonly SpecialDay[]): string =>
  days
    .map(({ date, name, windows }) => [date, ...windows.map(({ from, to }) => `${from}-${to}`), name].join(' '))
    .join('\n');

/** The names of another year, still to be dated: nobody guesses when a holiday is kept. */
export const undated = (days: readonly SpecialDay[], year: number): string =>
  [...new Set(days.map(({ name }) => name.replace(/(?<!\s)\s*\(observed\)/giu, '')))]
    .map((name) => `${undatedOf(year)} ${name}`)
    .join('\n');
