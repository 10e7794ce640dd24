import { readTime } from '../offices/timeOfDay.ts';
import { addDays } from '../people/absence.ts';
import { ALL_DAY, type Closure } from '../sla/closures.ts';
import { dayNames, weekdays } from '../sla/hours.ts';
import { readDate } from '../sla/specialDays.ts';
import { LONGEST_REASON } from './closure.ts';

/** Reads a closure from a form, and from what somebody types: "Office closed today from noon: snow". */

export type Read = { closure: Closure } | { problems: Record<string, string> };

/** Fields of the form. `minute`: what time it is in the office, as minutes of `today`. */
export function readForm(values: Record<string, string>, today: string): Read {
  const day = (values.day ?? '').trim();
  const reason = (values.reason ?? '').trim();
  const problems: Record<string, string> = {};
  if (readDate(day) === undefined) problems.day = 'Please choose a day.';
  else if (day < today) problems.day = 'That day is over. What was counted then stays.';
  if (reason === '') problems.reason = 'Please give the reason: the agencies read it.';
  if (reason.length > LONGEST_REASON) problems.reason = `Please say it in ${LONGEST_REASON} characters.`;
  const bound = (name: 'from' | 'until', otherwise: number): number => {
    const text = (values[name] ?? '').trim();
    const read = text === '' ? otherwise : readTime(text);
    if (typeof read === 'number') return read;
    problems[name] = read.error;
    return otherwise;
  };
  const from = bound('from', ALL_DAY.from);
  const to = bound('until', ALL_DAY.to);
  if (!problems.from && !problems.until && from >= to)
    problems.until = 'This is not later than when it closes. For a night, declare two days.';
  return Object.keys(problems).length > 0 ? { problems } : { closure: { day, from, to, reason } };
}

/** Beginnings that say it, the longer ones first. */
const BEGINNINGS = [
  ...['the office will be closed', 'the office is closed', 'the office closes', 'office will be closed'],
  ...['office is closed', 'office closes', 'office closed', 'close the office', 'close office', 'we are closed'],
  ...['we’re closed', "we're closed", 'closing the office', 'snow day'],
];
const BECAUSE = [':', ' because of ', ' because ', ' due to ', ' for ', ' – ', ' - ', ', '];
/** Longer ones are no announcement. */
const LONGEST = 300;

export type Typed = Partial<Closure> & { problem?: string };

/**
 * What somebody says who types that the office is closed; undefined when the text is about something else. Nothing is
 * guessed: what cannot be read is a `problem`, and the form asks.
 */
export function readTyped(text: string, today: string): Typed | undefined {
  const said = text.trim();
  if (said.length > LONGEST || said.endsWith('?')) return undefined;
  const lower = said.toLowerCase();
  const beginning = BEGINNINGS.find((each) => lower.startsWith(each) && !/\p{L}/u.test(lower.charAt(each.length)));
  if (beginning === undefined) return undefined;
  const rest = said.slice(beginning.length);
  const cut = firstOf(rest, BECAUSE);
  const when = (cut ? rest.slice(0, cut.at) : rest)
    .trim()
    .toLowerCase()
    .replace(/(?<![.!])[.!]+$/u, '');
  const reason = cut
    ? rest
        .slice(cut.at + cut.length)
        .trim()
        .replace(/(?<![.!])[.!]+$/u, '')
    : '';
  const read = readWhen(
    when.split(/\s+/u).filter((word) => word !== ''),
    today,
  );
  if (!read) return undefined;
  const snow = beginning === 'snow day' && reason === '' ? 'snow' : reason;
  return { ...read, ...(snow !== '' && { reason: snow.slice(0, LONGEST_REASON) }) };
}

function firstOf(text: string, marks: readonly string[]): { at: number; length: number } | undefined {
  const lower = text.toLowerCase();
  const found = marks.flatMap((mark) => {
    // A colon between digits is a time's.
    let at = lower.indexOf(mark);
    while (mark === ':' && at >= 0 && /\d/u.test(lower.charAt(at + 1))) at = lower.indexOf(mark, at + 1);
    return at < 0 ? [] : [{ at, length: mark.length }];
  });
  return found.sort((a, b) => a.at - b.at)[0];
}

/** "today from noon", "tomorrow until 10 AM", "on Friday from 1 to 3 pm". Undefined when a word says something else. */
function readWhen(words: readonly string[], today: string): Typed | undefined {
  const left = [...words];
  let day = today;
  const bounds: { from?: string; until?: string } = {};
  while (left.length > 0) {
    const word = left.shift() ?? '';
    if (word === 'on' || word === 'early') continue;
    if (word === 'from' || word === 'at' || word === 'after') bounds.from = takeTime(left);
    else if (word === 'until' || word === 'till' || word === 'to' || word === 'before') bounds.until = takeTime(left);
    else {
      const named = readDayWord(word, today);
      if (named === undefined) return undefined;
      day = named;
    }
  }
  const read: Typed = { day, ...ALL_DAY };
  for (const [name, text] of Object.entries(bounds)) {
    const time = readTime(text);
    if (typeof time !== 'number') return { day, problem: time.error };
    if (name === 'from') read.from = time;
    else read.to = time;
  }
  return (read.from ?? 0) < (read.to ?? 0) ? read : { day, problem: 'It would end before it begins.' };
}

/** "noon", "10 am", "10:30". */
function takeTime(left: string[]): string {
  const first = left.shift() ?? '';
  return left[0] !== undefined && /^[ap]\.?m\.?$/u.test(left[0]) ? `${first} ${left.shift()}` : first;
}

function readDayWord(word: string, today: string): string | undefined {
  const bare = word.replace(/,$/u, '');
  if (bare === 'today') return today;
  if (bare === 'tomorrow') return addDays(today, 1);
  if (readDate(bare) !== undefined) return bare;
  const weekday = weekdays.find((each) => dayNames[each].toLowerCase() === bare);
  if (weekday === undefined) return undefined;
  const ahead = (weekdays.indexOf(weekday) - new Date(`${today}T00:00:00Z`).getUTCDay() + 7) % 7;
  return addDays(today, ahead);
}
