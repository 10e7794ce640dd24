import { and, asc, eq, inArray, isNull, lt, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { FindingSaid, LateFinding, Listed, ReviewStore } from '../../src/reviews/store.ts';
import { type Db, rows } from '../engine/client.ts';
import { actions, agencies, reviewFindings as findings, people, reviews } from '../schema.ts';
import { mayTry } from './sweeps.ts';

/** What is to be done about what reviews have found. */
type Asked = Pick<
  ReviewStore,
  'findings' | 'finding' | 'addFindings' | 'changeFinding' | 'dropFindings' | 'answered' | 'late'
>;

const owners = alias(people, 'owner');
const enders = alias(people, 'ender');

export const findingStore = (tx: Db): Asked => {
  const said = async (where: SQL | undefined): Promise<FindingSaid[]> =>
    (
      await tx
        .select({
          finding: findings,
          ...{ owner: owners.name, ender: enders.name, state: actions.state, result: actions.result },
          answeredAt: actions.endedAt,
        })
        .from(findings)
        .innerJoin(owners, eq(owners.id, findings.ownerId))
        .leftJoin(actions, eq(actions.id, findings.actionId))
        .leftJoin(enders, eq(enders.id, actions.endedBy))
        .where(where)
        .orderBy(asc(findings.id))
    ).map(({ finding, ender, ...action }) => ({ ...finding, ...action, endedBy: ender }));
  return {
    findings: async (ids) => (ids.length === 0 ? [] : said(inArray(findings.reviewId, [...ids]))),
    async finding(id) {
      const [row] = await tx.select().from(findings).where(eq(findings.id, id));
      return row;
    },
    async addFindings(all) {
      if (all.length > 0)
        await tx
          .insert(findings)
          .values([...all])
          .onConflictDoNothing();
    },
    async changeFinding(id, change) {
      await tx.update(findings).set(change).where(eq(findings.id, id));
    },
    async dropFindings(ids) {
      if (ids.length > 0) await tx.delete(findings).where(inArray(findings.id, [...ids]));
    },
    async answered(now) {
      const found = await rows<{ id: number }>(
        tx,
        sql`select r.id from review_findings r join actions a on a.id = r.action_id
          where r.accepted_at is null and r.told_at is null and a.state = 'done'
            and ${mayTry('review answers', sql`r.id`, now)} order by r.id`,
      );
      return found.map(({ id }) => id);
    },
    async late({ officeId, agencyIds }, { today, toldBefore }, limit) {
      if (agencyIds?.length === 0) return { reviews: [], findings: [], answers: [] };
      const theirs = agencyIds === null ? undefined : inArray(reviews.agencyId, [...agencyIds]);
      const here = and(eq(reviews.officeId, officeId), theirs);
      const open = await tx
        .select({ review: reviews, agency: agencies.name })
        .from(reviews)
        .innerJoin(agencies, eq(agencies.id, reviews.agencyId))
        .where(and(here, eq(reviews.state, 'open'), lt(reviews.due, today)))
        .orderBy(asc(reviews.due), asc(reviews.id))
        .limit(limit);
      const some = async (where: SQL | undefined): Promise<LateFinding[]> => {
        const found = await tx
          .select({ id: findings.id, review: reviews, agency: agencies.name })
          .from(findings)
          .innerJoin(reviews, eq(reviews.id, findings.reviewId))
          .innerJoin(agencies, eq(agencies.id, reviews.agencyId))
          .innerJoin(actions, eq(actions.id, findings.actionId))
          .where(and(here, where))
          .orderBy(asc(actions.due), asc(findings.id))
          .limit(limit);
        const all =
          found.length === 0
            ? []
            : await said(
                inArray(
                  findings.id,
                  found.map(({ id }) => id),
                ),
              );
        return found.flatMap(({ id, review, agency }) => {
          const one = all.find((each) => each.id === id);
          return one ? [{ ...one, checklist: review.checklist, agency }] : [];
        });
      };
      return {
        reviews: open.map(({ review, agency }): Listed => ({ ...review, agency })),
        findings: await some(and(eq(actions.state, 'open'), lt(actions.due, today))),
        answers: await some(
          and(eq(actions.state, 'done'), isNull(findings.acceptedAt), lt(findings.toldAt, toldBefore)),
        ),
      };
    },
  };
};
