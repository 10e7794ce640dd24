import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { RequestMessage } from '../../src/requests/request.ts';
import type { RequestStore } from '../../src/store.ts';
import type { Db } from '../engine/client.ts';
import { prepared, preparedInsert } from '../engine/prepared.ts';
import { events, messages, requests, revisions } from '../schema.ts';

/** Written out, so that the partial indexes serve. */
const live = sql`${requests.state} in ('open', 'waiting')`;

const insertRequest = preparedInsert(
  requests,
  [
    ...(['officeId', 'agencyId', 'serviceLineId', 'requesterId', 'holderId', 'subject', 'openedAt'] as const),
    ...(['calendarId', 'policyId', 'continues', 'priority', 'urgentReason'] as const),
  ],
  (db, rows) => db.insert(requests).values(rows).returning(),
);
const insertMessage = preparedInsert(
  messages,
  ['officeId', 'requestId', 'number', 'authorId', 'kind', 'text', 'at', 'source', 'asks'],
  (db, rows) => db.insert(messages).values(rows).returning(),
);
const insertEvents = preparedInsert(events, ['officeId', 'requestId', 'kind', 'at', 'actorId', 'data'], (db, rows) =>
  db.insert(events).values(rows),
);

const countMessage = prepared((db) =>
  db
    .update(requests)
    .set({ lastNumber: sql`${requests.lastNumber} + 1` })
    .where(
      and(
        eq(requests.id, sql.placeholder('requestId')),
        sql`not exists (select from ${messages} where ${messages.source} = ${sql.placeholder('source')})`,
      ),
    )
    .returning({ number: requests.lastNumber }),
);
const selectLive = prepared((db) =>
  db
    .select()
    .from(requests)
    .where(and(eq(requests.requesterId, sql.placeholder('personId')), live))
    .orderBy(asc(requests.id))
    .limit(500),
);

export function requestStore(tx: Db): RequestStore {
  return {
    async open(request) {
      const [row] = await insertRequest(tx, [request]);
      if (!row) throw new Error('an insert answers with its row');
      return row;
    },
    async lock(id) {
      const [row] = await tx
        .select()
        .from(requests)
        .where(eq(requests.id, id))
        // Enough against others who lock it, and it keeps nobody from writing rows that only refer to it.
        .for('no key update');
      return row;
    },
    async read(id) {
      const [row] = await tx.select().from(requests).where(eq(requests.id, id));
      return row;
    },
    async several(ids) {
      return ids.length === 0 ? [] : tx.select().from(requests).where(inArray(requests.id, ids));
    },
    async save(id, change) {
      const [row] = await tx
        .update(requests)
        .set({ ...change, revision: sql`${requests.revision} + 1` })
        .where(eq(requests.id, id))
        .returning({ revision: requests.revision });
      if (!row) throw new Error(`there is no request ${id}`);
      return row.revision;
    },
    async record({ id, officeId }, news) {
      if (news.length === 0) return;
      const rows = news.map((event) => ({ ...event, requestId: id, officeId }));
      await insertEvents(tx, rows);
    },
    async events(id) {
      return tx.select().from(events).where(eq(events.requestId, id)).orderBy(asc(events.id));
    },

    async addMessage({ requestId, ...message }) {
      // The request is locked by whoever writes to it, so the number cannot be given twice.
      const [numbered] = await countMessage(tx, { requestId, source: message.source });
      if (!numbered) return undefined;
      const [row] = await insertMessage(tx, [{ ...message, requestId, number: numbered.number }]);
      return row;
    },
    async messages(id) {
      return tx.select().from(messages).where(eq(messages.requestId, id)).orderBy(asc(messages.number));
    },
    async message(messageId): Promise<RequestMessage | undefined> {
      const [row] = await tx.select().from(messages).where(eq(messages.id, messageId));
      return row;
    },
    async bySource(source) {
      const [row] = await tx.select().from(messages).where(eq(messages.source, source));
      return row;
    },
    async revise(message, text, at) {
      const { id: messageId, text: before } = message;
      const [row] = await tx
        .update(messages)
        .set({ text })
        .where(eq(messages.id, messageId))
        .returning({ officeId: messages.officeId });
      if (row) await tx.insert(revisions).values({ messageId, text: before, at, officeId: row.officeId });
    },
    async markDeleted(messageId, at) {
      await tx.update(messages).set({ deletedAt: at }).where(eq(messages.id, messageId));
    },
    async markDelivered(messageId, at) {
      await tx
        .update(messages)
        .set({ deliveredAt: at })
        .where(and(eq(messages.id, messageId), isNull(messages.deliveredAt)));
    },

    liveOfRequester: (personId) => selectLive(tx, { personId }),
    async heldBy(personId) {
      return tx
        .select()
        .from(requests)
        .where(and(eq(requests.holderId, personId), live))
        .orderBy(asc(requests.id))
        .limit(500);
    },
    async liveOfOffice(officeId) {
      const rows = await tx
        .select({ id: requests.id })
        .from(requests)
        .where(and(eq(requests.officeId, officeId), live))
        .orderBy(asc(requests.id));
      return rows.map((row) => row.id);
    },
  };
}
