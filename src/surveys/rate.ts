import type { Message } from '../chat/message.ts';
import { errors, filled, form, hidden, notice, show } from '../feature/answer.ts';
import { deed } from '../feature/deed.ts';
import { Draft } from '../requests/draft.ts';
import type { RequestFacts } from '../requests/facts.ts';
import { requestDeed } from '../requests/requestDeed.ts';
import { readAnswers } from './forms.ts';
import { askAgainPress, commentPress, namelessPress, ratePress, stopSurveysPress } from './presses.ts';
import { beginRecovery, isOf, tellRecovery } from './recover.ts';
import { isLow, isOpenSurvey, type Survey } from './survey.ts';
import { askedOf, formOfSurvey, standingOf } from './sweep.ts';
import { commented, question, rated, restForm, startedAgain, stopped } from './words.ts';

const NOTED_ALREADY = 'What you wrote is noted already. Thank you.';
const ENDED = notice('This question has ended. You can always write to us here.');
const LONGEST_COMMENT = 5_000;

/** The first answer. The first press counts, and the rest of the form opens in the same breath. */
export const rate = requestDeed(
  ratePress,
  { needs: 'rate' },
  {
    async does({ tx, facts, about: { rating }, actor, at, now }) {
      const survey = await tx.surveys.of(facts.request.id);
      if (!survey?.askedAt || ![1, 2, 3, 4, 5].includes(rating)) return hidden;
      if (survey.rating === null && !isOpenSurvey(survey)) return ENDED;
      const asked = formOfSurvey(facts, survey);
      if (!(await tx.surveys.rate(survey.id, rating, at))) {
        const first = survey.rating ?? rating;
        if (isFilled(survey)) return notice(`You rated this with ${first} of 5 already. Thank you.`);
        return form(restForm(facts, asked, first, survey.nameless));
      }
      const draft = new Draft(facts, now);
      reword(draft, survey, (after) => rated(after, rating, survey.nameless), 'rated');
      if (!survey.nameless) {
        draft.record('rated', { at, actorId: actor.person.id }, { rating });
        if (isLow(rating)) await beginRecovery(tx, draft, { ...survey, rating });
      }
      return { decide: draft.decided(), answer: form(restForm(facts, asked, rating, survey.nameless)) };
    },
  },
);

const isFilled = ({ comment, answers }: Survey): boolean => comment !== null || answers !== null;

/** The rest of the form, where somebody comes back to it. */
export const comment = requestDeed(
  commentPress,
  { needs: 'rate' },
  {
    async opens({ tx, facts }) {
      const survey = await tx.surveys.of(facts.request.id);
      if (survey?.rating == null) return hidden;
      if (isFilled(survey)) return notice(NOTED_ALREADY);
      return form(restForm(facts, formOfSurvey(facts, survey), survey.rating, survey.nameless));
    },
    async sent({ tx, facts, values, now }) {
      const survey = await tx.surveys.of(facts.request.id);
      if (survey?.rating == null) return hidden;
      const { rating, nameless } = survey;
      const answers = readAnswers(formOfSurvey(facts, survey), rating, values);
      const text = filled(values, 'comment') ?? null;
      const long = Object.entries({ ...answers, comment: [text ?? ''] }).find(([, said]) => tooLong(said));
      if (long) return errors({ [long[0]]: 'Please keep it under 5,000 characters.' });
      if (!text && Object.keys(answers).length === 0) return notice('Thank you for your rating.');
      if (isFilled(survey)) return notice(NOTED_ALREADY);
      await tx.surveys.answer(survey.id, answers, text);
      const draft = new Draft(facts, now);
      reword(draft, survey, (after) => commented(after, rating, nameless), 'commented');
      const recovery = await tx.surveys.recoveryOf(facts.request.id);
      if (recovery && isOf(recovery, survey))
        await tellRecovery(tx, draft, { ...survey, answers, comment: text }, recovery, `said more ${survey.earlier}`);
      return { decide: draft.decided(), answer: notice('Thank you, that helps us.') };
    },
  },
);

const tooLong = (said: string[]): boolean => said.some((text) => text.length > LONGEST_COMMENT);

/** Before they answer, somebody may leave their name out; the question stays where it is. */
export const withoutName = requestDeed(
  namelessPress,
  { needs: 'rate' },
  {
    async does({ tx, facts, now }) {
      const survey = await tx.surveys.of(facts.request.id);
      if (!survey?.askedAt) return hidden;
      if (survey.rating !== null) return notice('You have answered already, with your name.');
      if (!isOpenSurvey(survey)) return ENDED;
      await tx.surveys.mark(survey.id, { nameless: true });
      const draft = new Draft(facts, now);
      const asked = askedOf(facts, { ...survey, nameless: true });
      reword(draft, survey, (after) => question({ ...asked, facts: after }), 'without name');
      return { decide: draft.decided(), answer: notice('Your name is left out. Please choose your answer.') };
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
      await tx.surveys.stop(actor.person.id, at);
      if (survey.rating === null) await tx.surveys.mark(survey.id, { declinedAt: at });
      const draft = new Draft(facts, now);
      reword(draft, survey, stopped, 'stopped');
      return { decide: draft.decided(), answer: notice('We won’t ask you how we did anymore.') };
    },
  },
);

/** Typed or pressed, by whoever wants to be asked after all. */
export const askAgain = deed(askAgainPress, {
  async shows({ tx, actor }) {
    const { id } = actor.person;
    const wasStopped = await tx.surveys.isStopped(id);
    if (wasStopped) await tx.surveys.stop(id, null);
    return show(startedAgain(wasStopped));
  },
});

/** The question, and its reminder, say this instead. */
function reword(draft: Draft, survey: Survey, message: (after: RequestFacts) => Message, what: string): void {
  for (const { key, kind, personId: to } of standingOf(draft.facts, survey))
    draft.tell({ key: `${key} ${what}`, kind, to, replaces: key, message });
}
