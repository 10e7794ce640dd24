import { and, asc, eq, gt, inArray, isNull, lte, min, sql } from 'drizzle-orm';
import type { ClockStore } from '../../src/store.ts';
import { type Db, rows } from '../engine/client.ts';
import { preparedInsert } from '../engine/prepared.ts';
import { clocks, pauses } from '../schema.ts';
import { mayTry } from './sweeps.ts';

const insert = preparedInsert(
  clocks,
  ['officeId', 'requestId', 'kind', 'startedAt', 'target', 'dueAt', 'stepAt', 'stepPercent'],
  (db, rows) => db.insert(clocks).values(rows).onConflictDoNothing(),
);

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
        ({ id, officeId, startedAt, target, dueAt, stoppedAt, elapsed, met, stepAt, stepPercent, ...more }) => ({
          ...{ id, office_id: officeId, started_at: startedAt, target, due_at: dueAt, stopped_at: stoppedAt },
          ...{ elapsed, met, step_at: stepAt, step_percent: stepPercent, breached_at: more.breachedAt },
          ...{ dropped_at: more.droppedAt, held_by: more.heldBy, taken: more.taken, repeats: more.repeats },
          ...{ quiet_until: more.quietUntil, released_at: more.releasedAt, contested_at: more.contestedAt },
          ...{ broken_by: more.brokenBy, calendar_id: more.calendarId },
        }),
      );
      await tx.execute(sql`update clocks set
          office_id = now_is.office_id, started_at = now_is.started_at, target = now_is.target, due_at = now_is.due_at,
          stopped_at = now_is.stopped_at, elapsed = now_is.elapsed, met = now_is.met,
          step_at = now_is.step_at, step_percent = now_is.step_percent, breached_at = now_is.breached_at,
          dropped_at = now_is.dropped_at, held_by = now_is.held_by, taken = now_is.taken, repeats = now_is.repeats, quiet_until = now_is.quiet_until,
          released_at = now_is.released_at, contested_at = now_is.contested_at, broken_by = now_is.broken_by,
          calendar_id = now_is.calendar_id
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as now_is(
          id bigint, office_id int, started_at timestamptz, target int, due_at timestamptz, stopped_at timestamptz,
          elapsed double precision, met boolean, step_at timestamptz, step_percent int, breached_at timestamptz,
          dropped_at timestamptz, held_by int, taken text[], repeats int, quiet_until timestamptz,
          released_at timestamptz, contested_at timestamptz, broken_by int, calendar_id int)
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
    async nextStep(now) {
      const [row] = await tx
        .select({ at: min(clocks.stepAt) })
        .from(clocks)
        .where(gt(clocks.stepAt, now));
      return row?.at ?? undefined;
    },
  };
}
