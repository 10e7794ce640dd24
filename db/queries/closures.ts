import { and, asc, eq, gte, isNotNull, isNull, type SQL } from 'drizzle-orm';
import type { ClosureStore } from '../../src/closures/closureStore.ts';
import type { Db } from '../engine/client.ts';
import { calendars, calendarYears, closures, offices } from '../schema.ts';

export function closureStore(tx: Db): ClosureStore {
  const standing = (officeId: number, when: SQL | undefined) =>
    tx
      .select()
      .from(closures)
      .where(and(eq(closures.officeId, officeId), isNull(closures.withdrawnAt), when))
      .orderBy(asc(closures.day), asc(closures.id));
  return {
    async of(officeId, how) {
      const found = tx.select({ calendarId: offices.calendarId }).from(offices).where(eq(offices.id, officeId));
      // Not against new requests, which only point at the office.
      const [office] = await (how === 'locked' ? found.for('no key update') : found);
      const [calendar] = await tx
        .select()
        .from(calendars)
        .where(eq(calendars.id, office?.calendarId ?? 0));
      if (!calendar) throw new Error(`office ${officeId} has no calendar`);
      const years = await tx
        .select({ year: calendarYears.year, days: calendarYears.days })
        .from(calendarYears)
        .where(
          and(
            eq(calendarYears.officeId, officeId),
            isNotNull(calendarYears.confirmedAt),
            isNull(calendarYears.replacedAt),
          ),
        )
        .orderBy(asc(calendarYears.year));
      return { filed: calendar.filed ?? calendar.spec, years, closures: await standing(officeId, undefined) };
    },
    ahead: (officeId, day) => standing(officeId, gte(closures.day, day)),
    async one(id) {
      const [row] = await tx.select().from(closures).where(eq(closures.id, id)).for('no key update');
      return row;
    },
    async declare(closure) {
      const [row] = await tx.insert(closures).values(closure).returning({ id: closures.id });
      if (!row) throw new Error('an insert answers with its row');
      return row.id;
    },
    async withdraw(id, at, minute) {
      await tx
        .update(closures)
        .set(minute === undefined ? { withdrawnAt: at } : { to: minute })
        .where(eq(closures.id, id));
    },
  };
}
