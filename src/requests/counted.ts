import { allKinds, ownPauses, type PauseCause } from '../sla/clockKinds.ts';
import { explain, type Stretch } from '../sla/explain.ts';
import type { Minutes } from '../sla/hours.ts';
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
  const stretches = parts.map(({ calendar, from, to }) => explain(calendar, from, to, pauses));
  const used = elapsedIn(parts, pauses);
  if (used === undefined) return undefined;
  const read = (all: readonly Stretch[]) => joined(all.map((stretch) => readStretch(facts, pauses, stretch)));
  const isAhead = isRunning(clock) && clock.dueAt !== null && clock.dueAt > now;
  const ahead = isAhead ? explain(facts.rules.calendar, now, clock.dueAt ?? now, []) : [];
  const otherwise = parts.filter(({ calendarId }) => calendarId !== facts.rules.calendarId);
  return {
    clock,
    used,
    until,
    otherwise,
    stretches: read(stretches.flatMap((each) => each ?? [])),
    ahead: read(ahead ?? []),
  };
}

const MINUTE = 60_000;

function readStretch(
  { messages }: Pick<RequestFacts, 'messages'>,
  pauses: readonly RequestPause[],
  { from, to, counted, reason }: Stretch,
): CountedStretch {
  if (counted) return { from, to, minutes: (to.getTime() - from.getTime()) / MINUTE };
  const read = { from, to, minutes: 0 };
  if (reason.kind !== 'paused') {
    // What is closed on a day with a name of its own is closed for that, its evening too.
    return { ...read, excluded: reason.name === undefined ? { kind: 'hours' } : { kind: 'closed', name: reason.name } };
  }
  const pause = pauses.find((each) => each.from <= from && (each.to === undefined || each.to >= to));
  const kind = pause?.kind ?? 'waiting_on_agency';
  const asked = messages.findLast(({ asks, deliveredAt }) => asks && deliveredAt !== null && deliveredAt <= from);
  return { ...read, excluded: { kind, number: kind === 'waiting_on_agency' ? asked?.number : undefined } };
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
