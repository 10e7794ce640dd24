import type { Form, Message } from '../chat/message.ts';
import type { Person } from '../people/person.ts';
import { requestRef } from '../requests/request.ts';
import { lineName, type RequestView } from '../requests/view.ts';
import { ratings } from './survey.ts';

/** One question, five buttons; a comment can follow in the same breath. */
export const question = (view: RequestView): Message => ({
  blocks: [
    { kind: 'heading', text: 'How did we do?' },
    {
      kind: 'text',
      text: [
        `How satisfied are you with the help you got for ${requestRef(view.request.id)}, “${view.request.subject}”?`,
      ],
    },
    {
      kind: 'buttons',
      buttons: ratings.map(({ value, label }) => ({
        label,
        press: { name: 'rate', about: `${view.request.id} ${value}` },
      })),
    },
    { kind: 'small', text: [`${lineName(view)} · ${view.office.name}. Asked at most once in 14 days.`] },
  ],
});

export const rated = (view: RequestView, rating: number): Message => ({
  blocks: [
    { kind: 'text', text: [`Thank you. You rated ${requestRef(view.request.id)} with ${rating} of 5.`] },
    { kind: 'small', text: [view.request.subject] },
  ],
});

export const commentForm = (requestId: number, rating: number): Form => ({
  title: 'Thank you',
  intro: [{ kind: 'text', text: [`Your rating of ${rating} of 5 is noted.`] }],
  submit: 'Send',
  press: { name: 'comment', about: String(requestId) },
  fields: [
    {
      kind: 'paragraph',
      name: 'comment',
      label: rating <= 2 ? 'What went wrong? A supervisor reads this today.' : 'Would you like to add something?',
      required: false,
    },
  ],
});

/** A bad rating begins a recovery: the supervisor hears of it at once and can write to the person. */
export const recovery = (view: RequestView, rating: number, liaison: Person | undefined): Message => ({
  blocks: [
    { kind: 'heading', text: `${rating} of 5 for ${requestRef(view.request.id)}` },
    {
      kind: 'text',
      text: [
        `${view.requester.name} (${view.agency?.name ?? 'agency not known'}) is not satisfied with “${view.request.subject}”, answered by ${liaison?.name ?? 'the office'}.`,
      ],
    },
    {
      kind: 'buttons',
      buttons: [
        { label: 'Reply', press: { name: 'reply', about: String(view.request.id) }, style: 'primary' },
        { label: 'Show all', press: { name: 'look', about: String(view.request.id) } },
      ],
    },
  ],
});

export const recoveryComment = (view: RequestView, comment: string): Message => ({
  blocks: [
    { kind: 'text', text: [`Comment on ${requestRef(view.request.id)}:`] },
    { kind: 'quote', by: view.requester.name, text: comment },
  ],
});
