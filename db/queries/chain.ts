import { eq, sql } from 'drizzle-orm';
import type { ChainStore, LinkRow, Unlinked } from '../../src/records/chainStore.ts';
import type { Subject } from '../../src/records/event.ts';
import { type Db, rows } from '../engine/client.ts';
import { deskFacts } from '../schema.ts';
import { checkpointStore } from './checkpoints.ts';

const ALL_LINKED = 'record is linked';

// Functions of our own are not used in what verifies: whoever changed a row may have changed them, too.
/** The wording of which a message was put aside so many before it. */
const putAside = (column: string, before: string) =>
  sql.raw(`(select ${column} from revisions r where r.message_id = m.id order by r.id offset ${before} limit 1)`);

/** What has no spaces, in the order in which `linkOf` reads it; "-" is null. */
const fixed = `concat_ws(' ', ${[
  ...['l.subject_id', 'l.position', 'l.salt', "encode(l.content, 'hex')", "encode(l.hash, 'hex')"],
  ...['h.position', "case when h.position = l.position then encode(h.hash, 'hex') end", 'e.id', 'm.id'],
  `case when e.id is null then m.request_id
    when e.subject_kind = 'request' and e.subject_id = l.subject_id then e.request_id
    else e.subject_id end`,
  ...['coalesce(e.office_id, m.office_id)', 'case when e.id is null then m.author_id else e.actor_id end'],
  ...['e.version', 'm.number', 'l.wording', 'm.asks'],
]
  .map((value) => `coalesce((${value})::text, '-')`)
  .join(', ')})`;

/** Numbers and hashes come as one text: of a hundred thousand rows it is the columns that take the time. */
type Row = {
  fixed: string;
  subject_kind: Subject['kind'];
  owner_kind: Subject['kind'];
  kind: string;
  at: string | null;
  data: string;
  source: string;
  words: string;
};

/** So many links are read at once: what is looked at and forgotten at once costs a collection of garbage nothing. */
const AT_ONCE = 250;

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
      // By their ids one by one (offset 0): what is planned otherwise reads whole tables.
      await tx.execute(sql`
        declare links no scroll cursor for
        select ${sql.raw(fixed)} as fixed,
          l.subject_kind, coalesce(e.subject_kind, 'request') as owner_kind, coalesce(e.kind, m.kind) as kind,
          (case when e.id is not null then e.at
            when l.wording > 1 then ${putAside('r.at', 'l.wording - 2')}
            else m.at end at time zone 'UTC')::text as at,
          e.data::text as data, m.source,
          case when m.id is not null then coalesce(${putAside('r.text', 'l.wording - 1')}, m.text) end as words
        from record_links l
          left join lateral (select * from record_heads h
            where h.subject_kind = l.subject_kind and h.subject_id = l.subject_id offset 0) h on true
          left join lateral (select * from events where id = l.event_id offset 0) e on true
          left join lateral (select * from messages where id = l.message_id offset 0) m on true
        order by l.subject_kind, l.subject_id, l.position`);
      const fetch = () => rows<Row>(tx, sql.raw(`fetch ${AT_ONCE} from links`));
      // The next ones are asked for while these are looked at.
      let next = fetch();
      for (;;) {
        const page = await next;
        if (page.length === 0) break;
        next = fetch();
        yield page.map(linkOf);
      }
      await tx.execute(sql`close links`);
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
  const [id, position, salt, content = '', hash = '', head, headHash, ...entry] = row.fixed.split(' ');
  return {
    ...{ subject: { kind: row.subject_kind, id: Number(id) }, position: Number(position) },
    ...{ salt: orNull(salt), content, hash },
    head: head === '-' ? null : { position: Number(head), hash: orNull(headHash) },
    entry: entryOf(row, entry),
  };
}

function entryOf({ owner_kind, kind, at, data, source, words }: Row, fixed: string[]): LinkRow['entry'] {
  const [event, message, owner, office, by, version, number, wording, asks] = fixed;
  const subject = { kind: owner_kind, id: Number(owner) };
  const common = { subject, kind, at: isoOf(at), office: numberOrNull(office) };
  if (event !== '-') {
    const whole = { version: Number(version), actor: numberOrNull(by), data: JSON.parse(data) };
    return { type: 'event', row: Number(event), ...common, ...whole };
  }
  if (message === '-') return null;
  return {
    ...{ type: 'wording', row: Number(message), ...common, message: Number(number), wording: Number(wording) },
    ...{ author: Number(by), asks: asks === 'true', source, text: words },
  };
}

const orNull = (text = '-'): string | null => (text === '-' ? null : text);
const numberOrNull = (text = '-'): number | null => (text === '-' ? null : Number(text));

/** "2026-06-01 14:00:00.5" with a T between, microseconds and a Z. */
function isoOf(at: string | null): string | null {
  if (at === null) return null;
  const [day = '', clock = ''] = at.split(' ');
  const [seconds = '', fraction = ''] = clock.split('.');
  return `${day}T${seconds}.${fraction.padEnd(6, '0')}Z`;
}
