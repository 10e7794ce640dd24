import { and, eq, sql } from 'drizzle-orm';
import type { PulseStore } from '../../src/pulse/store.ts';
import type { Db } from '../engine/client.ts';
import { pulseCounts, pulses } from '../schema.ts';

export function pulseStore(tx: Db): PulseStore {
  const ofMonth = (officeId: number, month: string) => and(eq(pulses.officeId, officeId), eq(pulses.month, month));
  return {
    async asked(officeId, month) {
      const found = await tx.select({ id: pulses.personId }).from(pulses).where(ofMonth(officeId, month));
      return new Set(found.map(({ id }) => id));
    },
    async ask(officeId, personId, month) {
      const asked = await tx
        .insert(pulses)
        .values({ officeId, personId, month })
        .onConflictDoNothing()
        .returning({ month: pulses.month });
      return asked.length > 0;
    },
    async answer(officeId, personId, month, answer) {
      const answered = await tx
        .update(pulses)
        .set({ answered: true })
        .where(and(ofMonth(officeId, month), eq(pulses.personId, personId), eq(pulses.answered, false)))
        .returning({ month: pulses.month });
      if (answered.length === 0) return false;
      await tx
        .insert(pulseCounts)
        .values({ officeId, month, answer, count: 1 })
        .onConflictDoUpdate({
          target: [pulseCounts.officeId, pulseCounts.month, pulseCounts.answer],
          set: { count: sql`${pulseCounts.count} + 1` },
        });
      return true;
    },
    async counts(officeId, month) {
      const asked = await tx.$count(pulses, ofMonth(officeId, month));
      const found = await tx
        .select({ answer: pulseCounts.answer, count: pulseCounts.count })
        .from(pulseCounts)
        .where(and(eq(pulseCounts.officeId, officeId), eq(pulseCounts.month, month)));
      return { asked, answers: new Map(found.map(({ answer, count }) => [answer, count])) };
    },
  };
}
