import { and, asc, eq, sql } from 'drizzle-orm';
import { EVENT_VERSION, type EventAbout, type Subject } from '../../src/records/event.ts';
import type { RecordStore } from '../../src/store.ts';
import type { Db } from '../engine/client.ts';
import { prepared, preparedInsert } from '../engine/prepared.ts';
import { events } from '../schema.ts';

const insert = preparedInsert(
  events,
  ['officeId', 'subjectKind', 'subjectId', 'requestId', 'kind', 'version', 'at', 'actorId', 'data'],
  (db, rows) => db.insert(events).values(rows),
);
const select = prepared((db) =>
  db
    .select()
    .from(events)
    .where(and(eq(events.subjectKind, sql.placeholder('kind')), eq(events.subjectId, sql.placeholder('id'))))
    .orderBy(asc(events.id)),
);

export function recordStore(tx: Db): RecordStore {
  const store: RecordStore = {
    async add({ kind: subjectKind, id: subjectId }, officeId, news) {
      if (news.length === 0) return;
      const requestId = subjectKind === 'request' ? subjectId : null;
      const rows = news.map((event) => ({
        ...event,
        officeId,
        subjectKind,
        subjectId,
        requestId,
        version: EVENT_VERSION,
      }));
      await insert(tx, rows);
    },
    async of<S extends Subject>({ kind, id }: S) {
      const rows = await select(tx, { kind, id });
      return rows
        .filter(({ data }) => data !== null)
        .map(({ kind, at, actorId, data }) => ({ kind, at, actorId, data }) as EventAbout<S>);
    },
    async destroyContent(subject, officeId, line) {
      await store.add(subject, officeId, [line]);
      await tx.execute(sql`select destroy_content(${subject.kind}, ${subject.id}::int)`);
    },
  };
  return store;
}
