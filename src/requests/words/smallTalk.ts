import type { Block, Message, Text } from '../../chat/message.ts';
import type { Person } from '../../people/person.ts';
import type { RequestFacts } from '../facts.ts';
import { lookPress, myLiaisonPress, replyPress, urgentPress, withdrawPress } from '../presses.ts';
import { type AgencyRequest, requestRef } from '../request.ts';
import { aboutRequest } from './about.ts';

/** Answers to what asks nothing: "any update?", "cancel", "talk to a human", "ASAP!!". */

type Named = Pick<AgencyRequest, 'id' | 'subject'>;

/** So many requests have a button each. */
const MOST = 5;

const listed = (requests: readonly Named[]): Block => ({
  kind: 'list',
  items: requests.slice(0, MOST).map(({ id, subject }): Text => [{ strong: requestRef(id) }, ` ${subject}`]),
});

/** Their requests as they stand, above who was told that they ask. */
export function newsTold(page: Message, holders: readonly Person[]): Message {
  const names = holders.map(({ name }) => name).join(' and ');
  const seen = names === '' ? 'A supervisor names who answers.' : `${names} can see that you asked.`;
  return { ...page, blocks: [...page.blocks, { kind: 'small', text: [seen] }] };
}

/** For whoever has it, once a day. */
export function newsAsked(first: RequestFacts, all: readonly RequestFacts[]): Message {
  const others = all.slice(1).map(({ request }) => requestRef(request.id));
  const more = others.length === 0 ? '' : ` They ask about ${others.join(', ')}, too.`;
  const { id } = first.request;
  return aboutRequest(
    first,
    [`${first.requester.name} asks for news.${more}`],
    replyPress.button('Reply', { request: id }, 'primary'),
    lookPress.button('Show all', { request: id }),
  );
}

export const offerWithdrawal = (requests: readonly Named[]): Message => ({
  blocks: [
    {
      kind: 'text',
      text: [requests.length === 1 ? 'Shall we close this?' : 'Which of these shall we close?'],
    },
    listed(requests),
    {
      kind: 'buttons',
      buttons: requests
        .slice(0, MOST)
        .map(({ id }) => withdrawPress.button(`Withdraw ${requestRef(id)}`, { request: id })),
    },
  ],
});

export function offerUrgent(requests: readonly Named[]): Message {
  if (requests.length === 0)
    return { blocks: [{ kind: 'text', text: ['It is marked urgent already. Whoever has it knows.'] }] };
  return {
    blocks: [
      { kind: 'text', text: ['Is this urgent? Say why, and it gets a shorter time.'] },
      listed(requests),
      {
        kind: 'buttons',
        buttons: requests
          .slice(0, MOST)
          .map(({ id }) => urgentPress.button(`Mark ${requestRef(id)} urgent`, { request: id })),
      },
    ],
  };
}

/** The people behind the desk, by name. */
export function whoIsThere({
  holders,
  supervisors,
}: {
  holders: readonly Person[];
  supervisors: readonly { office: string; people: readonly Person[] }[];
}): Message {
  const answering = holders.map(({ name }) => name).join(' and ');
  const lead: Text =
    answering === ''
      ? ['People answer here. Write what it is about, and your liaison gets it.']
      : [
          { strong: answering },
          holders.length === 1 ? ' has your question' : ' have your questions',
          '. Write here, and they read it.',
        ];
  const items = supervisors
    .filter(({ people }) => people.length > 0)
    .map(
      ({ office, people }): Text => [
        { strong: office },
        `: ${people.map(({ name }) => name).join(', ')} ${people.length === 1 ? 'supervises' : 'supervise'} there`,
      ],
    );
  return {
    blocks: [
      { kind: 'text', text: lead },
      ...(items.length > 0 ? [{ kind: 'list' as const, items }] : []),
      { kind: 'buttons', buttons: [myLiaisonPress.button('My liaison', {})] },
    ],
  };
}
