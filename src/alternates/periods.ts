import { addDays } from '../people/absence.ts';
import { addMonths, daysIn } from '../sla/months.ts';

/** Days from one to another ('YYYY-MM-DD'), both included. */
export type Period = { from: string; until: string };

/** A rest of fewer days belongs to the period before it: nobody reports about a few days. */
const SHORTEST_DAYS = 15;

/**
 * The periods of which reports are due, so many months each, counted from the first day: together they are the whole time,
 * each day once.
 */
export function periodsOf(span: Period, everyMonths: number): Period[] {
  const periods: Period[] = [];
  for (let nth = 0; ; nth++) {
    const from = addMonths(span.from, nth * everyMonths);
    if (from > span.until) return periods;
    const next = addMonths(span.from, (nth + 1) * everyMonths);
    const restIsShort = next > span.until || daysIn({ from: next, until: span.until }) < SHORTEST_DAYS;
    const until = restIsShort ? span.until : addDays(next, -1);
    periods.push({ from, until });
    if (restIsShort) return periods;
  }
}
