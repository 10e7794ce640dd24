import type { Block, Form, Message } from '../../chat/message.ts';
import { firstName, type Person } from '../../people/person.ts';
import { agencyName, type RequestFacts } from '../facts.ts';
import { askAgencyPress, lookPress, notePress, replyPress, resolvePress } from '../presses.ts';
import { messageRef, requestRef } from '../request.ts';
import { aboutRequest } from './about.ts';
import { folded } from './folded.ts';

/** Words of the office for the requester. */
export function reply(facts: RequestFacts, author: Person, text: string, number: number, asks: boolean): Message {
  const blocks: Block[] = [{ kind: 'quote', by: `${author.name}, ${facts.office.name}`, text }];
  if (asks)
    blocks.push({
      kind: 'text',
      text: [`${firstName(author.name)} needs your answer to go on. Write it here; we’ll continue once you answer.`],
    });
  blocks.push({ kind: 'small', text: [`${messageRef(facts.request.id, number)} · ${facts.request.subject}`] });
  return { blocks };
}

/** For whoever holds it, when somebody else of the office wrote. */
export const wroteTo = (facts: RequestFacts, author: Person, text: string): Message =>
  aboutRequest(facts, [`${author.name} wrote to ${facts.requester.name}: ${text}`], 'look');

export const leftNote = (facts: RequestFacts, author: Person, text: string): Message =>
  aboutRequest(facts, [`${author.name} left a note: ${text}`], 'look');

/** So much of a further message stands with its buttons, in characters: these are never below a long text. */
const RELAY_FOLD = 1_200;

/** A further message of the requester, for whoever holds the request. */
export function relay(facts: RequestFacts, text: string, number: number): Message {
  const about = { request: facts.request.id };
  const shown = folded(text, RELAY_FOLD);
  return {
    blocks: [
      {
        kind: 'text',
        text: [{ strong: requestRef(facts.request.id) }, ` · ${agencyName(facts)} · ${facts.request.subject}`],
      },
      { kind: 'quote', by: facts.requester.name, text: shown },
      {
        kind: 'small',
        text: [
          messageRef(facts.request.id, number),
          ...(shown === text ? [] : [' · Shortened. Show all has every word.']),
        ],
      },
      {
        kind: 'buttons',
        buttons: [
          replyPress.button('Reply', about, 'primary'),
          resolvePress.button('Resolve', about),
          lookPress.button('Show all', about),
        ],
      },
    ],
  };
}

export const readers = (facts: RequestFacts): Block[] => [
  {
    kind: 'text',
    text: ['This goes to ', { strong: facts.requester.name }, ` at ${agencyName(facts)}, in their chat.`],
  },
];

type Typed = { held: number; text: string } | undefined;

export const replyForm = (facts: RequestFacts, typed: Typed): Form => ({
  title: `Reply to ${facts.requester.name}`,
  intro: readers(facts),
  submit: 'Send reply',
  press: replyPress.to({ request: facts.request.id, ...(typed && { held: typed.held }) }),
  fields: [
    { kind: 'paragraph', name: 'text', label: 'Your reply', required: true, ...(typed && { initial: typed.text }) },
  ],
});

export const askAgencyForm = (facts: RequestFacts, typed: Typed): Form => ({
  title: `Ask ${facts.requester.name}`,
  intro: [
    ...readers(facts),
    { kind: 'text', text: ['The time to finish pauses from when it arrives until they answer.'] },
  ],
  submit: 'Send question',
  press: askAgencyPress.to({ request: facts.request.id, ...(typed && { held: typed.held }) }),
  fields: [
    {
      kind: 'paragraph',
      name: 'text',
      label: 'What do you need to know?',
      required: true,
      ...(typed && { initial: typed.text }),
    },
  ],
});

export const noteForm = (facts: RequestFacts, typed: Typed): Form => ({
  title: `Note on ${requestRef(facts.request.id)}`,
  intro: [{ kind: 'text', text: ['This stays in the office. ', `${firstName(facts.requester.name)} never sees it.`] }],
  submit: 'Save note',
  press: notePress.to({ request: facts.request.id, ...(typed && { held: typed.held }) }),
  fields: [{ kind: 'paragraph', name: 'text', label: 'Note', required: true, ...(typed && { initial: typed.text }) }],
});
