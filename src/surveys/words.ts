import type { Block, Form, Message } from '../chat/message.ts';
import type { Person } from '../people/person.ts';
import { agencyName, lineName, type RequestFacts } from '../requests/facts.ts';
import { lookPress, replyPress } from '../requests/presses.ts';
import { requestRef } from '../requests/request.ts';
import { commentPress, ratePress } from './presses.ts';
import { ratings } from './survey.ts';

/** One question, five buttons; a comment can follow in the same breath. */
export const question = (facts: RequestFacts): Message => ({
  blocks: [
    { kind: 'heading', text: 'How did we do?' },
    {
      kind: 'text',
      text: [
        `How satisfied are you with the help you got for ${requestRef(facts.request.id)}, “${facts.request.subject}”?`,
      ],
    },
    {
      kind: 'buttons',
      buttons: ratings.map(({ value, label }) => ratePress.button(label, { request: facts.request.id, rating: value })),
    },
    { kind: 'small', text: [`${lineName(facts)} · ${facts.office.name}. Asked at most once in 14 days.`] },
  ],
});

/**
 * Stands where the question stood. The button is the way to the comment wherever the form is gone again before anybody
 * can write in it: where forms open in the place of a card, this very card takes that place.
 */
export const rated = (facts: RequestFacts, rating: number): Message => ({
  blocks: [
    ...thanks(facts, rating),
    { kind: 'buttons', buttons: [commentPress.button('Add a comment', { request: facts.request.id })] },
  ],
});

export const commented = (facts: RequestFacts, rating: number): Message => ({
  blocks: [...thanks(facts, rating), { kind: 'small', text: ['Your comment is noted.'] }],
});

const thanks = ({ request }: RequestFacts, rating: number): Message['blocks'] => [
  { kind: 'text', text: [`Thank you. You rated ${requestRef(request.id)} with ${rating} of 5.`] },
  { kind: 'small', text: [request.subject] },
];

export const commentForm = (requestId: number, rating: number): Form => ({
  title: 'Thank you',
  intro: [{ kind: 'text', text: [`Your rating of ${rating} of 5 is noted.`] }],
  submit: 'Send',
  press: commentPress.to({ request: requestId }),
  fields: [
    {
      kind: 'paragraph',
      name: 'comment',
      label: rating <= 2 ? 'What went wrong? A supervisor reads this today.' : 'Would you like to add something?',
      required: false,
    },
  ],
});

/**
 * A bad rating begins a recovery: the supervisor and whoever answered hear of it at once. `mayWrite`: whoever answered may
 * have it no longer, and supervisors always may.
 */
export const recovery = (
  facts: RequestFacts,
  rating: number,
  liaison: Person | undefined,
  mayWrite = true,
): Message => ({
  blocks: [
    { kind: 'heading', text: `${rating} of 5 for ${requestRef(facts.request.id)}` },
    {
      kind: 'text',
      text: [
        `${facts.requester.name} (${agencyName(facts)}) is not satisfied with “${facts.request.subject}”, answered by ${liaison?.name ?? 'the office'}.`,
      ],
    },
    ...(mayWrite ? [writeOrLook(facts)] : []),
  ],
});

export const recoveryComment = (facts: RequestFacts, comment: string): Message => ({
  blocks: [
    { kind: 'text', text: [`Comment on ${requestRef(facts.request.id)}:`] },
    { kind: 'quote', by: facts.requester.name, text: comment },
  ],
});

const writeOrLook = (facts: RequestFacts): Block => ({
  kind: 'buttons',
  buttons: [
    replyPress.button('Reply', { request: facts.request.id }, 'primary'),
    lookPress.button('Show all', { request: facts.request.id }),
  ],
});
