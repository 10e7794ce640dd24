import { and, asc, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { kindOf, type RecordSeries } from '../../src/offices/recordRules.ts';
import type { DueRecord, Keeping, RetentionStore } from '../../src/retention/retentionStore.ts';
import { type Db, rows } from '../engine/client.ts';
import { disposalRequests, disposals, offices, retentionNotices } from '../schema.ts';
import { heldBy, holdQueries, lockKeeping } from './holds.ts';
import { programmeRetention } from './programmeRetention.ts';

/** Of requests that have ended and are whole, which series is theirs, since when its years count, and who holds them. */
function ended({ officeId, rules, zone }: Keeping, day: string, more: SQL): SQL {
  const ofRequests = rules.series.filter((each) => kindOf(each) === 'requests');
  const fewest = Math.min(...ofRequests.map(({ years }) => years));
  return sql`
    select d.*, (d.since at time zone ${zone})::date + make_interval(years => d.years) < ${day}::date as is_due
    from (
      select e.*, s.nth, s.years,
        case s.trigger when 'answered' then e.answered_at when 'resolved' then e.resolved_at else e.closed_at end as since
      from (
        select r.id, r.office_id, r.subject, r.agency_id, r.service_line_id, r.requester_id, r.holder_id, r.resolved_by,
          case when r.state = 'resolved' then r.resolved_at end as resolved_at,
          case when r.state = 'resolved' then r.resolved_at else (
            select max(v.at) from events v where v.subject_kind = 'request' and v.subject_id = r.id and v.kind = 'withdrawn'
          ) end as closed_at,
          ${
            ofRequests.some(({ trigger }) => trigger === 'answered')
              ? sql`(select max(m.delivered_at) from messages m where m.request_id = r.id and m.kind = 'to agency')`
              : sql`null::timestamptz`
          } as answered_at
        from requests r
        where r.office_id = ${officeId}::int and r.state in ('resolved', 'withdrawn') and r.destroyed_at is null
          and r.opened_at < ${day}::date + 1 - make_interval(years => ${fewest}::int) ${more}
      ) e
      left join agencies a on a.id = e.agency_id
      join service_lines l on l.id = e.service_line_id
      cross join lateral (${seriesOf(rules.series)}) s
    ) d`;
}

/** The first series that matches, with its place in the office's file. */
const seriesOf = (series: readonly RecordSeries[]): SQL => sql`
  select * from (values ${sql.join(
    series.flatMap((each, nth) =>
      kindOf(each) === 'requests'
        ? [
            sql`(${nth}::int, ${each.years}::int, ${each.trigger}::text, ${listOf(each.agencies)}, ${listOf(each.serviceLines)})`,
          ]
        : [],
    ),
    sql`, `,
  )}) as v (nth, years, trigger, agencies, lines)
  where (v.agencies is null or upper(a.code) = any(v.agencies)) and (v.lines is null or l.code = any(v.lines))
    and case v.trigger when 'answered' then e.answered_at when 'resolved' then e.resolved_at else e.closed_at end is not null
  order by v.nth limit 1`;

const hasRequests = ({ rules }: Keeping): boolean => rules.series.some((each) => kindOf(each) === 'requests');

const listOf = (codes: readonly string[] | undefined): SQL => sql`${codes ? sql.param([...codes]) : null}::text[]`;

export function retentionStore(tx: Db): RetentionStore {
  const due = (keeping: Keeping, day: string, nth: number, after: number, limit: number) =>
    rows<Omit<DueRecord, 'since'> & { since: number }>(
      tx,
      sql`select d.id, d.subject as title, a.name as agency, (extract(epoch from d.since) * 1000)::float8 as since,
          ${heldBy(sql`d`)} as "heldBy"
        from (${ended(keeping, day, sql`and r.id > ${after}::int`)}) d left join agencies a on a.id = d.agency_id
        where d.is_due and d.nth = ${nth}::int order by d.id limit ${limit}::int`,
    );
  const programme = programmeRetention(tx);
  const placeOf = ({ rules }: Keeping, code: string): number => rules.series.findIndex((each) => each.code === code);
  return {
    async keepBy(officeId, records) {
      await tx.update(offices).set({ records }).where(eq(offices.id, officeId));
      // Where nothing was due by the rules before, it may be by these.
      await tx
        .delete(retentionNotices)
        .where(and(eq(retentionNotices.officeId, officeId), eq(retentionNotices.due, 0)));
    },
    async counts(keeping, day) {
      const ofRequests = hasRequests(keeping)
        ? await rows<{ nth: number; due: number; held: number }>(
            tx,
            sql`select d.nth, count(*)::int as due, count(${heldBy(sql`d`)})::int as held
              from (${ended(keeping, day, sql``)}) d where d.is_due group by d.nth`,
          )
        : [];
      const found = [...ofRequests, ...(await programme.counts(keeping, day))].sort((a, b) => a.nth - b.nth);
      return found.flatMap(({ nth, ...counted }) => {
        const series = keeping.rules.series[nth];
        return series ? [{ series, ...counted }] : [];
      });
    },
    async due(keeping, series, day, after, limit) {
      const nth = placeOf(keeping, series);
      if (nth < 0) return [];
      const kind = keeping.rules.series[nth]?.of;
      if (kind) return programme.due(keeping, kind, { nth, day, after, limit });
      const found = await due(keeping, day, nth, after, limit);
      return found.map((row) => ({ ...row, since: new Date(row.since) }));
    },
    async confirm(keeping, disposal) {
      const [row] = await tx.insert(disposals).values(disposal).returning({ id: disposals.id });
      if (!row) throw new Error('an insert answers with its row');
      const nth = placeOf(keeping, disposal.series.code);
      const kind = disposal.series.of;
      if (kind)
        return { id: row.id, records: await programme.confirm(keeping, kind, nth, { id: row.id, day: disposal.day }) };
      const entered = await rows<{ n: number }>(
        tx,
        sql`with entered as (
            insert into disposal_requests (disposal_id, request_id)
            select ${row.id}::int, d.id from (${ended(keeping, disposal.day, sql``)}) d
            where d.is_due and d.nth = ${nth}::int and ${heldBy(sql`d`)} is null
              and not exists (select from disposal_requests o where o.request_id = d.id and o.destroyed_at is null and o.kept is null)
            order by d.id
            returning request_id)
          select count(*)::int as n from entered`,
      );
      return { id: row.id, records: entered[0]?.n ?? 0 };
    },
    unfinished: () =>
      tx.select().from(disposals).where(isNull(disposals.finishedAt)).orderBy(asc(disposals.id)).limit(100),
    async one(id) {
      const [row] = await tx
        .select()
        .from(disposals)
        .where(and(eq(disposals.id, id), isNull(disposals.finishedAt)))
        .for('no key update');
      return row;
    },
    async next(keeping, disposal, limit) {
      await lockKeeping(tx, keeping.officeId);
      const { id, day, series } = disposal;
      if (series.of) return programme.next(keeping, series.of, placeOf(keeping, series.code), { id, day, limit });
      const open = await rows<{ id: number }>(
        tx,
        sql`select o.request_id as id from disposal_requests o join requests r on r.id = o.request_id
          where o.disposal_id = ${disposal.id}::int and o.destroyed_at is null and o.kept is null
          order by o.request_id limit ${limit}::int for no key update of r`,
      );
      if (open.length === 0) return { ids: [], kept: 0 };
      const all = open.map(({ id }) => id);
      // What was due on the day of the list is judged again: it may have been reopened, moved or held since.
      const still = hasRequests(keeping)
        ? await rows<{ id: number; hold: number | null }>(
            tx,
            sql`select d.id, ${heldBy(sql`d`)} as hold
              from (${ended(keeping, disposal.day, sql`and r.id = any(${sql.param(all)}::int[])`)}) d
              where d.is_due and d.nth = ${placeOf(keeping, disposal.series.code)}::int`,
          )
        : [];
      const ids = still.filter(({ hold }) => hold === null).map(({ id }) => id);
      for (const id of all.filter((each) => !ids.includes(each))) {
        const hold = still.find((each) => each.id === id)?.hold;
        await tx
          .update(disposalRequests)
          .set({ kept: hold ? `hold ${hold}` : 'not due any more' })
          .where(and(eq(disposalRequests.disposalId, disposal.id), eq(disposalRequests.requestId, id)));
      }
      return { ids, kept: all.length - ids.length };
    },
    async destroyed({ id: disposalId, series }, ids, at) {
      if (series.of) return programme.destroyed(disposalId, ids, at);
      await tx
        .update(disposalRequests)
        .set({ destroyedAt: at })
        .where(
          and(
            eq(disposalRequests.disposalId, disposalId),
            sql`${disposalRequests.requestId} = any(${sql.param(ids)}::int[])`,
          ),
        );
    },
    async finish(disposalId, at) {
      await tx.update(disposals).set({ finishedAt: at }).where(eq(disposals.id, disposalId));
      const [row] = await rows<{ destroyed: number; kept: number }>(
        tx,
        sql`select count(destroyed_at)::int as destroyed, count(kept)::int as kept from (
            select destroyed_at, kept from disposal_requests where disposal_id = ${disposalId}::int
            union all select destroyed_at, kept from disposal_records where disposal_id = ${disposalId}::int) as all_of_it`,
      );
      return row ?? { destroyed: 0, kept: 0 };
    },
    async tell(officeId, month, count, at) {
      const told = await tx
        .insert(retentionNotices)
        .values({ officeId, month, due: count, at })
        .onConflictDoNothing()
        .returning({ month: retentionNotices.month });
      return told.length > 0;
    },
    async isTold(officeId, month) {
      const told = await tx
        .select({ month: retentionNotices.month })
        .from(retentionNotices)
        .where(and(eq(retentionNotices.officeId, officeId), eq(retentionNotices.month, month)));
      return told.length > 0;
    },
    ...holdQueries(tx),
  };
}
