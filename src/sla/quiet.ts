import { type Calendar, isOpen } from './calendar.ts';
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
  return zone !== null && zone !== officeZone && isWithin({ from, to }, zone, at);
}

function isWithin({ from, to }: QuietHours, zone: string, at: Date): boolean {
  const found = findZone(zone);
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

/**
 * The same of what is told whenever it happens, as that an office closes: who is in the office's own zone has its hours
 * only while it is open, and their night else.
 */
export const isNightFor = (
  { zone }: { zone: string | null },
  { policy, calendar }: { policy: Pick<Policy, 'quietHours'>; calendar: Calendar },
  at: Date,
): boolean => {
  const own = calendar.spec.zone;
  if ((zone ?? own) === own && isOpen(calendar, at)) return false;
  return isWithin(policy.quietHours ?? defaultQuietHours, zone ?? own, at);
};
