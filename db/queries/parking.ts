import { and, asc, count, inArray, sql } from 'drizzle-orm';
import type { Inbound } from '../../src/chat/inbound.ts';
import type { InboxStore } from '../../src/delivery/chatStore.ts';
import type { Db } from '../engine/client.ts';
import { inbox } from '../schema.ts';

/** Written out: only then does the partial index serve. */
const isParked = sql`${inbox.state} = 'parked'`;

/** Events that were put aside, because they could not be handled. */
export function parking(
  tx: Db,
  cameIn: () => void,
): Pick<InboxStore, 'park' | 'parked' | 'parkedWithin' | 'unpark' | 'setAside'> {
  return {
    async park(id, problem) {
      await tx
        .update(inbox)
        .set({ problem, attempts: sql`${inbox.attempts} + 1`, state: 'parked', handledAt: sql`now()` })
        .where(sql`${inbox.id} = ${id}`);
    },

    async parked(limit) {
      const found = await tx.select().from(inbox).where(isParked).orderBy(asc(inbox.id)).limit(limit);
      return found.map(({ id, body, receivedAt, handledAt, problem }) => ({
        id,
        inbound: revive(body),
        receivedAt,
        // Older versions of the desk did not note it.
        parkedAt: handledAt ?? receivedAt,
        problem: problem ?? 'unknown',
      }));
    },

    async parkedWithin(ms) {
      const recent = sql`${inbox.handledAt} > now() - ${Math.round(ms)}::int * interval '1 ms'`;
      const [row] = await tx.select({ n: count() }).from(inbox).where(and(isParked, recent));
      return row?.n ?? 0;
    },

    async setAside(id) {
      const aside = await tx
        .update(inbox)
        .set({ state: 'done', handledAt: sql`now()` })
        .where(and(isParked, sql`${inbox.id} = ${id}::bigint`))
        .returning({ id: inbox.id });
      return aside.length > 0;
    },

    async unpark(ids) {
      const back = await tx
        .update(inbox)
        .set({ state: 'new', attempts: 0, runAt: sql`now()`, handledAt: null })
        .where(and(isParked, ids && inArray(inbox.id, [...ids])))
        .returning({ id: inbox.id });
      if (back.length > 0) cameIn();
      return back.length;
    },
  };
}

/** JSON knows no instants: the body's own is a string when it comes back. */
export const revive = (body: Inbound): Inbound => ({ ...body, at: new Date(body.at) });
