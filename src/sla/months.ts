import { readDate, sayDate } from './specialDays.ts';

/**
 * So many months behind a day ('YYYY-MM-DD'), or before it where the number is below 0. Where that month has no such day,
 * its last: a month behind January 31 is the end of February. Counted from one day each time, nothing drifts.
 */
export function addMonths(day: string, months: number): string {
  const wall = readDate(day);
  if (wall === undefined) throw new RangeError(`${day} is no day`);
  const at = new Date(wall);
  const [year, month] = [at.getUTCFullYear(), at.getUTCMonth() + months];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return sayDate(Date.UTC(year, month, Math.min(at.getUTCDate(), last)));
}

/** How many days there are from one day to another, both included; 0 where the second is before the first. */
export function daysIn({ from, until }: { from: string; until: string }): number {
  const [first, last] = [readDate(from), readDate(until)];
  if (first === undefined || last === undefined) throw new RangeError(`${from} or ${until} is no day`);
  return Math.max(0, Math.round((last - first) / 86_400_000) + 1);
}
