import { errors, filled, form, hidden, notice } from '../feature/answer.ts';
import { hasRole } from '../people/person.ts';
import { Draft } from '../requests/draft.ts';
import type { RequestFacts } from '../requests/facts.ts';
import { requestRef } from '../requests/request.ts';
import { requestDeed } from '../requests/requestDeed.ts';
import type { Tx } from '../store.ts';
import { commentPress, ratePress } from './presses.ts';
import { isLow } from './survey.ts';
import { surveyKey } from './sweep.ts';
import { commented, commentForm, rated, recovery, recoveryComment } from './words.ts';

const NOTED_ALREADY = 'Your comment is noted already. Thank you.';

/** One of the five buttons. The first press counts, and the comment form opens in the same breath. */
export const rate = requestDeed(
  ratePress,
  { needs: 'rate' },
  {
    async does({ tx, facts, about: { rating }, actor, at, now }) {
      const { request } = facts;
      const survey = await tx.surveys.of(request.id);
      if (!survey?.askedAt || ![1, 2, 3, 4, 5].includes(rating)) return hidden;
      if (!(await tx.surveys.rate(survey.id, rating, at))) {
        if (survey.comment !== null) return notice(`You rated this with ${survey.rating} of 5 already. Thank you.`);
        return form(commentForm(request.id, survey.rating ?? rating));
      }
      const draft = new Draft(facts, now);
      draft.record('rated', { at, actorId: actor.person.id }, { rating });
      const key = surveyKey(request.id);
      draft.tell({
        ...{ key: `${key} rated`, kind: 'survey', to: request.requesterId, replaces: key },
        message: (after) => rated(after, rating),
      });
      if (isLow(rating)) {
        const { liaisonId } = survey;
        const liaison = liaisonId === null ? undefined : (await tx.people.named([liaisonId])).get(liaisonId);
        draft.tell({
          ...{ key: `recovery ${requestRef(request.id)}`, kind: 'notice', to: 'supervisors' },
          message: (after) => recovery(after, rating, liaison),
        });
        for (const to of await answererOf(tx, facts, liaisonId))
          draft.tell({
            ...{ key: `recovery ${requestRef(request.id)} for ${to}`, kind: 'notice', to },
            message: (after) => recovery(after, rating, liaison, after.request.holderId === to),
          });
      }
      return { decide: draft.decided(), answer: form(commentForm(request.id, rating)) };
    },
  },
);

export const comment = requestDeed(
  commentPress,
  { needs: 'rate' },
  {
    async opens({ tx, facts: { request } }) {
      const survey = await tx.surveys.of(request.id);
      if (survey?.rating == null) return hidden;
      return survey.comment === null ? form(commentForm(request.id, survey.rating)) : notice(NOTED_ALREADY);
    },
    async sent({ tx, facts, values, now }) {
      const { request } = facts;
      const survey = await tx.surveys.of(request.id);
      if (survey?.rating == null) return hidden;
      const text = filled(values, 'comment');
      if (!text) return notice('Thank you for your rating.');
      if (text.length > 5_000) return errors({ comment: 'Please keep it under 5,000 characters.' });
      if (survey.comment !== null) return notice(NOTED_ALREADY);
      await tx.surveys.comment(survey.id, text);
      const { rating } = survey;
      const draft = new Draft(facts, now);
      const key = surveyKey(request.id);
      draft.tell({
        ...{ key: `${key} commented`, kind: 'survey', to: request.requesterId, replaces: key },
        message: (after) => commented(after, rating),
      });
      if (isLow(rating))
        draft.tell({
          ...{ key: `recovery comment ${requestRef(request.id)}`, kind: 'notice', to: 'supervisors' },
          message: (after) => recoveryComment(after, text),
        });
      return { decide: draft.decided(), answer: notice('Thank you, that helps us.') };
    },
  },
);

/**
 * Whoever answered hears of a bad rating at once, while they are with the office; a supervisor hears of it as one. The
 * comment goes to supervisors alone: so says the form in which it is written.
 */
async function answererOf(tx: Tx, { request }: RequestFacts, liaisonId: number | null): Promise<number[]> {
  const actor = liaisonId === null ? undefined : await tx.people.actor(liaisonId);
  if (!actor?.person.active || hasRole(actor, request.officeId, 'supervisor')) return [];
  return hasRole(actor, request.officeId, 'liaison') ? [actor.person.id] : [];
}
