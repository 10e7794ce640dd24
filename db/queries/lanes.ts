import { and, eq, lt, lte, sql } from 'drizzle-orm';
import type { LaneStore } from '../../src/delivery/chatStore.ts';
import { type Db, rows } from '../engine/client.ts';
import { chatRates, deliveries, pausedWorkspaces } from '../schema.ts';
import { fromNow } from './inbox.ts';

/** Whether and when it may be written to a workspace, for all desks together, by the database's clock. */
export function laneStore(tx: Db, toSend: () => void): LaneStore {
  const of = (workspace: { platform: string; workspace: string }) =>
    and(eq(pausedWorkspaces.platform, workspace.platform), eq(pausedWorkspaces.workspace, workspace.workspace));
  return {
    async enter(workspace, rates, withinMs) {
      const [paused] = await tx
        .select({ ms: msUntil(sql`${pausedWorkspaces.tryAt}`), reason: pausedWorkspaces.reason })
        .from(pausedWorkspaces)
        .where(of(workspace));
      if (paused) {
        const again = and(of(workspace), lte(pausedWorkspaces.tryAt, sql`now()`));
        const trying = await tx
          .update(pausedWorkspaces)
          .set({ tryAt: fromNow(TRY_AGAIN_MS) })
          .where(again)
          .returning();
        if (trying.length === 0)
          return { go: false, waitMs: Math.max(1_000, Number(paused.ms)), reason: paused.reason };
      }
      const waitMs = rates.length === 0 ? 0 : await nextTurn(tx, rates);
      if (waitMs > withinMs) return { go: false, waitMs, reason: 'its turn has not come' };
      if (rates.length > 0) await takeTurn(tx, rates);
      return { go: true, waitMs, paused: paused !== undefined };
    },
    async pause(workspace, reason) {
      await tx
        .insert(pausedWorkspaces)
        .values({ ...workspace, reason, tryAt: fromNow(TRY_AGAIN_MS) })
        .onConflictDoUpdate({ target: [pausedWorkspaces.platform, pausedWorkspaces.workspace], set: { reason } });
    },
    async resume(workspace) {
      const [ended] = await tx.delete(pausedWorkspaces).where(of(workspace)).returning();
      if (!ended) return;
      // What waited for it; of another workspace with the same trouble, some ask once too often.
      await tx
        .update(deliveries)
        .set({ runAt: sql`now()` })
        .where(and(eq(deliveries.state, 'pending'), eq(deliveries.reason, ended.reason)));
      toSend();
    },
    async tidy() {
      await tx.delete(chatRates).where(lt(chatRates.freeAt, sql`now() - interval '1 day'`));
    },
  };
}

const TRY_AGAIN_MS = 60_000;

const msUntil = (at: ReturnType<typeof sql>) => sql<number>`(extract(epoch from ${at} - now()) * 1000)::float8`;

type Rates = Parameters<LaneStore['enter']>[1];

/**
 * Milliseconds until all of the rates allow one more, with their rows locked: the generic cell rate algorithm (ITU-T
 * I.371). `free_at` is when the bucket would be full again; it may be ahead of now by the burst.
 */
async function nextTurn(tx: Db, rates: Rates): Promise<number> {
  // Locked in the order of their keys, so that two desks never wait for each other.
  const keys = rates.map(({ key }) => key).sort();
  const found = await tx
    .insert(chatRates)
    .values(keys.map((key) => ({ key, freeAt: sql`now()` })))
    .onConflictDoUpdate({ target: chatRates.key, set: { freeAt: sql`${chatRates.freeAt}` } })
    .returning({ key: chatRates.key, ms: msUntil(sql`${chatRates.freeAt}`) });
  const waits = found.map(({ key, ms }) => {
    const rate = rates.find((each) => each.key === key);
    return rate ? Number(ms) - (rate.burst - 1) * rate.everyMs : 0;
  });
  return Math.ceil(Math.max(0, ...waits));
}

async function takeTurn(tx: Db, rates: Rates): Promise<void> {
  const values = sql.join(
    rates.map(({ key, everyMs }) => sql`(${key}::text, ${everyMs}::float8)`),
    sql`, `,
  );
  await rows(
    tx,
    sql`update ${chatRates} as rate
      set free_at = greatest(rate.free_at, now()) + taken.every * interval '1 millisecond'
      from (values ${values}) as taken(key, every) where rate.key = taken.key`,
  );
}
