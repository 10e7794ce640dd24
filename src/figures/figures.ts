import type { Calendar } from '../sla/calendar.ts';
import { type ClockKind, ownPauses, type PauseCause } from '../sla/clockKinds.ts';
import { elapsed, type Pause } from '../sla/clocks.ts';
import type { Minutes } from '../sla/hours.ts';
import { countWaits, type Quantile, quantiles, type Waits } from './waits.ts';

/**
 * Figures of an office: how long people waited, and how much of what was promised was kept. Of what was due in a span;
 * credited to whoever held it when it was answered or fell due. Never a mean.
 */

/** What figures can be told apart by. `month` is that in which the answer was due, in the office's zone. */
export const figureGroups = ['agency', 'liaison', 'line', 'priority', 'month'] as const;
export type FigureGroup = (typeof figureGroups)[number];

/** Waits (business minutes) of one group, as they are read. `key` names the group: an id, a priority, 'YYYY-MM'. */
export type GroupedWaits = { key: string; waits: Waits; due: number; met: number };

/** Clocks that fell due and have no end that was judged: they are open, or nobody was owed them any more. */
export type OpenWaits = {
  key: string;
  calendarId: number;
  /** When each of them began. All else is the same of all. */
  started: readonly Date[];
  /** When they were dropped; null while they run. */
  endedAt: Date | null;
  /** Whether they were late by then: dropped in time they were neither kept nor broken. */
  late: boolean;
  pauses: readonly (Pause & { kind: PauseCause })[];
};

/** `due` is what is judged, `met` what was kept of it; `n` counts the waits behind the quantiles. */
export type Figures = { n: number; due: number; met: number; median: Quantile; p75: Quantile; p90: Quantile };

export function figuresOf({ waits, due, met }: Omit<GroupedWaits, 'key'>): Figures {
  const [median = null, p75 = null, p90 = null] = quantiles(waits, [0.5, 0.75, 0.9]);
  return { n: countWaits(waits), due, met, median, p75, p90 };
}

/**
 * Answered waits with the open ones beside them, whose length is counted until `now`. One of a year that nobody has
 * confirmed counts as no time at all: at least that has passed.
 */
export function withOpen(
  kind: ClockKind,
  answered: readonly GroupedWaits[],
  open: readonly OpenWaits[],
  calendars: ReadonlyMap<number, Calendar>,
  now: Date,
): GroupedWaits[] {
  const groups = new Map(answered.map((group) => [group.key, { ...group, waits: [...group.waits] }]));
  for (const { key, calendarId, started, endedAt, late, pauses } of open) {
    const calendar = calendars.get(calendarId);
    const group = groups.get(key) ?? { key, waits: [], due: 0, met: 0 };
    groups.set(key, group);
    if (late) group.due += started.length;
    const own = ownPauses(kind, pauses);
    // Whatever was asked while the office was closed waits as long as what was asked when it opened.
    const lengths = new Map<Minutes, number>();
    for (const each of started) {
      const minutes: Minutes = (calendar && elapsed(calendar, each, endedAt ?? now, own)) ?? 0;
      lengths.set(minutes, (lengths.get(minutes) ?? 0) + 1);
    }
    for (const [minutes, n] of lengths) group.waits.push({ minutes, answered: 0, open: n });
  }
  return [...groups.values()];
}

/** How an office did in a month: its replies and resolutions, the later times it named, and its news for who waits. */
export type MonthFigures = Record<FigureKind, Figures>;
export const figureKinds = [
  ...(['first_reply', 'next_reply', 'agreed_reply', 'update'] as const),
  ...(['first_resolution', 'agreed_resolution'] as const),
] as const satisfies readonly ClockKind[];
export type FigureKind = (typeof figureKinds)[number];

/**
 * A month that an office keeps, to be measured against: its worst one, say. It never changes, so it knows nothing of what
 * was not counted yet when it was set.
 */
export type Baseline = { officeId: number; month: string; figures: Partial<MonthFigures>; setBy: number; setAt: Date };
