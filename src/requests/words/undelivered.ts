import type { Message } from '../../chat/message.ts';
import type { RequestFacts } from '../facts.ts';
import { aboutRequest } from './about.ts';

/** For the holder and the supervisors: what did not arrive, with whom, and why. */
export const undelivered = (facts: RequestFacts, what: string, reason: string): Message =>
  aboutRequest(facts, [`${what} could not be delivered: ${reason}.`], 'look');

/** A reply within its time takes back a breach that was announced before. */
export const breachTakenBack = (facts: RequestFacts): Message =>
  aboutRequest(facts, ['the reply was within its time after all. The breach is taken back.'], 'look');

/** No due time can be told: those who keep the calendar hear of it. */
export const calendarEnded = (facts: RequestFacts): Message =>
  aboutRequest(facts, [
    'we could not promise a time, because the calendar is not confirmed that far ahead. Add the next year to the office file and import it.',
  ]);
