import type { Form, Message } from '../../chat/message.ts';
import { type Colleague, colleagueOption } from '../colleague.ts';
import type { RequestFacts } from '../facts.ts';
import { handChosenPress } from '../presses.ts';
import { type AgencyRequest, requestRef, sayRefs } from '../request.ts';

/** Several requests that somebody chose in a list go to one person. */

/** A request that stays with whoever has it, and why. */
export type Left = { id: number; why: string };

export const whyLeft = {
  /** In the words for what does not exist. */
  hidden: 'there is no such request among yours',
  ended: ({ state }: Pick<AgencyRequest, 'state'>): string => `it is ${state} already`,
  elsewhere: (office: string, other: string): string => `it is of ${office}, and the others are of ${other}`,
  already: (name: string): string => `${name} has it already`,
};

export const handChosenForm = (
  facts: readonly RequestFacts[],
  left: readonly Left[],
  members: readonly Colleague[],
  chosen: string,
): Form => ({
  title: facts.length === 1 ? 'Hand over 1 request' : `Hand over ${facts.length} requests`,
  intro: [
    {
      kind: 'list',
      items: facts.map(({ request, requester }) => [
        { strong: requestRef(request.id) },
        ` ${request.subject} · ${requester.name}`,
      ]),
    },
    ...staying(left),
    { kind: 'text', text: ['Whoever asked is told who has it now. The promised times do not change.'] },
  ],
  fields: [
    {
      ...{ kind: 'choice', name: 'person', label: 'To whom?', required: true },
      options: members.map(colleagueOption),
    },
    {
      ...{ kind: 'line', name: 'reason', label: 'Why?', required: true, longest: 300 },
      hint: 'A short sentence: “Lee Park has a lot to answer just now”. Whoever gets them and whoever asked read it.',
    },
  ],
  submit: 'Hand over',
  press: handChosenPress.to({ requests: chosen }),
});

const staying = (left: readonly Left[]): Message['blocks'] =>
  left.length === 0
    ? []
    : [
        { kind: 'text', text: [left.length === 1 ? 'This one stays where it is:' : 'These stay where they are:'] },
        { kind: 'list', items: left.map(({ id, why }) => [{ strong: requestRef(id) }, `: ${why}`]) },
      ];

export const sayHanded = (name: string, ids: readonly number[]): string =>
  ids.length === 1
    ? `${name} has ${sayRefs(ids)} now.`
    : `${name} has ${ids.length} more requests now: ${sayRefs(ids)}.`;

/** What was handed over and what was not, each with why. */
export const handedChosen = (name: string | undefined, ids: readonly number[], left: readonly Left[]): Message => ({
  blocks: [
    {
      kind: 'text',
      text: [name === undefined || ids.length === 0 ? 'Nothing was handed over.' : sayHanded(name, ids)],
    },
    ...staying(left),
  ],
});
