import { buildCalendar, type CalendarSpec } from '../sla/calendar.ts';
import { ownPauses } from '../sla/clockKinds.ts';
import { dueTime } from '../sla/clocks.ts';
import type { OpenPromise } from './roster.ts';

/** Ids of open requests by what another calendar would do to the promises made for them. */
export type PromiseMoves = {
  later: number[];
  earlier: number[];
  /** Their due time has passed by the new calendar, and had not by the old one, or was unknown. */
  late: number[];
  /** They had no due time, since the calendar ended, and get one. */
  dated: number[];
  /** Their due time would lie in a year that is not confirmed. */
  unknown: number[];
};

/** What a calendar does to promises: a request counts once in each list, whichever of its clocks moves. */
export function movePromises(spec: CalendarSpec, promises: OpenPromise[], now: Date): PromiseMoves {
  const calendar = buildCalendar(spec);
  const moves = {
    later: new Set<number>(),
    earlier: new Set<number>(),
    late: new Set<number>(),
    dated: new Set<number>(),
    unknown: new Set<number>(),
  };
  for (const { requestId, kind, startedAt, target, dueAt, pauses } of promises) {
    if (target === null) continue;
    const due = dueTime(calendar, startedAt, target, ownPauses(kind, pauses));
    if (due === undefined) moves.unknown.add(requestId);
    if (!due) continue;
    if (!dueAt) moves.dated.add(requestId);
    if (due <= now && (!dueAt || dueAt > now)) moves.late.add(requestId);
    if (!dueAt) continue;
    if (due > dueAt) moves.later.add(requestId);
    if (due < dueAt) moves.earlier.add(requestId);
  }
  const { later, earlier, late, dated, unknown } = moves;
  return { later: [...later], earlier: [...earlier], late: [...late], dated: [...dated], unknown: [...unknown] };
}
