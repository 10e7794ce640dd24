import { type Block, type Message, sayDate } from '../chat/message.ts';
import type { Own, OwnReview } from './own.ts';
import { beginReviewPress, reviewPress } from './presses.ts';
import { titleOf } from './review.ts';
import { sayCounts, sayProgress } from './words.ts';

/** Reviews in a list: open ones, those that were, and those that come. */

export const nameOf = (it: OwnReview): string => titleOf(it, { name: it.agency });

export function list({ open, finished, coming, begins }: Own): Message {
  return {
    blocks: [
      { kind: 'heading', text: 'Reviews' },
      ...(open.length === 0 && finished.length === 0
        ? [{ kind: 'text' as const, text: ['No review is open, and none has been finished yet.'] }]
        : []),
      ...open.map(
        (it): Block => ({
          kind: 'row',
          text: [
            { strong: nameOf(it) },
            ` · ${it.due < it.today ? 'was due' : 'due'} ${sayDate(it.due, it.today)} · ${sayProgress(it.counts)}`,
          ],
          buttons: [reviewPress.button('Show it', { review: it.id })],
        }),
      ),
      ...(finished.length > 0 ? [{ kind: 'text' as const, text: [{ strong: 'Finished' }] }] : []),
      ...finished.map(
        (it): Block => ({
          kind: 'row',
          text: [{ strong: nameOf(it) }, ` · ${sayResult(it)}`],
          buttons: [reviewPress.button('Show it', { review: it.id })],
        }),
      ),
      ...(coming.length > 0
        ? [
            { kind: 'text' as const, text: [{ strong: 'To come' }] },
            {
              kind: 'list' as const,
              items: coming.map(({ name, agency, due, today }) => [
                { strong: `${name}: ${agency}` },
                `, due ${sayDate(due, today)}`,
              ]),
            },
          ]
        : []),
      ...(begins ? [{ kind: 'buttons' as const, buttons: [beginReviewPress.button('Begin a review', {})] }] : []),
    ],
  };
}

/** "June 3 · 18 fine, 2 findings (2 minor) · 1 of 2 still open". */
export function sayResult({ finishedOn, today, counts, findings }: OwnReview): string {
  const left = findings.open > 0 ? ` · ${findings.open} of ${findings.all} still open` : '';
  return `${sayDate(finishedOn, today)} · ${sayCounts(counts)}${left}`;
}
