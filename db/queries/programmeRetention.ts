import { type SQL, sql } from 'drizzle-orm';
import { type ProgrammeKind, programmeKinds } from '../../src/offices/recordKinds.ts';
import type { DueRecord, Keeping } from '../../src/retention/retentionStore.ts';
import { type Db, rows } from '../engine/client.ts';
import { anyOf } from './anyOf.ts';
import { readQuery } from './listed.ts';
import { programmeRecords } from './programmeRecords.ts';
import { agenciesIn, peopleIn, wordsIn } from './recordParts.ts';

/** What of the programme is due, as `retention.ts` has it of requests: which series is theirs, since when, and who holds it. */

type Row = { id: number; nth: number; title: string; agency: string | null; since: number; heldBy: number | null };

/** Of one kind: what has ended, is whole, and is due by its series, with its place in the office's file. */
function dueOf({ officeId, rules, zone }: Keeping, kind: ProgrammeKind, day: string, only: SQL): SQL {
  const series = rules.series.flatMap(({ of, years, agencies }, nth) =>
    of === kind ? [sql`(${nth}::int, ${years}::int, ${agencies ? sql.param([...agencies]) : null}::text[])`] : [],
  );
  return sql`
    select x.*, s.nth, g.name as agency
    from (${programmeRecords[kind].of(officeId, sql`${zone}`)}) x
    left join agencies g on g.id = x.agency_id
    cross join lateral (
      select v.nth, v.years from (values ${sql.join(series, sql`, `)}) as v (nth, years, codes)
      where v.codes is null or upper(g.code) = any(v.codes) order by v.nth limit 1) s
    where (x.since at time zone ${zone})::date + make_interval(years => s.years) < ${day}::date
      and not exists (select from disposal_records o where o.kind = ${kind} and o.record_id = x.id and o.destroyed_at is not null)
      ${only}`;
}

/** The oldest hold that keeps the record `x`; null: none does. */
function heldBy(kind: ProgrammeKind): SQL {
  const parts = programmeRecords[kind].parts(undefined);
  return sql`(
    select h.id from holds h left join lateral (${readQuery(sql`h.words`)}) q on h.words is not null
    where h.office_id = x.office_id and h.lifted_at is null and (
      h.agency_id in (${agenciesIn(parts)}) or h.person_id in (${peopleIn(parts)})
      or (q.query is not null and exists (select from (${wordsIn(parts)}) w (text)
        where to_tsvector('english', left(w.text, 100000)) @@ q.query::tsquery)))
    order by h.id limit 1)`;
}

const isIn = (ids: readonly number[]): SQL => sql`and x.id = ${anyOf(ids)}`;

export function programmeRetention(tx: Db) {
  const find = (keeping: Keeping, kind: ProgrammeKind, day: string, only: SQL, more: SQL) =>
    rows<Row>(
      tx,
      sql`select x.id, x.nth, x.title, x.agency, (extract(epoch from x.since) * 1000)::float8 as since, ${heldBy(kind)} as "heldBy"
        from (${dueOf(keeping, kind, day, only)}) x ${more}`,
    );
  const has = ({ rules }: Keeping, kind: ProgrammeKind): boolean => rules.series.some(({ of }) => of === kind);
  return {
    async counts(keeping: Keeping, day: string): Promise<{ nth: number; due: number; held: number }[]> {
      const counted: { nth: number; due: number; held: number }[] = [];
      for (const kind of programmeKinds) {
        if (!has(keeping, kind)) continue;
        counted.push(
          ...(await rows<{ nth: number; due: number; held: number }>(
            tx,
            sql`select x.nth, count(*)::int as due, count(${heldBy(kind)})::int as held
              from (${dueOf(keeping, kind, day, sql``)}) x group by x.nth`,
          )),
        );
      }
      return counted;
    },
    async due(
      keeping: Keeping,
      kind: ProgrammeKind,
      { nth, day, after, limit }: { nth: number; day: string; after: number; limit: number },
    ): Promise<DueRecord[]> {
      const more = sql`where x.nth = ${nth}::int order by x.id limit ${limit}::int`;
      const found = await find(keeping, kind, day, sql`and x.id > ${after}::int`, more);
      return found.map(({ id, title, agency, since, heldBy }) => ({
        id,
        title,
        agency,
        since: new Date(since),
        heldBy,
      }));
    },
    /** Enters what is due and not held. Answers with how many. */
    async confirm(
      keeping: Keeping,
      kind: ProgrammeKind,
      nth: number,
      to: { id: number; day: string },
    ): Promise<number> {
      const [row] = await rows<{ n: number }>(
        tx,
        sql`with entered as (
            insert into disposal_records (disposal_id, kind, record_id)
            select ${to.id}::int, ${kind}, x.id from (${dueOf(keeping, kind, to.day, sql``)}) x
            where x.nth = ${nth}::int and ${heldBy(kind)} is null and not exists (
              select from disposal_records o join disposals d on d.id = o.disposal_id and d.finished_at is null
              where o.kind = ${kind} and o.record_id = x.id and o.destroyed_at is null and o.kept is null)
            order by x.id
            returning record_id)
          select count(*)::int as n from entered`,
      );
      return row?.n ?? 0;
    },
    /** The next so many that may go now; those that may not any more are noted as kept. */
    async next(keeping: Keeping, kind: ProgrammeKind, nth: number, from: { id: number; day: string; limit: number }) {
      const open = await rows<{ id: number }>(
        tx,
        sql`select record_id as id from disposal_records
          where disposal_id = ${from.id}::int and destroyed_at is null and kept is null
          order by record_id limit ${from.limit}::int for no key update`,
      );
      if (open.length === 0) return { ids: [], kept: 0 };
      const all = open.map(({ id }) => id);
      // The file may name no series of this kind any more.
      const still = has(keeping, kind)
        ? await find(keeping, kind, from.day, isIn(all), sql`where x.nth = ${nth}::int`)
        : [];
      const ids = still.filter(({ heldBy }) => heldBy === null).map(({ id }) => id);
      for (const id of all.filter((each) => !ids.includes(each))) {
        const hold = still.find((each) => each.id === id)?.heldBy;
        await tx.execute(sql`update disposal_records set kept = ${hold ? `hold ${hold}` : 'not due any more'}
          where disposal_id = ${from.id}::int and record_id = ${id}::int`);
      }
      return { ids, kept: all.length - ids.length };
    },
    async destroyed(disposalId: number, ids: readonly number[], at: Date): Promise<void> {
      await tx.execute(sql`update disposal_records set destroyed_at = ${at.toISOString()}::timestamptz
        where disposal_id = ${disposalId}::int and record_id = ${anyOf(ids)}`);
    },
  };
}
