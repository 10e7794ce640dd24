import { and, asc, eq, gte, inArray, isNotNull, isNull, lt, lte, or, sql } from 'drizzle-orm';
import type { StoredRoster } from '../../src/offices/roster.ts';
import type { AbsenceStore } from '../../src/people/absenceStore.ts';
import type { Db } from '../engine/client.ts';
import { absenceRequests, absences } from '../schema.ts';
import { isAnyOf } from './anyOf.ts';

/** Absences as they are planned, changed and dealt with. Who answers meanwhile is read with `coverage`. */
export function absenceStore(tx: Db): AbsenceStore {
  const lasting = (day: string) => or(isNull(absences.until), gte(absences.until, day));
  return {
    async of(personId, day) {
      return tx
        .select()
        .from(absences)
        .where(and(eq(absences.personId, personId), isNull(absences.endedAt), lasting(day)))
        .orderBy(asc(absences.from), asc(absences.id));
    },
    async lock(id) {
      const [row] = await tx.select().from(absences).where(eq(absences.id, id)).for('no key update');
      return row;
    },
    async plan(absence, at) {
      const [row] = await tx
        .insert(absences)
        .values({ ...absence, plannedAt: at })
        .returning({ id: absences.id });
      if (!row) throw new Error('an insert answers with its row');
      return row.id;
    },
    async change({ id, officeId, filed, from, until, coverId }, change) {
      // The file's line is found by what the file says, whatever becomes of the absence here.
      const kept = officeId !== null && filed === null ? { filed: { from, until, coverId } } : {};
      await tx
        .update(absences)
        .set({ ...change, ...kept })
        .where(eq(absences.id, id));
    },
    async mark(id, marks) {
      await tx.update(absences).set(marks).where(eq(absences.id, id));
    },
    async join(into, ids) {
      if (ids.length === 0) return;
      await tx.execute(sql`
        insert into absence_requests (absence_id, request_id, choice, to_id, moved_at)
        select ${into}::int, request_id, choice, to_id, moved_at from absence_requests
        where ${inArray(absenceRequests.absenceId, ids)} order by moved_at nulls last
        on conflict (absence_id, request_id) do nothing`);
      await tx.delete(absenceRequests).where(inArray(absenceRequests.absenceId, ids));
    },
    async toBegin(day, limit) {
      return tx
        .select()
        .from(absences)
        .where(and(isNull(absences.begunAt), isNull(absences.endedAt), lte(absences.from, day)))
        .orderBy(asc(absences.from), asc(absences.id))
        .limit(limit);
    },
    async toReturn(day, limit) {
      return tx
        .select()
        .from(absences)
        .where(
          and(
            isNotNull(absences.begunAt),
            isNull(absences.returnedAt),
            or(isNotNull(absences.endedAt), lt(absences.until, day)),
          ),
        )
        .orderBy(asc(absences.id))
        .limit(limit);
    },
    async ahead(limit) {
      const toBegin = and(isNull(absences.begunAt), isNull(absences.endedAt));
      const toReturn = and(isNotNull(absences.begunAt), isNull(absences.returnedAt), isNotNull(absences.until));
      const begins = await tx.select().from(absences).where(toBegin).orderBy(asc(absences.from)).limit(limit);
      const returns = await tx.select().from(absences).where(toReturn).orderBy(asc(absences.until)).limit(limit);
      return [...begins, ...returns];
    },
    async choices(absenceId) {
      return tx
        .select()
        .from(absenceRequests)
        .where(eq(absenceRequests.absenceId, absenceId))
        .orderBy(asc(absenceRequests.requestId));
    },
    async choose(choices) {
      if (choices.length === 0) return;
      await tx
        .insert(absenceRequests)
        .values(choices)
        .onConflictDoUpdate({
          target: [absenceRequests.absenceId, absenceRequests.requestId],
          set: { choice: sql`excluded.choice`, toId: sql`excluded.to_id`, movedAt: sql`excluded.moved_at` },
        });
    },
  };
}

/** Those of an office's file, as the file says them, whatever was said in chat since. */
export async function readFiledAbsences(tx: Db, officeId: number): Promise<StoredRoster['absences']> {
  const rows = await tx.select().from(absences).where(eq(absences.officeId, officeId)).orderBy(asc(absences.id));
  return rows.map(({ id, personId, from, until, coverId, filed }) => ({
    ...{ id, personId, from, until, coverId },
    ...filed,
    changedInChat: filed !== null,
  }));
}

/** What was said in chat stays, and so does what is to be taken back: they are the file's no more. */
export async function removeFiledAbsences(tx: Db, ids: number[], now: Date): Promise<void> {
  const which = isAnyOf(absences.id, ids);
  const handedOver = sql`exists (select from absence_requests r where r.absence_id = ${absences.id})`;
  const ended = sql`coalesce(${absences.endedAt}, ${now.toISOString()}::timestamptz)`;
  await tx
    .update(absences)
    .set({
      officeId: null,
      filed: null,
      endedAt: sql`case when ${absences.filed} is null then ${ended} else ${absences.endedAt} end`,
    })
    .where(and(which, or(isNotNull(absences.filed), handedOver)));
  await tx.delete(absences).where(and(which, isNotNull(absences.officeId)));
}
