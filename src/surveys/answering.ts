import type { Answer } from '../chat/answer.ts';
import type { Form } from '../chat/message.ts';
import { errors, filled, form, hidden, notice } from '../feature/answer.ts';
import { type Answers, type AskedForm, readAnswers } from './forms.ts';

/** What holds for whoever answers, whichever of the surveys it is: the question after a resolution, or that to all customers. */

/** What there is of an answer so far. */
export type Given = {
  askedAt: Date | null;
  closedAt: Date | null;
  declinedAt: Date | null;
  rating: number | null;
  answers: Answers | null;
  comment: string | null;
};

const LONGEST = 5_000;
const NOTED_ALREADY = notice('What you wrote is noted already. Thank you.');
const ENDED = notice('This question has ended. You can always write to us here.');

/** It can be answered still. */
export const isOpenQuestion = ({ askedAt, closedAt, declinedAt }: Given): boolean =>
  askedAt !== null && closedAt === null && declinedAt === null;

const isFilled = ({ comment, answers }: Given): boolean => comment !== null || answers !== null;

/** Why this rating cannot be given; undefined: it can. */
export function wrongRating(survey: Given, rating: number): Answer | undefined {
  if (survey.askedAt === null || ![1, 2, 3, 4, 5].includes(rating)) return hidden;
  return survey.rating === null && !isOpenQuestion(survey) ? ENDED : undefined;
}

/** The first press counts. Pressed again, the rest of the form is open as long as nothing stands in it. */
export const ratedAlready = (survey: Given, first: number, rest: (rating: number) => Form): Answer =>
  isFilled(survey) ? notice(`You rated this with ${first} of 5 already. Thank you.`) : form(rest(first));

/** The rest of the form, where somebody comes back to it. */
export function openRest(survey: Given, rest: (rating: number) => Form): Answer {
  if (survey.rating === null) return hidden;
  return isFilled(survey) ? NOTED_ALREADY : form(rest(survey.rating));
}

/** What stands in the rest of the form as it was sent, or what is said instead of taking it. */
export function readRest(
  asked: AskedForm,
  survey: Given,
  values: Record<string, string>,
): { rating: number; answers: Answers; comment: string | null } | { instead: Answer } {
  if (survey.rating === null) return { instead: hidden };
  const answers = readAnswers(asked, survey.rating, values);
  const comment = filled(values, 'comment') ?? null;
  const long = Object.entries({ ...answers, comment: [comment ?? ''] }).find(([, said]) =>
    said.some((text) => text.length > LONGEST),
  );
  if (long) return { instead: errors({ [long[0]]: 'Please keep it under 5,000 characters.' }) };
  if (comment === null && Object.keys(answers).length === 0) return { instead: notice('Thank you for your rating.') };
  return isFilled(survey) ? { instead: NOTED_ALREADY } : { rating: survey.rating, answers, comment };
}

export const saidMore = notice('Thank you, that helps us.');

/** Why the name cannot be left out any more; undefined: it can. */
export function tooLateForNameless(survey: Given): Answer | undefined {
  if (survey.askedAt === null) return hidden;
  if (survey.rating !== null) return notice('You have answered already, with your name.');
  return isOpenQuestion(survey) ? undefined : ENDED;
}

export const nameLeftOut = notice('Your name is left out. Please choose your answer.');
