import { count, eq, sql } from 'drizzle-orm';
import type { FactStore } from '../../src/store.ts';
import { type Db, rows } from '../engine/client.ts';
import { deliveries, deskFacts, inbox, pausedWorkspaces, requestCounts } from '../schema.ts';
import { isOtherCopy } from './generation.ts';

const CLOCK_AHEAD = 'clock ahead ms';

export function factStore(tx: Db): FactStore {
  return {
    async clockAhead() {
      const [row] = await tx.select().from(deskFacts).where(eq(deskFacts.name, CLOCK_AHEAD));
      return typeof row?.value === 'number' ? row.value : 0;
    },
    async moveClock(aheadMs) {
      await tx
        .insert(deskFacts)
        .values({ name: CLOCK_AHEAD, value: aheadMs })
        .onConflictDoUpdate({ target: deskFacts.name, set: { value: aheadMs } });
    },
    isOtherCopy: (mark) => isOtherCopy(tx, mark),
    async foldCounts() {
      await rows(
        tx,
        sql`with gone as (delete from ${requestCounts} returning state, n)
          insert into ${requestCounts} (state, n) select state, sum(n) from gone group by state`,
      );
    },
    async busy() {
      const [row] = await rows<{ busy: boolean }>(
        tx,
        sql`select exists (select from ${inbox} where ${inbox.state} = 'new' and ${inbox.runAt} <= now())
          or exists (select from ${deliveries} where ${deliveries.state} = 'pending' and ${deliveries.runAt} <= now())
          or exists (select from ${deliveries} where ${deliveries.state} = 'sending') as busy`,
      );
      return row?.busy ?? false;
    },
    async health() {
      const age = (column: string) => sql.raw(`coalesce(extract(epoch from now() - min(${column})), 0)::float8`);
      const [waiting] = await tx
        .select({
          age: sql<number>`${age('received_at')}`,
        })
        .from(inbox)
        .where(sql`${inbox.state} = 'new'`);
      // Written out: only then does the partial index serve.
      const [parked] = await tx.select({ n: count() }).from(inbox).where(sql`${inbox.state} = 'parked'`);
      const [sending] = await tx
        .select({ age: sql<number>`${age('created_at')}` })
        .from(deliveries)
        .where(sql`${deliveries.state} in ('pending', 'sending', 'doubtful')`);
      const [paused] = await tx.select({ n: count() }).from(pausedWorkspaces);
      const states = await tx
        .select({ state: requestCounts.state, n: sql<number>`sum(${requestCounts.n})::int` })
        .from(requestCounts)
        .groupBy(requestCounts.state);
      return {
        inboxAge: Number(waiting?.age ?? 0),
        outboxAge: Number(sending?.age ?? 0),
        parked: parked?.n ?? 0,
        paused: paused?.n ?? 0,
        requests: Object.fromEntries(states.map(({ state, n }) => [state, n])),
      };
    },
  };
}
