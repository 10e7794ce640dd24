import { sayDay } from '../chat/message.ts';
import { sayClock } from '../offices/openingHours.ts';
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
