import { and, asc, desc, eq, gt, inArray, isNotNull, lt, lte, notInArray, or, type SQL, sql } from 'drizzle-orm';
import type { AlternateStore, AlternatesOf } from '../../src/alternates/store.ts';
import { type Db, rows } from '../engine/client.ts';
import { alternates, calendarMoves, offices, alternateReports as reports, alternateViews as views } from '../schema.ts';
import { mayTry } from './sweeps.ts';

function ofThese(of: AlternatesOf): SQL | undefined {
  const theirs = of.agencyIds === null ? undefined : inArray(alternates.agencyId, [...of.agencyIds]);
  return and('officeId' in of ? eq(alternates.officeId, of.officeId) : undefined, theirs);
}

const lastDay = sql`least(${alternates.until}, coalesce(${alternates.endedOn}, ${alternates.until}))`;
const inOrder = sql`case ${alternates.state} when 'asked' then 0 when 'granted' then 1 else 2 end`;

export function alternateStore(tx: Db): AlternateStore {
  return {
    ...reportsOf(tx),
    async keepBy(officeId, rules) {
      await tx.update(offices).set({ alternates: rules }).where(eq(offices.id, officeId));
    },
    async rules(officeIds) {
      if (officeIds.length === 0) return new Map();
      const found = await tx
        .select({ id: offices.id, rules: offices.alternates })
        .from(offices)
        .where(and(inArray(offices.id, [...officeIds]), isNotNull(offices.alternates)));
      return new Map(found.flatMap(({ id, rules }) => (rules ? [[id, rules]] : [])));
    },
    async add(asked) {
      const [row] = await tx
        .insert(alternates)
        .values({ ...asked, state: 'asked', reports: [] })
        .returning({ id: alternates.id });
      if (!row) throw new Error('what was asked for was not kept');
      return row.id;
    },
    async one(id, how) {
      const found = tx.select().from(alternates).where(eq(alternates.id, id));
      const [row] = await (how === 'locked' ? found.for('update') : found);
      return row;
    },
    async change(id, change) {
      await tx.update(alternates).set(change).where(eq(alternates.id, id));
    },
    async renewalOf(id) {
      const [row] = await tx
        .select()
        .from(alternates)
        .where(and(eq(alternates.renews, id), notInArray(alternates.state, ['refused', 'withdrawn'])))
        .orderBy(desc(alternates.id))
        .limit(1);
      return row;
    },
    of: (of, limit) =>
      tx.select().from(alternates).where(ofThese(of)).orderBy(asc(inOrder), desc(alternates.id)).limit(limit),
    inForce: (of, { from, until }) =>
      tx
        .select()
        .from(alternates)
        .where(
          and(
            ofThese(of),
            isNotNull(alternates.from),
            or(
              and(lte(alternates.from, until), sql`${lastDay} >= ${from}::date`),
              sql`exists (select from ${reports} where ${reports.alternateId} = ${alternates.id}
                and ${reports.due} between ${from}::date and ${until}::date)`,
            ),
          ),
        )
        .orderBy(asc(alternates.id)),
    undecided: (of, now, limit) =>
      tx
        .select()
        .from(alternates)
        .where(and(ofThese(of), eq(alternates.state, 'asked'), lte(alternates.decideBy, now)))
        .orderBy(asc(alternates.decideBy), asc(alternates.id))
        .limit(limit),
    async due(now) {
      const found = await tx
        .select({ id: alternates.id })
        .from(alternates)
        .innerJoin(offices, eq(offices.id, alternates.officeId))
        .where(
          and(
            or(
              lte(alternates.nextAt, now),
              sql`${alternates.state} in ('asked', 'granted') and ${alternates.calendarId} <> ${offices.calendarId}`,
            ),
            mayTry('alternates', alternates.id, now),
          ),
        )
        .orderBy(asc(alternates.nextAt), asc(alternates.id));
      return found.map(({ id }) => id);
    },
    async whyMoved(officeId, { from, to }) {
      const [row] = await tx
        .select({ reason: calendarMoves.reason })
        .from(calendarMoves)
        .where(
          and(
            eq(calendarMoves.officeId, officeId),
            gt(calendarMoves.calendarId, from),
            lte(calendarMoves.calendarId, to),
          ),
        )
        .orderBy(desc(calendarMoves.calendarId))
        .limit(1);
      return row?.reason;
    },
    async nextMoment(now) {
      const [row] = await rows<{ at: Date | string | null }>(
        tx,
        sql`select min(next_at) as at from alternates where next_at > ${now.toISOString()}::timestamptz`,
      );
      return row?.at ? new Date(row.at) : undefined;
    },
  };
}

type OfReports = Pick<
  AlternateStore,
  'views' | 'view' | 'reports' | 'report' | 'askReport' | 'changeReport' | 'awaitsFiles' | 'lateReports'
>;

/** What is said of them, before and after they were granted. */
const reportsOf = (tx: Db): OfReports => ({
  async views(ids) {
    if (ids.length === 0) return [];
    return tx
      .select()
      .from(views)
      .where(inArray(views.alternateId, [...ids]))
      .orderBy(asc(views.at), asc(views.personId));
  },
  async view(id, { personId, at, recommends, because, conditions }) {
    await tx
      .insert(views)
      .values({ alternateId: id, personId, at, recommends, because, conditions })
      .onConflictDoUpdate({
        target: [views.alternateId, views.personId],
        set: { at, recommends, because, conditions },
      });
  },
  async reports(ids) {
    if (ids.length === 0) return [];
    return tx
      .select()
      .from(reports)
      .where(inArray(reports.alternateId, [...ids]))
      .orderBy(asc(reports.from), asc(reports.id));
  },
  async report(id, how) {
    const found = tx.select().from(reports).where(eq(reports.id, id));
    const [row] = await (how === 'locked' ? found.for('update') : found);
    return row;
  },
  async askReport(asked) {
    const [row] = await tx
      .insert(reports)
      .values({ ...asked, state: 'due' })
      .onConflictDoNothing()
      .returning({ id: reports.id });
    return row?.id;
  },
  async changeReport(id, change) {
    await tx.update(reports).set(change).where(eq(reports.id, id));
  },
  async awaitsFiles(personId, now) {
    const [row] = await tx
      .select()
      .from(reports)
      .where(and(eq(reports.filesFrom, personId), gt(reports.filesUntil, now)))
      .orderBy(desc(reports.filesUntil), desc(reports.id))
      .limit(1);
    return row;
  },
  async lateReports(of, today, limit) {
    const found = await tx
      .select({ report: reports })
      .from(reports)
      .innerJoin(alternates, eq(alternates.id, reports.alternateId))
      .where(and(ofThese(of), eq(reports.state, 'due'), lt(reports.due, today)))
      .orderBy(asc(reports.due), asc(reports.id))
      .limit(limit);
    return found.map(({ report }) => report);
  },
});
