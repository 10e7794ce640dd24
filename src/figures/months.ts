import { findZone, instantOf } from '../sla/zone.ts';

/** 'YYYY-MM' of the day, so many months further. */
export function monthOf(day: string, further = 0): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + further, 1)).toISOString().slice(0, 7);
}

/** Whether it is a month as it is written in addresses and on buttons: 'YYYY-MM'. */
export const isMonth = (text: string): boolean => /^\d{4}-(?:0[1-9]|1[0-2])$/u.test(text);

/** The month that was asked for; the latest instead of what is no month or comes after it. */
export const monthAsked = (asked: string | null | undefined, latest: string): string =>
  asked && isMonth(asked) && asked <= latest ? asked : latest;

/** Twelve months, the latest first. */
export const yearBack = (latest: string): string[] =>
  Array.from({ length: 12 }, (_, back) => monthOf(`${latest}-01`, -back));

/** From the first instant of a month to that of the next, in a zone. @throws Error when there is no such zone. */
export function spanOfMonth(month: string, zoneName: string): { from: Date; to: Date } {
  const zone = findZone(zoneName);
  if (!zone) throw new Error(`${zoneName} is no time zone`);
  const first = (of: string): Date => new Date(instantOf(zone, Date.parse(`${of}-01T00:00:00Z`)));
  return { from: first(month), to: first(monthOf(`${month}-01`, 1)) };
}
