import { type SQL, sql } from 'drizzle-orm';
import { COUNTED, type Listed, type ListRow, type Mark, type Place } from '../../src/requests/listing.ts';
import type { ListStore } from '../../src/store.ts';
import { type Db, rows } from '../engine/client.ts';

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
    async page(list, now, place, size) {
      const found = await rows<Row>(tx, pageOf(list, now, place, size + 1));
      return {
        rows: found.slice(0, size).map(rowOf),
        more: found.length > size,
        count: found[0]?.count ?? (await count(list)),
      };
    },
    count,
  };
}

/** Moments are milliseconds since 1970: the two drivers give them in different forms. */
type Row = Pick<
  ListRow,
  'id' | 'officeId' | 'subject' | 'agency' | 'line' | 'requester' | 'holder' | 'state' | 'outcome' | 'priority' | 'zone'
> & {
  openedAt: number;
  kind: NonNullable<ListRow['promise']>['kind'] | null;
  dueAt: number | null;
  late: boolean;
  at: number | null;
  count: number;
};

function rowOf({ openedAt, kind, dueAt, at, count: _, ...row }: Row): ListRow {
  return {
    ...row,
    openedAt: new Date(openedAt),
    promise: kind && { kind, dueAt: dueAt === null ? null : new Date(dueAt) },
    mark: { at: at ?? 'never', id: row.id },
  };
}

const live = sql`r.state in ('open', 'waiting')`;
const byDue = sql`coalesce(r.due_at, 'infinity'::timestamptz)`;
const instant = (at: Date): SQL => sql`${at.toISOString()}::timestamptz`;

function pageOf(list: Listed, now: Date, place: Place, size: number): SQL {
  const newest = list.which === 'asked by';
  const order = newest ? sql`id desc` : sql`key, id`;
  // As a number in the text: a plan that is kept for any number of rows would sort them all.
  const limit = sql.raw(String(size));
  const read = (scope: SQL, key: SQL): SQL => sql`
    select r.id, ${key} as key from requests r
    where ${scope} ${behind(key, place, newest)}
    order by ${newest ? sql`r.id desc` : sql`${key}, r.id`} limit ${limit}`;
  return sql`
    with page as materialized (${readOf(list, read)} order by ${order} limit ${limit})
    select r.id, r.office_id as "officeId", r.subject, a.name as agency, l.name as line, q.name as requester,
      h.name as holder, r.state, r.outcome, r.priority, (extract(epoch from r.opened_at) * 1000)::float8 as "openedAt",
      p.kind, (extract(epoch from p.due_at) * 1000)::float8 as "dueAt", coalesce(p.due_at < ${instant(now)}, false) as late,
      v.spec ->> 'zone' as zone,
      ${newest ? sql`-r.id` : sql`case when isfinite(page.key) then (extract(epoch from page.key) * 1000000)::float8 end`} as at,
      ${countOf(list)} as count
    from page
      join requests r on r.id = page.id
      join people q on q.id = r.requester_id
      left join people h on h.id = r.holder_id
      left join agencies a on a.id = r.agency_id
      join service_lines l on l.id = r.service_line_id
      join calendars v on v.id = r.calendar_id
      left join lateral (
        select c.kind, c.due_at from clocks c
        where c.request_id = r.id and c.stopped_at is null and c.dropped_at is null and ${live}
        order by ${list.which === 'due' ? sql`c.due_at,` : sql``}
          case c.kind when 'first_reply' then 1 when 'next_reply' then 2 when 'first_resolution' then 3 else 4 end, c.id
        limit 1) p on true
    order by ${newest ? sql`page.id desc` : sql`page.key, page.id`}`;
}

/** What `read` gives of a list: of a person, or of several offices together, each read no further than the whole. */
function readOf(list: Listed, read: (scope: SQL, key: SQL) => SQL): SQL {
  switch (list.which) {
    case 'asked by':
      return sql`select * from (${read(conditionOf(list), sql`null::timestamptz`)}) as each`;
    case 'held by':
      return sql`select * from (${read(sql`${inOffices(list)} and ${conditionOf(list)}`, byDue)}) as each`;
    default: {
      const key = list.which === 'due' ? sql`r.soonest_at` : byDue;
      return sql`select each.* from unnest(${sql.param(list.officeIds)}::int[]) as office (id)
        cross join lateral (${read(sql`r.office_id = office.id and ${conditionOf(list)}`, key)}) as each`;
    }
  }
}

/** What of a list comes behind a place and was not shown. */
function behind(key: SQL, { after, shown }: Place, newest: boolean): SQL {
  const unseen = shown.length > 0 ? sql`and r.id <> all(${sql.param(shown)}::int[])` : sql``;
  if (after === undefined) return unseen;
  return newest
    ? sql`and r.id < ${after.id} ${unseen}`
    : sql`and (${key}, r.id) > (${momentOf(after)}, ${after.id}::int) ${unseen}`;
}

const momentOf = ({ at }: Mark): SQL =>
  at === 'never' ? sql`'infinity'::timestamptz` : sql`'epoch'::timestamptz + ${at}::float8 * interval '1 microsecond'`;

/**
 * How many a list holds: no more than one beyond `COUNTED` are looked at. In order, or a plan might look for them among
 * all that have ever been asked.
 */
function countOf(list: Listed): SQL {
  const limit = sql.raw(String(COUNTED + 1));
  const order = (key: SQL) => (list.which === 'asked by' ? sql`r.id` : sql`${key}, r.id`);
  const read = (scope: SQL, key: SQL) =>
    sql`select from requests r where ${scope} order by ${order(key)} limit ${limit}`;
  return sql`(select count(*)::int from (${readOf(list, read)} limit ${limit}) as counted)`;
}

const inOffices = ({ officeIds }: { officeIds: number[] }): SQL =>
  sql`r.office_id = any(${sql.param(officeIds)}::int[])`;

/** What makes a request one of a list, beside the offices. */
function conditionOf(list: Listed): SQL {
  switch (list.which) {
    case 'asked by':
      return sql`r.requester_id = ${list.personId}`;
    case 'held by':
      return sql`r.holder_id = ${list.personId} and ${live}`;
    case 'held by nobody':
      return sql`r.holder_id is null and ${live}`;
    case 'escalated':
      return sql`r.escalated and ${live}`;
    case 'open':
      return live;
    case 'due':
      return sql`r.soonest_at <= ${instant(list.by)} and ${live}`;
  }
}
