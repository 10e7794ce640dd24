import { and, eq, lt, sql } from 'drizzle-orm';
import type { LaneStore } from '../../src/delivery/chatStore.ts';
import { type Db, rows } from '../engine/client.ts';
import { chatRates, deliveries, pausedWorkspaces } from '../schema.ts';
import { fromNow } from './inbox.ts';

/** Whether and when it may be written to a workspace, for all desks together, by the database's clock. */
export function laneStore(tx: Db, toSend: () => void): LaneStore {
  const of = (workspace: { platform: string; workspace: string }) =>
    and(eq(pausedWorkspaces.platform, workspace.platform), eq(pausedWorkspaces.workspace, workspace.workspace));
  return {
    async enter(workspace, rates, withinMs, going) {
      const entered = await enterAll(tx, workspace, rates, going);
      if (entered.reason !== null && !entered.tries)
        return { go: false, waitMs: Math.max(1_000, Number(entered.againMs)), reason: entered.reason };
      const waitMs = waitOf(rates, entered.turns);
      if (waitMs > withinMs) {
        await giveBack(tx, rates);
        return { go: false, waitMs, reason: 'its turn has not come' };
      }
      if (!entered.held) return { go: false, waitMs: 0, reason: 'another desk has taken it over' };
      return { go: true, waitMs, paused: entered.reason !== null };
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

type Rates = Parameters<LaneStore['enter']>[1];
type Going = Parameters<LaneStore['enter']>[3];
type Turn = { key: string; ms: number };
type Entered = { reason: string | null; againMs: number | null; tries: boolean; held: boolean; turns: Turn[] };

const msUntil = (at: string) => sql.raw(`(extract(epoch from ${at} - now()) * 1000)::float8`);

/**
 * Takes the next turn of each rate and notes where the delivery goes, unless the workspace is paused and it is not time
 * to try again: one statement, as every delivery passes here. Rates are rows of the generic cell rate algorithm (ITU-T
 * I.371): `free_at` is when the bucket would be full again; it may be ahead of now by the burst.
 */
async function enterAll(
  tx: Db,
  { platform, workspace }: Parameters<LaneStore['enter']>[0],
  rates: Rates,
  going: Going,
): Promise<Entered> {
  const here = sql`platform = ${platform} and workspace = ${workspace}`;
  const open = sql`(not exists (select from stopped) or exists (select from tried))`;
  // In the order of their keys, so that two desks never wait for each other.
  const taken =
    rates.length === 0
      ? sql`select null::text as key, null::float8 as ms where false`
      : sql`
        insert into chat_rates as rate (key, free_at)
        select key, now() + every * interval '1 ms' from (values ${valuesOf(rates)}) as asked(key, every)
        where ${open} order by key
        on conflict (key) do update set free_at = greatest(rate.free_at, now()) + (excluded.free_at - now())
        returning key, ${msUntil('free_at')} as ms`;
  const held = going
    ? sql`update deliveries set sent_to = ${going.accountId}::int
        where id = ${going.delivery.id}::bigint and attempts = ${going.delivery.attempts}::int and ${open} returning id`
    : sql`select 1 as id`;
  const [entered] = await rows<Entered>(
    tx,
    sql`with stopped as (
        select reason, ${msUntil('try_at')} as ms from paused_workspaces where ${here}
      ), tried as (
        update paused_workspaces set try_at = ${fromNow(TRY_AGAIN_MS)} where ${here} and try_at <= now() returning reason
      ), turns as (${taken}
      ), held as (${held})
      select (select reason from stopped) as "reason", (select ms from stopped) as "againMs",
        exists (select from tried) as "tries", exists (select from held) as "held",
        (select coalesce(jsonb_agg(to_jsonb(turns)), '[]') from turns) as "turns"
      from (values (1)) as one`,
  );
  if (!entered) throw new Error('a statement without a table has a row');
  return entered;
}

const valuesOf = (rates: Rates) =>
  sql.join(
    rates.map(({ key, everyMs }) => sql`(${key}::text, ${everyMs}::float8)`),
    sql`, `,
  );

/** Milliseconds until all of the turns that were taken have come. */
function waitOf(rates: Rates, turns: readonly Turn[]): number {
  const waits = turns.map(({ key, ms }) => {
    const rate = rates.find((each) => each.key === key);
    return rate ? ms - rate.burst * rate.everyMs : 0;
  });
  return Math.ceil(Math.max(0, ...waits));
}

/** The rows are locked by whoever took the turns: nobody has seen them taken. */
async function giveBack(tx: Db, rates: Rates): Promise<void> {
  await rows(
    tx,
    sql`update chat_rates as rate set free_at = rate.free_at - given.every * interval '1 ms'
      from (values ${valuesOf(rates)}) as given(key, every) where rate.key = given.key`,
  );
}
