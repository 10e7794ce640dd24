import { addMinutes, type Calendar, localDate } from '../sla/calendar.ts';
import type { Policy } from '../sla/policy.ts';
import { instantOf } from '../sla/zone.ts';

/** Where the calendar of an office ends, and when it is time to say so. Pure. */

/** From this day of its last year on the next one is asked for (October 1), and earlier where a promise may reach past the end. */
const ASKED_FROM = { month: 9, day: 1 };

/**
 * The first year that nobody has confirmed, seen from now: the one after the confirmed years that have begun. Where the
 * calendar has ended, that is the year in which it did, however long ago.
 */
export function missingYear(calendar: Calendar, now: Date): number {
  const begun = calendar.runs.filter(({ start }) => start <= now.getTime());
  const last = begun.at(-1);
  return last === undefined ? Number(localDate(calendar, now).slice(0, 4)) : last.lastYear + 1;
}

export type EndOfCalendar = {
  /** The first year that is missing. */
  year: number;
  /** Its last day, 'YYYY-MM-DD'. */
  lastDay: string;
  /** It has ended already. */
  isOver: boolean;
  /** It is time to ask for the next year: soon, or because the longest promise that is made now may reach past the end. */
  isNear: boolean;
};

export function endOfCalendar(calendar: Calendar, policy: Policy, now: Date): EndOfCalendar {
  const year = missingYear(calendar, now);
  const end = instantOf(calendar.zone, Date.UTC(year, 0, 1));
  const isOver = now.getTime() >= end;
  const isNear =
    isOver || now >= timeToAsk(calendar, now) || addMinutes(calendar, now, longestOf(policy)) === undefined;
  return { year, lastDay: `${year - 1}-12-31`, isOver, isNear };
}

/** When it will be time, at the latest. */
export const timeToAsk = (calendar: Calendar, now: Date): Date =>
  new Date(instantOf(calendar.zone, Date.UTC(missingYear(calendar, now) - 1, ASKED_FROM.month, ASKED_FROM.day)));

/** The longest time that is promised to anybody, in business minutes. */
function longestOf({ targets, agreements = [] }: Policy): number {
  const all = [targets.normal, targets.urgent, ...agreements.flatMap((agreement) => agreement.targets ?? [])];
  return Math.max(
    ...all.flatMap(({ firstReply, nextReply, update = 0, resolution }) => [firstReply, nextReply, update, resolution]),
  );
}
