import { and, asc, eq, lt, type SQL, sql } from 'drizzle-orm';
import type { CalendarMove, CalendarMoveStore } from '../../src/offices/office.ts';
import type { Db } from '../engine/client.ts';
import { calendarMoves, requests } from '../schema.ts';
import { mayTry } from './sweeps.ts';

/** Versions of an office's rules have rising ids; what was opened or moved here since has a later one. */
const stillToFollow = ({ officeId, calendarId, policyId }: CalendarMove): SQL | undefined =>
  and(
    eq(requests.officeId, officeId),
    calendarId === null ? lt(requests.policyId, policyId) : lt(requests.calendarId, calendarId),
    // Written out, so that the partial index serves.
    sql`${requests.state} in ('open', 'waiting')`,
  );

export function calendarMoveStore(tx: Db): CalendarMoveStore {
  return {
    async begin(move, at) {
      await tx
        .insert(calendarMoves)
        .values({ ...move, begunAt: at })
        .onConflictDoNothing();
    },
    async open() {
      const found = await tx.select().from(calendarMoves).where(sql`not finished`).orderBy(asc(calendarMoves.id));
      return found.flatMap(({ calendarId, policyId, ...move }): CalendarMove[] => {
        if (calendarId !== null) return [{ ...move, calendarId, policyId: null }];
        return policyId === null ? [] : [{ ...move, calendarId, policyId }];
      });
    },
    async left(move, now, limit) {
      const found = await tx
        .select({ id: requests.id })
        .from(requests)
        .where(and(stillToFollow(move), mayTry('moved promises', requests.id, now)))
        .orderBy(sql`coalesce(${requests.dueAt}, 'infinity'::timestamptz)`, asc(requests.id))
        .limit(limit);
      return found.map(({ id }) => id);
    },
    async countLeft(move) {
      const [row] = await tx.select({ count: sql<number>`count(*)::int` }).from(requests).where(stillToFollow(move));
      return row?.count ?? 0;
    },
    async finish(id) {
      await tx.update(calendarMoves).set({ finished: true }).where(eq(calendarMoves.id, id));
    },
  };
}
