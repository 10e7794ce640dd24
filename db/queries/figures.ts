import { type SQL, sql } from 'drizzle-orm';
import type { DueIn, FigureStore } from '../../src/figures/figureStore.ts';
import type { FigureGroup, GroupedWaits, OpenWaits } from '../../src/figures/figures.ts';
import { type Db, rows } from '../engine/client.ts';
import { baselines } from '../schema.ts';
import { readAnswered } from './answeredReplies.ts';
import { ofSpan } from './figureSpan.ts';
import { live } from './listed.ts';
import { readShares } from './shares.ts';

/** What a clock `c` of a request `r` is told apart by: for a month its place among `months`. */
const keys: Record<FigureGroup, SQL> = {
  agency: sql`r.agency_id`,
  liaison: sql`coalesce(c.held_by, r.holder_id)`,
  line: sql`r.service_line_id`,
  priority: sql`r.priority`,
  month: sql`width_bucket(c.due_at, (select starts from months))`,
};
const keyOf = (by: FigureGroup | null): SQL => (by === null ? sql`''::text` : keys[by]);

/** How such a key is said: a month as 'YYYY-MM'. */
const nameOf = (by: FigureGroup | null): SQL =>
  by === 'month' ? sql`(select names[key] from months)` : sql`key::text`;

/**
 * The months of the span, as they begin in the office's zone. To look a due time up among a dozen of them takes a third
 * of the time that it takes to make a month of it, a million times.
 */
const months = ({ officeId, from, to }: DueIn): SQL => sql`months as materialized (
        select array_agg(month at time zone zone order by month) as starts,
          array_agg(to_char(month, 'YYYY-MM') order by month) as names
        from (select k.spec ->> 'zone' as zone from offices o join calendars k on k.id = o.calendar_id
            where o.id = ${officeId}) as here,
          generate_series(date_trunc('month', ${from.toISOString()}::timestamptz at time zone zone),
            ${to.toISOString()}::timestamptz at time zone zone, interval '1 month') as month)`;

const withMonths = (of: DueIn): SQL => (of.by === 'month' ? sql`with ${months(of)}` : sql``);

/** Only what is told apart by something of the request reads that table: there may be a million. */
const source = ({ by, liaisonId, agencyId }: DueIn): SQL =>
  (by !== null && by !== 'month') || liaisonId !== null || agencyId !== undefined
    ? sql`from clocks c join requests r on r.id = c.request_id`
    : sql`from clocks c`;

export function figureStore(tx: Db): FigureStore {
  return {
    async judged(of) {
      // Whole minutes, rounded up: a million waits have few lengths then. Where nothing of the request is asked for, all
      // of it stands in the index clocks_judged, which is read once (of a whole year the table is, by several workers)
      // and hashed by length. A group is one row: of 200 agencies there are 100,000 lengths.
      const found = await rows<{ key: string | null; minutes: number[]; n: number[]; met: number }>(
        tx,
        sql`
          ${withMonths(of)}
          select ${nameOf(of.by)} as key, json_agg(minutes) as minutes, json_agg(n) as n, sum(met)::int as met
          from (select ${keyOf(of.by)} as key, ceil(c.elapsed)::int as minutes, count(*)::int as n,
              (count(*) filter (where c.met))::int as met
            ${source(of)}
            where ${ofSpan(of)} and c.elapsed is not null and c.dropped_at is null
            group by 1, 2) as lengths
          group by lengths.key`,
      );
      return found.map(
        ({ key, minutes, n, met }): GroupedWaits => ({
          ...{ key: key ?? '', due: n.reduce((sum, each) => sum + each, 0), met },
          waits: minutes.map((each, place) => ({ minutes: each, answered: n[place] ?? 0, open: 0 })),
        }),
      );
    },

    async unjudged(of, now) {
      return [...(await readRunning(tx, of, now)), ...(await readEnded(tx, of))];
    },

    answered: (of) => readAnswered(tx, of),

    shares: (officeId, span) => readShares(tx, officeId, span),

    async baseline(officeId) {
      const [row] = await tx.select().from(baselines).where(sql`${baselines.officeId} = ${officeId}`);
      return row;
    },
    async freeze(baseline) {
      const kept = await tx
        .insert(baselines)
        .values(baseline)
        .onConflictDoNothing()
        .returning({ id: baselines.officeId });
      return kept.length > 0;
    },
  };
}

/** So many are few beside all that is open. */
const FEW = 10_000;

type Pauses = { kind: OpenWaits['pauses'][number]['kind']; from: string; to: string | null }[];

const revive = (pauses: Pauses): OpenWaits['pauses'] =>
  pauses.map(({ kind, from, to }) => ({ kind, from: new Date(from), ...(to !== null && { to: new Date(to) }) }));

/**
 * What runs still: of a month there may be a hundred thousand, nearly all alike. So they are read without their requests
 * (numbers in a row of text are written and read fastest), by the calendar in force; those of which something else holds
 * are looked up by themselves.
 */
async function readRunning(tx: Db, of: DueIn, now: Date): Promise<OpenWaits[]> {
  const running = sql`${source(of)} where ${ofSpan(of)} and c.elapsed is null and c.dropped_at is null
    and c.stopped_at is null`;
  const found = await rows<{ key: string | null; late: boolean; started: string; ids: string }>(
    tx,
    sql`${withMonths(of)}
      select ${nameOf(of.by)} as key, late, started, ids from (
        select ${keyOf(of.by)} as key, ${now.toISOString()}::timestamptz > c.due_at as late,
          string_agg((date_part('epoch', c.started_at) * 1000)::bigint::text, ',') as started,
          string_agg(c.request_id::text, ',') as ids
        ${running} group by 1, 2) as alike`,
  );
  if (found.length === 0) return [];
  const [office] = await rows<{ current: number }>(
    tx,
    sql`select calendar_id as current from offices where id = ${of.officeId}`,
  );
  const current = office?.current ?? 0;
  // A few are looked up one by one; for many all that is live is gone through, which costs the same however many.
  const ids = found.flatMap((row) => row.ids.split(','));
  const few = ids.length <= FEW ? sql`${`{${ids.join()}}`}::int[]` : undefined;
  const calendars = new Map(
    (
      await rows<{ id: number; calendar: number }>(
        tx,
        sql`select r.id, r.calendar_id as calendar from requests r
          where r.office_id = ${of.officeId} and ${live} and r.calendar_id <> ${current}
            ${few ? sql`and r.id = any(${few})` : sql``}`,
      )
    ).map(({ id, calendar }) => [id, calendar]),
  );
  const pauses = new Map(
    (
      await rows<{ id: number; pauses: Pauses }>(
        tx,
        sql`select p.request_id as id, json_agg(json_build_object('kind', p.kind, 'from', p.from_at, 'to', p.to_at)) as pauses
          from pauses p where ${few ? sql`p.request_id = any(${few})` : sql`p.request_id in (select c.request_id ${running})`}
          group by 1`,
      )
    ).map(({ id, pauses: theirs }) => [id, revive(theirs)]),
  );
  return found.flatMap(({ key, late, started, ids: own }): OpenWaits[] => {
    const common = { key: key ?? '', endedAt: null, late };
    const alike: Date[] = [];
    const others: OpenWaits[] = [];
    const times = started.split(',');
    for (const [nth, text] of own.split(',').entries()) {
      const [id, at] = [Number(text), new Date(Number(times[nth]))];
      const [calendarId, paused] = [calendars.get(id), pauses.get(id)];
      if (calendarId === undefined && paused === undefined) alike.push(at);
      else others.push({ ...common, calendarId: calendarId ?? current, started: [at], pauses: paused ?? [] });
    }
    return [...(alike.length > 0 ? [{ ...common, calendarId: current, started: alike, pauses: [] }] : []), ...others];
  });
}

/** What was dropped, or stopped and nobody could judge. What is alike comes as one row. */
async function readEnded(tx: Db, of: DueIn): Promise<OpenWaits[]> {
  const found = await rows<{
    key: string | null;
    calendarId: number;
    started: number[];
    endedAt: string;
    late: boolean;
    pauses: Pauses;
  }>(
    tx,
    sql`${withMonths(of)}
      select ${nameOf(of.by)} as key, "calendarId", started, ended::text as "endedAt", late, pauses from (
        select ${keyOf(of.by)} as key, q.calendar_id as "calendarId",
          json_agg((extract(epoch from c.started_at) * 1000)::float8) as started,
          coalesce(c.dropped_at, c.stopped_at) as ended, coalesce(c.dropped_at, c.stopped_at) > c.due_at as late,
          coalesce((select jsonb_agg(jsonb_build_object('kind', p.kind, 'from', p.from_at, 'to', p.to_at))
            from pauses p where p.request_id = c.request_id), '[]'::jsonb) as pauses
        ${source(of)} join requests q on q.id = c.request_id
        where ${ofSpan(of)} and (c.elapsed is null or c.dropped_at is not null)
          and (c.dropped_at is not null or c.stopped_at is not null)
        group by 1, 2, 4, 5, 6) as alike`,
  );
  return found.map(({ key, started, endedAt, pauses, ...row }) => ({
    ...row,
    key: key ?? '',
    started: started.map((at) => new Date(at)),
    endedAt: new Date(endedAt),
    pauses: revive(pauses),
  }));
}
