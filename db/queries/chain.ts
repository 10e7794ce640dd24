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
  `(select ${column} from revisions r where r.message_id = m.id order by r.id offset ${before} limit 1)`;

/** A link as JSON, in the order of `Columns`: of a hundred thousand it is rows with many columns that take a driver its time. */
const link = `json_build_array(l.subject_kind, l.subject_id, l.position, l.salt, encode(l.content, 'hex'), encode(l.hash, 'hex'),
  h.position, encode(h.hash, 'hex'),
  case when e.id is not null then json_build_array(e.id, e.subject_kind,
    case when e.subject_kind = 'request' and e.subject_id = l.subject_id then e.request_id else e.subject_id end,
    e.kind, (e.at at time zone 'UTC')::text, e.office_id, e.version, e.actor_id, e.data) end,
  case when e.id is null and m.id is not null then json_build_array(m.id, m.request_id, m.kind,
    ((case when l.wording > 1 then ${putAside('r.at', 'l.wording - 2')} else m.at end) at time zone 'UTC')::text,
    m.office_id, m.number, l.wording, m.author_id, m.asks, m.source,
    coalesce(${putAside('r.text', 'l.wording - 1')}, m.text)) end)`;

type Columns = [
  ...[kind: Subject['kind'], id: number, position: number, salt: string | null, content: string, hash: string],
  ...[headPosition: number | null, headHash: string | null, event: EventColumns | null, wording: WordingColumns | null],
];
type EventColumns = [
  ...[row: number, subjectKind: Subject['kind'], subjectId: number, kind: string, time: string | null],
  ...[office: number | null, version: number, actor: number | null, data: unknown],
];
type WordingColumns = [
  ...[row: number, request: number, kind: string, time: string | null, office: number | null, message: number],
  ...[wording: number, author: number, asks: boolean, source: string, text: string],
];

/** So many links are read at once. */
const AT_ONCE = 2_000;

/** JSON of the links, and the last of them; both null behind the last of all. */
type Page = { links: string | null; kind: string | null; id: number | null; position: number | null };
const START: Page = { links: null, kind: '', id: 0, position: 0 };

/**
 * The links behind a page. All is found by its id, one by one (offset 0): what is planned otherwise reads whole tables.
 * Looking a head up takes as long as all the rest of a link, so it is done for the last one of a subject or of a page.
 */
async function pageAfter(tx: Db, { kind, id, position }: Page): Promise<Page> {
  const [page = START] = await rows<Page>(
    tx,
    sql`select json_agg(link)::text as links, (array_agg(kind))[count(*)] as kind, (array_agg(id))[count(*)] as id,
        (array_agg(position))[count(*)] as position
      from (
        select l.subject_kind as kind, l.subject_id as id, l.position, ${sql.raw(link)} as link
        from (select *, (lead(subject_kind) over w, lead(subject_id) over w) is distinct from (subject_kind, subject_id) as is_last
            from (select * from record_links where (subject_kind, subject_id, position) > (${kind}, ${id}::int, ${position}::int)
              order by subject_kind, subject_id, position limit ${AT_ONCE}::int) page
            window w as (order by subject_kind, subject_id, position)) l
          left join lateral (select * from record_heads h
            where l.is_last and h.subject_kind = l.subject_kind and h.subject_id = l.subject_id offset 0) h on true
          left join lateral (select * from events where id = l.event_id offset 0) e on true
          left join lateral (select * from messages where id = l.message_id offset 0) m on true
        order by l.subject_kind, l.subject_id, l.position) page`,
  );
  return page;
}

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
    async *links() {
      await tx.execute(sql`select set_config('DateStyle', 'ISO', true), set_config('jit', 'off', true)`);
      let next = pageAfter(tx, START);
      for (;;) {
        const page = await next;
        if (page.links === null) break;
        // The database is to be busy with the next ones while these are looked at. They are asked for before; the driver
        // writes that in the turn after.
        next = pageAfter(tx, page);
        next.catch(() => {});
        await new Promise(setImmediate);
        await new Promise(setImmediate);
        yield (JSON.parse(page.links) as Columns[]).map(linkOf);
      }
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

// Plain objects, without a detour over others: they are made for each.

function linkOf(columns: Columns): LinkRow {
  const [kind, id, position, salt, content, hash, headPosition, headHash, event, wording] = columns;
  const head = headPosition === null ? null : { position: headPosition, hash: headHash };
  const entry = event ? eventOf(event) : wording && wordingOf(wording);
  return { subject: { kind, id }, position, salt, content, hash, head, entry };
}

function eventOf([row, subjectKind, id, kind, time, office, version, actor, data]: EventColumns): LinkedEvent {
  const subject = { kind: subjectKind, id };
  return { type: 'event', row, subject, kind, at: isoOf(time), office, version, actor, data };
}

function wordingOf(columns: WordingColumns): LinkedWording {
  const [row, request, kind, time, office, message, wording, author, asks, source, text] = columns;
  const subject: Subject = { kind: 'request', id: request };
  const at = isoOf(time);
  return { type: 'wording', row, subject, kind, at, office, message, wording, author, asks, source, text };
}

/** "2026-06-01 14:00:00.5" with a T between, microseconds and a Z. */
function isoOf(time: string | null): string | null {
  if (time === null) return null;
  const point = time.indexOf('.');
  return `${(point < 0 ? `${time}.000000` : time.padEnd(point + 7, '0')).replace(' ', 'T')}Z`;
}
