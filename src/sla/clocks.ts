/**
 * Clocks: what has elapsed of a target, when it is due and whether it was met, judged from instants alone. When a
 * sweep looked never changes an answer.
 */
import { addOpenMs, type Calendar, openMsBetween } from './calendar.ts';
import type { Minutes } from './hours.ts';

const MINUTE = 60_000;

export type ClockKind = 'first_reply' | 'next_reply' | 'first_resolution' | 'total_resolution';

/** Why a clock stands still: the agency was asked something, or the request is resolved for now. */
export type PauseCause = 'waiting_on_agency' | 'resolved';

/** Which pauses stop which clock. A reply is owed however the request stands. */
export const pausesOf: Readonly<Record<ClockKind, readonly PauseCause[]>> = {
  first_reply: [],
  next_reply: [],
  first_resolution: ['waiting_on_agency'],
  total_resolution: ['waiting_on_agency', 'resolved'],
};

/** A pause without `to` has not ended yet. Pauses may overlap and come in any order; overlapping time counts once. */
export type Pause = { from: Date; to?: Date };

/** A clock as facts: `stopped` is when it was answered or resolved, if it was; `target` is in business minutes. */
export type Clock = { calendar: Calendar; start: Date; target: Minutes; stopped?: Date; pauses: readonly Pause[] };

/**
 * `met` and `missed` are final, the clock has stopped; `late` runs past its target. `due` is missing while the clock
 * stands still for an open pause.
 */
export type Verdict = { state: 'running' | 'paused' | 'met' | 'missed' | 'late'; elapsed: Minutes; due?: Date };

/**
 * The instant at which the target has elapsed: each pause before it moves it by the business minutes paused, and a
 * pause that begins later moves nothing. Undefined while an open pause keeps it from being reached.
 * @throws CalendarError when that lies outside the confirmed years.
 */
export function dueTime(calendar: Calendar, start: Date, target: Minutes, pauses: readonly Pause[]): Date | undefined {
  let running = start.getTime();
  let left = Math.round(target * MINUTE);
  for (const { from, to } of mergePauses(pauses, running)) {
    const due = addOpenMs(calendar, running, left);
    if (due <= from) return new Date(due);
    if (to === Number.POSITIVE_INFINITY) return undefined;
    left -= openMsBetween(calendar, running, from);
    running = to;
  }
  return new Date(addOpenMs(calendar, running, left));
}

/** The instant at which so many per cent of the target have elapsed; undefined as for `dueTime`. */
export function stepTime(
  calendar: Calendar,
  start: Date,
  target: Minutes,
  pauses: readonly Pause[],
  percent: number,
): Date | undefined {
  return dueTime(calendar, start, (target * percent) / 100, pauses);
}

/** Business minutes from start to end without those paused, exact to the millisecond; 0 when `end` comes first. */
export function elapsed(calendar: Calendar, start: Date, end: Date, pauses: readonly Pause[]): Minutes {
  return elapsedMs(calendar, start, end, pauses) / MINUTE;
}

/**
 * What is true of a clock: met when no more than the target had elapsed when it stopped. The office being closed, an
 * answer after a due time at closing but before the next opening is therefore met. Once stopped, `now` changes nothing.
 */
export function judge(clock: Clock, now: Date): Verdict {
  const { calendar, start, target, stopped } = clock;
  const end = stopped ?? now;
  // What happened after it stopped is not its business, and a pause that was open then ended with it.
  const pauses = stopped === undefined ? clock.pauses : clock.pauses.map((pause) => endBy(pause, stopped));
  const spent = elapsedMs(calendar, start, end, pauses);
  const over = spent > Math.round(target * MINUTE);
  const due = dueTime(calendar, start, target, pauses);
  const facts = { elapsed: spent / MINUTE, ...(due === undefined ? {} : { due }) };
  if (stopped !== undefined) return { state: over ? 'missed' : 'met', ...facts };
  if (over) return { state: 'late', ...facts };
  return { state: pauses.some((pause) => runsAt(pause, now)) ? 'paused' : 'running', ...facts };
}

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

function elapsedMs(calendar: Calendar, start: Date, end: Date, pauses: readonly Pause[]): number {
  const first = start.getTime();
  const last = end.getTime();
  if (last <= first) return 0;
  let spent = openMsBetween(calendar, first, last);
  for (const { from, to } of mergePauses(pauses, first)) {
    if (from < last) spent -= openMsBetween(calendar, from, Math.min(to, last));
  }
  return spent;
}

function endBy(pause: Pause, end: Date): Pause {
  return { from: pause.from, to: pause.to !== undefined && pause.to < end ? pause.to : end };
}

function runsAt({ from, to }: Pause, now: Date): boolean {
  return from <= now && (to === undefined || to > now);
}
