/** Opening and closing times that a clock change makes unsure: they may happen twice, or never. */
import { type CalendarSpec, hoursOf, hoursOfDay } from './calendar.ts';
import { CalendarError, dayNames, type Minutes, type Span, sayTime, weekdays } from './hours.ts';
import { seasonOf } from './seasons.ts';
import { sayDate } from './specialDays.ts';
import { type ClockChange, clockChanges, findZone } from './zone.ts';

/** `date` is that of the special day whose hours they are; undefined for those of a week, that of `season` if there is one. */
export type UnsureTime = { date: string | undefined; season: string | undefined; message: string };

const MINUTE = 60_000;
const DAY = 86_400_000;
const END = 1440;

/** More than this is no clock change but a day that a country left out (Samoa in 2011). */
const LONGEST_CHANGE = DAY / 2;

type Stretch = { day: number; change: ClockChange; from: Minutes; to: Minutes };

/**
 * The boundaries of an office's hours that fall, in these years, into an hour that its zone repeats or leaves out:
 * from 01:00 to 03:00 on Sundays in New York, at midnight in Havana, nowhere in Phoenix. An office that is open on both
 * sides of midnight has no boundary there, and the end of a day (24:00) comes before the change that begins with it.
 * @throws CalendarError when the hours are wrong in themselves.
 */
export function unsureTimes(spec: CalendarSpec, years: Iterable<number>): UnsureTime[] {
  const zone = findZone(spec.zone);
  if (zone === undefined) return [];
  const hours = hoursOf(spec);
  const spansOf = (day: number): readonly Span[] => hoursOfDay(hours, day).spans;
  const stretches = [...years].flatMap((year) => clockChanges(zone, year)).flatMap(stretchesOf);
  const found = new Map<string, UnsureTime>();
  for (const stretch of stretches) {
    const date = sayDate(stretch.day);
    const own = hours.special.get(date);
    const season = seasonOf(hours.seasons, date)?.name;
    const weekday = weekdays[new Date(stretch.day).getUTCDay()] ?? 'sun';
    const where = own ? `${date} (${own.special})` : `${season ? `${season}, ` : ''}${dayNames[weekday]}`;
    const alike = stretches.filter(({ day }) =>
      own ? day === stretch.day : new Date(day).getUTCDay() === new Date(stretch.day).getUTCDay(),
    );
    for (const { minute, act } of boundariesIn(stretch, spansOf)) {
      const key = `${where} ${minute}`;
      const message = `${where}: ${sayTime(minute)} cannot ${act} the office: ${sayChange(spec.zone, stretch, minute)}; write ${sayOthers(minute, alike)}`;
      if (!found.has(key)) found.set(key, { date: own && date, season: own ? undefined : season, message });
    }
  }
  return [...found.values()];
}

/** @throws CalendarError with the first of the unsure times, if there is one. */
export function refuseUnsureTimes(spec: CalendarSpec, years: Iterable<number>): void {
  const [first] = unsureTimes(spec, years);
  if (first) throw new CalendarError(first.message);
}

/** What a change takes of each day that it touches. */
function stretchesOf(change: ClockChange): Stretch[] {
  if (change.to - change.from > LONGEST_CHANGE) return [];
  const stretches: Stretch[] = [];
  for (let day = Math.floor(change.from / DAY) * DAY; day < change.to; day += DAY) {
    const from = Math.max(change.from - day, 0) / MINUTE;
    stretches.push({ day, change, from, to: Math.min(change.to - day, DAY) / MINUTE });
  }
  return stretches;
}

function boundariesIn(
  { day, change, from, to }: Stretch,
  spansOf: (day: number) => readonly Span[],
): { minute: Minutes; act: 'open' | 'close' }[] {
  const goesOn = spansOf(day).some((span) => span.to === END) && spansOf(day + DAY).some((span) => span.from === 0);
  const wentOn = spansOf(day).some((span) => span.from === 0) && spansOf(day - DAY).some((span) => span.to === END);
  return spansOf(day).flatMap((span) => {
    const opens = span.from >= from && span.from < to && !(span.from === 0 && wentOn);
    const closes = span.to === END ? day + DAY < change.to && to === END && !goesOn : span.to >= from && span.to < to;
    return [
      ...(opens ? [{ minute: span.from, act: 'open' as const }] : []),
      ...(closes ? [{ minute: span.to, act: 'close' as const }] : []),
    ];
  });
}

function sayChange(zone: string, { day, change }: Stretch, minute: Minutes): string {
  const time = sayTime(minute);
  const turn =
    change.happens === 'twice' ? `go back, and ${time} happens twice` : `go forward, and ${time} never happens`;
  return `on ${sayDate(day)} the clocks in ${zone} ${turn}`;
}

/** The nearest times before and after that no change of the same weekday touches. */
function sayOthers(minute: Minutes, stretches: readonly Stretch[]): string {
  const touched = (at: Minutes) => stretches.find(({ from, to }) => at >= from && at < to);
  let first = minute;
  for (let found = touched(first - 1); found !== undefined; found = touched(first - 1)) first = found.from;
  let last = minute;
  for (let found = touched(last); found !== undefined; found = touched(last)) last = found.to;
  const before = first > 0 ? [`a time before ${sayTime(Math.ceil(first))}`] : [];
  const after = last < END ? [`${before.length > 0 ? '' : 'a time '}from ${sayTime(Math.ceil(last))} on`] : [];
  return [...before, ...after].join(' or ') || 'other hours';
}
