import { buildCalendar, type CalendarSpec } from '../sla/calendar.ts';
import { isReply, ownPauses } from '../sla/clockKinds.ts';
import { dueTime } from '../sla/clocks.ts';
import type { Tx } from '../store.ts';
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

/**
 * What a calendar does to promises, of which page after page may be shown, each with all that is owed of its requests: a
 * request counts once in each list, whichever of the promises moves that were told. What is broken keeps its time.
 */
export function watchMoves(spec: CalendarSpec, now: Date) {
  const calendar = buildCalendar(spec);
  const moves = {
    later: new Set<number>(),
    earlier: new Set<number>(),
    late: new Set<number>(),
    dated: new Set<number>(),
    unknown: new Set<number>(),
  };
  return {
    see(promises: readonly OpenPromise[]): void {
      // As long as the first reply is owed, nobody was told by when it will be resolved.
      const unanswered = new Set(
        promises.flatMap(({ kind, requestId }) => (kind === 'first_reply' ? [requestId] : [])),
      );
      for (const { requestId, kind, startedAt, target, dueAt, breachedAt, pauses } of promises) {
        if (target === null || breachedAt !== null) continue;
        const due = dueTime(calendar, startedAt, target, ownPauses(kind, pauses));
        if (due === undefined) moves.unknown.add(requestId);
        if (!due) continue;
        if (!dueAt) moves.dated.add(requestId);
        if (due <= now && (!dueAt || dueAt > now)) moves.late.add(requestId);
        if (!dueAt || (unanswered.has(requestId) && !isReply({ kind }))) continue;
        if (due > dueAt) moves.later.add(requestId);
        if (due < dueAt) moves.earlier.add(requestId);
      }
    },
    seen(): PromiseMoves {
      const { later, earlier, late, dated, unknown } = moves;
      return { later: [...later], earlier: [...earlier], late: [...late], dated: [...dated], unknown: [...unknown] };
    },
  };
}

/** What a calendar does to the promises of all open requests of an office. */
export async function movePromises(tx: Tx, officeId: number, spec: CalendarSpec, now: Date): Promise<PromiseMoves> {
  const moves = watchMoves(spec, now);
  await tx.roster.openPromises(officeId, moves.see);
  return moves.seen();
}
