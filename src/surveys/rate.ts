import { form, hidden, show } from '../feature/answer.ts';
import { deed } from '../feature/deed.ts';
import { Draft } from '../requests/draft.ts';
import type { RequestFacts } from '../requests/facts.ts';
import { requestDeed } from '../requests/requestDeed.ts';
import {
  nameLeftOut,
  openRest,
  ratedAlready,
  readRest,
  saidMore,
  tooLateForNameless,
  wrongRating,
} from './answering.ts';
import { chatOf } from './channels.ts';
import { askAgainPress, askNoMorePress, commentPress, namelessPress, ratePress, stopSurveysPress } from './presses.ts';
import { beginRecovery, isOf, tellRecovery } from './recover.ts';
import { askNoMore } from './stop.ts';
import { isLow, type Survey } from './survey.ts';
import { askedOf, formOfSurvey, rewordQuestion } from './sweep.ts';
import { askedNoMore, commented, question, rated, restForm, startedAgain, stopped } from './words.ts';

/** What somebody answers who was asked about a resolution; what holds for all surveys stands in `answering.ts`. */

const restOf = (facts: RequestFacts, survey: Survey) => (rating: number) =>
  restForm(facts, formOfSurvey(facts, survey), rating, survey.nameless);

/** The first answer. The first press counts, and the rest of the form opens in the same breath. */
export const rate = requestDeed(
  ratePress,
  { needs: 'rate' },
  {
    async does({ tx, facts, about: { rating }, actor, accountId, at, now }) {
      const survey = await tx.surveys.of(facts.request.id);
      if (!survey) return hidden;
      const wrong = wrongRating(survey, rating);
      if (wrong) return wrong;
      const rest = restOf(facts, survey);
      if (!(await tx.surveys.rate(survey.id, rating, at, await chatOf(tx, { accountId }))))
        return ratedAlready(survey, survey.rating ?? rating, rest);
      const draft = new Draft(facts, now);
      rewordQuestion(draft, survey, (after) => rated(after, rating, survey.nameless), 'rated');
      if (!survey.nameless) {
        draft.record('rated', { at, actorId: actor.person.id }, { rating });
        if (isLow(rating)) await beginRecovery(tx, draft, { ...survey, rating });
      }
      return { decide: draft.decided(), answer: form(rest(rating)) };
    },
  },
);

export const comment = requestDeed(
  commentPress,
  { needs: 'rate' },
  {
    async opens({ tx, facts }) {
      const survey = await tx.surveys.of(facts.request.id);
      return survey ? openRest(survey, restOf(facts, survey)) : hidden;
    },
    async sent({ tx, facts, values, now }) {
      const survey = await tx.surveys.of(facts.request.id);
      if (!survey) return hidden;
      const read = readRest(formOfSurvey(facts, survey), survey, values);
      if ('instead' in read) return read.instead;
      const { rating, answers, comment: text } = read;
      await tx.surveys.answer(survey.id, answers, text);
      const draft = new Draft(facts, now);
      rewordQuestion(draft, survey, (after) => commented(after, rating, survey.nameless), 'commented');
      const recovery = await tx.surveys.recoveryOf(facts.request.id);
      if (recovery && isOf(recovery, survey))
        await tellRecovery(tx, draft, { ...survey, answers, comment: text }, recovery, `said more ${survey.earlier}`);
      return { decide: draft.decided(), answer: saidMore };
    },
  },
);

/** Before they answer, somebody may leave their name out; the question stays where it is. */
export const withoutName = requestDeed(
  namelessPress,
  { needs: 'rate' },
  {
    async does({ tx, facts, now }) {
      const survey = await tx.surveys.of(facts.request.id);
      if (!survey) return hidden;
      const late = tooLateForNameless(survey);
      if (late) return late;
      await tx.surveys.mark(survey.id, { nameless: true });
      const draft = new Draft(facts, now);
      const asked = askedOf(facts, { ...survey, nameless: true });
      rewordQuestion(draft, survey, (after) => question({ ...asked, facts: after }), 'without name');
      return { decide: draft.decided(), answer: nameLeftOut };
    },
  },
);

export const stopSurveys = requestDeed(
  stopSurveysPress,
  { needs: 'rate' },
  {
    async does({ tx, facts, actor, at, now }) {
      const survey = await tx.surveys.of(facts.request.id);
      if (!survey?.askedAt) return hidden;
      if (survey.rating === null) await tx.surveys.mark(survey.id, { declinedAt: at });
      const answer = await askNoMore(tx, actor.person.id, { at, now, here: facts.request.id });
      const draft = new Draft(facts, now);
      rewordQuestion(draft, survey, stopped, 'stopped');
      return { decide: draft.decided(), answer };
    },
  },
);

/** Typed, by whoever has no question before them. */
export const stopAsking = deed(askNoMorePress, {
  async shows({ tx, actor, at, now }) {
    await askNoMore(tx, actor.person.id, { at, now });
    return show(askedNoMore);
  },
});

/** Typed or pressed, by whoever wants to be asked after all. */
export const askAgain = deed(askAgainPress, {
  async shows({ tx, actor }) {
    const { id } = actor.person;
    const wasStopped = await tx.surveys.isStopped(id);
    if (wasStopped) await tx.surveys.stop(id, null);
    return show(startedAgain(wasStopped));
  },
});
