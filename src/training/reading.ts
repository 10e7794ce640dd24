import { tooLong, wrongDay } from '../offices/formValues.ts';
import { readTime } from '../offices/timeOfDay.ts';
import { type Person, sameEmail } from '../people/person.ts';
import { type Calendar, localDate } from '../sla/calendar.ts';
import { readDate } from '../sla/specialDays.ts';
import { instantOf } from '../sla/zone.ts';
import { type Course, LONGEST_PLACE, LONGEST_REASON, MOST_SEATS } from './training.ts';

/** What was filled in, or what is wrong with it, by field. */

export type Problems = Record<string, string>;
export type Values = Readonly<Record<string, string>>;

const value = (values: Values, name: string): string => values[name]?.trim() ?? '';

/** As somebody plans it. */
export type Planned = { at: Date; minutes: number; place: string | null; seats: number; leaderId: number | null };

const SHORTEST_MINUTES = 15;
const MOST_MINUTES = 600;

/** `staff`: who may lead it. */
export function readPlan(
  values: Values,
  { calendar, now, staff }: { calendar: Calendar; now: Date; staff: readonly Pick<Person, 'id'>[] },
): { plan: Planned } | { problems: Problems } {
  const problems: Problems = {};
  const day = value(values, 'day');
  const wrong = wrongDay(day, localDate(calendar, now));
  if (wrong !== undefined) problems.day = wrong;
  const minute = readTime(value(values, 'time'));
  if (typeof minute !== 'number') problems.time = minute.error;
  const minutes = Number(value(values, 'minutes'));
  if (!Number.isInteger(minutes) || minutes < SHORTEST_MINUTES || minutes > MOST_MINUTES)
    problems.minutes = `Write a whole number from ${SHORTEST_MINUTES} to ${MOST_MINUTES}.`;
  const seats = Number(value(values, 'seats'));
  if (!Number.isInteger(seats) || seats < 1 || seats > MOST_SEATS)
    problems.seats = `Write a whole number from 1 to ${MOST_SEATS.toLocaleString('en-US')}.`;
  const place = value(values, 'place');
  const long = tooLong(place, LONGEST_PLACE);
  if (long !== undefined) problems.place = long;
  const leader = value(values, 'leader');
  if (leader !== '' && leader !== NOBODY && !staff.some(({ id }) => String(id) === leader))
    problems.leader = 'Choose somebody of the office that teaches the course.';
  if (Object.keys(problems).length > 0 || typeof minute !== 'number') return { problems };
  const at = new Date(instantOf(calendar.zone, (readDate(day) ?? 0) + minute * 60_000));
  if (at <= now) return { problems: { time: 'That time is over.' } };
  const leaderId = leader === '' || leader === NOBODY ? null : Number(leader);
  return { plan: { at, minutes, place: place === '' ? null : place, seats, leaderId } };
}

/** Those who supervise the office lead it. */
export const NOBODY = 'supervisors';

/** The course that was chosen among those that somebody may plan. */
export const readCourse = (values: Values, courses: readonly Course[]): Course | undefined =>
  courses.find(({ id }) => String(id) === value(values, 'course'));

export function readReason(values: Values): { reason: string } | { problems: Problems } {
  const reason = value(values, 'reason');
  if (!reason) return { problems: { reason: 'Say in a few words why.' } };
  const long = tooLong(reason, LONGEST_REASON);
  return long === undefined ? { reason } : { problems: { reason: long } };
}

/** Who was there, of those who have signed up, and the addresses of others. Check-boxes come in several fields. */
export function readAttendance(values: Values): { people: Set<number>; others: string[] } {
  const ticked = Object.entries(values).flatMap(([name, ids]) => (name.startsWith('there') ? ids.split(',') : []));
  const others = value(values, 'others')
    .split(/[\s,;]+/u)
    .map(sameEmail)
    .filter((email) => email !== '');
  return { people: new Set(ticked.filter((id) => id !== '').map(Number)), others: [...new Set(others)] };
}
