import { sayDay } from '../chat/message.ts';
import { sayClock } from '../offices/openingHours.ts';
import { CalendarError } from '../sla/calendar.ts';
import { readClock } from '../sla/clockTime.ts';
import { ALL_DAY, type Closure } from '../sla/closures.ts';
import { sayTime } from '../sla/hours.ts';

/** A closure as it is declared, said and read. */

/** A closure that was declared in chat; `calendarId` is the calendar version that it brought. */
export type DeclaredClosure = Closure & {
  id: number;
  officeId: number;
  declaredBy: number;
  declaredAt: Date;
  calendarId: number;
  withdrawnAt: Date | null;
};

export const LONGEST_REASON = 200;

/** How much of the day: "on Friday, December 4", "on Friday, December 4 from noon", "… until 10 AM", "… from noon to 3 PM". */
export function sayWhen({ day, from, to }: Pick<Closure, 'day' | 'from' | 'to'>, today: string): string {
  const on = `on ${sayDay(day, today)}`;
  const begins = from > ALL_DAY.from;
  const ends = to < ALL_DAY.to;
  const first = sayClock(sayTime(from));
  const last = sayClock(sayTime(to));
  if (begins && ends) return `${on} from ${first} to ${last}`;
  if (begins) return `${on} from ${first}`;
  return ends ? `${on} until ${last}` : on;
}

/** What those are told whose promise moves: "the office is closed on Friday, December 4 from noon (snow)". */
export const whyClosed = (closure: Closure, today: string): string =>
  `the office is closed ${sayWhen(closure, today)} (${closure.reason})`;

export const whyOpen = (closure: Closure, today: string): string =>
  `the office is open after all ${sayWhen(closure, today)}`;

/**
 * A time of day as people type it: "noon", "12:30", "10 AM", "10am". What may be of either half is refused.
 * @returns minutes of the day, or what is wrong with it.
 */
export function readTime(text: string): number | { error: string } {
  const said = text.trim().toLowerCase();
  if (said === 'noon' || said === 'midday') return 720;
  try {
    const { minute, kind, full } = readClock(said);
    if (kind === 'open' && !full)
      return { error: `“${text.trim()}” may be morning or afternoon. Write ${said} AM or ${said} PM.` };
    return minute;
  } catch (error) {
    if (error instanceof CalendarError)
      return { error: `“${text.trim()}” is no time of day. Write 10 AM, 12:30 or noon.` };
    throw error;
  }
}
