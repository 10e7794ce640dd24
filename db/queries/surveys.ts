import { and, asc, desc, eq, getTableColumns, gte, isNotNull, isNull, lt, lte, max, ne, or, sql } from 'drizzle-orm';
import type { SurveyStore } from '../../src/surveys/store.ts';
import { type Db, rows } from '../engine/client.ts';
import { recoveries, relationships, requests, surveyStops, surveys } from '../schema.ts';
import { countedAnswers, countedRatingsIn } from './countedRatings.ts';
import { surveyChannels, surveyCounts } from './surveyCounts.ts';
import { mayTry } from './sweeps.ts';

/** Written out, so that the partial indexes serve. */
const unanswered = sql`${surveys.rating} is null and ${surveys.closedAt} is null and ${surveys.declinedAt} is null`;

/** With how many were asked about earlier resolutions. */
const asked = {
  ...getTableColumns(surveys),
  earlier: sql<number>`(select count(*) from surveys as e where e.request_id = surveys.request_id and e.id < surveys.id
    and e.asked_at is not null)::int`,
};
const recovered = {
  ...getTableColumns(recoveries),
  earlier: sql<number>`(select count(*) from recoveries as e where e.request_id = recoveries.request_id
    and e.id < recoveries.id)::int`,
};

export function surveyStore(tx: Db): SurveyStore {
  return {
    async unplanned(since, now, limit) {
      const rows = await tx
        .select({ id: requests.id })
        .from(requests)
        .leftJoin(surveys, and(eq(surveys.requestId, requests.id), eq(surveys.resolvedAt, requests.resolvedAt)))
        .where(
          and(
            // Written out, so that the partial index serves.
            sql`${requests.state} = 'resolved'`,
            ne(requests.outcome, 'duplicate'),
            gte(requests.resolvedAt, since),
            mayTry('survey plans', requests.id, now),
            isNull(surveys.id),
          ),
        )
        .orderBy(asc(requests.resolvedAt))
        .limit(limit);
      return rows.map(({ id }) => id);
    },
    async plan(survey) {
      await tx.insert(surveys).values(survey).onConflictDoNothing();
    },
    async due(now, limit) {
      return tx
        .select(asked)
        .from(surveys)
        .where(
          and(
            sql`${surveys.askedAt} is null and ${surveys.skipped} is null`,
            lte(surveys.askAt, now),
            mayTry('surveys', surveys.id, now),
          ),
        )
        .orderBy(asc(surveys.askAt))
        .limit(limit);
    },
    async postpone(id, askAt) {
      await tx.update(surveys).set({ askAt }).where(eq(surveys.id, id));
    },
    async nextMoment(now) {
      const soon = sql`${now.toISOString()}::timestamptz`;
      const [row] = await rows<{ at: Date | string | null }>(
        tx,
        sql`select min(at) as at from (
          select min(ask_at) as at from surveys where asked_at is null and skipped is null and ask_at > ${soon}
          union all select min(remind_at) from surveys
            where rating is null and closed_at is null and declined_at is null and remind_at > ${soon}
          union all select min(closes_at) from surveys
            where rating is null and closed_at is null and declined_at is null and closes_at > ${soon}
          union all select min(step_at) from recoveries
            where ended_at is null and late_at is null and step_at > ${soon}) as moments`,
      );
      return row?.at ? new Date(row.at) : undefined;
    },
    async lastAsked(personId) {
      const [about] = await tx
        .select({ at: max(surveys.askedAt) })
        .from(surveys)
        .where(eq(surveys.personId, personId));
      const [allInAll] = await tx
        .select({ at: max(relationships.askedAt) })
        .from(relationships)
        .where(eq(relationships.personId, personId));
      const times = [about?.at, allInAll?.at].filter((at) => at != null);
      return times.length === 0 ? undefined : new Date(Math.max(...times.map((at) => at.getTime())));
    },
    async askedOfAgency(officeId, agencyId, since) {
      const [row] = await tx
        .select({ n: sql<number>`count(*)::int` })
        .from(surveys)
        .innerJoin(requests, eq(requests.id, surveys.requestId))
        .where(and(eq(surveys.officeId, officeId), gte(surveys.askedAt, since), eq(requests.agencyId, agencyId)));
      const { officeId: office, agencyId: agency, askedAt } = relationships;
      const here = and(eq(office, officeId), eq(agency, agencyId), gte(askedAt, since));
      return (row?.n ?? 0) + (await tx.$count(relationships, here));
    },
    async asked(id, as) {
      await tx.update(surveys).set(as).where(eq(surveys.id, id));
    },
    async skip(id, reason) {
      await tx.update(surveys).set({ skipped: reason }).where(eq(surveys.id, id));
    },
    async one(id) {
      const [row] = await tx.select(asked).from(surveys).where(eq(surveys.id, id)).for('update');
      return row;
    },
    async of(requestId) {
      const [row] = await tx
        .select(asked)
        .from(surveys)
        .where(eq(surveys.requestId, requestId))
        .orderBy(sql`${surveys.askedAt} desc nulls last`, desc(surveys.id))
        .limit(1)
        .for('update');
      return row;
    },
    async askedIn(id, chat) {
      await tx.update(surveys).set({ askedIn: chat }).where(eq(surveys.id, id));
    },
    async rate(id, rating, at, chat) {
      const rated = await tx
        .update(surveys)
        .set({ rating, ratedAt: at, answeredIn: chat })
        .where(and(eq(surveys.id, id), isNull(surveys.rating)))
        .returning({ id: surveys.id });
      return rated.length > 0;
    },
    async answer(id, answers, comment) {
      await tx.update(surveys).set({ answers, comment }).where(eq(surveys.id, id));
    },
    async openTo(personId) {
      const { id, requestId, askedAt } = surveys;
      const open = and(eq(surveys.personId, personId), isNotNull(askedAt), unanswered);
      return tx.select({ id, requestId }).from(surveys).where(open).orderBy(asc(id));
    },
    async toRemind(now, limit) {
      return tx
        .select(asked)
        .from(surveys)
        .where(and(unanswered, lte(surveys.remindAt, now), mayTry('survey reminders', surveys.id, now)))
        .orderBy(asc(surveys.remindAt))
        .limit(limit);
    },
    async toClose(now, limit) {
      return tx
        .select(asked)
        .from(surveys)
        .where(and(unanswered, lte(surveys.closesAt, now), mayTry('survey ends', surveys.id, now)))
        .orderBy(asc(surveys.closesAt))
        .limit(limit);
    },
    async mark(id, marks) {
      await tx.update(surveys).set(marks).where(eq(surveys.id, id));
    },
    async isStopped(personId) {
      const [row] = await tx.select().from(surveyStops).where(eq(surveyStops.personId, personId));
      return row !== undefined;
    },
    async stop(personId, stoppedAt) {
      if (stoppedAt) await tx.insert(surveyStops).values({ personId, stoppedAt }).onConflictDoNothing();
      else await tx.delete(surveyStops).where(eq(surveyStops.personId, personId));
    },
    async counts(officeId, from, to) {
      const [counted] = await surveyCounts(tx, officeId, [{ from, to }]);
      if (!counted) throw new Error('a span has its counts');
      return counted;
    },
    channels: (officeId, spans) => surveyChannels(tx, officeId, spans),
    countsIn: (officeId, spans) => surveyCounts(tx, officeId, spans),
    given: (officeId, spans) => countedRatingsIn(tx, eq(surveys.officeId, officeId), spans),
    async named(officeId, agencyId, before) {
      const { personId, rating, ratedAt } = surveys;
      const given = await tx
        .select({ personId, rating, ratedAt })
        .from(surveys)
        .innerJoin(requests, eq(requests.id, surveys.requestId))
        .where(
          and(
            ...[eq(surveys.officeId, officeId), eq(requests.agencyId, agencyId), eq(requests.officeId, officeId)],
            ...[isNotNull(rating), eq(surveys.nameless, false), lt(ratedAt, before)],
          ),
        )
        .orderBy(asc(ratedAt), asc(surveys.id));
      return given.flatMap(({ rating: r, ratedAt: at, ...who }) =>
        r === null || at === null ? [] : [{ ...who, rating: r, ratedAt: at }],
      );
    },
    answers: (officeId, span) => countedAnswers(tx, officeId, span),
    async openRecovery(recovery) {
      const opened = await tx
        .insert(recoveries)
        .values(recovery)
        .onConflictDoNothing()
        .returning({ id: recoveries.id });
      return opened.length > 0;
    },
    async recoveryOf(requestId) {
      const [row] = await tx
        .select(recovered)
        .from(recoveries)
        .where(eq(recoveries.requestId, requestId))
        .orderBy(desc(recoveries.id))
        .limit(1)
        .for('update');
      return row;
    },
    async markRecovery(id, marks) {
      await tx.update(recoveries).set(marks).where(eq(recoveries.id, id));
    },
    async recoveriesDue(now, limit) {
      const { id, requestId, stepAt } = recoveries;
      return tx
        .select({ id, requestId })
        .from(recoveries)
        .where(
          and(
            // Written out, so that the partial index serves.
            sql`${recoveries.endedAt} is null and ${recoveries.lateAt} is null`,
            or(isNull(stepAt), lte(stepAt, now)),
            mayTry('recoveries', id, now),
          ),
        )
        .orderBy(asc(stepAt), asc(id))
        .limit(limit);
    },
  };
}
