import { and, asc, eq, gte, isNull, not, sql } from 'drizzle-orm';
import type { ExchangeStore } from '../../src/exchanges/exchangeStore.ts';
import type { Db } from '../engine/client.ts';
import { voices, voiceWords } from '../schema.ts';

export function voiceStore(tx: Db): ExchangeStore {
  return {
    async open(voice) {
      const [row] = await tx.insert(voices).values(voice).returning({ id: voices.id });
      if (!row) throw new Error('an insert answers with its row');
      return row.id;
    },
    async one(id) {
      // Of what was destroyed at the end of its time nobody goes on.
      const gone = sql`exists (select from disposal_records o where o.kind = 'voices' and o.record_id = ${voices.id}
        and o.destroyed_at is not null)`;
      const [row] = await tx
        .select()
        .from(voices)
        .where(and(eq(voices.id, id), not(gone)))
        .for('no key update');
      return row;
    },
    async toldTo(id, readers) {
      await tx.update(voices).set({ readers }).where(eq(voices.id, id));
    },
    async reopen(id, opening) {
      await tx.update(voices).set({ opening }).where(eq(voices.id, id));
    },
    async add(voiceId, words) {
      await tx.insert(voiceWords).values({ voiceId, ...words });
    },
    async words(voiceId) {
      const { authorId, text, at, failed } = voiceWords;
      const said = tx.select({ authorId, text, at, failed }).from(voiceWords);
      return said.where(eq(voiceWords.voiceId, voiceId)).orderBy(asc(voiceWords.id));
    },
    async failed(voiceId, place) {
      const said = tx.select({ id: voiceWords.id }).from(voiceWords).where(eq(voiceWords.voiceId, voiceId));
      const [row] = await said
        .orderBy(asc(voiceWords.id))
        .limit(1)
        .offset(place - 1);
      if (row) await tx.update(voiceWords).set({ failed: true }).where(eq(voiceWords.id, row.id));
    },
    async countSince(personId, since) {
      const [row] = await tx
        .select({ n: sql<number>`count(*)::int` })
        .from(voiceWords)
        .innerJoin(voices, eq(voices.id, voiceWords.voiceId))
        .where(and(eq(voices.personId, personId), isNull(voiceWords.authorId), gte(voiceWords.at, since)));
      return row?.n ?? 0;
    },
  };
}
