import type { Calendar } from './calendar.ts';
import { defaultQuietHours, type Policy, type QuietHours } from './policy.ts';
import { findZone, wallTime } from './zone.ts';

const DAY = 86_400_000;
const MINUTE = 60_000;

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/**
 * Whether it is night by the clock of somebody in another zone than the office's. Who is in the office's own has its
 * hours.
 */
export function isQuiet({ from, to }: QuietHours, zone: string | null, officeZone: string, at: Date): boolean {
  const found = zone !== null && zone !== officeZone ? findZone(zone) : undefined;
  if (!found) return false;
  const wall = wallTime(found, at.getTime());
  const minute = (((wall % DAY) + DAY) % DAY) / MINUTE;
  const [begin, end] = [minutesOf(from), minutesOf(to)];
  return begin <= end ? minute >= begin && minute < end : minute >= begin || minute < end;
}

/** The same by the rules of an office: whether it is night where somebody is. */
export const isQuietFor = (
  { zone }: { zone: string | null },
  { policy, calendar }: { policy: Pick<Policy, 'quietHours'>; calendar: Pick<Calendar, 'spec'> },
  at: Date,
): boolean => isQuiet(policy.quietHours ?? defaultQuietHours, zone, calendar.spec.zone, at);
