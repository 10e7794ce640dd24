import type { Agency } from '../people/person.ts';
import { type Calendar, isOpen, nextOpening, openingOfDay } from '../sla/calendar.ts';
import { readDate } from '../sla/specialDays.ts';
import { instantOf } from '../sla/zone.ts';
import { readAgency, wrongDay } from './formValues.ts';
import { readTime } from './timeOfDay.ts';

/** To whom something goes, and when, as it was filled in. Pure. */

/** Codes or names with commas; none: all. */
export function readAgencies(
  text: string,
  agencies: readonly Agency[],
): { ids: number[] | null } | { problem: string } {
  const words = text
    .split(/[,;\n]/u)
    .map((word) => word.trim())
    .filter((word) => word !== '');
  if (words.length === 0) return { ids: null };
  const ids = new Set<number>();
  for (const word of words) {
    const agency = readAgency(word, agencies);
    if ('problem' in agency) return agency;
    ids.add(agency.id);
  }
  return { ids: [...ids] };
}

/** null: at once. */
export type SendingTime = { at: Date | null } | { field: 'day' | 'time'; problem: string };

/** In the hours of the office, so that nobody is written to at night. Neither day nor time: at once, or as it opens next. */
export function readSendingTime(
  day: string,
  time: string,
  { calendar, today, now }: { calendar: Calendar; today: string; now: Date },
): SendingTime {
  if (!day && !time) return { at: isOpen(calendar, now) ? null : (nextOpening(calendar, now) ?? null) };
  const on = day || today;
  const past = wrongDay(on, today);
  if (past !== undefined) return { field: 'day', problem: past };
  const opening = openingOfDay(calendar, on);
  if (opening === undefined)
    return { field: 'day', problem: 'The calendar of that year is not confirmed yet. Choose an earlier day.' };
  if (opening === null) return { field: 'day', problem: 'The office is closed that day. Choose a working day.' };
  if (!time) return opening > now ? { at: opening } : { at: null };
  const minute = readTime(time);
  if (typeof minute !== 'number') return { field: 'time', problem: minute.error };
  const at = new Date(instantOf(calendar.zone, (readDate(on) ?? 0) + minute * 60_000));
  if (at <= now)
    return { field: 'time', problem: 'That time is over. Choose a later one, or none: then it goes out now.' };
  if (!isOpen(calendar, at))
    return { field: 'time', problem: 'The office is closed then. Choose a time within its hours.' };
  return { at };
}
