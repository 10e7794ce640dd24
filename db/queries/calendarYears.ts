import { and, asc, eq, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm';
import type { YearStore } from '../../src/calendars/yearStore.ts';
import { type Db, rows } from '../engine/client.ts';
import { calendarEnds, calendarYears } from '../schema.ts';

const counts = isNull(calendarYears.replacedAt);
const isDraft = isNull(calendarYears.confirmedAt);

export function yearStore(tx: Db): YearStore {
  const ofYear = (officeId: number, year: number) =>
    and(eq(calendarYears.officeId, officeId), eq(calendarYears.year, year), counts);
  return {
    async draft(draft, at) {
      await tx
        .update(calendarYears)
        .set({ replacedAt: at })
        .where(and(ofYear(draft.officeId, draft.year), isDraft));
      const [row] = await tx
        .insert(calendarYears)
        .values({ ...draft, draftedAt: at })
        .returning({ id: calendarYears.id });
      if (!row) throw new Error('an insert answers with its row');
      return row.id;
    },
    async one(id) {
      const [row] = await tx.select().from(calendarYears).where(eq(calendarYears.id, id)).for('no key update');
      return row;
    },
    of: (officeId) =>
      tx
        .select()
        .from(calendarYears)
        .where(and(eq(calendarYears.officeId, officeId), counts))
        .orderBy(asc(calendarYears.year), sql`confirmed_at nulls last`, asc(calendarYears.id)),
    async confirm({ id, officeId, year }, { personId, at, calendarId }) {
      await tx
        .update(calendarYears)
        .set({ replacedAt: at })
        .where(and(ofYear(officeId, year), isNotNull(calendarYears.confirmedAt)));
      await tx
        .update(calendarYears)
        .set({ confirmedBy: personId, confirmedAt: at, calendarId })
        .where(eq(calendarYears.id, id));
    },
    async replace(officeId, years, at) {
      if (years.length === 0) return;
      await tx
        .update(calendarYears)
        .set({ replacedAt: at })
        .where(
          and(
            eq(calendarYears.officeId, officeId),
            inArray(calendarYears.year, [...years]),
            counts,
            isNotNull(calendarYears.confirmedAt),
          ),
        );
    },
    unsaid: () =>
      tx
        .select()
        .from(calendarYears)
        .where(
          and(
            sql`not settled`,
            or(
              and(isNull(calendarYears.told), isDraft, counts),
              and(
                isNotNull(calendarYears.told),
                or(isNotNull(calendarYears.confirmedAt), isNotNull(calendarYears.replacedAt)),
              ),
            ),
          ),
        )
        .orderBy(asc(calendarYears.id)),
    async toldTo(id, told) {
      await tx.update(calendarYears).set({ told }).where(eq(calendarYears.id, id));
    },
    async settle(id) {
      await tx.update(calendarYears).set({ settled: true }).where(eq(calendarYears.id, id));
    },
    async undated(officeId, limit) {
      // What waits for the agency has no time either, and will have one.
      const found = await rows<{ id: number; count: number }>(
        tx,
        sql`select r.id, count(*) over ()::int as count
          from requests as r
          where r.state in ('open', 'waiting') and r.id in (
            select c.request_id from clocks as c
            where c.office_id = ${officeId}::int and c.elapsed is null and c.due_at is null and c.target is not null and c.stopped_at is null
              and c.dropped_at is null and c.released_at is null)
            and not exists (select 1 from pauses as p where p.request_id = r.id and p.to_at is null)
          order by r.id limit ${limit}::int`,
      );
      return { first: found.map(({ id }) => id), count: found[0]?.count ?? 0 };
    },
    async officesTold() {
      const found = await tx
        .select({ id: calendarEnds.officeId })
        .from(calendarEnds)
        .where(isNull(calendarEnds.settledAt));
      return new Set(found.map(({ id }) => id));
    },
    ends: (officeId) =>
      tx
        .select()
        .from(calendarEnds)
        .where(and(eq(calendarEnds.officeId, officeId), isNull(calendarEnds.settledAt)))
        .orderBy(asc(calendarEnds.year), asc(calendarEnds.kind))
        .for('no key update'),
    async tellEnd(end, at) {
      const told = await tx
        .insert(calendarEnds)
        .values({ ...end, at })
        .onConflictDoNothing()
        .returning({ year: calendarEnds.year });
      return told.length > 0;
    },
    async renewEnd({ officeId, year, kind, named, count, revision }) {
      await tx
        .update(calendarEnds)
        .set({ named, count, revision })
        .where(and(eq(calendarEnds.officeId, officeId), eq(calendarEnds.year, year), eq(calendarEnds.kind, kind)));
    },
    async settleEnds(officeId, years, at) {
      await tx
        .update(calendarEnds)
        .set({ settledAt: at })
        .where(and(eq(calendarEnds.officeId, officeId), inArray(calendarEnds.year, [...years])));
    },
  };
}
