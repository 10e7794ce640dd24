import type { Answer } from '../chat/port.ts';
import { aboutIds, type Deed, errors, filled, hidden, notice, refusal, type Submission } from '../requests/deed.ts';
import { authorise, loadView } from '../requests/load.ts';
import { requestRef } from '../requests/request.ts';
import { delivery, toSupervisors } from '../requests/tell.ts';
import type { Tx } from '../store.ts';
import { isLow } from './survey.ts';
import { surveyKey } from './sweep.ts';
import { commentForm, rated, recovery, recoveryComment } from './words.ts';

/** One of the five buttons. The first press counts, and the comment form opens in the same breath. */
export async function rate(tx: Tx, deed: Deed): Promise<Answer> {
  const [requestId, rating] = aboutIds(deed);
  const allowed = await authorise(tx, deed.actor, 'rate', requestId, deed.now);
  if ('refused' in allowed) return refusal(allowed);
  const survey = await tx.surveys.of(requestId);
  if (!survey?.askedAt || ![1, 2, 3, 4, 5].includes(rating)) return hidden;
  if (!(await tx.surveys.rate(survey.id, rating, deed.at))) {
    if (survey.comment !== null) return notice(`You rated this with ${survey.rating} of 5 already. Thank you.`);
    return { kind: 'form', form: commentForm(requestId, survey.rating ?? rating) };
  }
  const { request } = allowed;
  await tx.requests.record(request, [{ kind: 'rated', at: deed.at, actorId: deed.actor.person.id, data: { rating } }]);
  const view = await loadView(tx, request);
  await tx.outbox.put([
    {
      ...delivery(request, 'survey', `${surveyKey(requestId)} rated`, request.requesterId, rated(view, rating)),
      replaces: surveyKey(requestId),
    },
  ]);
  if (isLow(rating)) {
    const liaison =
      survey.liaisonId === null ? undefined : (await tx.people.named([survey.liaisonId])).get(survey.liaisonId);
    const words = recovery(view, rating, liaison);
    await tx.outbox.put(await toSupervisors(tx, request, `recovery ${requestRef(requestId)}`, words));
  }
  return { kind: 'form', form: commentForm(requestId, rating) };
}

export async function comment(tx: Tx, deed: Submission): Promise<Answer> {
  const [requestId] = aboutIds(deed);
  const allowed = await authorise(tx, deed.actor, 'rate', requestId, deed.now);
  if ('refused' in allowed) return refusal(allowed);
  const survey = await tx.surveys.of(requestId);
  if (survey?.rating == null) return hidden;
  const text = filled(deed.values, 'comment');
  if (!text) return notice('Thank you for your rating.');
  if (text.length > 5_000) return errors({ comment: 'Please keep it under 5,000 characters.' });
  if (survey.comment !== null) return notice('Your comment is noted already. Thank you.');
  await tx.surveys.comment(survey.id, text);
  if (isLow(survey.rating)) {
    const words = recoveryComment(await loadView(tx, allowed.request), text);
    await tx.outbox.put(await toSupervisors(tx, allowed.request, `recovery comment ${requestRef(requestId)}`, words));
  }
  return notice('Thank you, that helps us.');
}
