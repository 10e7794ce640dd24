import { and, asc, eq, inArray, isNull, lte, sql } from 'drizzle-orm';
import type { ClockStore } from '../../src/store.ts';
import type { Db } from '../engine/client.ts';
import { preparedInsert } from '../engine/prepared.ts';
import { clocks, escalations, pauses } from '../schema.ts';

const insert = preparedInsert(
  clocks,
  ['officeId', 'requestId', 'kind', 'startedAt', 'target', 'dueAt', 'stepAt', 'stepPercent'],
  (db, rows) => db.insert(clocks).values(rows).onConflictDoNothing(),
);

export function clockStore(tx: Db): ClockStore {
  return {
    async start(news) {
      if (news.length > 0) await insert(tx, news);
    },
    async of(requestIds) {
      if (requestIds.length === 0) return [];
      return tx.select().from(clocks).where(inArray(clocks.requestId, requestIds)).orderBy(asc(clocks.id));
    },
    async save(id, change) {
      await tx.update(clocks).set(change).where(eq(clocks.id, id));
    },
    async pauses(requestId) {
      const rows = await tx.select().from(pauses).where(eq(pauses.requestId, requestId)).orderBy(asc(pauses.id));
      return rows.map(({ kind, from, to }) => ({ kind, from, ...(to && { to }) }));
    },
    async pause({ id, officeId }, kind, from) {
      await tx.insert(pauses).values({ requestId: id, officeId, kind, from }).onConflictDoNothing();
    },
    async resume(requestId, kind, to) {
      // A message written before the pause began (it was under way) ends it where it began.
      await tx
        .update(pauses)
        .set({ to: sql`greatest(${pauses.from}, ${to.toISOString()}::timestamptz)` })
        .where(and(eq(pauses.requestId, requestId), eq(pauses.kind, kind), isNull(pauses.to)));
    },

    async due(now, limit) {
      return tx
        .select()
        .from(clocks)
        .where(and(sql`${clocks.stepAt} is not null`, lte(clocks.stepAt, now)))
        .orderBy(asc(clocks.stepAt))
        .limit(limit);
    },
    async escalate(clock, percent, at, told) {
      const added = await tx
        .insert(escalations)
        .values({ clockId: clock.id, percent, officeId: clock.officeId, requestId: clock.requestId, at, told })
        .onConflictDoNothing()
        .returning({ percent: escalations.percent });
      if (added.length === 0) return false;
      await tx.update(clocks).set({ cardsStand: true }).where(eq(clocks.id, clock.id));
      return true;
    },
    async toldBefore(clockId, percent) {
      const rows = await tx.select().from(escalations).where(eq(escalations.clockId, clockId));
      return [...new Set(rows.filter((row) => row.percent < percent).flatMap((row) => row.told))];
    },
    async unsettled(limit) {
      return (
        tx
          .select()
          .from(clocks)
          // Written as the partial index has it.
          .where(sql`cards_stand and (stopped_at is not null or dropped_at is not null)`)
          .orderBy(asc(clocks.id))
          .limit(limit)
      );
    },
    async settle(clockId, at) {
      await tx.update(escalations).set({ settledAt: at }).where(eq(escalations.clockId, clockId));
      await tx.update(clocks).set({ cardsStand: false }).where(eq(clocks.id, clockId));
    },
    async withdrawBreach(clockId, at) {
      const withdrawn = await tx
        .update(escalations)
        .set({ withdrawnAt: at })
        .where(
          and(eq(escalations.clockId, clockId), sql`${escalations.percent} >= 100`, isNull(escalations.withdrawnAt)),
        )
        .returning({ percent: escalations.percent });
      if (withdrawn.length > 0) await tx.update(clocks).set({ breachedAt: null }).where(eq(clocks.id, clockId));
      return withdrawn.length > 0;
    },
  };
}
