/**
 * Time zones as tables of offsets: `Intl` is asked once per zone and year, everything after that is arithmetic.
 *
 * A "wall" time is what a clock on the office wall shows, written as milliseconds as if it were UTC.
 */

const DAY = 86_400_000;
const SECOND = 1000;

/** From this instant (ms) on the wall is ahead of UTC by `offset` (ms). */
type Offset = { from: number; offset: number };

export type Zone = {
  readonly name: string;
  readonly format: Intl.DateTimeFormat;
  /** Offsets of each UTC year already asked for, in order of time. */
  readonly years: Map<number, readonly Offset[]>;
};

const zones = new Map<string, Zone>();

/** The zone of an IANA name, or undefined when there is none of that name. */
export function findZone(name: string): Zone | undefined {
  const known = zones.get(name);
  if (known !== undefined) return known;
  // Newer engines take '+05:00' for a zone. An office that has one would be wrong for half of the year.
  if (!/^[A-Za-z]/.test(name)) return undefined;
  try {
    const format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
    const zone: Zone = { name, format, years: new Map() };
    zones.set(name, zone);
    return zone;
  } catch {
    return undefined;
  }
}

/** How far the wall is ahead of UTC at an instant, in milliseconds (negative west of Greenwich). */
export function offsetAt(zone: Zone, instant: number): number {
  const offsets = offsetsOfYear(zone, new Date(instant).getUTCFullYear());
  let found = 0;
  for (const { from, offset } of offsets) {
    if (from > instant) break;
    found = offset;
  }
  return found;
}

/** What the clock on the wall shows at an instant, in milliseconds as if it were UTC. */
export function wallTime(zone: Zone, instant: number): number {
  return instant + offsetAt(zone, instant);
}

/** The minute of the day on the wall, the begun one counted: 600 at 10:00, 601 a second later. */
export const minuteOfDay = (zone: Zone, at: Date): number =>
  Math.ceil((((wallTime(zone, at.getTime()) % DAY) + DAY) % DAY) / 60_000);

/** The calendar day of an instant ('YYYY-MM-DD') in the zone of this name; of a name that is none, in UTC. */
export function dayIn(name: string, at: Date): string {
  const zone = findZone(name);
  return new Date(zone ? wallTime(zone, at.getTime()) : at.getTime()).toISOString().slice(0, 10);
}

/** When the calendar day of an instant ends in the zone of this name; of a name that is none, in UTC. */
export function endOfDayIn(name: string, at: Date): Date {
  const zone = findZone(name);
  const wall = zone ? wallTime(zone, at.getTime()) : at.getTime();
  const midnight = (Math.floor(wall / DAY) + 1) * DAY;
  return new Date(zone ? instantOf(zone, midnight) : midnight);
}

/** How a wall time was read: it happens once, it never happens (clocks went forward), or it happens twice. */
export type Reading = 'once' | 'never' | 'twice';

/** The instant of a wall time. One that never happens is the end of the gap; of two that happen, the first. */
export function instantOf(zone: Zone, wall: number): number {
  return readWall(zone, wall).instant;
}

/** As `instantOf`, and says whether the wall time happens once, never or twice. */
export function readWall(zone: Zone, wall: number): { instant: number; reading: Reading } {
  // No zone is a whole day away from UTC, so the instant lies between these two.
  const before = offsetAt(zone, wall - DAY);
  const after = offsetAt(zone, wall + DAY);
  if (before === after) return { instant: wall - before, reading: 'once' };
  const first = wall - before;
  const second = wall - after;
  const firstHolds = offsetAt(zone, first) === before;
  const secondHolds = offsetAt(zone, second) === after;
  if (firstHolds) return { instant: first, reading: secondHolds ? 'twice' : 'once' };
  if (secondHolds) return { instant: second, reading: 'once' };
  return { instant: changeBetween(zone, wall - DAY, wall + DAY), reading: 'never' };
}

/** A time on the wall (ms as if UTC) from which on, up to `to`, the wall's times happen twice or never. */
export type ClockChange = { from: number; to: number; happens: 'twice' | 'never' };

/** The changes of a zone's clocks in a UTC year. */
export function clockChanges(zone: Zone, year: number): ClockChange[] {
  return offsetsOfYear(zone, year).flatMap(({ from, offset }): ClockChange[] => {
    const before = offsetAt(zone, from - 1);
    if (before === offset) return [];
    const walls = [from + before, from + offset] as const;
    return [{ from: Math.min(...walls), to: Math.max(...walls), happens: before > offset ? 'twice' : 'never' }];
  });
}

/** The instant between the two at which the zone changes its offset. */
function changeBetween(zone: Zone, low: number, high: number): number {
  const lowYear = new Date(low).getUTCFullYear();
  const highYear = new Date(high).getUTCFullYear();
  for (let year = lowYear; year <= highYear; year++) {
    const offsets = offsetsOfYear(zone, year);
    const change = offsets.find(
      ({ from, offset }) => from > low && from <= high && offset !== offsetAt(zone, from - 1),
    );
    if (change !== undefined) return change.from;
  }
  return low;
}

function offsetsOfYear(zone: Zone, year: number): readonly Offset[] {
  const known = zone.years.get(year);
  if (known !== undefined) return known;
  const start = startOfUtcYear(year);
  const end = startOfUtcYear(year + 1);
  let offset = askOffset(zone, start);
  const offsets: Offset[] = [{ from: start, offset }];
  // Zones change at most once a day; Casablanca, with four changes a year, has them weeks apart.
  for (let day = start + DAY; day <= end; day += DAY) {
    // The last second of the year, not the first of the next: its change belongs to the next year's list.
    const sample = day === end ? end - SECOND : day;
    const next = askOffset(zone, sample);
    if (next === offset) continue;
    let low = day - DAY;
    let high = sample;
    while (high - low > SECOND) {
      const middle = low + Math.floor((high - low) / (2 * SECOND)) * SECOND;
      if (askOffset(zone, middle) === offset) low = middle;
      else high = middle;
    }
    offset = next;
    offsets.push({ from: high, offset });
  }
  zone.years.set(year, offsets);
  return offsets;
}

function startOfUtcYear(year: number): number {
  // Date.UTC reads 0 to 99 as 1900 to 1999.
  return new Date(0).setUTCFullYear(year, 0, 1);
}

function askOffset(zone: Zone, instant: number): number {
  const text = zone.format.format(instant);
  const found = /GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?$/.exec(text);
  if (found === null) throw new Error(`Intl gave no offset for ${zone.name}: "${text}"`);
  const [, sign, hours = '0', minutes = '0', seconds = '0'] = found;
  const size = Number(hours) * 3_600_000 + Number(minutes) * 60_000 + Number(seconds) * SECOND;
  return sign === '-' ? -size : size;
}
