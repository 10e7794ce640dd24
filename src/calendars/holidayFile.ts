import ICAL from 'ical.js';
import type { SpecialDay } from '../sla/specialDays.ts';
import { occurrencesOf, type Span } from './occurrences.ts';

/**
 * Holidays from an iCalendar file (RFC 5545), or from a feed that was saved as one. What it says is a draft: whatever
 * cannot be known for sure is left out, in words. Times of the day mean nothing here but midnight, so no zone is needed.
 */

/** A state's calendar has a few kilobytes a year. */
export const MOST_FILE_BYTES = 2 * 1024 * 1024;
const MOST_EVENTS = 5_000;
/** More special days than any office has in a year. */
const MOST_DAYS = 120;
const LONGEST_NAME = 100;

/** Days of each year from `first` to `last`, in order; `left`: what was left out, and why. */
export type HolidayFile = { years: Map<number, SpecialDay[]>; left: string[] };

/** Reads the text of such a file, for these years. An `error` says what it is instead. `zone`: of the office. */
export function readHolidays(text: string, span: Span, zone: string): HolidayFile | { error: string } {
  const start = text.trimStart();
  if (start === '') return { error: 'this file is empty' };
  if (/^<(?:!doctype|html|\?xml|rss|feed)/iu.test(start))
    return { error: 'this is a page of the web, not an iCalendar file: save the .ics file that it links to' };
  if (!/^BEGIN:VCALENDAR\s*$/imu.test(start.slice(0, 200)) || !/^BEGIN:VCALENDAR/iu.test(start))
    return { error: 'this is not an iCalendar file: it does not begin with BEGIN:VCALENDAR' };
  const events = eventsOf(start);
  if ('error' in events) return events;
  if (events.all.length > MOST_EVENTS)
    return { error: `this file has ${events.all.length} events, and no calendar of holidays has so many` };
  const read = occurrencesOf(events.all, span, zone);
  if ('error' in read) return read;
  const years = new Map<number, SpecialDay[]>();
  const days = new Map<string, string[]>();
  for (const { date, name } of read.days) {
    const names = days.get(date) ?? [];
    const clean = cleanName(name);
    if (!names.some((each) => each.toLowerCase() === clean.toLowerCase())) names.push(clean);
    days.set(date, names);
  }
  for (const [date, names] of [...days].sort(([a], [b]) => a.localeCompare(b))) {
    const year = Number(date.slice(0, 4));
    const name = names.join('; ').slice(0, LONGEST_NAME);
    years.set(year, [...(years.get(year) ?? []), { date, name, windows: [] }]);
  }
  for (const [year, all] of years)
    if (all.length > MOST_DAYS)
      return { error: `this file has ${all.length} days in ${year}: is it a calendar of holidays?` };
  return { years, left: read.left };
}

const cleanName = (name: string): string =>
  name
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_NAME);

function eventsOf(text: string): { all: ICAL.Component[] } | { error: string } {
  try {
    // Dates that do not say that they are no times; many programs write them so.
    const dated = text.replace(/^(DTSTART|DTEND|EXDATE|RDATE|RECURRENCE-ID):(\d{8})[ \t]*$/gimu, '$1;VALUE=DATE:$2');
    const parsed: unknown = ICAL.parse(dated);
    const calendars = (Array.isArray(parsed) && typeof parsed[0] === 'string' ? [parsed] : parsed) as unknown[][];
    return {
      all: calendars.flatMap((calendar) => new ICAL.Component(calendar).getAllSubcomponents('vevent')),
    };
  } catch (error) {
    const why = error instanceof Error ? cleanName(error.message) : '';
    return { error: `this iCalendar file is damaged: a line cannot be read, or it ends too early (${why})` };
  }
}
