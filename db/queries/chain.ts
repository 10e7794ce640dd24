import { eq, sql } from 'drizzle-orm';
import type { ChainStore, LinkRow, Unlinked } from '../../src/records/chainStore.ts';
import type { Subject } from '../../src/records/event.ts';
import type { LinkedEvent, LinkedWording } from '../../src/records/link.ts';
import { type Db, rows } from '../engine/client.ts';
import { deskFacts } from '../schema.ts';
import { checkpointStore } from './checkpoints.ts';

const ALL_LINKED = 'record is linked';

// Functions of our own are not used in what verifies: whoever changed a row may have changed them, too.
/** The wording of which a message was put aside so many before it. */
const putAside = (column: string, before: string) =>
  sql.raw(`(select ${column} from revisions r where r.message_id = m.id order by r.id offset ${before} limit 1)`);

type Row = {
  subject_kind: Subject['kind'];
  subject_id: number;
  position: number;
  salt: string | null;
  content: string;
  hash: string;
  head: number | null;
  head_hash: string | null;
  event: number | null;
  message: number | null;
  owner_kind: Subject['kind'];
  owner: number;
  kind: string;
  at: string | null;
  office: number | null;
  by: number;
  version: number;
  data: string;
  number: number;
  wording: number;
  asks: boolean;
  source: string;
  words: string;
};

export function chainStore(tx: Db): ChainStore {
  return {
    ...checkpointStore(tx),
    async linkOld(after, limit) {
      const linked = await rows<{ id: number }>(
        tx,
        sql`select r.id, link_subject('request', r.id)::text from (
            select id from requests where id > ${after}::int and not exists (
              select from record_heads where subject_kind = 'request' and subject_id = requests.id)
            order by id limit ${limit}::int) r`,
      );
      const last = linked.at(-1)?.id;
      if (last === undefined && after === 0)
        await tx.insert(deskFacts).values({ name: ALL_LINKED, value: true }).onConflictDoNothing();
      return last;
    },
    async isAllLinked() {
      return (await tx.select().from(deskFacts).where(eq(deskFacts.name, ALL_LINKED))).length > 0;
    },
    async page(after, limit) {
      const { subject, position } = after ?? { subject: { kind: '', id: 0 }, position: 0 };
      await tx.execute(sql`select set_config('DateStyle', 'ISO', true), set_config('jit', 'off', true)`);
      // By their ids one by one (offset 0): what is planned otherwise reads whole tables for each page.
      const found = await rows<Row>(
        tx,
        sql`with l as materialized (
            select * from record_links
            where (subject_kind, subject_id, position) > (${subject.kind}, ${subject.id}::int, ${position}::int)
            order by subject_kind, subject_id, position limit ${limit}::int)
          select l.subject_kind, l.subject_id, l.position, l.salt::text as salt, encode(l.content, 'hex') as content,
            encode(l.hash, 'hex') as hash, h.position as head,
            case when h.position = l.position then encode(h.hash, 'hex') end as head_hash,
            e.id::float8 as event, m.id::float8 as message, coalesce(e.subject_kind, 'request') as owner_kind,
            case when e.id is null then m.request_id
              when e.subject_kind = 'request' and e.subject_id = l.subject_id then e.request_id
              else e.subject_id end as owner,
            coalesce(e.kind, m.kind) as kind, coalesce(e.office_id, m.office_id) as office,
            (case when e.id is not null then e.at
              when l.wording > 1 then ${putAside('r.at', 'l.wording - 2')}
              else m.at end at time zone 'UTC')::text as at,
            case when e.id is null then m.author_id else e.actor_id end as by,
            e.version, e.data::text as data, m.number, l.wording, m.asks, m.source,
            case when m.id is not null then coalesce(${putAside('r.text', 'l.wording - 1')}, m.text) end as words
          from l
            left join lateral (select * from record_heads h
              where h.subject_kind = l.subject_kind and h.subject_id = l.subject_id offset 0) h on true
            left join lateral (select * from events where id = l.event_id offset 0) e on true
            left join lateral (select * from messages where id = l.message_id offset 0) m on true
          order by l.subject_kind, l.subject_id, l.position`,
      );
      return found.map(linkOf);
    },
    async unlinked(limit) {
      // What is older than the chain and waits for it is no finding.
      const waits = (await this.isAllLinked()) ? sql`false` : sql`h.position is null`;
      const found = await rows<{ type: Unlinked['type']; kind: Subject['kind']; id: number; name: string }>(
        tx,
        sql`(select 'event' as type, e.subject_kind as kind, e.subject_id as id, e.kind as name
            from events e left join record_heads h on h.subject_kind = e.subject_kind and h.subject_id = e.subject_id
            where not exists (select from record_links l where l.event_id = e.id) and not (${waits}) order by e.id limit ${limit}::int)
          union all
          (select 'wording', 'request', m.request_id, m.number::text from messages m
            left join (select message_id, count(*) as n from record_links where message_id is not null group by 1) l
              on l.message_id = m.id
            left join (select message_id, count(*) as n from revisions group by 1) r on r.message_id = m.id
            left join record_heads h on h.subject_kind = 'request' and h.subject_id = m.request_id
            where coalesce(l.n, 0) <> 1 + coalesce(r.n, 0) and not (${waits}) order by m.id limit ${limit}::int)
          union all
          (select 'head', h.subject_kind, h.subject_id, h.position::text from record_heads h where h.position > 0 and not exists (
            select from record_links l where l.subject_kind = h.subject_kind and l.subject_id = h.subject_id)
            order by 2, 3 limit ${limit}::int)`,
      );
      return found.map(({ type, kind, id, name }) => ({ type, name, subject: { kind, id } }));
    },
  };
}

function linkOf(row: Row): LinkRow {
  const { position, salt, content, hash } = row;
  const subject = { kind: row.subject_kind, id: row.subject_id };
  const head = row.head === null ? null : { position: row.head, hash: row.head_hash };
  return { subject, position, salt, content, hash, head, entry: entryOf(row) };
}

function entryOf(row: Row): LinkedEvent | LinkedWording | null {
  const { kind, office, by } = row;
  const common = { subject: { kind: row.owner_kind, id: row.owner }, kind, at: isoOf(row.at), office };
  if (row.event !== null)
    return { type: 'event', row: row.event, ...common, version: row.version, actor: by, data: JSON.parse(row.data) };
  if (row.message === null) return null;
  const { number: message, wording, asks, source, words: text } = row;
  return { type: 'wording', row: row.message, ...common, message, wording, author: by, asks, source, text };
}

/** "2026-06-01 14:00:00.5" with a T between, microseconds and a Z. */
function isoOf(at: string | null): string | null {
  if (at === null) return null;
  const [day = '', clock = ''] = at.split(' ');
  const [seconds = '', fraction = ''] = clock.split('.');
  return `${day}T${seconds}.${fraction.padEnd(6, '0')}Z`;
}
