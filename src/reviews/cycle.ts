import type { ReviewRule } from '../offices/reviewRules.ts';
import { addDays } from '../people/absence.ts';
import { type Calendar, localDate, nextOpening, openingOfDay } from '../sla/calendar.ts';
import { openingBeside } from '../sla/recurrence.ts';

/** When the next review of an agency is due, and when it begins. */

type Rule = Pick<ReviewRule, 'months' | 'firstDue' | 'firstDueOf' | 'weeksAhead'>;

/** So many months after a day; of a month that is shorter, its last day. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}

/**
 * The day by which the next is due. `latest`: the day of the latest one that there was. Of several that were missed, only
 * the last one that should have begun by now is made up for.
 */
export function nextDue(
  rule: Rule,
  agency: string,
  { latest, today }: { latest: string | undefined; today: string },
): string {
  const first = rule.firstDueOf?.[agency] ?? rule.firstDue;
  const dueOf = (nth: number): string => addMonths(first, nth * rule.months);
  let nth = 0;
  // Without one before, what was due before there was such a review is nobody's fault.
  while (latest === undefined ? dueOf(nth) < today : dueOf(nth) <= latest) nth += 1;
  while (latest !== undefined && dueOf(nth) < today && beginsOn(rule, dueOf(nth + 1)) <= today) nth += 1;
  return dueOf(nth);
}

const beginsOn = ({ weeksAhead }: Pick<Rule, 'weeksAhead'>, due: string): string => addDays(due, -7 * weeksAhead);

/**
 * When whoever answers the agency is told: as the office opens on the first working day from that one on, or on the next
 * one from now. Past the end of the calendar no opening is known.
 */
export function beginsAt(rule: Pick<Rule, 'weeksAhead'>, due: string, calendar: Calendar, now: Date): Date {
  const day = beginsOn(rule, due);
  const opening = openingOfDay(calendar, day) ?? openingBeside(calendar, day, 1);
  if (opening && opening > now) return opening;
  const today = localDate(calendar, now);
  if (day > today) return new Date(`${day}T12:00:00Z`);
  const next = openingOfDay(calendar, today);
  return next && next > now ? next : (openingBeside(calendar, today, 1) ?? nextOpening(calendar, now) ?? now);
}
