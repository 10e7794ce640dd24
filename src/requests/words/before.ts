import type { Block, Button, Message, Text } from '../../chat/message.ts';
import { firstName } from '../../people/person.ts';
import { answeredBefore, type BeforeAnswer, type RequestFacts } from '../facts.ts';
import { answerHelpedPress, useAnswerPress } from '../presses.ts';
import { aboutRequest } from './about.ts';

/** An answer of before: what whoever asked is offered, and what the liaison reads. Nobody is answered by it alone. */

/** For whoever asked, on the receipt: in the office's words, and said to be from before. */
export function offeredAnswer(facts: RequestFacts): Block[] {
  const answer = offeredTo(facts) ?? helpedBy(facts);
  if (!answer) return [];
  // They read another wording, and nobody is quoted with what they have not read.
  if (helpedBy(facts) && answer.isAnother)
    return [{ kind: 'text', text: ['You said that what we had answered before answered it.'] }];
  const begins = helpedBy(facts) ? 'You said that this answered it:' : 'We have answered this before:';
  return [{ kind: 'text', text: [{ strong: begins }] }, ...answerBlocks(answer, facts.office.name)];
}

/** The answer as anybody reads it. */
export const answerBlocks = (
  { question, answer, sources }: Pick<BeforeAnswer, 'question' | 'answer' | 'sources'>,
  by: string,
): Block[] => [
  { kind: 'text', text: [question] },
  { kind: 'quote', by, text: answer },
  ...(sources.length > 0 ? [{ kind: 'small' as const, text: [`See ${sources.join(' · ')}`] }] : []),
];

const offeredTo = (facts: RequestFacts): BeforeAnswer | undefined =>
  facts.before?.offered ? answeredBefore(facts) : undefined;

const helpedBy = ({ before, request }: RequestFacts): BeforeAnswer | undefined =>
  before?.helped && request.state === 'resolved' && request.resolvedBy === request.requesterId
    ? (before.answer ?? undefined)
    : undefined;

export function helpedButtons(facts: RequestFacts): Button[] {
  const answer = offeredTo(facts);
  return answer
    ? [
        answerHelpedPress.button(
          'That answered it',
          { request: facts.request.id, answer: answer.id, seen: answer.worded },
          'primary',
        ),
      ]
    : [];
}

/** On the card of whoever holds it, until the office has written. */
export function answeredRow(facts: RequestFacts): Block[] {
  const answer = answeredBefore(facts);
  if (!answer) return [];
  const shown: Text = facts.before?.offered ? [`\n${firstName(facts.requester.name)} sees it, too.`] : [];
  return [
    {
      kind: 'row',
      text: ['Answered before: ', { strong: answer.question }, ...shown],
      buttons: [useAnswerPress.button('Use this answer', { request: facts.request.id, answer: answer.id })],
    },
  ];
}

/** For whoever holds it, who may be at it just now. */
export const helped = (facts: RequestFacts, question: string): Message =>
  aboutRequest(
    facts,
    [`${facts.requester.name} says that what we answered before (“${question}”) answered it.`],
    'look',
  );
