import { andList } from '../../chat/andList.ts';
import type { Block, Button, Message, Text } from '../../chat/message.ts';
import type { Person } from '../../people/person.ts';
import type { Joined, RequestFacts } from '../facts.ts';
import { joinNowPress, joinPress, reopenPress } from '../presses.ts';
import { requestRef } from '../request.ts';
import { resolution } from './resolution.ts';

/** A colleague has asked the same: whoever joins reads along, and what both see is said before. */

/** The open request of a colleague at the same agency and office, while nobody has answered this one. */
export function joinable({ before, request, messages }: RequestFacts): { id: number; subject: string } | undefined {
  const colleague = before?.colleague;
  if (!colleague || request.state !== 'open') return undefined;
  if (colleague.agencyId !== request.agencyId || colleague.officeId !== request.officeId) return undefined;
  return messages.some(({ kind }) => kind === 'to agency') ? undefined : colleague;
}

/** On the receipt: neither who it is nor what they wrote. */
export const sayColleague = (facts: RequestFacts): Block[] =>
  joinable(facts)
    ? [
        {
          kind: 'text',
          text: [{ strong: 'A colleague of yours has asked the same' }, ', and the office is working on it.'],
        },
      ]
    : [];

export function joinButtons(facts: RequestFacts): Button[] {
  const colleague = joinable(facts);
  return colleague ? [joinPress.button('Join', { request: facts.request.id, with: colleague.id })] : [];
}

/** What both see, before it is so. */
export const joining = ({ request }: RequestFacts, { id, subject }: { id: number; subject: string }): Message => ({
  blocks: [
    { kind: 'text', text: ['A colleague at your agency asked: ', { strong: subject }] },
    {
      kind: 'list',
      items: [
        ['You read what the office replies to them from now on, and how it ends.'],
        [
          'Your colleague and the office read your name, and that you joined. Your colleague reads nothing of what you wrote.',
        ],
        [`${requestRef(request.id)} ends. If your colleague’s answer is not enough, you open it again with one press.`],
      ],
    },
    {
      kind: 'buttons',
      buttons: [joinNowPress.button('Join them', { request: request.id, with: id }, 'primary')],
    },
  ],
});

/** On the receipt of whoever was joined. */
export const sayJoined = ({ joined = [] }: RequestFacts): Block[] =>
  joined.length === 0
    ? []
    : [
        {
          kind: 'text',
          text: [
            `${andList(joined.map(({ name }) => name))} ${joined.length === 1 ? 'has' : 'have'} asked the same, and `,
            `${joined.length === 1 ? 'reads' : 'read'} what the office replies here.`,
          ],
        },
      ];

/** Whoever joined reads how it ended, and opens their own again if that is not enough. */
export function resolvedForJoined(facts: RequestFacts, author: Person, text: string, one: Joined): Message {
  const { blocks } = resolution(facts, author, text, 'somebody else');
  return {
    blocks: [
      ...blocks.filter(({ kind }) => kind !== 'buttons'),
      { kind: 'small', text: youJoined(one) },
      {
        kind: 'buttons',
        buttons: [reopenPress.button('I still need help', { request: one.requestId })],
      },
    ],
  };
}

/** The office's words, for whoever joined. */
export const relayedTo = (message: Message, one: Joined): Message => ({
  ...message,
  blocks: [...message.blocks, { kind: 'small', text: youJoined(one) }],
});

const youJoined = ({ requestId }: Joined): Text => [`You joined it with ${requestRef(requestId)}.`];

/** Nobody answers it any more: whoever joined opens their own again. */
export const withdrawnForJoined = ({ request }: RequestFacts, one: Joined): Message => ({
  blocks: [
    {
      kind: 'text',
      text: [
        { strong: requestRef(request.id) },
        `, which you had joined, was withdrawn by your colleague. Do you still need an answer? Then we go on with ${requestRef(one.requestId)}.`,
      ],
    },
    {
      kind: 'buttons',
      buttons: [reopenPress.button('I still need help', { request: one.requestId }, 'primary')],
    },
  ],
});

/** On the receipt of whoever joined. */
export const joinedEnd = (duplicateOf: number): string =>
  `You joined ${requestRef(duplicateOf)}. You read here what the office replies there.`;
