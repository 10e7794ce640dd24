import type { Feature } from '../feature/feature.ts';
import type { MenuPart } from '../feature/menu.ts';
import { headships, officesAs, worksAs } from '../people/person.ts';
import { reviewsPress } from '../requests/presses.ts';
import { reviewsDigest, reviewsMonth } from './digest.ts';
import { answerFiles, fillReview, nameFiles } from './fillDeeds.ts';
import { acceptFinding, changeFinding, reopenFinding } from './findingDeeds.ts';
import { commentReview, finishReview, sendReview } from './finishDeeds.ts';
import { beginReview, callOffReview, reviews as list, review } from './listDeeds.ts';
import { reviewsPage } from './page.ts';
import { answerSweep, beginSweep, planSweep, sweepReviewAnswers, sweepReviewPlans, sweepReviews } from './sweep.ts';

/** The way to them: where the office has checklists, and for those who may read a result. */
const menu: MenuPart = async (tx, actor) => {
  const told = { told: actor.person.id, heads: headships(actor) };
  const offices = new Set([...officesAs(actor, 'liaison'), ...officesAs(actor, 'supervisor')]);
  let isThere = false;
  for (const id of offices) isThere ||= (await tx.reviews.rules(id)).length > 0;
  isThere ||= (await tx.reviews.of(told, 'finished', 1)).length > 0;
  return { blocks: [], buttons: isThere ? [reviewsPress.button('Reviews', {})] : [] };
};

/** Reviews of agencies by checklists: begun as their day comes near, filled in, finished, and answered. */
export const reviews: Feature = {
  name: 'reviews',
  isProgramme: true,
  menu,
  help: (actor) => {
    if (worksAs(actor, 'liaison', 'supervisor'))
      return [{ type: 'reviews', does: 'reviews of your agencies: what is open, what was found, what comes' }];
    return headships(actor).length > 0 ? [{ type: 'reviews', does: 'what reviews of your agency have found' }] : [];
  },
  deeds: [
    ...[list, review, beginReview, callOffReview, nameFiles, answerFiles, fillReview],
    ...[finishReview, sendReview, commentReview, changeFinding, acceptFinding, reopenFinding],
  ],
  phrases: Object.fromEntries(
    ['reviews', 'review', 'my reviews', 'agency reviews', 'checklists'].map((text) => [text, 'reviews']),
  ),
  digest: reviewsDigest,
  month: reviewsMonth,
  pages: [reviewsPage],
  sweeps: [
    { name: planSweep, sweep: sweepReviewPlans },
    { name: beginSweep, sweep: sweepReviews },
    { name: answerSweep, sweep: sweepReviewAnswers },
  ],
  nextMoment: (tx, now) => tx.reviews.nextMoment(now),
};
