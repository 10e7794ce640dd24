import { eachAlone } from '../feature/sweep.ts';
import { tellAwake } from '../offices/tellAwake.ts';
import type { Store, Tx } from '../store.ts';
import { beginCycle, planCycle } from './begin.ts';
import { answered } from './officeWords.ts';
import { answeredKey, redrawAll } from './tell.ts';
import { viewOf } from './view.ts';
import { reviewersNow } from './who.ts';

export const planSweep = 'review plans';
export const beginSweep = 'reviews';
export const answerSweep = 'review answers';

/** When the next review of each agency is due, and when it begins. */
export async function sweepReviewPlans(store: Store, now: Date): Promise<number> {
  const cycles = await store.transaction((tx) => tx.reviews.toPlan(now));
  return eachAlone(
    { store, name: planSweep, now },
    cycles,
    ({ id }) => id,
    (tx, each) => planCycle(tx, each, now),
  );
}

/** Those whose time has come begin. */
export async function sweepReviews(store: Store, now: Date): Promise<number> {
  const cycles = await store.transaction((tx) => tx.reviews.due(now));
  return eachAlone(
    { store, name: beginSweep, now },
    cycles,
    ({ id }) => id,
    (tx, { id }) => beginCycle(tx, id, now),
  );
}

/** The office reads what an agency answers to a finding. */
export async function sweepReviewAnswers(store: Store, now: Date): Promise<number> {
  const findings = await store.transaction((tx) => tx.reviews.answered(now));
  return eachAlone(
    { store, name: answerSweep, now },
    findings,
    (id) => id,
    (tx, id) => tellAnswer(tx, id, now),
  );
}

async function tellAnswer(tx: Tx, findingId: number, now: Date): Promise<boolean> {
  const known = await tx.reviews.finding(findingId);
  const review = known && (await tx.reviews.one(known.reviewId, 'locked'));
  if (!review) return false;
  const view = await viewOf(tx, review, now);
  const finding = view.findings.find(({ id }) => id === findingId);
  if (finding?.state !== 'done' || finding.toldAt !== null || !finding.answeredAt) return false;
  const { answeredAt } = finding;
  await tx.reviews.changeFinding(findingId, { toldAt: now });
  const message = answered(view, findingId);
  await tellAwake(
    tx,
    review.officeId,
    (await reviewersNow(tx, review, now)).map(({ id: personId }) => ({
      ...{ kind: 'notice' as const, to: { personId }, officeId: review.officeId, message },
      key: answeredKey(findingId, answeredAt, personId),
    })),
    { now },
  );
  await redrawAll(tx, review.id, now);
  return true;
}
