import type { Rules } from '../offices/office.ts';
import type { Calendar, Unknown } from '../sla/calendar.ts';
import { ownPauses } from '../sla/clockKinds.ts';
import { elapsed, isWithin, type Pause } from '../sla/clocks.ts';
import type { Minutes } from '../sla/hours.ts';
import type { ClockRow, RequestPause } from './requestClocks.ts';

/**
 * By which versions of a calendar a clock is counted. A calendar may change behind it: the office is closed for the day
 * after all, it gets other hours, or another office has the request. What was judged stays as it was counted then, and so
 * does what was broken, up to the moment in which that was announced.
 */

/** A stretch of a clock, and the calendar that says what of it counts. */
export type CountedPart = { calendarId: number; calendar: Calendar; from: Date; to: Date };

export type Counted = Pick<ClockRow, 'startedAt' | 'stoppedAt' | 'breachedAt' | 'calendarId' | 'brokenBy'>;
export type CountedUnder = Pick<Rules, 'calendarId' | 'calendar' | 'earlier'>;

/** From its start until an instant: in one part, or in two where the calendar is another since it was broken. */
export function partsOf(clock: Counted, until: Date, rules: CountedUnder): CountedPart[] {
  const { startedAt: from, breachedAt, brokenBy } = clock;
  const by = versionOf(rules, clock.stoppedAt === null ? null : clock.calendarId);
  const before = versionOf(rules, breachedAt && brokenBy !== null ? brokenBy : by.calendarId);
  if (breachedAt === null || before.calendarId === by.calendarId) return [{ ...by, from, to: until }];
  if (until <= breachedAt) return [{ ...before, from, to: until }];
  return [
    { ...before, from, to: breachedAt },
    { ...by, from: breachedAt, to: until },
  ];
}

/** One that is not at hand is counted as now: only a clock that an older desk judged has none. */
function versionOf({ calendarId, calendar, earlier }: CountedUnder, wanted: number | null) {
  const found = wanted === null || wanted === calendarId ? undefined : earlier?.get(wanted);
  return found && wanted !== null ? { calendarId: wanted, calendar: found } : { calendarId, calendar };
}

/** Business minutes of all parts; unknown where one of them is. */
export function elapsedIn(parts: readonly CountedPart[], pauses: readonly Pause[]): Minutes | Unknown {
  let all: Minutes = 0;
  for (const { calendar, from, to } of parts) {
    const spent = elapsed(calendar, from, to, pauses);
    if (spent === undefined) return undefined;
    all += spent;
  }
  return all;
}

/**
 * The verdict of a clock that has stopped without one, once the calendar can tell it. A reply within its time that is
 * known late makes good what was announced; one that came after it does not, whatever calendar holds since.
 */
export function verdictOn(
  clock: ClockRow,
  pauses: readonly RequestPause[],
  rules: Rules,
): Partial<Pick<ClockRow, 'elapsed' | 'met' | 'calendarId'>> {
  const { kind, target, stoppedAt, droppedAt, met, breachedAt } = clock;
  if (stoppedAt === null || droppedAt !== null || met !== null || target === null) return {};
  const spent = elapsedIn(partsOf(clock, stoppedAt, rules), ownPauses(kind, pauses));
  if (spent === undefined) return {};
  const isBroken = breachedAt !== null && stoppedAt > breachedAt;
  return { elapsed: spent, met: !isBroken && isWithin(spent, target), calendarId: rules.calendarId };
}

/** Other rules hold from now on; what was counted by those before is still at hand. */
export function followedBy(before: Rules, rules: Rules): Rules {
  if (rules.calendarId === before.calendarId) return { ...rules, ...(before.earlier && { earlier: before.earlier }) };
  return { ...rules, earlier: new Map([...(before.earlier ?? []), [before.calendarId, before.calendar]]) };
}

/** Versions of a calendar by which something of these was counted, other than that of the request. */
export const otherVersions = (clocks: readonly Counted[], calendarId: number): number[] => [
  ...new Set(
    clocks.flatMap((clock) =>
      [clock.calendarId, clock.brokenBy].flatMap((id) => (id && id !== calendarId ? [id] : [])),
    ),
  ),
];
