import { and, asc, eq, isNull } from 'drizzle-orm';
import type { ClosureStore } from '../../src/closures/closureStore.ts';
import type { Db } from '../engine/client.ts';
import { calendars, closures, offices } from '../schema.ts';

export function closureStore(tx: Db): ClosureStore {
  return {
    async of(officeId) {
      const [office] = await tx
        .select({ calendarId: offices.calendarId })
        .from(offices)
        .where(eq(offices.id, officeId))
        .for('update');
      const [calendar] = await tx
        .select()
        .from(calendars)
        .where(eq(calendars.id, office?.calendarId ?? 0));
      if (!calendar) throw new Error(`office ${officeId} has no calendar`);
      const rows = await tx
        .select()
        .from(closures)
        .where(and(eq(closures.officeId, officeId), isNull(closures.withdrawnAt)))
        .orderBy(asc(closures.day), asc(closures.id));
      return { filed: calendar.filed ?? calendar.spec, closures: rows };
    },
    async one(id) {
      const [row] = await tx.select().from(closures).where(eq(closures.id, id)).for('update');
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
