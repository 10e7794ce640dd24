import { sayDate } from '../chat/message.ts';
import { addDays } from '../people/absence.ts';
import { dayNames, weekdays } from '../sla/hours.ts';
import { readDate } from '../sla/specialDays.ts';

/** Days as people type them: "tomorrow", "Friday", "Dec 1", "Monday, December 7, 2026". Pure. */

const MONTHS = [
  ...['january', 'february', 'march', 'april', 'may', 'june'],
  ...['july', 'august', 'september', 'october', 'november', 'december'],
];

/** 1 to 12 of "Jan.", "Sept", "December", and of no other word that begins so. */
export function readMonth(word: string): number | undefined {
  const said = word.toLowerCase().replace(/\.$/u, '');
  const month = MONTHS.findIndex((name) => said.length >= 3 && name.startsWith(said)) + 1;
  return month > 0 ? month : undefined;
}

type Day = { day: string } | { problem: string };

/**
 * Takes a day off the front of lower-case words; undefined, with the words left as they are, when none stands there.
 * A date without a year is the next such one. What may be two days is a problem that says what to write.
 */
export function takeDay(words: string[], today: string): Day | undefined {
  const named = takeWeekday(words, today);
  if (named && 'problem' in named) return named;
  const dated = takeDate(words, today);
  if (!named || !dated || 'problem' in dated) return dated ?? named;
  const stands = weekdayOf(dated.day);
  return stands === named.weekday
    ? dated
    : { problem: `${sayDate(dated.day, today)} is a ${dayNames[stands]}, and not a ${dayNames[named.weekday]}.` };
}

type Weekday = (typeof weekdays)[number];
const weekdayOf = (day: string): Weekday => weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? 'sun';

const bare = (word = ''): string => word.replace(/[,.]$/u, '');

/** "Friday", "this Fri"; of "next Friday" people mean different days. */
function takeWeekday(
  words: string[],
  today: string,
): { day: string; weekday: Weekday } | { problem: string } | undefined {
  const isNext = words[0] === 'next';
  const at = isNext || words[0] === 'this' ? 1 : 0;
  const said = bare(words[at]);
  const weekday = weekdays.find((each) => said.length >= 3 && dayNames[each].toLowerCase().startsWith(said));
  if (weekday === undefined) return undefined;
  words.splice(0, at + 1);
  const ahead = (weekdays.indexOf(weekday) - weekdays.indexOf(weekdayOf(today)) + 7) % 7;
  const first = addDays(today, ahead);
  if (!isNext) return { day: first, weekday };
  const [soon, later] = [first, addDays(first, 7)].map((day) => sayDate(day, today));
  return { problem: `“next ${dayNames[weekday]}” may be ${soon} or ${later}. Write the one you mean.` };
}

const DAYS_AFTER = new Map([
  ['today', 0],
  ['tomorrow', 1],
]);

function takeDate(words: string[], today: string): Day | undefined {
  const [first, second] = [bare(words[0]), bare(words[1])];
  const after = DAYS_AFTER.get(first);
  if (after !== undefined || readDate(first) !== undefined) {
    words.shift();
    return { day: after === undefined ? first : addDays(today, after) };
  }
  if (/^\d{1,2}\/\d{1,2}(?:\/\d{2,4})?$/u.test(first)) {
    words.shift();
    return { problem: `“${first}” is read differently in different places. Write it like Dec 1.` };
  }
  const [month, day] = [
    [readMonth(first), readDayOfMonth(second)],
    [readMonth(second), readDayOfMonth(first)],
  ].find((pair) => pair.every((part) => part !== undefined)) ?? [undefined, undefined];
  if (month === undefined || day === undefined) return undefined;
  words.splice(0, 2);
  const year = /^\d{4}$/u.test(bare(words[0])) ? Number(bare(words.shift())) : undefined;
  const of = (y: number) => `${y}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  const thisYear = Number(today.slice(0, 4));
  const date = of(year ?? (of(thisYear) < today ? thisYear + 1 : thisYear));
  return readDate(date) === undefined ? { problem: `${date} is a day that no calendar has.` } : { day: date };
}

/** 1 to 31 of "1", "1st", "22nd". */
function readDayOfMonth(word: string): number | undefined {
  const [, number] = /^(\d{1,2})(?:st|nd|rd|th)?$/u.exec(word) ?? [];
  return number === undefined || Number(number) < 1 || Number(number) > 31 ? undefined : Number(number);
}
