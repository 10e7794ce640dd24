import { type SQL, sql } from 'drizzle-orm';
import type { Listed, ListRow, Place, Tally } from '../../src/requests/listing.ts';
import type { ListStore } from '../../src/store.ts';
import { type Db, rows } from '../engine/client.ts';
import { anyOf } from './anyOf.ts';
import {
  countOf,
  instant,
  isOwn,
  live,
  markOf,
  orderBy,
  orderOf,
  queryOf,
  RARE,
  readListed,
  type Sought,
} from './listed.ts';

/**
 * Pages of lists: each is read from an index in its own order, one for each office, so that a page costs the same
 * however many there are. Conditions stand here word for word as the partial indexes have them.
 */
export function listStore(tx: Db): ListStore {
  const count = async (list: Listed): Promise<number> => {
    const [row] = await rows<{ count: number }>(tx, sql`select ${countOf(list)} as count`);
    return row?.count ?? 0;
  };
  return {
    async page(asked, now, place, size) {
      const list = await readWords(tx, asked);
      if (!list) return { rows: [], more: false, count: 0 };
      const found = await rows<Row>(tx, pageOf(list, now, place, size + 1));
      return {
        rows: found.slice(0, size).map(rowOf),
        more: found.length > size,
        count: found[0]?.count ?? (await count(list)),
      };
    },
    async tally(list, now, endOfDay) {
      const of = (due: { from: Date | undefined; before: Date }): SQL => countOf({ ...list, only: { due } });
      const [row] = await rows<Tally>(
        tx,
        sql`select ${of({ from: undefined, before: now })} as late,
          ${of({ from: now, before: endOfDay })} as "dueToday", ${countOf(list)} as count`,
      );
      return row ?? { late: 0, dueToday: 0, count: 0 };
    },
    async held(personIds, officeId, now) {
      // All of it stands in the index requests_load, which is read once.
      const found = await rows<{ id: number; count: number; late: number }>(
        tx,
        sql`select r.holder_id as id, count(*)::int as count,
            (count(*) filter (where r.due_at < ${instant(now)}))::int as late
          from requests r
          where r.office_id = ${officeId} and r.holder_id = ${anyOf(personIds)} and ${live}
          group by r.holder_id`,
      );
      return new Map(found.map(({ id, ...counts }) => [id, counts]));
    },
  };
}

/** The words of a search as the database looks for them, and whether they are rare; undefined when no word of them counts. */
async function readWords(tx: Db, list: Listed): Promise<Sought | undefined> {
  if (list.which !== 'found' || list.words === '') return list;
  const few = sql`(select count(*) <= ${sql.raw(String(RARE - 1))} from (
    select from request_words where noted @@ query::tsquery limit ${sql.raw(String(RARE))}) as with_them)`;
  const [read] = await rows<{ query: string | null; rare: boolean }>(
    tx,
    sql`select query, ${isOwn(list.sight) ? sql`false` : few} as rare from (${queryOf(list.words)}) as read`,
  );
  return read?.query ? { ...list, words: read.query, rare: read.rare } : undefined;
}

/** Moments are milliseconds since 1970: the two drivers give them in different forms. */
type Row = Omit<ListRow, 'openedAt' | 'waitingSince' | 'resolvedAt' | 'promise' | 'mark'> & {
  openedAt: number;
  waitingSince: number | null;
  resolvedAt: number | null;
  kind: NonNullable<ListRow['promise']>['kind'] | null;
  dueAt: number | null;
  at: number | null;
  count: number;
};

function rowOf({ openedAt, waitingSince, resolvedAt, kind, dueAt, at, count: _, ...row }: Row): ListRow {
  return {
    ...row,
    openedAt: new Date(openedAt),
    waitingSince: dateOf(waitingSince),
    resolvedAt: dateOf(resolvedAt),
    promise: kind && { kind, dueAt: dateOf(dueAt) },
    mark: { at: at ?? 'never', id: row.id },
  };
}

const dateOf = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));
const milliseconds = (moment: SQL): SQL => sql`(extract(epoch from ${moment}) * 1000)::float8`;

/** The day in the zone of the office of a row. */
const today = (now: Date): SQL => sql`(${instant(now)} at time zone (v.spec ->> 'zone'))::date`;

function pageOf(list: Sought, now: Date, place: Place, size: number): SQL {
  const order = orderOf(list);
  const limit = sql.raw(String(size));
  const read = readListed(list, (key) => sql`r.id, ${key} as key`, place, size);
  return sql`
    with page as materialized (
      select * from (${read}) as each order by ${orderBy(order, sql`key`, sql`id`)} limit ${limit})
    select r.id, r.office_id as "officeId", r.subject, a.name as agency, l.name as line, r.requester_id as "requesterId",
      q.name as requester,
      r.holder_id as "holderId", h.name as holder, r.state, r.outcome, r.priority,
      exists (select from absences x where x.person_id = r.holder_id and x.ended_at is null and ${today(now)} >= x.from_day
        and (x.until_day is null or ${today(now)} <= x.until_day)) as "holderOut",
      ${milliseconds(sql`r.opened_at`)} as "openedAt", ${milliseconds(sql`r.resolved_at`)} as "resolvedAt",
      (select ${milliseconds(sql`w.from_at`)} from pauses w
        where w.request_id = r.id and w.kind = 'waiting_on_agency' and w.to_at is null) as "waitingSince",
      p.kind, ${milliseconds(sql`p.due_at`)} as "dueAt", coalesce(p.due_at < ${instant(now)}, false) as late,
      v.spec ->> 'zone' as zone, ${markOf(order)} as at, ${countOf(list)} as count
    from page
      join requests r on r.id = page.id
      join people q on q.id = r.requester_id
      left join people h on h.id = r.holder_id
      left join agencies a on a.id = r.agency_id
      join service_lines l on l.id = r.service_line_id
      join calendars v on v.id = r.calendar_id
      left join lateral (
        select c.kind, c.due_at from clocks c
        where c.request_id = r.id and c.stopped_at is null and c.dropped_at is null and c.released_at is null and ${live}
        order by ${list.which === 'due' ? sql`c.due_at,` : sql`case when c.breached_at is not null then c.due_at end nulls last,`}
          case c.kind when 'first_reply' then 1 when 'next_reply' then 2 when 'agreed_reply' then 3 when 'update' then 4
            when 'first_resolution' then 5 when 'total_resolution' then 6 else 7 end, c.id
        limit 1) p on true
    order by ${orderBy(order, sql`page.key`, sql`page.id`)}`;
}
