import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import type { SeriesSetup } from '../../src/offices/meetingRules.ts';
import type { Db } from '../engine/client.ts';
import { agencies, meetings, meetingSeries as series } from '../schema.ts';

/** The series of an office's file are these from now on. What is planned of those that changed or ended is due at once. */
export async function keepSeries(tx: Db, officeId: number, wanted: readonly SeriesSetup[], now: Date): Promise<void> {
  const kept = await tx
    .select()
    .from(series)
    .where(and(eq(series.officeId, officeId), isNotNull(series.code)));
  if (kept.length === 0 && wanted.length === 0) return;
  const codes = wanted.flatMap(({ agency }) => agency ?? []);
  const served = codes.length === 0 ? [] : await tx.select().from(agencies).where(inArray(agencies.code, codes));
  const touched: number[] = [];
  const left = new Set(kept.map(({ id }) => id));
  for (const { code, name, agency, ...times } of wanted) {
    const found = served.find((each) => each.code === agency);
    if (agency !== null && !found) continue;
    const agencyId = found?.id ?? null;
    const values = { title: found ? `${name}: ${found.name}` : name, ...times };
    const known = kept.find((each) => each.code === code && each.agencyId === agencyId);
    if (!known) await tx.insert(series).values({ ...values, officeId, code, agencyId, createdAt: now });
    else {
      left.delete(known.id);
      if (known.endedAt === null && sayAll(known) === sayAll(values)) continue;
      await tx
        .update(series)
        .set({ ...values, endedAt: null })
        .where(eq(series.id, known.id));
      touched.push(known.id);
    }
  }
  const ended = kept.filter(({ id, endedAt }) => left.has(id) && endedAt === null).map(({ id }) => id);
  if (ended.length > 0) await tx.update(series).set({ endedAt: now }).where(inArray(series.id, ended));
  if (touched.length + ended.length > 0)
    await tx
      .update(meetings)
      .set({ nextAt: now })
      .where(
        and(
          inArray(meetings.seriesId, [...touched, ...ended]),
          eq(meetings.state, 'planned'),
          sql`${meetings.at} > ${now.toISOString()}::timestamptz`,
        ),
      );
}

type Times = Pick<typeof series.$inferSelect, 'title' | 'rhythm' | 'minute' | 'minutes' | 'place'>;
const sayAll = ({ title, rhythm: { nth, weekday, every }, minute, minutes, place }: Times): string =>
  JSON.stringify([title, nth, weekday, every, minute, minutes, place]);
