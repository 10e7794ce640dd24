import { errors, form, hidden, notice, show } from '../feature/answer.ts';
import { deed } from '../feature/deed.ts';
import { reviewsPress } from '../requests/presses.ts';
import { begin, dueOf } from './begin.ts';
import { over, shown } from './fillDeeds.ts';
import { beginForm, callOffForm } from './formWords.ts';
import { list } from './listWords.ts';
import { card } from './officeWords.ts';
import { beginningsOf, readOwn } from './own.ts';
import { beginReviewPress, callOffReviewPress, reviewPress } from './presses.ts';
import { readBeginning, readText } from './reading.ts';
import { LONGEST_REASON } from './review.ts';
import { redrawAll } from './tell.ts';
import { viewOf } from './view.ts';
import { find } from './who.ts';
import { result, whole } from './words.ts';

/** Reviews are found, looked at, begun by hand and called off. */

const LISTED = 10;

export const reviews = deed(reviewsPress, {
  shows: async ({ tx, actor, now }) => show(list(await readOwn(tx, actor, now, LISTED))),
});

/** While it goes on, what is to be filled in; once it is finished, all that was looked at. */
export const review = deed(reviewPress, {
  async shows({ tx, actor, about, now }) {
    const found = await find(tx, actor, { id: about.review, action: 'see', now });
    if (!found) return hidden;
    const view = await viewOf(tx, found.review, now);
    if (found.review.state === 'finished' && about.how === 'all') return show(whole(view));
    return show(found.relations.includes('office') ? card(view) : result(view, actor.person.id));
  },
});

export const beginReview = deed(beginReviewPress, {
  async opens({ tx, actor, now }) {
    const { offices } = await beginningsOf(tx, actor, now);
    return offices.length > 0 ? form(beginForm(offices)) : hidden;
  },
  async sent({ tx, actor, values, now }) {
    const { offices, todayOf } = await beginningsOf(tx, actor, now);
    if (offices.length === 0) return hidden;
    const read = readBeginning(values, offices, todayOf);
    if ('problems' in read) return errors(read.problems);
    const { officeId, rule, agency } = read;
    const of = { officeId, agencyId: agency.id, rule };
    const open = await tx.reviews.open({ officeId, agencyId: agency.id, code: rule.code });
    if (open !== undefined) return shown(tx, open, now, [{ kind: 'text', text: ['This one is open already.'] }]);
    const due = read.due ?? (await dueOf(tx, { ...of, today: todayOf(officeId) }));
    if (due === undefined) return hidden;
    const begun = await begin(tx, of, { due, by: actor.person.id, now });
    return begun ? shown(tx, begun.id, now) : errors({ due: 'One had this day already. Choose another.' });
  },
});

export const callOffReview = deed(callOffReviewPress, {
  async opens({ tx, actor, about, now }) {
    const found = await find(tx, actor, { id: about.review, action: 'lead', now });
    if (!found) return hidden;
    return over(found.review) ?? form(callOffForm(await viewOf(tx, found.review, now)));
  },
  async sent({ tx, actor, about, values, at, now }) {
    const found = await find(tx, actor, { id: about.review, action: 'lead', now });
    if (!found) return hidden;
    const no = over(found.review);
    if (no) return no;
    const read = readText(values, 'reason', { longest: LONGEST_REASON, missing: 'Say in a few words why.' });
    if ('problems' in read) return errors(read.problems);
    const { id } = found.review;
    await tx.reviews.change(id, { state: 'called off', reason: read.text });
    const data = { review: id, reason: read.text };
    await tx.records.addToOffice(found.review.officeId, {
      kind: 'review called off',
      at,
      actorId: actor.person.id,
      data,
    });
    await redrawAll(tx, id, now);
    return notice('Called off. The next one comes all the same.');
  },
});
