import type { Opening } from '../exchanges/exchange.ts';
import { growExchange, openExchange } from '../exchanges/tell.ts';
import { form, hidden } from '../feature/answer.ts';
import { deed } from '../feature/deed.ts';
import type { Actor } from '../people/person.ts';
import { localDate } from '../sla/calendar.ts';
import type { Tx } from '../store.ts';
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
import { type AskedForm, relationshipForm } from './forms.ts';
import { officeCommentPress, officeNamelessPress, rateOfficePress, stopOfficeSurveysPress } from './presses.ts';
import type { Relationship } from './relationship.ts';
import { askedAbout, rewordOffice } from './relationshipSweep.ts';
import {
  officeHeard,
  officeHeardNameless,
  officeQuestion,
  officeRated,
  officeRest,
  officeStopped,
} from './relationshipWords.ts';
import { askNoMore } from './stop.ts';
import { isLow } from './survey.ts';

/** What somebody answers who was asked how an office is doing; what holds for all surveys stands in `answering.ts`. */

/** Theirs, and asked; nobody answers for another. */
async function theirs(tx: Tx, id: number, { person }: Actor): Promise<Relationship | undefined> {
  const survey = await tx.relationships.one(id);
  return survey?.personId === person.id && survey.askedAt !== null ? survey : undefined;
}

async function formOf(tx: Tx, { form: asked, officeId }: Relationship): Promise<AskedForm> {
  return asked ?? relationshipForm((await tx.offices.one(officeId)).name);
}
const restOf = (asked: AskedForm, survey: Relationship) => (rating: number) => officeRest(asked, survey, rating);

/** The first press counts, and the rest of the form opens in the same breath. */
export const rateOffice = deed(rateOfficePress, {
  async does({ tx, about: { survey: id, rating }, actor, accountId, at, now }) {
    const survey = await theirs(tx, id, actor);
    if (!survey) return hidden;
    const wrong = wrongRating(survey, rating);
    if (wrong) return wrong;
    const rest = restOf(await formOf(tx, survey), survey);
    if (!(await tx.relationships.rate(survey.id, rating, at, await chatOf(tx, { accountId }))))
      return ratedAlready(survey, survey.rating ?? rating, rest);
    await tx.relationships.mark(survey.id, { nextAt: null });
    const { name } = await tx.offices.one(survey.officeId);
    const rated = { ...survey, rating };
    await rewordOffice(tx, survey, officeRated(name, rated, true), 'rated');
    if (isLow(rating) && !survey.nameless) await tellSupervisors(tx, rated, at, now);
    return form(rest(rating));
  },
});

export const commentOnOffice = deed(officeCommentPress, {
  async opens({ tx, about, actor }) {
    const survey = await theirs(tx, about.survey, actor);
    return survey ? openRest(survey, restOf(await formOf(tx, survey), survey)) : hidden;
  },
  async sent({ tx, about, actor, values, at, now }) {
    const survey = await theirs(tx, about.survey, actor);
    if (!survey) return hidden;
    const read = readRest(await formOf(tx, survey), survey, values);
    if ('instead' in read) return read.instead;
    const { rating, answers, comment } = read;
    await tx.relationships.mark(survey.id, { answers, comment });
    const { name } = await tx.offices.one(survey.officeId);
    await rewordOffice(tx, survey, officeRated(name, survey, false), 'commented');
    if (comment !== null || isLow(rating)) await tellSupervisors(tx, { ...survey, answers, comment }, at, now);
    return saidMore;
  },
});

/** Before they answer, somebody may leave their name out; the question stays where it is. */
export const officeWithoutName = deed(officeNamelessPress, {
  async does({ tx, about, actor }) {
    const survey = await theirs(tx, about.survey, actor);
    if (!survey) return hidden;
    const late = tooLateForNameless(survey);
    if (late) return late;
    await tx.relationships.mark(survey.id, { nameless: true });
    const office = await tx.offices.one(survey.officeId);
    const asked = askedAbout({ ...survey, nameless: true }, office, await tx.offices.rules(office));
    await rewordOffice(tx, survey, officeQuestion(asked), 'without name');
    return nameLeftOut;
  },
});

export const stopOfficeSurveys = deed(stopOfficeSurveysPress, {
  async does({ tx, about, actor, at, now }) {
    const survey = await theirs(tx, about.survey, actor);
    if (!survey) return hidden;
    if (survey.rating === null) await tx.relationships.mark(survey.id, { declinedAt: at, nextAt: null });
    const answer = await askNoMore(tx, actor.person.id, { at, now });
    await rewordOffice(tx, survey, officeStopped, 'stopped');
    return answer;
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
