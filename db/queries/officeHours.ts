import { and, asc, eq, gte, inArray, isNull, lt, type SQL, sql } from 'drizzle-orm';
import type { OfficeHoursStore, SlotsOf } from '../../src/officeHours/store.ts';
import { type Db, rows } from '../engine/client.ts';
import { officeHours as hours, officeHourSlots as slots } from '../schema.ts';
import { mayTry } from './sweeps.ts';

const instant = (at: Date): SQL => sql`${at.toISOString()}::timestamptz`;

function ofThese(of: SlotsOf): SQL | undefined {
  if ('takerId' in of) return eq(slots.takerId, of.takerId);
  if ('liaisonId' in of) return eq(slots.liaisonId, of.liaisonId);
  return and(
    eq(slots.officeId, of.officeId),
    of.liaisonIds === null ? undefined : inArray(slots.liaisonId, [...of.liaisonIds]),
  );
}

/** Whether what a slot stands on may have changed since it was looked at. Whether it did is decided by `whyNot`. */
const mayNotHold = sql`(s.calendar_id <> o.calendar_id or not liaison.active or not taker.active
  or exists (select from absences a where a.person_id = s.liaison_id and a.ended_at is null
    and a.from_day <= s.day and (a.until_day is null or a.until_day >= s.day))
  or not exists (select from assignments a where a.office_id = s.office_id and a.agency_id = s.agency_id
    and s.liaison_id in (a.liaison_id, a.backup_id)
    and a.from_day <= s.day and (a.until_day is null or a.until_day >= s.day)))`;

export function officeHoursStore(tx: Db): OfficeHoursStore {
  return {
    async add(made) {
      const [row] = await tx.insert(hours).values(made).returning({ id: hours.id });
      if (!row) throw new Error('office hours were not kept');
      return row.id;
    },
    async one(id) {
      const [row] = await tx.select().from(hours).where(eq(hours.id, id)).for('update');
      return row;
    },
    async change(id, change) {
      await tx.update(hours).set(change).where(eq(hours.id, id));
    },
    of: (whose) =>
      tx
        .select()
        .from(hours)
        .where(
          and(
            isNull(hours.endedAt),
            'officeId' in whose ? eq(hours.officeId, whose.officeId) : eq(hours.liaisonId, whose.liaisonId),
          ),
        )
        .orderBy(asc(hours.id)),
    async take(slot) {
      const [row] = await tx
        .insert(slots)
        .values({ ...slot, nextAt: slot.takenAt })
        .onConflictDoNothing()
        .returning({ id: slots.id });
      return row?.id;
    },
    async slot(id) {
      const [row] = await tx.select().from(slots).where(eq(slots.id, id)).for('update');
      return row;
    },
    async changeSlot(id, change) {
      await tx.update(slots).set(change).where(eq(slots.id, id));
    },
    ahead: (of, now, limit) =>
      tx
        .select()
        .from(slots)
        .where(
          and(
            ofThese(of),
            eq(slots.state, 'taken'),
            sql`${slots.at} + ${slots.minutes} * interval '1 minute' > ${instant(now)}`,
          ),
        )
        .orderBy(asc(slots.at), asc(slots.id))
        .limit(limit),
    async due(now, limit) {
      const found = await rows<{ id: number }>(
        tx,
        sql`select s.id from office_hour_slots s join offices o on o.id = s.office_id
          join people liaison on liaison.id = s.liaison_id join people taker on taker.id = s.taker_id
          where ${mayTry('office hours', sql`s.id`, now)} and (s.next_at <= ${instant(now)}
            or (s.state = 'taken' and s.at > ${instant(now)} and ${mayNotHold}))
          order by s.at, s.id limit ${limit}::int`,
      );
      return found.map(({ id }) => id);
    },
    async toRemind(now, limit) {
      const side = (person: SQL, column: SQL) =>
        sql`select office_id, ${person} as person_id, ${column} as at from office_hour_slots
          where state = 'taken' and at > ${instant(now)} and ${column} <= ${instant(now)}`;
      return rows<{ officeId: number; personId: number }>(
        tx,
        sql`select office_id as "officeId", person_id as "personId" from (
            ${side(sql`taker_id`, sql`taker_remind_at`)} union all ${side(sql`liaison_id`, sql`liaison_remind_at`)}) r
          where ${mayTry('slot reminders', sql`office_id || ' ' || person_id`, now)}
          group by office_id, person_id order by min(at), person_id limit ${limit}::int`,
      );
    },
    async nextMoment(now) {
      const next = (column: SQL) =>
        sql`(select min(${column}) from office_hour_slots where ${column} > ${instant(now)})`;
      const [row] = await rows<{ at: Date | string | null }>(
        tx,
        sql`select least(${next(sql`next_at`)}, ${next(sql`taker_remind_at`)}, ${next(sql`liaison_remind_at`)}) as at`,
      );
      return row?.at ? new Date(row.at) : undefined;
    },
    async counts(officeId, agencyIds, from, to) {
      const [row] = await tx
        .select({
          taken: sql<number>`count(*)::int`,
          calledOff: sql<number>`(count(*) filter (where ${slots.state} = 'called off'))::int`,
        })
        .from(slots)
        .where(
          and(
            eq(slots.officeId, officeId),
            agencyIds === null ? undefined : inArray(slots.agencyId, [...agencyIds]),
            gte(slots.at, from),
            lt(slots.at, to),
          ),
        );
      return row ?? { taken: 0, calledOff: 0 };
    },
  };
}
