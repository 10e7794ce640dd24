import { readDate } from '../sla/specialDays.ts';
import type { csvDateOrders } from './officeSchema.ts';

export type DateOrder = (typeof csvDateOrders)[number];

/**
 * Reads a day of a CSV file as 'YYYY-MM-DD'. What Excel makes of it ("3/6/2026") is read only when the office has said
 * in which order: guessed, it would be wrong in silence.
 */
export function readDay(text: string, order: DateOrder | undefined): { day: string } | { error: string } {
  if (readDate(text) !== undefined) return { day: text };
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return { error: `"${text}" is a day that no calendar has; correct it` };
  const [, first = '', second = '', year = ''] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text) ?? [];
  if (year === '') return { error: `"${text}" is not a date; write it as 2026-03-06` };
  const monthFirst = isoDay(year, first, second);
  const dayFirst = isoDay(year, second, first);
  const day = order === 'month/day/year' ? monthFirst : dayFirst;
  if (order !== undefined) {
    return day === undefined
      ? { error: `"${text}" is no day written as ${order} (csv_dates in office.yaml)` }
      : { day };
  }
  const readings = [...new Set([monthFirst, dayFirst].filter((reading) => reading !== undefined))];
  const meant = readings.length > 0 ? ` ${readings.join(' or ')}` : ' it as 2026-03-06';
  return { error: `"${text}" does not say which number is the month; write${meant}, or set csv_dates in office.yaml` };
}

function isoDay(year: string, month: string, day: string): string | undefined {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return readDate(text) === undefined ? undefined : text;
}
