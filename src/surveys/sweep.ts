import { loadView } from '../requests/load.ts';
import { requestRef } from '../requests/request.ts';
import { delivery } from '../requests/tell.ts';
import { isOpen } from '../sla/calendar.ts';
import type { Store, Tx } from '../store.ts';
import { reasonToSkip, type Survey } from './survey.ts';
import { question } from './words.ts';

export const surveyKey = (requestId: number): string => `survey ${requestRef(requestId)}`;

/** Asks what is due to be asked, in office hours only. Answers how many were asked. */
export function sweepSurveys(store: Store, now: Date, limit = 200): Promise<number> {
  return store.transaction(async (tx) => {
    let asked = 0;
    for (const survey of await tx.surveys.due(now, limit)) if (await askNow(tx, survey, now)) asked += 1;
    return asked;
  });
}

async function askNow(tx: Tx, survey: Survey, now: Date): Promise<boolean> {
  const request = await tx.requests.read(survey.requestId);
  if (!request) return false;
  const { calendar } = await tx.offices.rules(request);
  // Past the end of its calendar nobody knows whether the office is open: then nothing is asked.
  if (!isOpen(calendar, now)) return false;
  const person = (await tx.people.named([survey.personId])).get(survey.personId);
  const lastAsked = await tx.surveys.lastAsked(survey.personId);
  const reason =
    request.state === 'resolved'
      ? reasonToSkip({ lastAsked, active: person?.active ?? false }, now)
      : `the request is ${request.state}`;
  if (reason) {
    await tx.surveys.skip(survey.id, reason);
    return false;
  }
  const view = await loadView(tx, request);
  await tx.surveys.asked(survey.id, now);
  await tx.outbox.put([delivery(request, 'survey', surveyKey(request.id), survey.personId, question(view))]);
  return true;
}
