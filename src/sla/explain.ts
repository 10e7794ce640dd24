/** Why a due time is what it is: every stretch of time between two instants, counted or skipped, and its reason. */
import { type Calendar, hoursOfDay, intervalsOfDay, isConfirmed, type Unknown } from './calendar.ts';
import { mergePauses, type Pause } from './clocks.ts';
import { instantOf, wallTime } from './zone.ts';

const DAY = 86_400_000;

/**
 * `open` counts, the rest is skipped. `outside_hours` is the closed time of a day with hours, `closed_weekday` a weekday
 * without any, `closed_day` a special day without any, `paused` open time for which the clock stood still. `name` is
 * that of the special day whose hours hold.
 */
type Reason = {
  kind: 'open' | 'outside_hours' | 'closed_weekday' | 'closed_day' | 'paused';
  name?: string;
};

export type Stretch = { from: Date; to: Date; counted: boolean; reason: Reason };

/**
 * The stretches from one instant to another in order and without gaps. The counted ones sum exactly to the time that
 * `elapsed` gives for the same pauses.
 */
export function explain(c: Calendar, from: Date, to: Date, pauses: readonly Pause[] = []): Stretch[] | Unknown {
  const start = from.getTime();
  const end = to.getTime();
  if (!isConfirmed(c, start, Math.max(start, end))) return undefined;
  const stretches: Stretch[] = [];
  const paused = mergePauses(pauses, start);

  const add = (low: number, high: number, reason: Reason): void => {
    const begin = Math.max(low, start);
    const stop = Math.min(high, end);
    if (stop <= begin) return;
    const last = stretches.at(-1);
    if (last?.reason.kind === reason.kind && last.reason.name === reason.name) last.to = new Date(stop);
    else stretches.push({ from: new Date(begin), to: new Date(stop), counted: reason.kind === 'open', reason });
  };
  const addOpen = (low: number, high: number, reason: Reason): void => {
    let reached = low;
    for (const pause of paused) {
      if (pause.to <= reached || pause.from >= high) continue;
      add(reached, pause.from, reason);
      add(Math.max(reached, pause.from), Math.min(pause.to, high), { kind: 'paused' });
      reached = pause.to;
    }
    add(reached, high, reason);
  };

  const firstDay = Math.floor(wallTime(c.zone, start) / DAY) * DAY;
  for (let day = firstDay; instantOf(c.zone, day) < end; day += DAY) {
    const { open, closed } = reasonsOfDay(c, day);
    let reached = instantOf(c.zone, day);
    for (const [opening, closing] of intervalsOfDay(c, day)) {
      add(reached, opening, closed);
      addOpen(opening, closing, open);
      reached = closing;
    }
    add(reached, instantOf(c.zone, day + DAY), closed);
  }
  return stretches;
}

function reasonsOfDay(c: Calendar, day: number): { open: Reason; closed: Reason } {
  const { spans, special } = hoursOfDay(c, day);
  const name = special === undefined ? {} : { name: special };
  if (spans.length > 0) return { open: { kind: 'open', ...name }, closed: { kind: 'outside_hours', ...name } };
  const closed: Reason = { kind: special === undefined ? 'closed_weekday' : 'closed_day', ...name };
  return { open: closed, closed };
}
