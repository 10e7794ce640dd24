import { type Calendar, isOpen, nextOpening } from './calendar.ts';
import { defaultQuietHours, type Policy, type QuietHours } from './policy.ts';
import { findZone, instantOf, offsetAt, wallTime } from './zone.ts';

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

/** So many mornings may pass until somebody far away is awake while the office is open; then their own one has to do. */
const MOST_MORNINGS = 14;

/**
 * Until when somebody is not rung: at night where they are, and while the office is closed. Undefined: now is fine.
 * `before`: when it would be too late to hear of it. Then their own morning has to do, or else now.
 */
export function quietUntil(
  { zone }: { zone: string | null },
  { policy, calendar }: { policy: Pick<Policy, 'quietHours'>; calendar: Calendar },
  now: Date,
  before?: Date,
): Date | undefined {
  const quiet = policy.quietHours ?? defaultQuietHours;
  const own = zone ?? calendar.spec.zone;
  const isElsewhere = own !== calendar.spec.zone;
  const times = [
    inHours(calendar, now, (at) => (isElsewhere ? wakesAt(quiet, own, at) : at)),
    wakesAt(quiet, own, now),
  ];
  const at = times.find((each) => each !== undefined && (before === undefined || each < before));
  return at && at > now ? at : undefined;
}

/** The first instant from this one on at which the office is open and they are awake. */
function inHours(calendar: Calendar, now: Date, awake: (at: Date) => Date): Date | undefined {
  let at = now;
  for (let morning = 0; morning < MOST_MORNINGS; morning++) {
    const opens = nextOpening(calendar, at);
    if (!opens) return undefined;
    at = awake(opens);
    if (at.getTime() === opens.getTime()) return at;
  }
  return undefined;
}

/** The end of the night that this instant is in; itself where it is in none. */
function wakesAt(quiet: QuietHours, zone: string, at: Date): Date {
  const found = findZone(zone);
  if (!found || !isWithin(quiet, zone, at)) return at;
  const wall = wallTime(found, at.getTime());
  const today = Math.floor(wall / DAY) * DAY + minutesOf(quiet.to) * MINUTE;
  const end = today > wall ? today : today + DAY;
  const instant = instantOf(found, end);
  // Of an hour that comes twice the first is over: they sleep until it comes again.
  return new Date(instant > at.getTime() ? instant : end - offsetAt(found, at.getTime()));
}
