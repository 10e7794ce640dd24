import { and, eq, isNull, lte, ne, type SQL, sql } from 'drizzle-orm';
import type { Missed, OutboxStore } from '../../src/delivery/chatStore.ts';
import type { Db } from '../engine/client.ts';
import { deliveries } from '../schema.ts';

/** What an office said and could not be delivered, and nobody has seen to yet: of digests and of those who see to it. */
export const isMissed = and(
  // Written out: only then does the partial index serve.
  sql`${deliveries.state} = 'failed'`,
  // That somebody could not be asked how it went needs nobody's decision.
  ne(deliveries.kind, 'survey'),
  // A card that could not be changed in place is stale, no more.
  isNull(deliveries.replaces),
  // Whom an answer did not reach who left their name out, nobody is to read, nor to guess from who is not reached.
  sql`not ${deliveries.sealed}`,
  isNull(deliveries.setAsideAt),
);

export function missing(tx: Db, toSend: () => void): Pick<OutboxStore, 'sendAgain' | 'setAside'> {
  const these = ({ officeId, to, upTo }: Missed): SQL | undefined =>
    and(
      eq(deliveries.officeId, officeId),
      'personId' in to ? eq(deliveries.personId, to.personId) : eq(deliveries.accountId, to.accountId),
      isNull(deliveries.requestId),
      lte(deliveries.id, upTo),
      isMissed,
    );
  return {
    async sendAgain(missed, askedBy) {
      // What was new in it since could not be changed where nothing stood.
      const newest = sql`coalesce((select c.message from deliveries as c where c.replaces = ${deliveries.key}
        order by c.id desc limit 1), ${deliveries.message})`;
      // By its time, too: should it fail again, it is told again.
      const anew = { state: 'pending' as const, runAt: sql`now()`, createdAt: sql`now()` };
      const again = await tx
        .update(deliveries)
        .set({ ...anew, begunAt: null, sentTo: null, reason: null, askedBy, message: newest })
        .where(these(missed))
        .returning({ id: deliveries.id });
      if (again.length > 0) toSend();
      return again.length;
    },
    async setAside(missed) {
      const aside = await tx
        .update(deliveries)
        .set({ setAsideAt: sql`now()` })
        .where(these(missed))
        .returning({ id: deliveries.id });
      return aside.length;
    },
  };
}
