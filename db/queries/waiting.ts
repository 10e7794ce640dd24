import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { OutboxStore } from '../../src/delivery/chatStore.ts';
import type { NewDelivery } from '../../src/delivery/delivery.ts';
import { type Db, rows } from '../engine/client.ts';
import { deliveries } from '../schema.ts';
import { anyOf } from './anyOf.ts';
import { mayTry } from './sweeps.ts';

/** What waits in the outbox for somebody's morning: the part of it that claiming never sees. */

type WaitingStore = Pick<OutboxStore, 'untold' | 'withdraw' | 'waited' | 'release' | 'nextRelease'>;

/** Written out: only then do the partial indexes serve. */
const isWaiting = sql`${deliveries.state} = 'waiting'`;
const on = (latestOn: string, personIds: readonly number[] | undefined): SQL | undefined =>
  and(isWaiting, eq(deliveries.latestOn, latestOn), personIds && sql`${deliveries.personId} = ${anyOf(personIds)}`);

export function waitingStore(
  tx: Db,
  toSend: () => void,
): { store: WaitingStore; take(news: NewDelivery[]): Promise<NewDelivery[]> } {
  const withdraw = async (latestOn: string, personIds?: readonly number[]): Promise<void> => {
    await tx.update(deliveries).set({ state: 'superseded' }).where(on(latestOn, personIds));
  };
  /** Which of these still wait. Locked, so that none goes meanwhile. */
  const stillWaiting = (keys: string[]) =>
    tx
      .select({ key: deliveries.key })
      .from(deliveries)
      .where(and(isWaiting, inArray(deliveries.key, keys)))
      .for('update');
  return {
    /** Does what these do to what waits, and answers with those that are to be told by themselves. */
    async take(news) {
      for (const [latestOn, personIds] of byWhatTheyAreOn(news)) await withdraw(latestOn, personIds);
      // Receipts and cards of requests never wait, so their many changes need not look for what does.
      const roots = news.flatMap(({ kind, replaces }) => (kind === 'notice' && replaces ? [replaces] : []));
      if (roots.length === 0) return news;
      const waiting = new Set((await stillWaiting(roots)).map(({ key }) => key));
      const others = [];
      for (const each of news) {
        const { replaces, message, attached } = each;
        if (replaces === undefined || !waiting.has(replaces)) others.push(each);
        else
          await tx
            .update(deliveries)
            .set({ message, ...(attached && { attached }) })
            .where(eq(deliveries.key, replaces));
      }
      return others;
    },
    store: {
      withdraw,
      async untold(latestOn) {
        const found = await tx
          .select({ personId: deliveries.personId, knows: deliveries.knows })
          .from(deliveries)
          .where(on(latestOn, undefined));
        return found.flatMap(({ personId, knows }) => (personId === null ? [] : [{ personId, knows }]));
      },
      async waited(now, limit) {
        const found = await rows<{ id: number }>(
          tx,
          sql`select d.id::int as id from deliveries d
            where d.state = 'waiting' and d.not_before <= ${now.toISOString()}::timestamptz
              and ${mayTry('mornings', sql`d.id`, now)}
            order by d.id limit ${limit}::int`,
        );
        return found.map(({ id }) => id);
      },
      async release(ids) {
        const released = await rows<{ id: number }>(
          tx,
          // Only from now on is it late, and looked for where nobody knows whether it arrived.
          sql`update deliveries as d set run_at = now(), created_at = now(), state = case
              when d.person_id is null or exists (select from people p where p.id = d.person_id and p.active)
              then 'pending' else 'superseded' end
            where d.id = any(${sql.param([...ids])}::bigint[]) and d.state = 'waiting'
            returning d.id::int as id`,
        );
        if (released.length > 0) toSend();
        return released.length;
      },
      async nextRelease(now) {
        const [row] = await rows<{ at: Date | string | null }>(
          tx,
          sql`select min(not_before) as at from deliveries
            where state = 'waiting' and not_before > ${now.toISOString()}::timestamptz`,
        );
        return row?.at ? new Date(row.at) : undefined;
      },
    },
  };
}

function byWhatTheyAreOn(news: readonly NewDelivery[]): Map<string, number[]> {
  const all = new Map<string, number[]>();
  for (const { latestOn, to } of news)
    if (latestOn !== undefined && 'personId' in to) all.set(latestOn, [...(all.get(latestOn) ?? []), to.personId]);
  return all;
}
