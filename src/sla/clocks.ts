/**
 * Clocks: what has elapsed of a target, when it is due and whether it was met, judged from instants alone. When a
 * sweep looked never changes an answer.
 */
import { addOpenMs, type Calendar, openMsBetween, type Unknown } from './calendar.ts';
import type { Minutes } from './hours.ts';

const MINUTE = 60_000;

/** A pause without `to` has not ended yet. Pauses may overlap and come in any order; overlapping time counts once. */
export type Pause = { readonly from: Date; readonly to?: Date };

/** A clock that was answered or resolved, as facts; `target` is in business minutes. */
export type StoppedClock = { start: Date; target: Minutes; stopped: Date; pauses: readonly Pause[] };

export type Verdict = { elapsed: Minutes; met: boolean };

/**
 * The instant at which the target has elapsed: each pause before it moves it by the business minutes paused, and a
 * pause that begins later moves nothing. Null while an open pause keeps it from being reached.
 */
export function dueTime(
  calendar: Calendar,
  start: Date,
  target: Minutes,
  pauses: readonly Pause[],
): Date | null | Unknown {
  let running = start.getTime();
  let left = Math.round(target * MINUTE);
  for (const { from, to } of mergePauses(pauses, running)) {
    const due = addOpenMs(calendar, running, left);
    if (due !== undefined && due <= from) return new Date(due);
    const spent = openMsBetween(calendar, running, from);
    // It may be due before that pause or not.
    if (spent === undefined) return undefined;
    if (to === Number.POSITIVE_INFINITY) return null;
    left -= spent;
    running = to;
  }
  const due = addOpenMs(calendar, running, left);
  return due === undefined ? undefined : new Date(due);
}

/** The instant at which so many per cent of the target have elapsed; null and unknown as for `dueTime`. */
export function stepTime(
  calendar: Calendar,
  start: Date,
  target: Minutes,
  pauses: readonly Pause[],
  percent: number,
): Date | null | Unknown {
  return dueTime(calendar, start, (target * percent) / 100, pauses);
}

/** Business minutes from start to end without those paused, exact to the millisecond; 0 when `end` comes first. */
export function elapsed(calendar: Calendar, start: Date, end: Date, pauses: readonly Pause[]): Minutes | Unknown {
  const first = start.getTime();
  const last = end.getTime();
  if (last <= first) return 0;
  let spent = openMsBetween(calendar, first, last);
  if (spent === undefined) return undefined;
  for (const { from, to } of mergePauses(pauses, first)) {
    // Never unknown: it lies within what was just counted.
    if (from < last) spent -= openMsBetween(calendar, from, Math.min(to, last)) ?? 0;
  }
  return spent / MINUTE;
}

/**
 * The verdict on a clock: met when no more than the target had elapsed when it stopped. The office being closed, an
 * answer after a due time at closing but before the next opening is therefore met. It follows from facts alone, so it
 * is the same whenever it is asked for; where the calendar has ended it can be given once that is confirmed.
 */
export function judge(calendar: Calendar, { start, target, stopped, pauses }: StoppedClock): Verdict | Unknown {
  const spent = elapsed(calendar, start, stopped, pauses);
  if (spent === undefined) return undefined;
  return { elapsed: spent, met: isWithin(spent, target) };
}

/** Met when no more than the target had elapsed, to the millisecond. */
export const isWithin = (spent: Minutes, target: Minutes): boolean =>
  Math.round(spent * MINUTE) <= Math.round(target * MINUTE);

/**
 * Pauses from `start` on in order and without overlap, in ms; one that has not ended lasts for ever. A pause that ends
 * before it begins (two platforms' clocks differ by a little) has paused nothing.
 */
export function mergePauses(pauses: readonly Pause[], start: number): { from: number; to: number }[] {
  const merged: { from: number; to: number }[] = [];
  const sorted = pauses
    .map(({ from, to }) => ({ from: Math.max(from.getTime(), start), to: to?.getTime() ?? Number.POSITIVE_INFINITY }))
    .sort((a, b) => a.from - b.from);
  for (const pause of sorted) {
    if (pause.to <= pause.from) continue;
    const last = merged.at(-1);
    if (last !== undefined && pause.from <= last.to) last.to = Math.max(last.to, pause.to);
    else merged.push(pause);
  }
  return merged;
}
