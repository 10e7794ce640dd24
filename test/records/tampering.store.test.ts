import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { type Db, rows } from '../../db/engine/client.ts';
import { useDatabase } from '../support/database.ts';
import { foundAfter, writtenStory } from './writtenStory.ts';

const data = useDatabase();
beforeEach(async () => {
  await writtenStory(data.database);
});

const found = (tamper: (tx: Db) => Promise<unknown>) => foundAfter(data.database, tamper);

test('a record that nobody touched has nothing to be found', async () => {
  expect(await found(async () => {})).toEqual([]);
});

/** One of the rows of a table, by chance. */
const rowOf = (table: string, chance: number, where = 'true') =>
  `ctid = (select ctid from ${table} where ${where} order by ctid offset
    floor(${chance} * (select count(*) from ${table} where ${where}))::int limit 1)`;
/** One letter of a text is another one, by chance: never the same. */
const letter = (column: string, chance: number) => {
  const place = `1 + floor(${chance} * length(${column}))::int`;
  return `overlay(${column} placing case when substr(${column}, ${place}, 1) = 'x' then 'y' else 'x' end from ${place} for 1)`;
};
const byte = (column: string, chance: number) => {
  const place = `floor(${chance} * length(${column}))::int`;
  return `set_byte(${column}, ${place}, (get_byte(${column}, ${place}) + 1 + floor(${chance} * 254)::int) % 256)`;
};
const digit = (column: string) =>
  `(overlay(${column}::text placing case when left(${column}::text, 1) = 'a' then 'b' else 'a' end from 1 for 1))::uuid`;

/** Each changes one thing of one row. `chance` is from 0 to 1. */
const tamperings: Record<string, (chance: number, other: number) => string[]> = {
  'data of an event': (c, o) => [
    `update events set data = jsonb_set(data, array[(select min(k) from jsonb_object_keys(data) k)], to_jsonb('${o}'::text)) where ${rowOf('events', c, `data::text not in ('null', '{}')`)}`,
  ],
  'data of an event that has none': (c) => [
    `update events set data = data || '{"x": 1}' where ${rowOf('events', c, `data <> 'null'`)}`,
  ],
  'data of an event that were destroyed': (c) => [
    `update events set data = '{}' where ${rowOf('events', c, `data = 'null'`)}`,
  ],
  'content of an event that goes': (c) => [
    `update events set data = 'null' where ${rowOf('events', c, `data <> 'null'`)}`,
  ],
  'time of an event': (c) => [`update events set at = at + interval '1 microsecond' where ${rowOf('events', c)}`],
  'actor of an event': (c) => [`update events set actor_id = coalesce(actor_id, 0) + 1 where ${rowOf('events', c)}`],
  'kind of an event': (c, o) => [`update events set kind = ${letter('kind', o)} where ${rowOf('events', c)}`],
  'version of an event': (c) => [`update events set version = version + 1 where ${rowOf('events', c)}`],
  'office of an event': (c) => [`update events set office_id = office_id + 1 where ${rowOf('events', c)}`],
  'subject of an event': (c) => [`update events set subject_id = subject_id + 1 where ${rowOf('events', c)}`],
  'request of an event': (c) => [
    `update events set request_id = request_id + 1 where ${rowOf('events', c, 'request_id is not null')}`,
  ],
  'an event that is gone': (c) => [`delete from events where ${rowOf('events', c)}`],
  'an event that is gone with its link': (c) => [
    `delete from record_links where event_id = (select id from events where ${rowOf('events', c)})`,
    `delete from events e where not exists (select from record_links where event_id = e.id)`,
  ],
  'an event that nobody wrote': (c) => [
    `insert into events (office_id, subject_kind, subject_id, request_id, kind, at, data)
      select office_id, subject_kind, subject_id, request_id, 'accepted', at, '{}' from events where ${rowOf('events', c)}`,
  ],
  'two events that change places': (c, o) => [
    `with a as (select * from events where ${rowOf('events', c, 'request_id = 1001')}), b as (select * from events where ${rowOf('events', o, 'request_id = 1001')}),
      pair as (select a.id as one, b.id as two from a, b where a.id <> b.id)
      update record_links l set event_id = -case l.event_id when one then two else one end from pair where l.event_id in (one, two)`,
    `update record_links set event_id = -event_id where event_id < 0`,
  ],
  'a wording': (c, o) => [
    `update messages set text = ${letter('text', o)} where ${rowOf('messages', c, `text <> ''`)}`,
  ],
  'a wording with a letter more': (c) => [`update messages set text = text || ' ' where ${rowOf('messages', c)}`],
  'time of a message': (c) => [`update messages set at = at - interval '1 microsecond' where ${rowOf('messages', c)}`],
  'author of a message': (c) => [`update messages set author_id = author_id + 1 where ${rowOf('messages', c)}`],
  'number of a message': (c) => [`update messages set number = number + 100 where ${rowOf('messages', c)}`],
  'kind of a message': (c, o) => [`update messages set kind = ${letter('kind', o)} where ${rowOf('messages', c)}`],
  'source of a message': (c, o) => [
    `update messages set source = ${letter('source', o)} where ${rowOf('messages', c)}`,
  ],
  'what a message asks': (c) => [`update messages set asks = not asks where ${rowOf('messages', c)}`],
  'request of a message': (c) => [`update messages set request_id = request_id + 1 where ${rowOf('messages', c)}`],
  'a message that is gone': (c) => [`delete from messages where ${rowOf('messages', c)}`],
  'a message that nobody wrote': (c) => [
    `insert into messages (office_id, request_id, number, author_id, kind, text, at, source)
      select office_id, request_id, 50, author_id, kind, 'I said so.', at, 'nowhere' from messages where ${rowOf('messages', c)}`,
  ],
  'an older wording': (c, o) => [`update revisions set text = ${letter('text', o)} where ${rowOf('revisions', c)}`],
  'time of an edit': (c) => [`update revisions set at = at + interval '1 microsecond' where ${rowOf('revisions', c)}`],
  'an older wording that is gone': (c) => [`delete from revisions where ${rowOf('revisions', c)}`],
  'an older wording that was never said': (c) => [
    `insert into revisions (office_id, message_id, text, at) select office_id, id, text, at from messages where ${rowOf('messages', c)}`,
  ],
  'salt of a link': (c) => [
    `update record_links set salt = ${digit('salt')} where ${rowOf('record_links', c, 'salt is not null')}`,
  ],
  'salt of a link that goes': (c) => [
    `update record_links set salt = null where ${rowOf('record_links', c, 'salt is not null')}`,
  ],
  'hash of a content': (c, o) => [
    `update record_links set content = ${byte('content', o)} where ${rowOf('record_links', c)}`,
  ],
  'hash of a link': (c, o) => [`update record_links set hash = ${byte('hash', o)} where ${rowOf('record_links', c)}`],
  'a link that is gone': (c) => [`delete from record_links where ${rowOf('record_links', c)}`],
  'two links that change places': (c) => [
    `update record_links l set position = -l.position where (subject_kind, subject_id, position) in (
      select subject_kind, subject_id, position + d from record_links, (values (0), (1)) v (d)
      where ${rowOf('record_links', c, `(subject_kind, subject_id, position) in (select subject_kind, subject_id, position - 1 from record_links)`).replace('ctid = ', 'record_links.ctid = ')})`,
    `update record_links l set position = s.other from (
        select subject_kind, subject_id, position, -sum(position) over (partition by subject_kind, subject_id) + position as other
        from record_links where position < 0) s
      where (l.subject_kind, l.subject_id, l.position) = (s.subject_kind, s.subject_id, s.position)`,
  ],
  'hash of a head': (c, o) => [`update record_heads set hash = ${byte('hash', o)} where ${rowOf('record_heads', c)}`],
  'a head that tells of more': (c) => [
    `update record_heads set position = position + 1 where ${rowOf('record_heads', c)}`,
  ],
  'a head that is gone': (c) => [`delete from record_heads where ${rowOf('record_heads', c)}`],
  'the end of a record, cut off': (c) => [
    `delete from record_links l using record_heads h where h.subject_kind = l.subject_kind and h.subject_id = l.subject_id
      and l.position = h.position and ${rowOf('record_heads', c).replace('ctid = ', 'h.ctid = ')}`,
    `delete from events e where not exists (select from record_links where event_id = e.id)`,
  ],
};

const chance = fc.double({ min: 0, max: 0.999, noNaN: true });

test('whatever is changed is found: one thing, anywhere', { timeout: 120_000 }, async () => {
  for (const [name, tamper] of Object.entries(tamperings))
    await fc.assert(
      fc.asyncProperty(chance, chance, async (c, o) => {
        let changed = false;
        const findings = await found(async (tx) => {
          const before = await fingerprint(tx);
          for (const statement of tamper(c, o)) await tx.execute(sql.raw(statement));
          changed = (await fingerprint(tx)) !== before;
        });
        expect(findings.length > 0, name).toBe(changed);
        // Two that change places may be one and the same.
        if (!/change places/u.test(name)) expect(changed, name).toBe(true);
      }),
      { numRuns: 8 },
    );
});

/** Everything that is on record, in one hash. */
async function fingerprint(tx: Db): Promise<string> {
  const tables = ['events', 'messages', 'revisions', 'record_links', 'record_heads'];
  const [row] = await rows<{ all: string }>(
    tx,
    sql.raw(
      `select md5(${tables.map((table) => `(select coalesce(string_agg(t::text, '|' order by t::text), '') from ${table} t)`).join(' || ')}) as all`,
    ),
  );
  return row?.all ?? '';
}
