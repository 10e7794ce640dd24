import { and, asc, eq, inArray, isNotNull, isNull, lte, type SQL, sql } from 'drizzle-orm';
import { isFor } from '../../src/offices/reviewRules.ts';
import type { ReviewStore } from '../../src/reviews/store.ts';
import { type Db, rows } from '../engine/client.ts';
import { agencies, reviewCycles as cycles, offices, servedAgencies } from '../schema.ts';
import { mayTry } from './sweeps.ts';

/** When reviews come again. */
type Asked = Pick<
  ReviewStore,
  'keepBy' | 'rules' | 'keepCycles' | 'toPlan' | 'planned' | 'due' | 'cycle' | 'begun' | 'nextMoment' | 'ahead'
>;

const goesOn = isNull(cycles.endedAt);
const columns = {
  ...{ id: cycles.id, officeId: cycles.officeId, agencyId: cycles.agencyId },
  ...{ code: cycles.code, due: cycles.due },
};

export const reviewCycleStore = (tx: Db): Asked => ({
  async keepBy(officeId, rules) {
    await tx
      .update(offices)
      .set({ reviews: rules.length > 0 ? [...rules] : null })
      .where(eq(offices.id, officeId));
  },
  async rules(officeId) {
    const [row] = await tx.select({ reviews: offices.reviews }).from(offices).where(eq(offices.id, officeId));
    return row?.reviews ?? [];
  },
  async keepCycles(officeId, rules, { now, anew }) {
    const kept = await tx.select().from(cycles).where(eq(cycles.officeId, officeId));
    if (kept.length === 0 && rules.length === 0) return;
    const served = await tx
      .select({ id: agencies.id, code: agencies.code })
      .from(servedAgencies)
      .innerJoin(agencies, eq(agencies.id, servedAgencies.agencyId))
      .where(and(eq(servedAgencies.officeId, officeId), eq(servedAgencies.active, true)));
    const wanted = rules.flatMap((rule) =>
      served.filter(({ code }) => isFor(rule, code)).map(({ id }) => ({ code: rule.code, agencyId: id })),
    );
    const same = (a: { code: string; agencyId: number }) => (b: typeof a) =>
      a.code === b.code && a.agencyId === b.agencyId;
    const fresh = wanted.filter((each) => !kept.some(same(each)));
    if (fresh.length > 0) await tx.insert(cycles).values(fresh.map((each) => ({ ...each, officeId })));
    const back = kept.filter((each) => wanted.some(same(each)) && (anew || each.endedAt !== null));
    await set(tx, back, { endedAt: null, beginsAt: null, due: null });
    const gone = kept.filter((each) => each.endedAt === null && !wanted.some(same(each)));
    await set(tx, gone, { endedAt: now, beginsAt: null, due: null });
  },
  toPlan: (now) =>
    tx
      .select(columns)
      .from(cycles)
      .where(
        and(
          goesOn,
          isNull(cycles.beginsAt),
          sql`not exists (select from reviews r where r.office_id = ${cycles.officeId} and r.code = ${cycles.code}
            and r.agency_id = ${cycles.agencyId} and r.state = 'open')`,
          mayTry('review plans', cycles.id, now),
        ),
      )
      .orderBy(asc(cycles.id)),
  async planned(id, next) {
    await tx.update(cycles).set(next).where(eq(cycles.id, id));
  },
  due: (now) =>
    tx
      .select(columns)
      .from(cycles)
      .where(and(goesOn, lte(cycles.beginsAt, now), mayTry('reviews', cycles.id, now)))
      .orderBy(asc(cycles.id)),
  async cycle(id) {
    const [row] = await tx
      .select(columns)
      .from(cycles)
      .where(and(eq(cycles.id, id), goesOn, isNotNull(cycles.beginsAt)))
      .for('update');
    return row;
  },
  async begun({ officeId, agencyId, code }) {
    await tx
      .update(cycles)
      .set({ beginsAt: null, due: null })
      .where(and(eq(cycles.officeId, officeId), eq(cycles.agencyId, agencyId), eq(cycles.code, code)));
  },
  async nextMoment(now) {
    const [row] = await rows<{ at: Date | string | null }>(
      tx,
      sql`select min(begins_at) as at from review_cycles
        where ended_at is null and begins_at > ${now.toISOString()}::timestamptz`,
    );
    return row?.at ? new Date(row.at) : undefined;
  },
  async ahead({ officeId, agencyIds }, limit) {
    if (agencyIds?.length === 0) return [];
    const theirs: SQL | undefined = agencyIds === null ? undefined : inArray(cycles.agencyId, [...agencyIds]);
    const found = await tx
      .select({ ...columns, agency: agencies.name })
      .from(cycles)
      .innerJoin(agencies, eq(agencies.id, cycles.agencyId))
      .where(and(goesOn, eq(cycles.officeId, officeId), isNotNull(cycles.due), theirs))
      .orderBy(asc(cycles.due), asc(cycles.id))
      .limit(limit);
    return found.flatMap(({ due, ...row }) => (due === null ? [] : [{ ...row, due }]));
  },
});

async function set(
  tx: Db,
  some: readonly { id: number }[],
  change: Partial<typeof cycles.$inferInsert>,
): Promise<void> {
  if (some.length === 0) return;
  await tx
    .update(cycles)
    .set(change)
    .where(
      inArray(
        cycles.id,
        some.map(({ id }) => id),
      ),
    );
}
