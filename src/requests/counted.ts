import { type Calendar, intervalsOfDay } from '../sla/calendar.ts';
import { allKinds, ownPauses, type PauseCause } from '../sla/clockKinds.ts';
import { explain, type Stretch } from '../sla/explain.ts';
import type { Minutes } from '../sla/hours.ts';
import { instantOf, wallTime } from '../sla/zone.ts';
import { type CountedPart, elapsedIn, partsOf } from './countedBy.ts';
import type { RequestFacts } from './facts.ts';
import { type ClockRow, isRunning, type RequestPause } from './requestClocks.ts';

/** How the time of a promise was counted: every stretch of it, with the reason why it counts or does not. */

/** Why a stretch does not count; `hours` are evenings, nights and days on which the office never works. */
type Excluded = { kind: 'hours' } | { kind: 'closed'; name: string } | { kind: PauseCause; number: number | undefined };

/** `minutes` are business minutes; a stretch that does not count has none. */
export type CountedStretch = { from: Date; to: Date; minutes: Minutes; excluded?: Excluded };

/**
 * `used` is the sum of the minutes, of a clock that runs until now. `ahead`: from now on until it is due, if nothing
 * happens; with `used` it makes the target.
 */
export type CountedClock = {
  clock: ClockRow;
  used: Minutes;
  until: Date;
  /** What was counted by another version of the calendar than that of the request now. */
  otherwise: CountedPart[];
  stretches: CountedStretch[];
  ahead: CountedStretch[];
};

/**
 * Each clock that somebody is owed, in the order in which they count. Until a request is reopened its first and its
 * total resolution are one thing, and stand there once.
 */
export function countedClocks(
  facts: Pick<RequestFacts, 'rules' | 'pauses' | 'messages' | 'clocks'>,
  now: Date,
): CountedClock[] {
  const all = facts.clocks
    .toSorted((a, b) => allKinds.indexOf(a.kind) - allKinds.indexOf(b.kind) || a.id - b.id)
    .flatMap((clock) => countedClock(facts, clock, now) ?? []);
  const first = all.find(({ clock }) => clock.kind === 'first_resolution');
  return all.filter(
    ({ clock, until }) => clock.kind !== 'total_resolution' || until.getTime() !== first?.until.getTime(),
  );
}

/** Undefined for a clock that nobody is owed any more, or whose time lies in a year that nobody has confirmed. */
export function countedClock(
  facts: Pick<RequestFacts, 'rules' | 'pauses' | 'messages'>,
  clock: ClockRow,
  now: Date,
): CountedClock | undefined {
  if (clock.droppedAt !== null) return undefined;
  const until = clock.stoppedAt ?? now;
  const pauses = ownPauses(clock.kind, facts.pauses);
  const parts = partsOf(clock, until, facts.rules);
  const read = (calendar: Calendar, from: Date, to: Date, own: readonly RequestPause[]) =>
    (explain(calendar, from, to, own) ?? []).map((stretch) => readStretch(facts, calendar, pauses, stretch));
  const used = elapsedIn(parts, pauses);
  if (used === undefined) return undefined;
  const isAhead = isRunning(clock) && clock.dueAt !== null && clock.dueAt > now;
  const ahead = isAhead ? read(facts.rules.calendar, now, clock.dueAt ?? now, []) : [];
  const otherwise = parts.filter(({ calendarId }) => calendarId !== facts.rules.calendarId);
  return {
    clock,
    used,
    until,
    otherwise,
    stretches: joined(parts.flatMap(({ calendar, from, to }) => read(calendar, from, to, pauses))),
    ahead: joined(ahead),
  };
}

const MINUTE = 60_000;
const DAY = 86_400_000;

function readStretch(
  { messages }: Pick<RequestFacts, 'messages'>,
  calendar: Calendar,
  pauses: readonly RequestPause[],
  { from, to, counted, reason }: Stretch,
): CountedStretch {
  if (counted) return { from, to, minutes: (to.getTime() - from.getTime()) / MINUTE };
  const read = { from, to, minutes: 0 };
  if (reason.kind !== 'paused') {
    // A day that is closed is so for its name, its evening too; of one that is open for a while the evening is one as any.
    const isNamed = reason.kind !== 'outside_hours' || isUsuallyOpen(calendar, from, to);
    const { name } = reason;
    return { ...read, excluded: name === undefined || !isNamed ? { kind: 'hours' } : { kind: 'closed', name } };
  }
  const pause = pauses.find((each) => each.from <= from && (each.to === undefined || each.to >= to));
  const kind = pause?.kind ?? 'waiting_on_agency';
  const asked = messages.findLast(({ asks, deliveredAt }) => asks && deliveredAt !== null && deliveredAt <= from);
  return { ...read, excluded: { kind, number: kind === 'waiting_on_agency' ? asked?.number : undefined } };
}

/** Whether the office would be open for some of it, if its days were days as any. */
function isUsuallyOpen({ zone, week, seasons }: Calendar, from: Date, to: Date): boolean {
  const usual = { zone, week, seasons, special: new Map() };
  for (
    let day = Math.floor(wallTime(zone, from.getTime()) / DAY) * DAY;
    instantOf(zone, day) < to.getTime();
    day += DAY
  )
    if (intervalsOfDay(usual, day).some(([opens, closes]) => opens < to.getTime() && closes > from.getTime()))
      return true;
  return false;
}

/** Stretches that follow one another for one reason are one: a night and the weekend after it. */
function joined(stretches: readonly CountedStretch[]): CountedStretch[] {
  const all: CountedStretch[] = [];
  for (const stretch of stretches) {
    const last = all.at(-1);
    if (last && reasonOf(last) === reasonOf(stretch)) {
      all[all.length - 1] = { ...last, to: stretch.to, minutes: last.minutes + stretch.minutes };
    } else all.push(stretch);
  }
  return all;
}

const reasonOf = ({ excluded }: CountedStretch): string => JSON.stringify(excluded ?? 'counts');
