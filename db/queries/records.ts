import { and, asc, eq, sql } from 'drizzle-orm';
import {
  type ContentDestroyed,
  type DeskEvent,
  EVENT_VERSION,
  type EventAbout,
  type Subject,
} from '../../src/records/event.ts';
import type { RecordStore } from '../../src/store.ts';
import { type Db, rows } from '../engine/client.ts';
import { prepared, preparedInsert } from '../engine/prepared.ts';
import { events } from '../schema.ts';
import { destroyContentOf } from './programmeDestruction.ts';
import { entriesOf, entriesOfPeople } from './programmeEntries.ts';

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
  return {
    async add({ kind: subjectKind, id: subjectId }, officeId, news) {
      if (news.length === 0) return;
      await insert(
        tx,
        news.map((event) => rowOf({ kind: subjectKind, id: subjectId }, officeId, event)),
      );
    },
    addToOffice(officeId, ...news) {
      return this.add({ kind: 'office', id: officeId }, officeId, news);
    },
    async of<S extends Subject>({ kind, id }: S) {
      const found = await select(tx, { kind, id });
      return found
        .filter(({ data }) => data !== null)
        .map(({ kind, at, actorId, data }) => ({ kind, at, actorId, data }) as EventAbout<S>);
    },
    async destroyContent(subjects, officeId, line) {
      if (subjects.length === 0) return;
      await insert(
        tx,
        subjects.map((subject) => rowOf(subject, officeId, line)),
      );
      const requests = subjects.filter(({ kind }) => kind === 'request').map(({ id }) => id);
      for (const { kind, id } of subjects)
        if (kind !== 'request') await tx.execute(sql`select destroy_content(${kind}, ${id}::int)`);
      if (requests.length === 0) return;
      await tx.execute(sql`select destroy_requests(${sql.param(requests)}::int[])`);
      await destroyElsewhere(tx, requests, line);
    },
    async destroyRecords({ kind, ids }, officeId, line) {
      if (ids.length === 0) return;
      const said: ContentDestroyed = { ...line, data: { ...line.data, of: kind, records: ids } };
      // The line first, whether or not an entry says something of them.
      await insert(tx, [rowOf({ kind: 'office', id: officeId }, officeId, said)]);
      const entries = await entriesOf(tx, officeId, kind, ids);
      if (entries.length > 0) await tx.execute(sql`select destroy_events(${sql.param(entries)}::bigint[])`);
      await destroyEvents(tx, await entriesOfPeople(tx, kind, ids), line);
      await destroyContentOf(tx, kind, ids);
    },
    destroyEvents: (ids, line) => destroyEvents(tx, ids, line),
  };
}

const LINES_AT_ONCE = 1_000;

const rowOf = ({ kind: subjectKind, id: subjectId }: Subject, officeId: number | null, event: DeskEvent) => ({
  ...event,
  ...{ officeId, subjectKind, subjectId },
  requestId: subjectKind === 'request' ? subjectId : null,
  version: EVENT_VERSION,
});

/** What the records of offices say of these requests in somebody's words: that they came from or went to another one. */
async function destroyElsewhere(tx: Db, requests: readonly number[], line: ContentDestroyed): Promise<void> {
  const found = await rows<{ id: number }>(
    tx,
    sql`select id::float8 as id from events
      where subject_kind = 'office' and kind in ('request left', 'request came') and data <> 'null'
        and (data ->> 'request')::int = any(${sql.param(requests)}::int[])`,
  );
  await destroyEvents(
    tx,
    found.map(({ id }) => id),
    line,
  );
}

async function destroyEvents(tx: Db, ids: readonly number[], line: ContentDestroyed): Promise<void> {
  if (ids.length === 0) return;
  // In one order for all, since each subject is locked by its line.
  const subjects = await rows<Subject & { office: number | null }>(
    tx,
    sql`select subject_kind as kind, subject_id as id, max(office_id) as office from events
      where id = any(${sql.param(ids)}::bigint[]) group by 1, 2 order by 1, 2`,
  );
  for (let start = 0; start < subjects.length; start += LINES_AT_ONCE)
    await insert(
      tx,
      subjects.slice(start, start + LINES_AT_ONCE).map(({ office, ...subject }) => rowOf(subject, office, line)),
    );
  await tx.execute(sql`select destroy_events(${sql.param(ids)}::bigint[])`);
}
