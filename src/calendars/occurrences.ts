import ICAL from 'ical.js';
import { readDate, sayDate } from '../sla/specialDays.ts';

/** On which days the events of an iCalendar file are. */

/** Years, both included. */
export type Span = { first: number; last: number };
export type Occurrences = { days: { date: string; name: string }[]; left: string[] };

const DAY = 86_400_000;
/** So many are looked at in one file: a rule without an end goes on for ever. */
const MOST_STEPS = 10_000;
/** No holiday is longer. */
const MOST_DAYS_IN_A_ROW = 14;
/** So much of what is left out is said. */
const MOST_SAID = 20;
const TOO_OFTEN = ['SECONDLY', 'MINUTELY', 'HOURLY', 'DAILY'];

class TooMany extends Error {}

/** The days of all events in these years. `zone`: of the office, by whose midnight a day begins. */
export function occurrencesOf(
  events: readonly ICAL.Component[],
  span: Span,
  zone: string,
): Occurrences | { error: string } {
  const days: Occurrences['days'] = [];
  const left = new Set<string>();
  const budget = { steps: 0 };
  for (const { master, exceptions } of groupsOf(events)) {
    const name = nameOf(master);
    try {
      for (const day of daysOf(master, exceptions, span, zone, budget))
        if ('left' in day) left.add(`“${name}” is left out: ${day.left}`);
        else days.push(day);
    } catch (error) {
      if (error instanceof TooMany)
        return { error: `“${name}” and others repeat too often for holidays: is it the right file?` };
      // Whatever the parser finds wrong with one event is about that event.
      left.add(`“${name}” is left out: its date, or how it repeats, cannot be read`);
    }
  }
  const said = [...left];
  const more = said.length - MOST_SAID;
  return { days, left: more > 0 ? [...said.slice(0, MOST_SAID), `… and ${more} more are left out`] : said };
}

type Group = { master: ICAL.Component; exceptions: ICAL.Component[] };

/** An event with its exceptions, which name it and the occurrence that is otherwise. */
function groupsOf(events: readonly ICAL.Component[]): Group[] {
  const masters = new Map<string, Group>();
  const alone: Group[] = [];
  const isException = (event: ICAL.Component) => event.hasProperty('recurrence-id');
  for (const event of events.filter((each) => !isException(each))) {
    const uid = String(event.getFirstPropertyValue('uid') ?? '');
    const group = { master: event, exceptions: [] };
    if (uid !== '' && event.hasProperty('rrule')) masters.set(uid, group);
    alone.push(group);
  }
  for (const event of events.filter(isException)) {
    const group = masters.get(String(event.getFirstPropertyValue('uid') ?? ''));
    if (group) group.exceptions.push(event);
    else alone.push({ master: event, exceptions: [] });
  }
  return alone;
}

type Day = { date: string; name: string } | { left: string };

function* daysOf(
  master: ICAL.Component,
  exceptions: readonly ICAL.Component[],
  span: Span,
  zone: string,
  budget: { steps: number },
): Generator<Day> {
  if (isCanceled(master)) return;
  const wrong = problemWith(master);
  if (wrong !== undefined) return yield { left: wrong };
  const event = new ICAL.Event(master, { exceptions: [...exceptions] });
  const rules = master.getAllProperties('rrule').map((property) => property.getFirstValue() as ICAL.Recur);
  if (rules.some(({ freq }) => TOO_OFTEN.includes(freq)))
    return yield { left: 'it repeats daily or more often, as no holiday does' };
  if (!event.isRecurring()) return yield* daysIn(event, event.startDate, event.endDate, span, zone);
  const iterator = event.iterator();
  for (let next = iterator.next(); next && next.year <= span.last; next = iterator.next()) {
    budget.steps += 1;
    if (budget.steps > MOST_STEPS) throw new TooMany();
    if (next.year < span.first - 1 || rules.some((rule) => isOverrun(rule, next, event.startDate))) continue;
    const { item, startDate, endDate } = event.getOccurrenceDetails(next);
    if (!isCanceled(item.component)) yield* daysIn(item, startDate, endDate, span, zone);
  }
}

/** What is all day long, as days; of what has hours nobody knows whether the office is open then, or closed. */
function* daysIn(event: ICAL.Event, start: ICAL.Time, end: ICAL.Time, span: Span, zone: string): Generator<Day> {
  const from = Date.UTC(start.year, start.month - 1, start.day);
  if (start.year > span.last || start.year < span.first - 1) return;
  const name = nameOf(event.component);
  if (name === '') return yield { left: `it has no name, on ${sayDate(from)}` };
  const isMidnight = !start.isDate && [start, end].every(({ hour, minute, second }) => hour + minute + second === 0);
  if (!start.isDate && !isMidnight)
    return yield {
      left: `it has hours on ${sayDate(from)}, and a file does not say whether the office is open or closed then; enter it by hand`,
    };
  const place = isMidnight ? placeOf(event.component) : undefined;
  if (place !== undefined && place !== zone)
    return yield {
      left: `it goes from midnight to midnight by the time of ${place} on ${sayDate(from)}, and the office is in ${zone}; enter it by hand`,
    };
  const until = Math.max(Date.UTC(end.year, end.month - 1, end.day), from + DAY);
  if (until - from > MOST_DAYS_IN_A_ROW * DAY)
    return yield { left: `it lasts ${(until - from) / DAY} days from ${sayDate(from)} on; enter it by hand` };
  for (let day = from; day < until; day += DAY) {
    const date = sayDate(day);
    const year = Number(date.slice(0, 4));
    if (year >= span.first && year <= span.last) yield { date, name };
  }
}

/** Whose midnight it is; undefined where it is everybody's own. */
function placeOf(event: ICAL.Component): string | undefined {
  const property = event.getFirstProperty('dtstart');
  const zone = property?.getParameter('tzid');
  if (zone !== undefined) return String(zone).slice(0, 60);
  return /z$/iu.test(writtenIn(property)) ? 'UTC' : undefined;
}

/** Why the date of an event cannot be taken: the library would go on counting from a day that no calendar has. */
function problemWith(event: ICAL.Component): string | undefined {
  const property = event.getFirstProperty('dtstart');
  if (!property) return 'it has no date';
  const [date = ''] = writtenIn(property).split('T');
  return readDate(date) === undefined ? 'its date is none that a calendar has' : undefined;
}

/** A value as it was written. */
const writtenIn = (property: ICAL.Property | null | undefined): string =>
  String((property?.toJSON() as unknown[])?.[3] ?? '');

/** The library takes a day that a month does not have for one of the next month: "every February 30" is on no day. */
function isOverrun(rule: ICAL.Recur, at: ICAL.Time, start: ICAL.Time): boolean {
  const { BYMONTH: months, BYMONTHDAY: monthDays, ...others } = rule.parts;
  if (months && !months.includes(at.month)) return true;
  if (monthDays?.every((day) => Number(day) > 0)) return !monthDays.includes(at.day);
  const isPlain = !monthDays && Object.keys(others).length === 0 && (rule.freq === 'YEARLY' || rule.freq === 'MONTHLY');
  return isPlain && at.day !== start.day;
}

const isCanceled = (event: ICAL.Component): boolean =>
  String(event.getFirstPropertyValue('status') ?? '').toUpperCase() === 'CANCELLED';

const nameOf = (event: ICAL.Component): string =>
  String(event.getFirstPropertyValue('summary') ?? '')
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, 100);
