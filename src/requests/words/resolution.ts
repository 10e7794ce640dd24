import type { Block, Form, Message } from '../../chat/message.ts';
import type { Person } from '../../people/person.ts';
import { lineName, type RequestFacts } from '../facts.ts';
import { acceptPress, reopenPress, resolvePress, withdrawPress } from '../presses.ts';
import { requestRef } from '../request.ts';
import { aboutRequest } from './about.ts';
import { type Meanwhile, sayMeanwhile } from './meanwhile.ts';
import { context, readers } from './reply.ts';

const headings = {
  answered: 'is resolved: answered',
  'another way': 'is resolved: done another way',
  'not possible': 'is closed: we could not do this as asked',
  duplicate: 'is part of another request',
} as const;

/** A duplicate of somebody else's request is answered to its requester: they have this answer and no other. */
export type GoesOnWith = 'them' | 'somebody else';

export function resolution(facts: RequestFacts, author: Person, text: string, goesOnWith: GoesOnWith): Message {
  const { request } = facts;
  const outcome = request.outcome ?? 'answered';
  const blocks: Block[] = [{ kind: 'heading', text: `${requestRef(request.id)} ${headings[outcome]}` }];
  if (text) blocks.push({ kind: 'quote', by: `${author.name}, ${facts.office.name}`, text });
  if (request.alternative)
    blocks.push({ kind: 'facts', facts: [{ label: 'What we can do instead', value: [request.alternative] }] });
  const answeredHere = outcome !== 'duplicate' || goesOnWith === 'somebody else';
  if (request.duplicateOf !== null)
    blocks.push({
      kind: 'text',
      text: [
        answeredHere
          ? 'A colleague of yours has asked the same, and the office works on it with them.'
          : `We’ll answer you in ${requestRef(request.duplicateOf)}.`,
      ],
    });
  blocks.push(aboutWhat(facts));
  if (answeredHere)
    blocks.push({
      kind: 'buttons',
      buttons: [
        acceptPress.button('That answered it', { request: request.id }, 'primary'),
        reopenPress.button('I still need help', { request: request.id }),
      ],
    });
  return { blocks };
}

const aboutWhat = (facts: RequestFacts): Block => ({
  kind: 'small',
  text: [`${facts.request.subject} · ${lineName(facts)}`],
});

/** For whoever holds it, when somebody else ended it. */
export const resolvedBy = (facts: RequestFacts, author: Person): Message =>
  aboutRequest(facts, [`${author.name} resolved it: ${facts.request.outcome}.`], 'look');

/** What was filled in when something had happened meanwhile: it stands in the form again. */
export type Filled = { values: Readonly<Record<string, string>>; meanwhile: Meanwhile };

/** `unanswered`: a reply is owed, so an answer must go with the resolution. */
export function resolveForm(facts: RequestFacts, unanswered: boolean, filled?: Filled): Form {
  const { request } = facts;
  const initially = (name: string): { initial?: string } => {
    const value = filled?.values[name];
    return value ? { initial: value } : {};
  };
  return {
    title: `Resolve ${requestRef(request.id)}`,
    intro: [...(filled ? sayMeanwhile(facts, filled.meanwhile) : context(facts)), ...readers(facts)],
    submit: filled ? 'Resolve anyway' : 'Resolve',
    press: resolvePress.to({ request: request.id, seen: request.lastNumber }),
    fields: [
      {
        kind: 'choice',
        name: 'outcome',
        label: 'How did it end?',
        required: true,
        initial: filled?.values.outcome || 'answered',
        options: [
          { value: 'answered', label: 'Answered' },
          { value: 'another way', label: 'Done another way' },
          { value: 'not possible', label: 'Not possible' },
          { value: 'duplicate', label: 'Duplicate of another request' },
        ],
      },
      {
        kind: 'paragraph',
        name: 'text',
        ...initially('text'),
        label: 'What the agency is told',
        hint: `The answer, what was done, or why it is not possible.${unanswered ? '' : ' May stay empty when you have already answered.'}`,
        required: false,
      },
      {
        kind: 'paragraph',
        name: 'alternative',
        ...initially('alternative'),
        label: 'What is possible instead',
        hint: 'If it is not possible: the way that works. Without one, it counts as declined.',
        required: false,
      },
      {
        kind: 'line',
        name: 'duplicate',
        ...initially('duplicate'),
        label: 'Duplicate of',
        hint: 'An open request of the same agency, such as R-1042, whoever has it.',
        required: false,
      },
    ],
  };
}

export const reopenForm = (facts: RequestFacts, late: boolean): Form => ({
  title: late ? `Ask again, after ${requestRef(facts.request.id)}` : `Reopen ${requestRef(facts.request.id)}`,
  ...(late && {
    intro: [
      { kind: 'text', text: ['This was resolved a while ago, so what you write becomes a new request, linked to it.'] },
    ] as Block[],
  }),
  submit: late ? 'Ask' : 'Reopen',
  press: reopenPress.to({ request: facts.request.id }),
  fields: [{ kind: 'paragraph', name: 'text', label: 'What do you still need?', required: true }],
});

export const withdrawForm = (facts: RequestFacts): Form => ({
  title: `Withdraw ${requestRef(facts.request.id)}`,
  intro: [{ kind: 'text', text: [`We will close “${facts.request.subject}”, and nobody will work on it anymore.`] }],
  submit: 'Withdraw',
  press: withdrawPress.to({ request: facts.request.id }),
  fields: [{ kind: 'line', name: 'reason', label: 'Reason', required: false }],
});

/** For whoever holds it. */
export const withdrawn = (facts: RequestFacts, reason: string | undefined): Message =>
  aboutRequest(facts, [`${facts.requester.name} withdrew the question${reason ? `: ${reason}` : '.'}`], 'look');

/** They reacted with 👎 to how it ended: a press away from help, and no reopening by itself. */
export const stillNeeded = ({ request }: RequestFacts): Message => ({
  blocks: [
    {
      kind: 'text',
      text: [
        { strong: requestRef(request.id) },
        ': did this not help? Tell us what you still need, and we’ll carry on.',
      ],
    },
    { kind: 'buttons', buttons: [reopenPress.button('I still need help', { request: request.id }, 'primary')] },
    { kind: 'small', text: [request.subject] },
  ],
});
