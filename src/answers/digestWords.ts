import { sayDate } from '../chat/message.ts';
import type { ToDecide } from '../feature/digestPart.ts';
import { announcePress } from '../requests/presses.ts';
import type { NamedAnswer } from './answer.ts';
import type { AskedOften } from './asked.ts';
import { newAnswerPress, renewAnswerPress, showAnswerPress } from './presses.ts';

/** Lines of digests about answers, each with the button that decides it. */

const short = (question: string): string => (question.length <= 50 ? question : `${question.slice(0, 49).trimEnd()}…`);

export const waitingLine = ({ id, question, owner, proposed }: NamedAnswer): ToDecide => ({
  text: [
    { strong: question },
    proposed
      ? `: a change to this answer waits for your approval (${owner}).`
      : `: an answer waits for your approval (${owner}).`,
  ],
  buttons: [showAnswerPress.button(`Read “${short(question)}”`, { answer: id })],
});

export const endingLine = ({ id, question, validUntil }: NamedAnswer, today: string): ToDecide => ({
  text: [
    { strong: question },
    validUntil < today
      ? `: this answer ended on ${sayDate(validUntil, today)}, and nobody is shown it any more. Does it still hold?`
      : `: this answer ends on ${sayDate(validUntil, today)}. Does it still hold?`,
  ],
  buttons: [renewAnswerPress.button(`Renew “${short(question)}”`, { answer: id })],
});

/** Two ways to answer all of them at once. */
export const askedLine = ({ agencies, first }: Pick<AskedOften, 'agencies' | 'first'>): ToDecide => ({
  text: [`${agencies.size} agencies have asked the same within four weeks: `, { strong: first.subject }],
  buttons: [
    newAnswerPress.button('Keep an answer', { request: first.id }),
    announcePress.button('Announce something', { request: first.id }),
  ],
});
