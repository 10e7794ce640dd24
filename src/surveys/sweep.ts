import type { Message } from '../chat/message.ts';
import { eachAlone } from '../feature/sweep.ts';
import { defaultSurveyRules, type SurveyRules } from '../offices/surveyRules.ts';
import { apply } from '../requests/apply.ts';
import { Draft } from '../requests/draft.ts';
import type { RequestFacts } from '../requests/facts.ts';
import { loadFacts } from '../requests/load.ts';
import { requestRef } from '../requests/request.ts';
import { deliveryTo } from '../requests/standing.ts';
import { addMinutes } from '../sla/calendar.ts';
import type { Store, Tx } from '../store.ts';
import { isOpenQuestion } from './answering.ts';
import { type AskedForm, formOf } from './forms.ts';
import { isDrawn, laterThan, reasonToSkip, type Survey } from './survey.ts';
import { type Asked, ended, question, remindedBelow, reminder } from './words.ts';

/** The question and its reminder, as they are delivered. */
export const surveyKey = ({ requestId, earlier }: Survey): string =>
  `survey ${requestRef(requestId)}${earlier > 0 ? ` again ${earlier}` : ''}`;
const reminderKey = (survey: Survey): string => `${surveyKey(survey)} reminder`;

/** What stands in chat of this question, and of no earlier one about the request. */
const standingOf = ({ standing }: RequestFacts, survey: Survey): RequestFacts['standing'] =>
  standing.filter(({ key }) => key === surveyKey(survey) || key === reminderKey(survey));

/** The question, and its reminder, say this instead. */
export function rewordQuestion(
  draft: Draft,
  survey: Survey,
  message: (after: RequestFacts) => Message,
  what: string,
): void {
  for (const { key, kind, personId: to } of standingOf(draft.facts, survey))
    draft.tell({ key: `${key} ${what}`, kind, to, replaces: key, message });
}

/** What was resolved longer ago is not asked about any more. */
const PLANNED_WITHIN_DAYS = 30;
const DAY = 86_400_000;

/** What the office says of surveys, or else what holds everywhere. */
const rulesOf = ({ office, rules }: RequestFacts): SurveyRules =>
  office.surveys ?? defaultSurveyRules(rules.policy.businessDayMinutes);

/** After each resolution somebody is to be asked how it went. Answers how many were planned. */
export async function planSurveys(store: Store, now: Date, limit = 200): Promise<number> {
  const since = new Date(now.getTime() - PLANNED_WITHIN_DAYS * DAY);
  const resolved = await store.transaction((tx) => tx.surveys.unplanned(since, now, limit));
  return eachAlone({ store, name: 'survey plans', now }, resolved, (id) => id, plan);
}

async function plan(tx: Tx, requestId: number): Promise<boolean> {
  const facts = await loadFacts(tx, requestId, 'locked');
  const { state, resolvedAt, outcome, officeId, requesterId: personId, resolvedBy: liaisonId } = facts?.request ?? {};
  if (!facts || state !== 'resolved' || !resolvedAt || outcome === 'duplicate' || !officeId || !personId) return false;
  const { form, askAfter, sharePercent } = rulesOf(facts);
  // Where the calendar has ended there is no such day.
  const askAt = addMinutes(facts.rules.calendar, resolvedAt, askAfter) ?? null;
  const skipped =
    form === 'none'
      ? 'the office asks nobody'
      : liaisonId === personId
        ? 'nobody rates themselves'
        : isDrawn(requestId, sharePercent)
          ? null
          : 'not drawn';
  await tx.surveys.plan({ officeId, requestId, personId, liaisonId: liaisonId ?? null, resolvedAt, askAt, skipped });
  return askAt !== null && skipped === null;
}

/** Asks what is due to be asked, by day only. Answers how many were asked. */
export async function askSurveys(store: Store, now: Date, limit = 200): Promise<number> {
  const due = await store.transaction((tx) => tx.surveys.due(now, limit));
  const ask = (tx: Tx, survey: Survey) => askNow(tx, survey, now);
  return eachAlone({ store, name: 'surveys', now }, due, ({ id }) => id, ask);
}

async function askNow(tx: Tx, seen: Survey, now: Date): Promise<boolean> {
  // The person is locked first: two desks ask nobody twice within the days between.
  const person = await tx.people.lock(seen.personId);
  const survey = await tx.surveys.one(seen.id);
  if (!survey || survey.askedAt || survey.skipped || !survey.askAt || survey.askAt > now) return false;
  const facts = await loadFacts(tx, survey.requestId, 'to read');
  if (!facts) return false;
  const { request, rules } = facts;
  // One that cannot be asked now keeps no other waiting: it comes again.
  const later = laterThan(rules.calendar, person?.zone ?? null, now);
  if (later) {
    await tx.surveys.postpone(survey.id, later);
    return false;
  }
  const office = rulesOf(facts);
  const form = formNow(facts);
  const week = new Date(now.getTime() - 7 * DAY);
  const resolution = survey.resolvedAt?.getTime() === request.resolvedAt?.getTime();
  const asking = {
    active: person?.active ?? false,
    stopped: await tx.surveys.isStopped(survey.personId),
    lastAsked: await tx.surveys.lastAsked(survey.personId),
    askedOfAgency:
      office.agencyCap === null || request.agencyId === null
        ? 0
        : await tx.surveys.askedOfAgency(request.officeId, request.agencyId, week),
  };
  const reason =
    request.state !== 'resolved'
      ? `the request is ${request.state === 'open' ? 'reopened' : request.state}`
      : !resolution
        ? 'the request was resolved again'
        : reasonToSkip(asking, office, now);
  if (reason || !form) {
    await tx.surveys.skip(survey.id, reason ?? 'the office asks nobody');
    return false;
  }
  const after = (minutes: number) => addMinutes(rules.calendar, now, minutes) ?? null;
  const remindAt = office.remindAfter === null ? null : after(office.remindAfter);
  await tx.surveys.asked(survey.id, { askedAt: now, form, remindAt, closesAt: after(office.closeAfter) });
  const message = question({ facts, form, nameless: false, coolDownDays: office.coolDownDays });
  await tx.outbox.put([deliveryTo(request, survey.personId, { key: surveyKey(survey), kind: 'survey', message })]);
  return true;
}

function formNow(facts: RequestFacts): AskedForm | undefined {
  const { request, office } = facts;
  return formOf(rulesOf(facts), { ref: requestRef(request.id), subject: request.subject, office: office.name });
}

/** As it was worded when it was asked; before wordings were kept, the short form. */
export function formOfSurvey({ request, office }: RequestFacts, { form }: Survey): AskedForm {
  const rules = { ...defaultSurveyRules(0), form: 'short' as const };
  const words = { ref: requestRef(request.id), subject: request.subject, office: office.name };
  const short = form ?? formOf(rules, words);
  if (!short) throw new Error('the short form asks everybody');
  return short;
}

export const askedOf = (facts: RequestFacts, survey: Survey): Asked => ({
  facts,
  form: formOfSurvey(facts, survey),
  nameless: survey.nameless,
  coolDownDays: rulesOf(facts).coolDownDays,
});

/** Asks once more, below, whoever has not answered. */
export async function remindOfSurveys(store: Store, now: Date, limit = 200): Promise<number> {
  const due = await store.transaction((tx) => tx.surveys.toRemind(now, limit));
  const remind = (tx: Tx, seen: Survey) =>
    unanswered(tx, seen, now, async (facts, survey, draft) => {
      const person = await tx.people.lock(survey.personId);
      const isGone = !person?.active || (await tx.surveys.isStopped(survey.personId));
      const later = isGone ? undefined : laterThan(facts.rules.calendar, person.zone, now);
      if (isGone) await tx.surveys.mark(survey.id, { remindAt: null });
      else await tx.surveys.mark(survey.id, later ? { remindAt: later } : { remindAt: null, remindedAt: now });
      if (isGone || later) return false;
      const key = surveyKey(survey);
      const to = survey.personId;
      draft.tell({ key: `${key} asked again`, kind: 'survey', to, replaces: key, message: remindedBelow });
      draft.tell({
        ...{ key: reminderKey(survey), kind: 'survey', to },
        message: (after) => reminder(askedOf(after, survey)),
      });
      return true;
    });
  return eachAlone({ store, name: 'survey reminders', now }, due, ({ id }) => id, remind);
}

/** Ends what nobody answered: its buttons go, in words. */
export async function closeSurveys(store: Store, now: Date, limit = 200): Promise<number> {
  const due = await store.transaction((tx) => tx.surveys.toClose(now, limit));
  const close = (tx: Tx, seen: Survey) =>
    unanswered(tx, seen, now, async (_, survey, draft) => {
      await tx.surveys.mark(survey.id, { closedAt: now });
      rewordQuestion(draft, survey, ended, 'ended');
      return true;
    });
  return eachAlone({ store, name: 'survey ends', now }, due, ({ id }) => id, close);
}

type Work = (facts: RequestFacts, survey: Survey, draft: Draft) => Promise<boolean>;

async function unanswered(tx: Tx, seen: Survey, now: Date, work: Work): Promise<boolean> {
  const facts = await loadFacts(tx, seen.requestId, 'locked');
  const survey = await tx.surveys.one(seen.id);
  if (!facts || !survey || survey.rating !== null || !isOpenQuestion(survey)) return false;
  // Reopened meanwhile: the question was called off. Of the next resolution another one asks.
  const draft = new Draft(facts, now);
  const { state, resolvedAt } = facts.request;
  if (state !== 'resolved' || resolvedAt?.getTime() !== survey.resolvedAt?.getTime()) {
    await tx.surveys.mark(survey.id, { closedAt: now });
    return false;
  }
  const done = await work(facts, survey, draft);
  if (done) await apply(tx, draft.decided(), now);
  return done;
}
