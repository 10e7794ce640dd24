import { findZone, wallTime } from '../sla/zone.ts';

/** Moments as lists say them: how long is left, and since when. All are in the reader's zone, whose name is said only where it is not theirs. */

export type Reader = { zone: string; now: Date; named: boolean };

const MINUTE = 60_000;
const DAY = 86_400_000;
/** A weekday names one day only while it is no more than this many days away. */
const WEEK = 6;

/** "in 2 h 10 min (11:30 AM)", "tomorrow 9:30 AM", "Thursday 9:30 AM", "Dec 10, 9:30 AM". */
export function sayDue(at: Date, reader: Reader): string {
  const days = daysBetween(reader.now, at, reader);
  if (days === 0) return `in ${sayLeft(at.getTime() - reader.now.getTime())} (${time(at, reader)})`;
  return `${dayOf(at, days, reader)} ${time(at, reader)}`;
}

/** "9:30 AM" today, "yesterday 9:30 AM", "Tuesday 9:30 AM", "Nov 12, 9:30 AM". */
export function sayMissed(at: Date, reader: Reader): string {
  const days = daysBetween(reader.now, at, reader);
  return days === 0 ? time(at, reader) : `${dayOf(at, days, reader)} ${time(at, reader)}`;
}

/** "today", "yesterday", "Monday", "Nov 12", "Nov 12, 2025". */
export const sayDayOf = (at: Date, reader: Reader): string =>
  dayOf(at, daysBetween(reader.now, at, reader), reader).replace(/,$/u, '');

/** "2 h 10 min", "45 min"; less than a minute is a minute. */
function sayLeft(ms: number): string {
  const minutes = Math.max(1, Math.floor(ms / MINUTE));
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

function dayOf(at: Date, days: number, { zone, now }: Reader): string {
  if (days === 0) return 'today';
  if (days === 1) return 'tomorrow';
  if (days === -1) return 'yesterday';
  if (Math.abs(days) <= WEEK) return format(zone, { weekday: 'long' }).format(at);
  const year = format(zone, { year: 'numeric' });
  const sameYear = year.format(at) === year.format(now);
  return `${format(zone, { month: 'short', day: 'numeric', ...(!sameYear && { year: 'numeric' }) }).format(at)},`;
}

const time = (at: Date, { zone, named }: Reader): string =>
  format(zone, { hour: 'numeric', minute: '2-digit', ...(named && { timeZoneName: 'short' }) }).format(at);

/** How many calendar days of the zone lie between two instants, below zero into the past. */
function daysBetween(from: Date, to: Date, { zone }: Reader): number {
  return dayNumber(to, zone) - dayNumber(from, zone);
}

function dayNumber(at: Date, name: string): number {
  const zone = findZone(name);
  return Math.floor((zone ? wallTime(zone, at.getTime()) : at.getTime()) / DAY);
}

const formats = new Map<string, Intl.DateTimeFormat>();
function format(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${zone} ${Object.keys(options).join(' ')}`;
  let known = formats.get(key);
  if (!known) {
    known = new Intl.DateTimeFormat('en-US', { timeZone: zone, ...options });
    formats.set(key, known);
  }
  return known;
}
