import { and, asc, eq, gt, inArray, isNull, lte, min, type SQL, sql } from 'drizzle-orm';
import type { Warning } from '../../src/escalations/warning.ts';
import type { ClockStore } from '../../src/store.ts';
import { type Db, rows } from '../engine/client.ts';
import { preparedInsert } from '../engine/prepared.ts';
import { clocks, deliveries, escalations, pauses } from '../schema.ts';
import { mayTry } from './sweeps.ts';

const insert = preparedInsert(
  clocks,
  ['officeId', 'requestId', 'kind', 'startedAt', 'target', 'dueAt', 'stepAt', 'stepPercent'],
  (db, rows) => db.insert(clocks).values(rows).onConflictDoNothing(),
);

const DAY_MS = 86_400_000;

/** The latest of what makes somebody see to a request, or ends that. */
const latestSeen = (requestId: SQL) => sql`select v.kind, v.actor_id from events v
  where v.subject_kind = 'request' and v.subject_id = ${requestId}
    and v.kind in ('seen to', 'handed over', 'office changed', 'resolved', 'reopened')
  order by v.id desc limit 1`;

type Ends = 'dueAt' | 'stoppedAt' | 'droppedAt';
type WarningRow = Omit<Warning, Ends> & Record<Ends, string | Date | null>;

/** Instants come as text from one engine and as dates from the other. */
function warningOf({ dueAt, stoppedAt, droppedAt, ...rest }: WarningRow): Warning {
  const instant = (value: string | Date | null): Date | null => (value === null ? null : new Date(value));
  return { ...rest, dueAt: instant(dueAt), stoppedAt: instant(stoppedAt), droppedAt: instant(droppedAt) };
}

export function clockStore(tx: Db): ClockStore {
  return {
    async start(news) {
      const rows = news.map(({ officeId, requestId, kind, startedAt, target, dueAt, stepAt, stepPercent }) => ({
        ...{ officeId, requestId, kind, startedAt, target, dueAt, stepAt, stepPercent },
      }));
      if (rows.length > 0) await insert(tx, rows);
    },
    async of(requestIds) {
      if (requestIds.length === 0) return [];
      return tx.select().from(clocks).where(inArray(clocks.requestId, requestIds)).orderBy(asc(clocks.id));
    },
    async save(changed) {
      const rows = changed.map(
        ({ id, officeId, target, dueAt, stoppedAt, elapsed, met, stepAt, stepPercent, ...more }) => ({
          ...{ id, office_id: officeId, target, due_at: dueAt, stopped_at: stoppedAt, elapsed, met },
          ...{ step_at: stepAt, step_percent: stepPercent, breached_at: more.breachedAt },
          ...{ dropped_at: more.droppedAt, held_by: more.heldBy },
        }),
      );
      await tx.execute(sql`update clocks set
          office_id = now_is.office_id, target = now_is.target, due_at = now_is.due_at, stopped_at = now_is.stopped_at,
          elapsed = now_is.elapsed, met = now_is.met, step_at = now_is.step_at, step_percent = now_is.step_percent,
          breached_at = now_is.breached_at, dropped_at = now_is.dropped_at, held_by = now_is.held_by
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as now_is(
          id bigint, office_id int, target int, due_at timestamptz, stopped_at timestamptz, elapsed double precision,
          met boolean, step_at timestamptz, step_percent int, breached_at timestamptz, dropped_at timestamptz, held_by int)
        where clocks.id = now_is.id`);
    },
    async pause({ id, officeId }, { kind, from, to = null }) {
      await tx.insert(pauses).values({ requestId: id, officeId, kind, from, to }).onConflictDoNothing();
    },
    async resume(requestId, kind, to) {
      // A message written before the pause began (it was under way) ends it where it began.
      await tx
        .update(pauses)
        .set({ to: sql`greatest(${pauses.from}, ${to.toISOString()}::timestamptz)` })
        .where(and(eq(pauses.requestId, requestId), eq(pauses.kind, kind), isNull(pauses.to)));
    },

    async due(now, limit) {
      return tx
        .select()
        .from(clocks)
        .where(and(sql`${clocks.stepAt} is not null`, lte(clocks.stepAt, now), mayTry('escalations', clocks.id, now)))
        .orderBy(asc(clocks.stepAt))
        .limit(limit);
    },
    async escalate(clock, percent, at, told) {
      const added = await tx
        .insert(escalations)
        .values({ clockId: clock.id, percent, officeId: clock.officeId, requestId: clock.requestId, at, told })
        .onConflictDoNothing()
        .returning({ percent: escalations.percent });
      if (added.length === 0) return false;
      await tx.update(clocks).set({ cardsStand: true }).where(eq(clocks.id, clock.id));
      return true;
    },
    async stepsOf(clockId) {
      const { at, told } = escalations;
      return tx.select({ at, told }).from(escalations).where(eq(escalations.clockId, clockId));
    },
    async ownCards(clockId, personIds) {
      if (personIds.length === 0) return [];
      const keys = personIds.map((id) => `escalation ${clockId} to ${id}`);
      const found = await tx
        .select({ personId: deliveries.personId })
        .from(deliveries)
        .where(inArray(deliveries.key, keys));
      return found.flatMap(({ personId }) => personId ?? []);
    },
    async warnedOf(officeId, personId, from, to) {
      const found = await rows<WarningRow>(
        tx,
        sql`select * from (
            select distinct on (c.request_id) c.request_id as "requestId", c.kind, c.target, w.percent, r.subject,
              a.name as agency, q.name as requester, h.id as "holderId", h.name as holder,
              case when seen.kind = 'seen to' then jsonb_build_object('id', s.id, 'name', s.name) end as "seenTo",
              c.due_at as "dueAt", c.stopped_at as "stoppedAt", c.dropped_at as "droppedAt", c.met
            from (select e.clock_id, max(e.percent) as percent from escalations e
                where e.office_id = ${officeId} and e.told @> array[${personId}::int]
                  and e.at >= ${from.toISOString()}::timestamptz and e.at < ${to.toISOString()}::timestamptz
                group by e.clock_id) as w
              join clocks c on c.id = w.clock_id join requests r on r.id = c.request_id
              join people q on q.id = r.requester_id
              left join agencies a on a.id = r.agency_id left join people h on h.id = r.holder_id
              left join lateral (${latestSeen(sql`c.request_id`)}) as seen on true
              left join people s on s.id = seen.actor_id
            order by c.request_id, (c.stopped_at is not null or c.dropped_at is not null), c.due_at nulls last, c.id
          ) as one order by "dueAt" nulls last, "requestId" limit 200`,
      );
      return found.map(warningOf);
    },
    async warnedToday(now) {
      return rows<{ officeId: number; personId: number }>(
        tx,
        sql`select distinct e.office_id as "officeId", reader.id as "personId"
          from escalations e cross join lateral unnest(e.told) as reader(id)
          where e.at > ${new Date(now.getTime() - DAY_MS).toISOString()}::timestamptz
            and ${mayTry('escalation cards', sql`reader.id`, now)}
          order by 2, 1`,
      );
    },
    async seenTo(requestId) {
      const [row] = await rows<{ id: number; name: string }>(
        tx,
        sql`select s.id, s.name from (${latestSeen(sql`${requestId}::int`)}) as seen
          join people s on s.id = seen.actor_id where seen.kind = 'seen to'`,
      );
      return row;
    },
    async unsettled(now, limit) {
      return (
        tx
          .select()
          .from(clocks)
          // Written as the partial index has it.
          .where(
            and(
              sql`cards_stand and (stopped_at is not null or dropped_at is not null)`,
              mayTry('settled escalations', clocks.id, now),
            ),
          )
          .orderBy(asc(clocks.id))
          .limit(limit)
      );
    },
    async unjudged(now, limit) {
      const found = await rows<{ id: number }>(
        tx,
        sql`select distinct c.request_id as id
          from clocks as c join requests as r on r.id = c.request_id
            join offices as o on o.id = r.office_id join calendars as k on k.id = o.calendar_id
          where c.stopped_at is not null and c.dropped_at is null and c.met is null and c.target is not null
            and k.spec -> 'confirmedYears' @> to_jsonb(extract(year from c.stopped_at at time zone (k.spec ->> 'zone'))::int)
            and ${mayTry('verdicts', sql`c.request_id`, now)}
          order by c.request_id limit ${limit}::int`,
      );
      return found.map(({ id }) => id);
    },
    async settle(clockId, at) {
      await tx.update(escalations).set({ settledAt: at }).where(eq(escalations.clockId, clockId));
      await tx.update(clocks).set({ cardsStand: false }).where(eq(clocks.id, clockId));
    },
    async withdrawBreach(clockId, at) {
      await tx
        .update(escalations)
        .set({ withdrawnAt: at })
        .where(
          and(eq(escalations.clockId, clockId), sql`${escalations.percent} >= 100`, isNull(escalations.withdrawnAt)),
        );
    },
    async nextStep(now) {
      const [row] = await tx
        .select({ at: min(clocks.stepAt) })
        .from(clocks)
        .where(gt(clocks.stepAt, now));
      return row?.at ?? undefined;
    },
  };
}
