import { and, asc, eq, gt, gte, isNull, lte, max, min, ne, or, sql } from 'drizzle-orm';
import type { SurveyStore } from '../../src/store.ts';
import type { Db } from '../engine/client.ts';
import { requests, surveys } from '../schema.ts';
import { mayTry } from './sweeps.ts';

export function surveyStore(tx: Db): SurveyStore {
  return {
    async unplanned(since, now, limit) {
      const rows = await tx
        .select({ id: requests.id })
        .from(requests)
        .leftJoin(surveys, eq(surveys.requestId, requests.id))
        .where(
          and(
            // Written out, so that the partial index serves.
            sql`${requests.state} = 'resolved'`,
            ne(requests.outcome, 'duplicate'),
            gte(requests.resolvedAt, since),
            mayTry('survey plans', requests.id, now),
            or(
              isNull(surveys.id),
              and(isNull(surveys.askedAt), sql`${surveys.resolvedAt} is distinct from ${requests.resolvedAt}`),
            ),
          ),
        )
        .orderBy(asc(requests.resolvedAt))
        .limit(limit);
      return rows.map(({ id }) => id);
    },
    async plan(survey) {
      // Resolved again after a reopening: the survey that was called off is planned anew, one that was asked is not.
      await tx
        .insert(surveys)
        .values(survey)
        .onConflictDoUpdate({
          target: surveys.requestId,
          set: { askAt: survey.askAt, resolvedAt: survey.resolvedAt, liaisonId: survey.liaisonId, skipped: null },
          setWhere: isNull(surveys.askedAt),
        });
    },
    async due(now, limit) {
      return tx
        .select()
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
    async nextAsking(now) {
      const [row] = await tx
        .select({ at: min(surveys.askAt) })
        .from(surveys)
        .where(and(sql`${surveys.askedAt} is null and ${surveys.skipped} is null`, gt(surveys.askAt, now)));
      return row?.at ?? undefined;
    },
    async lastAsked(personId) {
      const [row] = await tx
        .select({ at: max(surveys.askedAt) })
        .from(surveys)
        .where(eq(surveys.personId, personId));
      return row?.at ?? undefined;
    },
    async asked(id, at) {
      await tx.update(surveys).set({ askedAt: at }).where(eq(surveys.id, id));
    },
    async skip(id, reason) {
      await tx.update(surveys).set({ skipped: reason }).where(eq(surveys.id, id));
    },
    async of(requestId) {
      const [row] = await tx.select().from(surveys).where(eq(surveys.requestId, requestId)).for('update');
      return row;
    },
    async rate(id, rating, at) {
      const rated = await tx
        .update(surveys)
        .set({ rating, ratedAt: at })
        .where(and(eq(surveys.id, id), isNull(surveys.rating)))
        .returning({ id: surveys.id });
      return rated.length > 0;
    },
    async comment(id, text) {
      await tx.update(surveys).set({ comment: text }).where(eq(surveys.id, id));
    },
  };
}
