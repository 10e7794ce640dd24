import { and, asc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import type { Owed, Refused, Seer, Warning } from '../../src/escalations/warning.ts';
import type { GoneSeer, WarningStore } from '../../src/escalations/warningStore.ts';
import { type Db, rows } from '../engine/client.ts';
import { clocks, deliveries, escalations } from '../schema.ts';
import { instant, live } from './listed.ts';
import { mayTry } from './sweeps.ts';

/** The latest of what makes somebody see to a request, or ends that. */
export const latestSeen = (requestId: SQL) => sql`select v.id, v.kind, v.actor_id, v.data from events v
  where v.subject_kind = 'request' and v.subject_id = ${requestId}
    and v.kind in ('seen to', 'seen to no more', 'handed over', 'office changed', 'resolved', 'reopened')
  order by v.id desc limit 1`;

export const sees = sql`seen.kind = 'seen to' and seen.data ->> 'until' is not null`;
/** Whoever sees to it, or did until they were gone. */
const said = sql`seen.kind in ('seen to', 'seen to no more') and seen.data ->> 'until' is not null`;
const sayer = sql`case when seen.kind = 'seen to no more' then (seen.data ->> 'by')::int else seen.actor_id end`;
const seer = sql`jsonb_build_object('id', s.id, 'name', s.name, 'until', seen.data ->> 'until', 'reason', seen.data ->> 'reason',
  'gone', case when seen.kind = 'seen to no more'
    then jsonb_build_object('why', seen.data ->> 'why', 'out', seen.data ->> 'out') end)`;

/** Nobody can say for longer than some business days that they see to something, whatever holidays lie between. */
const LONGEST = sql`interval '100 days'`;

type Ends = 'dueAt' | 'stoppedAt' | 'droppedAt';
type OwedRow = Omit<Owed, 'dueAt'> & { dueAt: string | null };
type SeerRow = Omit<Seer, 'until'> & { until: string };
type RefusedRow = Omit<Refused, 'until'> & { until: string };
type WarningRow = Omit<Warning, Ends | 'owed' | 'seenTo' | 'refused'> &
  Record<Ends, string | Date | null> & { owed: OwedRow[]; seenTo: SeerRow | null; refused: RefusedRow | null };

/** Null where it is some of one promise and all of another, since the request was made urgent on its way. */
const wholeTarget = (clock: string): SQL =>
  sql.raw(`case when r.urgent_since > ${clock}.started_at then null else ${clock}.target end`);

/** Instants come as text from one engine and as dates from the other. */
const moment = (value: string | Date | null): Date | null => (value === null ? null : new Date(value));
const seerOf = ({ until, ...seer }: SeerRow): Seer => ({ ...seer, until: new Date(until) });

const warningOf = ({ dueAt, stoppedAt, droppedAt, owed, seenTo, refused, ...rest }: WarningRow): Warning => ({
  ...rest,
  ...{ dueAt: moment(dueAt), stoppedAt: moment(stoppedAt), droppedAt: moment(droppedAt) },
  owed: owed.map((each) => ({ ...each, dueAt: moment(each.dueAt) })),
  seenTo: seenTo && seerOf(seenTo),
  refused: refused && { ...refused, until: new Date(refused.until) },
});

export function warningStore(tx: Db): WarningStore {
  return {
    async take(clock, { name, percent, told }, at) {
      // As a desk of the version before wrote it down.
      const [before] = await tx
        .select({ clockId: escalations.clockId })
        .from(escalations)
        .where(and(eq(escalations.clockId, clock.id), isNull(escalations.step), eq(escalations.percent, percent)))
        .limit(1);
      if (before && !name.startsWith('again ')) return false;
      const { id: clockId, officeId, requestId } = clock;
      const added = await tx
        .insert(escalations)
        .values({ clockId, percent, step: name, officeId, requestId, at, told })
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
    async of(officeId, personId, { from, to }) {
      const found = await rows<WarningRow>(
        tx,
        sql`select * from (
            select distinct on (c.request_id) c.request_id as "requestId", c.kind, ${wholeTarget('c')} as target, w.percent, r.subject,
              a.name as agency, q.name as requester, h.id as "holderId", h.name as holder,
              case when ${said} then ${seer} end as "seenTo",
              c.due_at as "dueAt", c.stopped_at as "stoppedAt", c.dropped_at as "droppedAt", c.met,
              c.released_at is not null as "isReleased",
              case when c.contested_at is not null then (
                select jsonb_build_object('by', coalesce(n.name, ''), 'until', v.data ->> 'to', 'reason', v.data ->> 'reason')
                from events v left join people n on n.id = v.actor_id
                where v.subject_kind = 'request' and v.subject_id = c.request_id and v.kind = 'longer'
                order by v.id desc limit 1) end as refused,
              (select coalesce(jsonb_agg(jsonb_build_object('kind', o.kind, 'target', ${wholeTarget('o')}, 'dueAt', o.due_at)
                  order by o.due_at nulls last, o.id), '[]')
                from clocks o where o.request_id = c.request_id and o.stopped_at is null and o.dropped_at is null
                  and o.released_at is null
              ) as owed
            from (select e.clock_id, max(e.percent) as percent from escalations e
                where e.office_id = ${officeId} and e.told @> array[${personId}::int]
                  and e.at >= ${instant(from)} and e.at < ${instant(to)}
                group by e.clock_id) as w
              join clocks c on c.id = w.clock_id join requests r on r.id = c.request_id
              join people q on q.id = r.requester_id
              left join agencies a on a.id = r.agency_id left join people h on h.id = r.holder_id
              left join lateral (${latestSeen(sql`c.request_id`)}) as seen on true
              left join people s on s.id = ${sayer}
            order by c.request_id, (c.stopped_at is not null or c.dropped_at is not null), c.due_at nulls last, c.id
          ) as one order by "dueAt" nulls last, "requestId" limit 200`,
      );
      return found.map(warningOf);
    },
    async since(since, now) {
      const found = await rows<{ officeId: number; personId: number; at: string | Date }>(
        tx,
        sql`select e.office_id as "officeId", reader.id as "personId", max(e.at) as at
          from escalations e cross join lateral unnest(e.told) as reader(id)
          where e.at > ${instant(since)} and ${mayTry('escalation cards', sql`reader.id`, now)}
          group by 1, 2 order by 2, 1`,
      );
      return found.map(({ at, ...each }) => ({ ...each, at: new Date(at) }));
    },
    async seenTo(requestId) {
      const [row] = await rows<{ seer: SeerRow }>(
        tx,
        sql`select ${seer} as seer from (${latestSeen(sql`${requestId}::int`)}) as seen
          join people s on s.id = ${sayer} where ${said}`,
      );
      return row && seerOf(row.seer);
    },
    async gone(now, limit) {
      const found = await rows<Omit<GoneSeer, 'until'> & { until: string }>(
        tx,
        sql`select r.id as "requestId", s.id as "personId", said.data ->> 'until' as until,
            case when away.id is null then 'left' else 'out' end as why, away.until_day::text as out
          from events said join requests r on r.id = said.subject_id and ${live}
            join people s on s.id = said.actor_id
            join offices o on o.id = r.office_id join calendars k on k.id = o.calendar_id
            cross join lateral (select (${instant(now)} at time zone (k.spec ->> 'zone'))::date as today,
              (said.at at time zone (k.spec ->> 'zone'))::date as said_on) as day
            cross join lateral (${latestSeen(sql`r.id`)}) as seen
            left join lateral (select a.id, a.until_day from absences a
              where a.person_id = s.id and a.ended_at is null and a.from_day <= day.today
                and (a.until_day is null or a.until_day >= day.today)
                and (a.from_day > day.said_on or coalesce(a.planned_at, a.begun_at) > said.at)
              order by a.until_day desc nulls first, a.id limit 1) as away on true
          where said.kind = 'seen to' and said.at > ${instant(now)} - ${LONGEST}
            and (said.data ->> 'until')::timestamptz > ${instant(now)} and seen.id = said.id
            and (away.id is not null or not s.active or not exists (select from memberships m where m.person_id = s.id
              and m.office_id = r.office_id and m.role in ('liaison', 'supervisor', 'administrator')))
            and ${mayTry('seen to no more', sql`r.id`, now)}
          order by r.id limit ${limit}::int`,
      );
      return found.map(({ until, ...each }) => ({ ...each, until: new Date(until) }));
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
  };
}
