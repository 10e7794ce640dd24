import { and, asc, desc, eq, inArray, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { TrainedIn } from '../../src/requests/facts.ts';
import { COUNTED } from '../../src/requests/listing.ts';
import type { Wording } from '../../src/requests/pages/wordings.ts';
import type { RequestStore } from '../../src/store.ts';
import { type Db, rows } from '../engine/client.ts';
import { prepared, preparedInsert } from '../engine/prepared.ts';
import { messages, requests, revisions } from '../schema.ts';
import { trainedIn } from './certificates.ts';
import { live as liveOfR } from './listed.ts';
import { readFacts } from './requestFacts.ts';

/** Written out, so that the partial indexes serve. */
const live = sql`${requests.state} in ('open', 'waiting')`;

const insertRequest = preparedInsert(
  requests,
  [
    ...(['id', 'officeId', 'agencyId', 'serviceLineId', 'requesterId', 'holderId', 'subject', 'openedAt'] as const),
    ...([
      'calendarId',
      'policyId',
      'continues',
      'priority',
      'urgentReason',
      'urgentSince',
      'lastNumber',
      'revision',
    ] as const),
  ],
  (db, rows) => db.insert(requests).values(rows),
);
const insertMessage = preparedInsert(
  messages,
  ['officeId', 'requestId', 'number', 'authorId', 'kind', 'text', 'at', 'source', 'asks'],
  (db, rows) => db.insert(messages).values(rows).returning({ id: messages.id }),
);

const selectNext = prepared((db) =>
  db
    .select({
      id: sql<number>`nextval(pg_get_serial_sequence('requests', 'id'))::int`,
      trained: sql<TrainedIn[]>`${trainedIn(sql.placeholder('requesterId'))}`,
    })
    .from(sql`(values (1)) as one`),
);
const selectBySource = prepared((db) =>
  db
    .select()
    .from(messages)
    .where(eq(messages.source, sql.placeholder('source'))),
);

const selectLive = prepared((db) =>
  db
    .select()
    .from(requests)
    .where(and(eq(requests.requesterId, sql.placeholder('personId')), live))
    .orderBy(asc(requests.id))
    .limit(500),
);

/** In one statement: every question that comes in asks for it. */
const selectLatest = prepared((db) => {
  const over = alias(requests, 'over');
  const ended = db
    .select({ id: over.id })
    .from(over)
    .where(and(eq(over.requesterId, sql.placeholder('personId')), sql`${over.state} in ('resolved', 'withdrawn')`))
    .orderBy(desc(over.id))
    .limit(sql.placeholder('ended'));
  return db
    .select()
    .from(requests)
    .where(and(eq(requests.requesterId, sql.placeholder('personId')), or(live, inArray(requests.id, ended))))
    .orderBy(asc(requests.id))
    .limit(500);
});

export function requestStore(tx: Db): RequestStore {
  return {
    async next(requesterId) {
      const [row] = await selectNext(tx, { requesterId });
      if (!row) throw new Error('a sequence answers with its next value');
      return row;
    },
    async leaveOutIds(left) {
      const ids = sql`pg_get_serial_sequence('requests', 'id')`;
      await tx.execute(sql`select setval(${ids}, nextval(${ids}) + ${left}::bigint)`);
    },
    async open(request) {
      const {
        state: _,
        resolvedAt: __,
        resolvedBy,
        outcome,
        outcomeText,
        alternative,
        duplicateOf,
        cardKey,
        ...opened
      } = request;
      await insertRequest(tx, [opened]);
    },
    facts: (id, lock) => readFacts(tx, id, lock),
    async read(id) {
      const [row] = await tx.select().from(requests).where(eq(requests.id, id));
      return row;
    },
    async several(ids) {
      return ids.length === 0 ? [] : tx.select().from(requests).where(inArray(requests.id, ids));
    },
    async save(id, change) {
      if (Object.keys(change).length > 0) await tx.update(requests).set(change).where(eq(requests.id, id));
    },

    async addMessage({ officeId, requestId, number, authorId, kind, text, at, source, asks }) {
      const [row] = await insertMessage(tx, [{ officeId, requestId, number, authorId, kind, text, at, source, asks }]);
      if (!row) throw new Error('an insert answers with its row');
      return row.id;
    },
    async bySource(source) {
      const [row] = await selectBySource(tx, { source });
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
    async wordings(requestId) {
      // A revision holds what stood until then: each wording is as old as the revision before it.
      const found = await rows<Omit<Wording, 'at'> & { at: number }>(
        tx,
        sql`select m.number, m.author_id as "authorId", (extract(epoch from w.at) * 1000)::float8 as at, w.text
          from messages m cross join lateral (
            select coalesce(lag(each.until) over (order by each.nth), m.at) as at, each.text, each.nth
            from (select r.id as nth, r.at as until, r.text from revisions r where r.message_id = m.id
              union all select null, null, m.text) as each) as w
          where m.request_id = ${requestId}::int and exists (select from revisions r where r.message_id = m.id)
          order by m.number, w.nth nulls last`,
      );
      return found.map(({ at, ...wording }) => ({ ...wording, at: new Date(at) }));
    },
    async mark(messageId, marks) {
      await tx.update(messages).set(marks).where(eq(messages.id, messageId));
    },

    liveOfRequester: (personId) => selectLive(tx, { personId }),
    latestOf: (personId, ended) => selectLatest(tx, { personId, ended }),
    async heldBy(personId) {
      return tx
        .select()
        .from(requests)
        .where(and(eq(requests.holderId, personId), live))
        .orderBy(asc(requests.id))
        .limit(500);
    },
    async loads(personIds) {
      const found = await rows<{ id: number; held: number }>(
        tx,
        sql`select p.id, (select count(*)::int from (select from requests r where r.holder_id = p.id and ${liveOfR}
            limit ${sql.raw(String(COUNTED + 1))}) as counted) as held
          from people p where ${inArray(sql`p.id`, personIds)}`,
      );
      return new Map(found.map(({ id, held }) => [id, held]));
    },
  };
}
