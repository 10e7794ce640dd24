import type { Answer } from '../chat/answer.ts';
import { errors, filled, form, hidden, notice, show } from '../feature/answer.ts';
import { deed } from '../feature/deed.ts';
import { tooLong } from '../offices/formValues.ts';
import { addDays } from '../people/absence.ts';
import type { Actor } from '../people/person.ts';
import type { Tx } from '../store.ts';
import { MOST_CONTACTS, over } from './fillDeeds.ts';
import { again, isComplete, isPrepared, prepare, readersOf, send, usual } from './finish.ts';
import { commentForm, finishForm } from './formWords.ts';
import { preview, said, unfinished } from './officeWords.ts';
import { commentReviewPress, finishReviewPress, sendReviewPress } from './presses.ts';
import { readText, readWhoAndWhen } from './reading.ts';
import { DAYS_TO_ANSWER, foundIn, LONGEST_COMMENT, LONGEST_SUMMARY } from './review.ts';
import { redrawAll, tellReviewers } from './tell.ts';
import { type View, viewOf } from './view.ts';
import { find } from './who.ts';

/** A review is finished, the agency reads its result, and says what it thinks of it. */

type Ready = { view: View; contacts: Awaited<ReturnType<Tx['reviews']['contacts']>> };

/** One that may be finished now; or what stands in the way. */
async function ready(tx: Tx, actor: Actor, id: number, now: Date): Promise<Ready | { no: Answer }> {
  const found = await find(tx, actor, { id, action: 'lead', now });
  if (!found) return { no: hidden };
  const no = over(found.review);
  if (no) return { no };
  const view = await viewOf(tx, found.review, now);
  if (!isComplete(view)) return { no: show(unfinished(view)) };
  const { officeId, agencyId } = found.review;
  const contacts = await tx.reviews.contacts(officeId, agencyId, MOST_CONTACTS);
  if (contacts.length === 0)
    return {
      no: notice(`The desk knows nobody of ${view.agency.name}. Somebody there has to write to it once, then finish.`),
    };
  return { view, contacts };
}

export const finishReview = deed(finishReviewPress, {
  async opens({ tx, actor, about, now }) {
    const found = await ready(tx, actor, about.review, now);
    if ('no' in found) return found.no;
    const { view, contacts } = found;
    const before = usual(view.findings);
    const due = before?.due ?? addDays(view.today, DAYS_TO_ANSWER);
    // Whoever heads the agency, or was asked for the files, is likely to answer.
    const likely = before?.ownerId ?? view.review.askedOf ?? contacts[0]?.id;
    return form(finishForm(view, contacts, { summary: view.review.summary, ownerId: likely, due }));
  },
  async sent({ tx, actor, about, values, now }) {
    const found = await ready(tx, actor, about.review, now);
    if ('no' in found) return found.no;
    const { view, contacts } = found;
    const summary = filled(values, 'summary') ?? null;
    const long = tooLong(summary, LONGEST_SUMMARY);
    const wanted = foundIn(view.counts) > 0;
    const read = wanted
      ? readWhoAndWhen(values, { contacts, today: view.today })
      : { ownerId: undefined, due: undefined };
    const problems = {
      ...(long !== undefined && { summary: long }),
      ...('problems' in read && read.problems),
    };
    if (Object.keys(problems).length > 0 || 'problems' in read) return errors(problems);
    await tx.reviews.change(view.review.id, { summary, finishedBy: actor.person.id });
    await prepare(tx, view, read);
    await redrawAll(tx, view.review.id, now);
    return previewed(tx, view.review, contacts, now);
  },
});

async function previewed(
  tx: Tx,
  review: View['review'],
  contacts: Ready['contacts'],
  now: Date,
  besides: string | null = null,
): Promise<Answer> {
  const view = await again(tx, review, now);
  if (!view) return hidden;
  const names = readersOf(view, contacts).map(({ name }) => name);
  const { blocks } = preview(view, names);
  return show({
    blocks: [...(besides === null ? [] : [{ kind: 'text' as const, text: [besides] }]), ...blocks],
  });
}

export const sendReview = deed(sendReviewPress, {
  async shows({ tx, actor, about, at, now }) {
    const found = await ready(tx, actor, about.review, now);
    if ('no' in found) return found.no;
    const { view, contacts } = found;
    if (!isPrepared(view)) {
      if (foundIn(view.counts) > 0 && view.findings.length === 0)
        return notice('Say first who answers the findings: press Finish.');
      await prepare(tx, view, usual(view.findings) ?? { ownerId: undefined, due: undefined });
      return previewed(
        tx,
        view.review,
        contacts,
        now,
        'Something was filled in meanwhile. Please look at it once more.',
      );
    }
    const people = await send(tx, view, { by: actor.person.id, at, now, contacts });
    const whom = people === 1 ? 'One person' : `${people} people`;
    return notice(
      `Finished. ${whom} of ${view.agency.name} ${people === 1 ? 'reads' : 'read'} the result.`,
      view.findings.length > 0 ? ' You hear of each answer.' : '',
    );
  },
});

export const commentReview = deed(commentReviewPress, {
  async opens({ tx, actor, about, now }) {
    const found = await find(tx, actor, { id: about.review, action: 'comment', now });
    if (!found) return hidden;
    const view = await viewOf(tx, found.review, now);
    return saidAlready(view) ?? form(commentForm(view));
  },
  async sent({ tx, actor, about, values, at, now }) {
    const found = await find(tx, actor, { id: about.review, action: 'comment', now });
    if (!found) return hidden;
    const { review } = found;
    const no = saidAlready(await viewOf(tx, review, now));
    if (no) return no;
    const read = readText(values, 'comment', { longest: LONGEST_COMMENT, missing: 'Write what you say to it.' });
    if ('problems' in read) return errors(read.problems);
    const { text: comment } = read;
    const { id: actorId, name } = actor.person;
    await tx.reviews.change(review.id, { comment, commentedBy: actorId });
    const data = { review: review.id, comment };
    await tx.records.addToOffice(review.officeId, { kind: 'review commented', at, actorId, data });
    await redrawAll(tx, review.id, now);
    const view = await viewOf(tx, { ...review, comment, commentedBy: actorId }, now);
    const message = said(view, name, comment, 'has commented on the result of');
    await tellReviewers(tx, review, { name: `review ${review.id} commented`, message, but: actorId }, now);
    return notice('Thank you. It stands with the result.');
  },
});

const saidAlready = ({ review: { comment, commentedBy }, nameOf }: View): Answer | undefined =>
  comment === null ? undefined : notice(`${nameOf(commentedBy)} has said this for your agency: ${comment}`);
