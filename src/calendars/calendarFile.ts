import ICAL from 'ical.js';
import { requestRef } from '../requests/request.ts';
import { wordsOf } from '../requests/words/owes.ts';
import { type Calendar, localDate, openIntervals } from '../sla/calendar.ts';
import type { ClockKind } from '../sla/clockKinds.ts';
import { ALL_DAY, type Closure } from '../sla/closures.ts';
import { readDate, type SpecialDay, sayDate } from '../sla/specialDays.ts';
import { instantOf } from '../sla/zone.ts';

/**
 * The calendar of an office as an iCalendar file (RFC 5545): hours, holidays, closures, absences and due times. It holds
 * nothing that somebody wrote: a request is its number, a closure has no reason. An event has the same UID each time.
 */

/** What can be in it. */
export const fileParts = ['hours', 'holidays', 'closures', 'absences', 'due'] as const;
export type FilePart = (typeof fileParts)[number];

export type CalendarFile = {
  office: { code: string; name: string };
  /** As it is in force, closures included. */
  calendar: Calendar;
  /** Of the span. */
  holidays: readonly SpecialDay[];
  closures: readonly (Closure & { id: number })[];
  absences: readonly { personId: number; name: string; from: string; until: string | null }[];
  due: readonly { requestId: number; kind: ClockKind; startedAt: Date; dueAt: Date }[];
  /** Days of the office, both included. */
  from: string;
  until: string;
};

const DAY = 86_400_000;
const MINUTE = 60_000;

/** The text of the file, with the parts that are wanted. `now` is when it was made. */
export function writeCalendarFile(file: CalendarFile, parts: ReadonlySet<FilePart>, now: Date): string {
  const root = new ICAL.Component('vcalendar');
  root.updatePropertyWithValue('version', '2.0');
  root.updatePropertyWithValue('prodid', '-//Liaison Desk//Calendar//EN');
  root.updatePropertyWithValue('x-wr-calname', file.office.name);
  const events = [
    ...(parts.has('hours') ? openTimes(file) : []),
    ...(parts.has('holidays') ? file.holidays.map(holiday) : []),
    ...(parts.has('closures') ? file.closures.map((closure) => closed(file, closure)) : []),
    ...(parts.has('absences') ? file.absences.map((absence) => away(file, absence)) : []),
    ...(parts.has('due') ? file.due.map(dueTime) : []),
  ];
  for (const event of events) root.addSubcomponent(drawn(event, file.office.code, now));
  return `${root.toString()}\r\n`;
}

/** `id` is unique in its office. Whole days are 'YYYY-MM-DD', the end not included; a moment has no end. */
type Event = {
  part: FilePart;
  id: string;
  summary: string;
  start: string | Date;
  end?: string | Date;
};

function drawn({ part, id, summary, start, end }: Event, code: string, now: Date): ICAL.Component {
  const event = new ICAL.Component('vevent');
  event.updatePropertyWithValue('uid', `${part}-${id}-${code}@liaison-desk`);
  event.updatePropertyWithValue('dtstamp', timeOf(now));
  event.updatePropertyWithValue('dtstart', timeOf(start));
  if (end !== undefined) event.updatePropertyWithValue('dtend', timeOf(end));
  event.updatePropertyWithValue('summary', summary);
  event.updatePropertyWithValue('categories', part.toUpperCase());
  // Whoever subscribes to it is not busy because the office is open.
  event.updatePropertyWithValue('transp', 'TRANSPARENT');
  return event;
}

/** Whole days have no zone, and moments are in UTC: no file has to explain a zone. */
function timeOf(at: string | Date): ICAL.Time {
  if (typeof at === 'string') return ICAL.Time.fromDateString(at);
  // A second is the finest that the format knows.
  return ICAL.Time.fromJSDate(new Date(Math.floor(at.getTime() / 1_000) * 1_000), true);
}

function openTimes({ calendar, from, until }: CalendarFile): Event[] {
  const midnight = (day: string, more = 0) => new Date(instantOf(calendar.zone, (readDate(day) ?? 0) + more));
  const times = new Map<string, number>();
  return (openIntervals(calendar, midnight(from), midnight(until, DAY)) ?? []).map((open) => {
    const day = localDate(calendar, open.from);
    const nth = (times.get(day) ?? 0) + 1;
    times.set(day, nth);
    return { part: 'hours', id: `${day}-${nth}`, summary: 'Open', start: open.from, end: open.to };
  });
}

function holiday({ date, name, windows }: SpecialDay): Event {
  const open = windows.map(({ from, to }) => `${from}-${to}`).join(', ');
  const summary = open === '' ? name : `${name} (open ${open})`;
  return { part: 'holidays', id: date, summary, start: date, end: dayAfter(date) };
}

function closed({ calendar }: CalendarFile, { id, day, from, to }: CalendarFile['closures'][number]): Event {
  const event = { part: 'closures', id: String(id), summary: 'Office closed' } as const;
  if (from === ALL_DAY.from && to === ALL_DAY.to) return { ...event, start: day, end: dayAfter(day) };
  const at = (minute: number) => new Date(instantOf(calendar.zone, (readDate(day) ?? 0) + minute * MINUTE));
  return { ...event, start: at(from), end: at(to) };
}

/** Who is away for an unknown time is so to the end of the file. */
function away(file: CalendarFile, { personId, name, from, until }: CalendarFile['absences'][number]): Event {
  const last = until ?? (file.until > from ? file.until : from);
  return { part: 'absences', id: `${personId}-${from}`, summary: `${name} is away`, start: from, end: dayAfter(last) };
}

const dueTime = ({ requestId, kind, startedAt, dueAt }: CalendarFile['due'][number]): Event => ({
  part: 'due',
  id: `${requestRef(requestId)}-${kind}-${startedAt.getTime()}`,
  summary: `${requestRef(requestId)}: ${wordsOf({ kind }).due}`,
  start: dueAt,
});

const dayAfter = (day: string): string => sayDate((readDate(day) ?? 0) + DAY);
