import { eachAlone } from '../feature/sweep.ts';
import { loadFacts } from '../requests/load.ts';
import { requestRef } from '../requests/request.ts';
import { deliveryTo } from '../requests/standing.ts';
import { addMinutes, type Calendar, isOpen, nextOpening } from '../sla/calendar.ts';
import type { Store, Tx } from '../store.ts';
import { reasonToSkip, type Survey } from './survey.ts';
import { question } from './words.ts';

export const surveyKey = (requestId: number): string => `survey ${requestRef(requestId)}`;

/** What was resolved longer ago is not asked about any more. */
const PLANNED_WITHIN_DAYS = 30;
const DAY = 86_400_000;

/** One business day after each resolution somebody is to be asked how it went. Answers how many were planned. */
export async function planSurveys(store: Store, now: Date, limit = 200): Promise<number> {
  const since = new Date(now.getTime() - PLANNED_WITHIN_DAYS * DAY);
  const resolved = await store.transaction((tx) => tx.surveys.unplanned(since, now, limit));
  return eachAlone({ store, name: 'survey plans', now }, resolved, (id) => id, plan);
}

async function plan(tx: Tx, requestId: number): Promise<boolean> {
  const facts = await loadFacts(tx, requestId, 'locked');
  const { state, resolvedAt, outcome, officeId, requesterId: personId, resolvedBy: liaisonId } = facts?.request ?? {};
  if (!facts || state !== 'resolved' || !resolvedAt || outcome === 'duplicate' || !officeId || !personId) return false;
  const { calendar, policy } = facts.rules;
  // Where the calendar has ended there is no such day.
  const askAt = addMinutes(calendar, resolvedAt, policy.businessDayMinutes);
  await tx.surveys.plan({
    officeId,
    requestId,
    personId,
    liaisonId: liaisonId ?? null,
    resolvedAt,
    askAt: askAt ?? null,
  });
  return askAt !== undefined;
}

/** Asks what is due to be asked, in office hours only. Answers how many were asked. */
export async function askSurveys(store: Store, now: Date, limit = 200): Promise<number> {
  const due = await store.transaction((tx) => tx.surveys.due(now, limit));
  const running = { store, name: 'surveys', now };
  return eachAlone(
    running,
    due,
    ({ id }) => id,
    (tx, survey) => askNow(tx, survey, now),
  );
}

async function askNow(tx: Tx, seen: Survey, now: Date): Promise<boolean> {
  // The person is locked first: two desks ask nobody twice within the days between.
  const person = await tx.people.lock(seen.personId);
  const survey = await tx.surveys.of(seen.requestId);
  if (!survey || survey.askedAt || survey.skipped || !survey.askAt || survey.askAt > now) return false;
  const facts = await loadFacts(tx, survey.requestId, 'to read');
  if (!facts) return false;
  const { request, rules } = facts;
  // One that cannot be asked now keeps no other waiting: it comes again.
  const later = laterThan(rules.calendar, now);
  if (later) {
    await tx.surveys.postpone(survey.id, later);
    return false;
  }
  const resolution = survey.resolvedAt?.getTime() === request.resolvedAt?.getTime();
  const lastAsked = await tx.surveys.lastAsked(survey.personId);
  const reason =
    request.state !== 'resolved' || !resolution
      ? `the request is ${request.state === 'open' ? 'reopened' : request.state}`
      : reasonToSkip({ lastAsked, active: person?.active ?? false }, now);
  if (reason) {
    await tx.surveys.skip(survey.id, reason);
    return false;
  }
  await tx.surveys.asked(survey.id, now);
  const words = { key: surveyKey(request.id), kind: 'survey', message: question(facts) } as const;
  await tx.outbox.put([deliveryTo(request, survey.personId, words)]);
  return true;
}

/** When to come again while the office is closed; past the end of its calendar nobody knows, so tomorrow. */
function laterThan(calendar: Calendar, now: Date): Date | undefined {
  const tomorrow = new Date(now.getTime() + DAY);
  return isOpen(calendar, now) ? undefined : (nextOpening(calendar, now) ?? tomorrow);
}
