import { takeDay } from '../offices/dayWords.ts';
import { readTime } from '../offices/timeOfDay.ts';
import { ALL_DAY, type Closure } from '../sla/closures.ts';
import { readDate } from '../sla/specialDays.ts';
import { LONGEST_REASON } from './closure.ts';

/** Reads a closure from a form, and from what somebody types: "Office closed today from noon: snow". */

const OVER = 'That day is over. What was counted then stays.';
const NIGHT = 'It would end before it begins. For a night, declare two days.';

export type Read = { closure: Closure } | { problems: Record<string, string> };

/** Fields of the form. `minute`: what time it is in the office, as minutes of `today`. */
export function readForm(values: Record<string, string>, today: string): Read {
  const day = (values.day ?? '').trim();
  const reason = (values.reason ?? '').trim();
  const problems: Record<string, string> = {};
  if (readDate(day) === undefined) problems.day = 'Please choose a day.';
  else if (day < today) problems.day = OVER;
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
  ...['we’re closed', "we're closed", 'we will be closed', 'we’ll be closed', "we'll be closed", 'we close'],
  ...['the office will close', 'office will close', 'we will close', 'we’ll close', "we'll close"],
  ...['the office is closing', 'office is closing', 'we are closing', 'we’re closing', "we're closing"],
  ...['closing the office', 'office closing', 'snow day'],
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
  // The reason may hold any of the marks, and so may the day: "Monday, Dec 7: snow - roads are closed".
  for (const { at, length } of cutsOf(rest)) {
    const words = plainTimes(trimmed(rest.slice(0, at)).toLowerCase()).split(/\s+/u);
    const read = readWhen(
      words.filter((word) => word !== ''),
      today,
    );
    if (!read) continue;
    const reason = trimmed(rest.slice(at + length));
    const snow = beginning === 'snow day' && reason === '' ? 'snow' : reason;
    return { ...read, ...(snow !== '' && { reason: snow.slice(0, LONGEST_REASON) }) };
  }
  return undefined;
}

const trimmed = (text: string): string => text.trim().replace(/(?<![.!])[.!]+$/u, '');

/** Where the reason may begin, the last place first; before all of them, that there is none. */
function cutsOf(text: string): { at: number; length: number }[] {
  const lower = text.toLowerCase();
  const found = BECAUSE.flatMap((mark) => {
    const places: { at: number; length: number }[] = [];
    for (let at = lower.indexOf(mark); at >= 0; at = lower.indexOf(mark, at + 1))
      // A colon between digits is a time's.
      if (mark !== ':' || !/\d/u.test(lower.charAt(at + 1))) places.push({ at, length: mark.length });
    return places;
  });
  return [{ at: text.length, length: 0 }, ...found.sort((a, b) => b.at - a.at)];
}

/** "9-11 am" as "9 to 11 am"; the dashes of a date stay. */
const plainTimes = (text: string): string =>
  text.replace(/(?<![\d-])(\d{1,2}(?::\d\d)?(?:\s*[ap]\.?m\.?)?|noon)\s*[-–—]\s*(?=\d|noon)/gu, '$1 to ');

const SKIPPED = new Set(['on', 'all', 'for', 'the', 'whole', 'entire', 'day', 'this', 'next', 'in', 'of']);
const BEGINS = new Set(['from', 'at', 'after', 'between']);
const ENDS = new Set(['until', 'till', 'to', 'before', 'and', 'through', 'thru']);
const ONE_DAY = 'A closure is of one day. Declare each day by itself.';
const SEVERAL = new Set(['week', 'weekend', 'month']);
const ZONES = new Set([
  ...['eastern', 'central', 'mountain', 'pacific', 'et', 'ct', 'mt', 'pt', 'utc', 'gmt'],
  ...['est', 'edt', 'cst', 'cdt', 'mst', 'mdt', 'pst', 'pdt', 'akst', 'akdt', 'hst'],
]);
const OWN_TIME = 'Times are those of the office. Write them without a time zone.';
const PAST = new Set(['yesterday', 'last']);
const FROM_WHEN = 'From what time on? Write “from 2 PM”, say.';
/** Words that say that it is a part of the day, and not which. */
const VAGUE = new Set(['early', 'rest', 'now', 'tonight', 'evening', 'night']);
const NOON = 720;
/** Halves of the day, as everybody means them. */
const HALVES = new Map([
  ['morning', { ...ALL_DAY, to: NOON }],
  ['afternoon', { ...ALL_DAY, from: NOON }],
]);

/** "today from noon", "tomorrow until 10 AM", "on Friday from 1 to 3 pm". Undefined when a word says something else. */
function readWhen(words: readonly string[], today: string): Typed | undefined {
  const left = [...words];
  let day: string | undefined;
  let half: Pick<Closure, 'from' | 'to'> | undefined;
  let isVague = false;
  const bounds: { from?: string; until?: string } = {};
  while (left.length > 0) {
    const word = left[0] ?? '';
    const isEnd = ENDS.has(word);
    if (isEnd || BEGINS.has(word)) {
      left.shift();
      if (takeDay(left, today)) return { ...(day && { day }), problem: ONE_DAY };
      bounds[isEnd ? 'until' : 'from'] = takeTime(left);
      continue;
    }
    const taken = takeDay(left, today);
    if (taken && 'problem' in taken) return taken;
    if (taken && day !== undefined) return { day, problem: ONE_DAY };
    if (taken) day = taken.day;
    // "Monday 9 to 11": a time before which nothing stands.
    else if (/^(?:\d|noon$)/u.test(word)) bounds.from = takeTime(left);
    else if (PAST.has(word)) return { problem: OVER };
    else if (ZONES.has(word)) return { ...(day && { day }), problem: OWN_TIME };
    else if (SEVERAL.has(word)) return { ...(day && { day }), problem: ONE_DAY };
    else if (SKIPPED.has(word) || VAGUE.has(word) || HALVES.has(word)) {
      half = HALVES.get(word) ?? half;
      isVague ||= VAGUE.has(word);
      left.shift();
    } else return undefined;
  }
  const isTold = bounds.from !== undefined || bounds.until !== undefined;
  if (!isTold && isVague) return { ...(day && { day }), problem: FROM_WHEN };
  if (!isTold && half) return { day: day ?? today, ...half };
  return readBounds(bounds, day ?? today);
}

function readBounds({ from, until }: { from?: string; until?: string }, day: string): Typed {
  const to = until === undefined ? ALL_DAY.to : readTime(until);
  if (typeof to !== 'number') return { day, problem: to.error };
  const begins = from === undefined ? ALL_DAY.from : readBeginning(from, until, to);
  if (typeof begins !== 'number') return { day, problem: begins.error };
  return begins < to ? { day, from: begins, to } : { day, problem: NIGHT };
}

/** "9 to 11 am" is from 9 AM, as "9 to noon" is; "11 to 1 pm" is from 11 AM. What may be either is an error. */
function readBeginning(from: string, until: string | undefined, to: number): number | { error: string } {
  const plain = readTime(from);
  if (typeof plain === 'number') return plain;
  const before = (half: string) =>
    [readTime(`${from} ${half}`)].flatMap((at) => (typeof at === 'number' && at < to ? at : []));
  const [said] = before(/([ap])\.?m\.?$/u.exec(until ?? '')?.[0] ?? '');
  const [only, other] = [...before('am'), ...before('pm')];
  return said ?? (other === undefined ? only : undefined) ?? plain;
}

/** "noon", "10 am", "10:30". */
function takeTime(left: string[]): string {
  const first = left.shift() ?? '';
  return left[0] !== undefined && /^[ap]\.?m\.?$/u.test(left[0]) ? `${first} ${left.shift()}` : first;
}
