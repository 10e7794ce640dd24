import { findZone, instantOf } from '../sla/zone.ts';

/** 'YYYY-MM' of the day, so many months further. */
export function monthOf(day: string, further = 0): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + further, 1)).toISOString().slice(0, 7);
}

/** From the first instant of a month to that of the next, in a zone. @throws Error when there is no such zone. */
export function spanOfMonth(month: string, zoneName: string): { from: Date; to: Date } {
  const zone = findZone(zoneName);
  if (!zone) throw new Error(`${zoneName} is no time zone`);
  const first = (of: string): Date => new Date(instantOf(zone, Date.parse(`${of}-01T00:00:00Z`)));
  return { from: first(month), to: first(monthOf(`${month}-01`, 1)) };
}
