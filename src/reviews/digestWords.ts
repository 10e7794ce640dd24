import { type Block, sayDate } from '../chat/message.ts';
import type { MonthFact, ToDecide } from '../feature/digestPart.ts';
import { sayResult } from './listWords.ts';
import type { OwnReview } from './own.ts';
import { reviewPress } from './presses.ts';
import { foundIn, titleOf } from './review.ts';
import type { LateFinding, Listed } from './store.ts';
import { findingButtons, plural, sayProgress } from './words.ts';

/** What digests and months say of reviews. */

const title = (it: Pick<Listed, 'checklist' | 'agency'>): string => titleOf(it, { name: it.agency });
const show = (review: number) => reviewPress.button('Show the review', { review });

export const overdueReview = (it: Pick<Listed, 'id' | 'checklist' | 'agency' | 'due'>, today: string): ToDecide => ({
  text: ['Overdue: ', { strong: title(it) }, `, was due ${sayDate(it.due, today)}`],
  buttons: [show(it.id)],
});

/** To whoever is to finish it. */
export const soonRow = (
  it: Pick<OwnReview, 'id' | 'checklist' | 'agency' | 'due' | 'counts'>,
  today: string,
): Block => ({
  kind: 'row',
  text: [{ strong: title(it) }, `, due ${sayDate(it.due, today)} · ${sayProgress(it.counts)}`],
  buttons: [show(it.id)],
});

export const overdueFinding = (it: LateFinding, today: string): ToDecide => ({
  text: ['Not answered: ', { strong: it.what }, `, ${it.owner}, was due ${sayDate(it.due, today)} · ${title(it)}`],
  buttons: [show(it.reviewId)],
});

export const waitingAnswer = (it: LateFinding): ToDecide => ({
  text: [
    `${it.endedBy ?? 'Somebody'} has answered “`,
    { strong: it.what },
    `”${it.result === null ? '' : `: ${it.result}`} · ${title(it)}`,
  ],
  buttons: findingButtons({ finding: it }),
});

/** Of the month of a whole office. */
export function finishedInMonth(all: readonly OwnReview[]): MonthFact[] {
  if (all.length === 0) return [];
  const found = all.reduce((sum, { counts }) => sum + foundIn(counts), 0);
  return [{ label: 'Reviews finished', value: `${all.length}, with ${plural(found, 'finding')}` }];
}

/** The latest first. */
export const latestResult = (all: readonly OwnReview[]): MonthFact[] =>
  all.map((it) => ({ label: it.checklist.name, value: sayResult(it) }));
