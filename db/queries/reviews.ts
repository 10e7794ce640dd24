import { and, asc, desc, eq, inArray, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { ReviewStore, ReviewsOf } from '../../src/reviews/store.ts';
import { type Db, rows } from '../engine/client.ts';
import { agencies, reviewFiles as files, reviewJudgements as judgements, reviewPeople, reviews } from '../schema.ts';
import { reviewCycleStore } from './reviewCycles.ts';
import { findingStore } from './reviewFindings.ts';

function ofThese(of: ReviewsOf): SQL | undefined {
  if ('told' in of)
    return or(
      sql`exists (select from review_people p where p.review_id = ${reviews.id} and p.person_id = ${of.told}::int)`,
      ...of.heads.map(({ officeId, agencyId }) => and(eq(reviews.officeId, officeId), eq(reviews.agencyId, agencyId))),
    );
  const theirs = of.agencyIds === null ? undefined : inArray(reviews.agencyId, [...of.agencyIds]);
  return and(eq(reviews.officeId, of.officeId), theirs);
}

export function reviewStore(tx: Db): ReviewStore {
  return {
    ...reviewCycleStore(tx),
    ...findingStore(tx),
    async latestDue({ officeId, agencyId, code }) {
      const [row] = await tx
        .select({ due: sql<string | null>`max(${reviews.due})::text` })
        .from(reviews)
        .where(and(eq(reviews.officeId, officeId), eq(reviews.agencyId, agencyId), eq(reviews.code, code)));
      return row?.due ?? undefined;
    },
    async add(review) {
      const [row] = await tx.insert(reviews).values(review).onConflictDoNothing().returning({ id: reviews.id });
      return row?.id;
    },
    async one(id, how) {
      const found = tx.select().from(reviews).where(eq(reviews.id, id));
      const [row] = await (how === 'locked' ? found.for('update') : found);
      return row;
    },
    async change(id, change) {
      await tx.update(reviews).set(change).where(eq(reviews.id, id));
    },
    async open({ officeId, agencyId, code }) {
      const [row] = await tx
        .select({ id: reviews.id })
        .from(reviews)
        .where(
          and(
            ...[eq(reviews.officeId, officeId), eq(reviews.agencyId, agencyId)],
            ...[eq(reviews.code, code), eq(reviews.state, 'open')],
          ),
        );
      return row?.id;
    },
    async of(whose, state, limit) {
      const found = await tx
        .select({ review: reviews, agency: agencies.name })
        .from(reviews)
        .innerJoin(agencies, eq(agencies.id, reviews.agencyId))
        .where(and(ofThese(whose), eq(reviews.state, state)))
        .orderBy(...(state === 'open' ? [asc(reviews.due)] : [desc(reviews.finishedAt)]), desc(reviews.id))
        .limit(limit);
      return found.map(({ review, agency }) => ({ ...review, agency }));
    },
    before: ({ officeId, agencyId, code }, limit) =>
      tx
        .select()
        .from(reviews)
        .where(
          and(
            ...[eq(reviews.officeId, officeId), eq(reviews.agencyId, agencyId)],
            ...[eq(reviews.code, code), eq(reviews.state, 'finished')],
          ),
        )
        .orderBy(desc(reviews.finishedAt), desc(reviews.id))
        .limit(limit),
    files: (id) =>
      tx
        .select({ id: files.id, name: files.name })
        .from(files)
        .where(and(eq(files.reviewId, id), isNull(files.droppedAt)))
        .orderBy(asc(files.id)),
    filesOf: async (ids) =>
      ids.length === 0
        ? []
        : tx
            .select({ id: files.id, name: files.name, reviewId: files.reviewId })
            .from(files)
            .where(and(inArray(files.reviewId, [...ids]), isNull(files.droppedAt)))
            .orderBy(asc(files.id)),
    async keepFiles(id, names) {
      const known = await tx.select().from(files).where(eq(files.reviewId, id));
      const gone = known.filter(({ name, droppedAt }) => droppedAt === null && !names.includes(name));
      const back = known.filter(({ name, droppedAt }) => droppedAt !== null && names.includes(name));
      const fresh = names.filter((name) => !known.some((each) => each.name === name));
      for (const { id: file } of gone) await tx.update(files).set({ droppedAt: sql`now()` }).where(eq(files.id, file));
      for (const { id: file } of back) await tx.update(files).set({ droppedAt: null }).where(eq(files.id, file));
      if (fresh.length > 0) await tx.insert(files).values(fresh.map((name) => ({ reviewId: id, name })));
    },
    judgements: async (ids) =>
      ids.length === 0
        ? []
        : tx
            .select()
            .from(judgements)
            .where(inArray(judgements.reviewId, [...ids]))
            .orderBy(asc(judgements.id)),
    async judge(id, all) {
      if (all.length > 0) await tx.insert(judgements).values(all.map((each) => ({ ...each, reviewId: id })));
    },
    async told(id) {
      const found = await tx
        .select({ id: reviewPeople.personId })
        .from(reviewPeople)
        .where(eq(reviewPeople.reviewId, id))
        .orderBy(asc(reviewPeople.personId));
      return found.map(({ id: personId }) => personId);
    },
    async tell(id, personIds) {
      if (personIds.length === 0) return;
      const values = personIds.map((personId) => ({ reviewId: id, personId }));
      await tx.insert(reviewPeople).values(values).onConflictDoNothing();
    },
    contacts: (officeId, agencyId, limit) =>
      rows(
        tx,
        sql`with known as (
            select p.id, p.name, bool_or(m.role = 'agency head' and m.office_id = ${officeId}::int) as heads,
              (select max(r.opened_at) from requests r where r.requester_id = p.id and r.office_id = ${officeId}::int) as asked
            from memberships m join people p on p.id = m.person_id and p.active
            where m.confirmed and m.role in ('agency head', 'requester') and m.agency_id = ${agencyId}::int
            group by p.id, p.name
          )
          select id, name, heads from known order by heads desc, asked desc nulls last, id limit ${limit}::int`,
      ),
  };
}
