import { LONGEST_ACTION } from '../actions/action.ts';
import { readAgency, tooLong, wrongDay } from '../offices/formValues.ts';
import { readTime } from '../offices/timeOfDay.ts';
import type { Agency, Person } from '../people/person.ts';
import { type Calendar, isOpen, localDate } from '../sla/calendar.ts';
import { type Rhythm, readRhythm } from '../sla/recurrence.ts';
import { readDate } from '../sla/specialDays.ts';
import { instantOf } from '../sla/zone.ts';
import { LONGEST_PLACE, LONGEST_REASON } from './meeting.ts';

/** What was filled in, or what is wrong with it, by field. */

export type Problems = Record<string, string>;
type Values = Readonly<Record<string, string>>;

const value = (values: Values, name: string): string => values[name]?.trim() ?? '';
/** As an entry among the problems of a form. */
export function lengthProblem(name: string, text: string | null, longest: number): Problems {
  const problem = tooLong(text, longest);
  return problem === undefined ? {} : { [name]: problem };
}

export function readReason(values: Values): { reason: string } | { problems: Problems } {
  const reason = value(values, 'reason');
  if (!reason) return { problems: { reason: 'Say in a few words why.' } };
  const long = lengthProblem('reason', reason, LONGEST_REASON);
  return Object.keys(long).length > 0 ? { problems: long } : { reason };
}

/** Another time for a meeting: within the hours of the office, so that somebody is there. */
export function readMove(
  values: Values,
  { calendar, now }: { calendar: Calendar; now: Date },
): { at: Date; reason: string } | { problems: Problems } {
  const said = readReason(values);
  const problems: Problems = 'problems' in said ? { ...said.problems } : {};
  const today = localDate(calendar, now);
  const day = value(values, 'day');
  const wrong = wrongDay(day, today);
  if (wrong !== undefined) problems.day = wrong;
  const minute = readTime(value(values, 'time'));
  if (typeof minute !== 'number') problems.time = minute.error;
  if (Object.keys(problems).length > 0 || typeof minute !== 'number' || 'problems' in said) return { problems };
  const at = new Date(instantOf(calendar.zone, (readDate(day) ?? 0) + minute * 60_000));
  if (at <= now) return { problems: { time: 'That time is over.' } };
  const open = isOpen(calendar, at);
  if (open === undefined)
    return { problems: { day: 'The calendar of that year is not confirmed yet. Choose an earlier day.' } };
  if (!open) return { problems: { time: 'The office is closed then. Choose a time within its hours.' } };
  return { at, reason: said.reason };
}

/** Why somebody cannot come, and when they could; the day alone means the same time on it. */
export function readSuggestion(
  values: Values,
  at: { calendar: Calendar; now: Date },
): { reason: string; to: Date | null } | { problems: Problems } {
  const said = readReason(values);
  if (value(values, 'day') === '' && value(values, 'time') === '')
    return 'problems' in said ? said : { ...said, to: null };
  const read = readMove(values, at);
  return 'problems' in read ? read : { reason: read.reason, to: read.at };
}

export function readAction(
  values: Values,
  { owners, today }: { owners: readonly Person[]; today: string },
): { action: { what: string; ownerId: number; due: string } } | { problems: Problems } {
  const what = value(values, 'what');
  const due = value(values, 'due');
  const owner = owners.find(({ id }) => String(id) === value(values, 'owner'));
  const problems: Problems = { ...lengthProblem('what', what, LONGEST_ACTION) };
  if (!what) problems.what = 'Say in a few words what is to be done.';
  if (!owner) problems.owner = 'Choose who does it.';
  const wrong = wrongDay(due, today);
  if (wrong !== undefined) problems.due = due ? wrong : 'Choose by which day.';
  if (Object.keys(problems).length > 0 || !owner) return { problems };
  return { action: { what, ownerId: owner.id, due } };
}

export type NewSeries = {
  agency: Agency | null;
  title: string;
  rhythm: Rhythm;
  minute: number;
  minutes: number;
  place: string | null;
};

/** `all`: they may meet with those who lead all agencies. */
export function readSeries(
  values: Values,
  { agencies, all }: { agencies: readonly Agency[]; all: boolean },
): { series: NewSeries } | { problems: Problems } {
  const problems: Problems = {};
  const word = value(values, 'agency');
  const named = word ? readAgency(word, agencies) : null;
  if (!word && !all) problems.agency = 'Name the agency.';
  if (named && 'problem' in named) problems.agency = named.problem;
  const title = value(values, 'title');
  if (!title) problems.title = 'Say what they are called.';
  Object.assign(problems, lengthProblem('title', title, 60));
  const on = readRhythm(value(values, 'on'));
  if (!on) problems.on = 'Write first, second, third, fourth or last and a weekday, such as second Tuesday.';
  const minute = readTime(value(values, 'time'));
  if (typeof minute !== 'number') problems.time = minute.error;
  const minutes = Number(value(values, 'minutes'));
  if (!Number.isInteger(minutes) || minutes < 10 || minutes > 480)
    problems.minutes = 'Write a whole number from 10 to 480.';
  const place = value(values, 'place');
  Object.assign(problems, lengthProblem('place', place, LONGEST_PLACE));
  if (Object.keys(problems).length > 0 || !on || typeof minute !== 'number' || (named && 'problem' in named))
    return { problems };
  const every = value(values, 'every') === 'quarter' ? 'quarter' : 'month';
  return {
    series: {
      ...{ agency: named, title, rhythm: { ...on, every }, minute, minutes },
      place: place === '' ? null : place,
    },
  };
}
