import { sayDay } from '../chat/message.ts';
import { sayClock } from '../offices/openingHours.ts';
import { ALL_DAY, type Closure, without } from '../sla/closures.ts';
import { type Minutes, type Span, sayTime } from '../sla/hours.ts';

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

type Part = Pick<Closure, 'from' | 'to'>;

/** How much of the day: "on Friday, December 4", "on Friday, December 4 from noon", "… until 10 AM", "… from noon to 3 PM". */
export const sayWhen = ({ day, ...part }: Part & Pick<Closure, 'day'>, today: string): string =>
  [`on ${sayDay(day, today)}`, ...sayPart(part)].join(' ');

/** "from noon", "until 10 AM", "from noon to 3 PM"; of a whole day there is nothing to say. */
function sayPart({ from, to }: Part): string[] {
  const begins = from > ALL_DAY.from;
  const ends = to < ALL_DAY.to;
  if (begins && ends) return [`from ${sayMinute(from)} to ${sayMinute(to)}`];
  if (begins) return [`from ${sayMinute(from)}`];
  return ends ? [`until ${sayMinute(to)}`] : [];
}

export const sayMinute = (minute: Minutes): string => sayClock(sayTime(minute));

/** What those are told whose promise moves: "the office is closed on Friday, December 4 from noon (snow)". */
export const whyClosed = (closure: Closure, today: string): string =>
  `the office is closed ${sayWhen(closure, today)} (${closure.reason})`;

/** What is withdrawn, and what else keeps the office closed on that day. */
export type Opened = { left: Closure; others: readonly Closure[] };

/** "is open after all on Friday, December 4", and what it is closed for still. */
export function sayOpened({ left, others }: Opened, today: string): string {
  const because = others.map((closure) => [...sayPart(closure), `(${closure.reason})`].join(' ')).join(' and ');
  if (others.length === 0) return `is open after all ${sayWhen(left, today)}`;
  const isCovered = others.reduce<readonly Span[]>((spans, closure) => without(spans, closure), [left]).length === 0;
  if (isCovered) return `stays closed on ${sayDay(left.day, today)} ${because}`;
  return `is open after all ${sayWhen(left, today)}, but closed ${because}`;
}

export const whyOpen = (opened: Opened, today: string): string => `the office ${sayOpened(opened, today)}`;
