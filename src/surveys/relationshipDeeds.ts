import type { Answer } from '../chat/answer.ts';
import type { Opening } from '../exchanges/exchange.ts';
import { growExchange, openExchange } from '../exchanges/tell.ts';
import { errors, filled, form, hidden, notice } from '../feature/answer.ts';
import { deed } from '../feature/deed.ts';
import type { Actor } from '../people/person.ts';
import { localDate } from '../sla/calendar.ts';
import type { Tx } from '../store.ts';
import { readAnswers, relationshipForm } from './forms.ts';
import { officeCommentPress, officeNamelessPress, rateOfficePress, stopOfficeSurveysPress } from './presses.ts';
import { isOpenRelationship, type Relationship } from './relationship.ts';
import { askedAbout, rewordOffice } from './relationshipSweep.ts';
import {
  officeHeard,
  officeHeardNameless,
  officeQuestion,
  officeRated,
  officeRest,
  officeStopped,
} from './relationshipWords.ts';
import { isLow } from './survey.ts';

/** What somebody answers who was asked how an office is doing. */

const ENDED = notice('This question has ended. You can always write to us here.');
const NOTED_ALREADY = notice('What you wrote is noted already. Thank you.');
const LONGEST = 5_000;

/** Theirs, and asked; nobody answers for another. */
async function theirs(tx: Tx, id: number, { person }: Actor): Promise<Relationship | undefined> {
  const survey = await tx.relationships.one(id);
  return survey?.personId === person.id && survey.askedAt !== null ? survey : undefined;
}

const isFilled = ({ comment, answers }: Relationship): boolean => comment !== null || answers !== null;

async function formOf(tx: Tx, { form: asked, officeId }: Relationship) {
  return asked ?? relationshipForm((await tx.offices.one(officeId)).name);
}

/** The first press counts, and the rest of the form opens in the same breath. */
export const rateOffice = deed(rateOfficePress, {
  async does({ tx, about, actor, at, now }) {
    const survey = await theirs(tx, about.survey, actor);
    if (!survey || ![1, 2, 3, 4, 5].includes(about.rating)) return hidden;
    if (survey.rating === null && !isOpenRelationship(survey)) return ENDED;
    const asked = await formOf(tx, survey);
    if (!(await tx.relationships.rate(survey.id, about.rating, at))) {
      const first = survey.rating ?? about.rating;
      if (isFilled(survey)) return notice(`You rated this with ${first} of 5 already. Thank you.`);
      return form(officeRest(asked, survey, first));
    }
    await tx.relationships.mark(survey.id, { nextAt: null });
    const { name } = await tx.offices.one(survey.officeId);
    const rated = { ...survey, rating: about.rating };
    await rewordOffice(tx, survey, officeRated(name, rated, true), 'rated');
    if (isLow(about.rating) && !survey.nameless) await tellSupervisors(tx, rated, at, now);
    return form(officeRest(asked, survey, about.rating));
  },
});

/** The rest of the form, where somebody comes back to it. */
export const commentOnOffice = deed(officeCommentPress, {
  async opens({ tx, about, actor }) {
    const survey = await theirs(tx, about.survey, actor);
    if (survey?.rating == null) return hidden;
    return isFilled(survey) ? NOTED_ALREADY : form(officeRest(await formOf(tx, survey), survey, survey.rating));
  },
  async sent({ tx, about, actor, values, at, now }): Promise<Answer> {
    const survey = await theirs(tx, about.survey, actor);
    if (survey?.rating == null) return hidden;
    const answers = readAnswers(await formOf(tx, survey), survey.rating, values);
    const comment = filled(values, 'comment') ?? null;
    if (comment !== null && comment.length > LONGEST)
      return errors({ comment: 'Please keep it under 5,000 characters.' });
    if (comment === null && Object.keys(answers).length === 0) return notice('Thank you for your rating.');
    if (isFilled(survey)) return NOTED_ALREADY;
    await tx.relationships.mark(survey.id, { answers, comment });
    const { name } = await tx.offices.one(survey.officeId);
    await rewordOffice(tx, survey, officeRated(name, survey, false), 'commented');
    if (comment !== null || isLow(survey.rating)) await tellSupervisors(tx, { ...survey, answers, comment }, at, now);
    return notice('Thank you, that helps us.');
  },
});

/** Before they answer, somebody may leave their name out; the question stays where it is. */
export const officeWithoutName = deed(officeNamelessPress, {
  async does({ tx, about, actor }) {
    const survey = await theirs(tx, about.survey, actor);
    if (!survey) return hidden;
    if (survey.rating !== null) return notice('You have answered already, with your name.');
    if (!isOpenRelationship(survey)) return ENDED;
    await tx.relationships.mark(survey.id, { nameless: true });
    const office = await tx.offices.one(survey.officeId);
    const asked = askedAbout({ ...survey, nameless: true }, office, await tx.offices.rules(office));
    await rewordOffice(tx, survey, officeQuestion(asked), 'without name');
    return notice('Your name is left out. Please choose your answer.');
  },
});

/** Of all surveys: whoever is tired of one is not asked by another. */
export const stopOfficeSurveys = deed(stopOfficeSurveysPress, {
  async does({ tx, about, actor, at }) {
    const survey = await theirs(tx, about.survey, actor);
    if (!survey) return hidden;
    await tx.surveys.stop(actor.person.id, at);
    if (survey.rating === null) await tx.relationships.mark(survey.id, { declinedAt: at, nextAt: null });
    await rewordOffice(tx, survey, officeStopped, 'stopped');
    return notice('We won’t ask you how we did anymore.');
  },
});

/**
 * Supervisors read an answer with a name that is bad or says something, and of one without a name the words alone; they
 * answer through the desk, whoever it is.
 */
async function tellSupervisors(tx: Tx, survey: Relationship, at: Date, now: Date): Promise<void> {
  const { officeId, personId, nameless, exchangeId } = survey;
  const text = survey.comment ?? undefined;
  const opening = await openingOf(tx, survey, now);
  if (!opening || (nameless && text === undefined)) return;
  if (exchangeId !== null) return growExchange(tx, exchangeId, { opening, text }, at, now);
  const { id } = await openExchange(tx, { officeId, personId, nameless, opening, text, at }, now);
  await tx.relationships.mark(survey.id, { exchangeId: id });
}

async function openingOf(tx: Tx, survey: Relationship, now: Date): Promise<Opening | undefined> {
  const office = await tx.offices.one(survey.officeId);
  const today = localDate((await tx.offices.rules(office)).calendar, now);
  if (survey.nameless) return officeHeardNameless(office.name, { ...survey, today });
  const person = (await tx.people.named([survey.personId])).get(survey.personId);
  const agency = await tx.people.agency(survey.agencyId);
  return person && officeHeard(office.name, person, agency?.name ?? 'agency not known', { ...survey, today });
}
