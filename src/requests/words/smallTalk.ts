import { andList } from '../../chat/andList.ts';
import type { Block, Message, Text } from '../../chat/message.ts';
import type { Person } from '../../people/person.ts';
import type { RequestFacts } from '../facts.ts';
import {
  listPresses,
  lookPress,
  myLiaisonPress,
  replyPress,
  tellPress,
  urgentPress,
  withdrawPress,
} from '../presses.ts';
import { type AgencyRequest, requestRef } from '../request.ts';
import { aboutRequest } from './about.ts';

/** Answers to what asks nothing: "any update?", "cancel", "talk to a human", "ASAP!!". */

type Named = Pick<AgencyRequest, 'id' | 'subject'>;

const inWords = (people: readonly Pick<Person, 'name'>[]): string => andList(people.map(({ name }) => name));

/** So many requests have a button each. */
const MOST = 5;

const listed = (requests: readonly Named[]): Block => ({
  kind: 'list',
  items: requests.slice(0, MOST).map(({ id, subject }): Text => [{ strong: requestRef(id) }, ` ${subject}`]),
});

/** Of nothing that is open there is no news, and nothing to take back. */
export const nothingOpen: Message = {
  blocks: [
    { kind: 'text', text: ['You have no open request. Write your question here, in plain words.'] },
    { kind: 'buttons', buttons: [listPresses['my requests'].button('My requests', {})] },
  ],
};

/** Their requests as they stand, above who was told that they ask. */
export function newsTold(page: Message, holders: readonly Person[]): Message {
  const names = inWords(holders);
  const seen = names === '' ? 'A supervisor will say who answers.' : `${names} can see that you asked.`;
  return { ...page, blocks: [...page.blocks, { kind: 'small', text: [seen] }] };
}

/** For whoever has it, once a day. */
export const newsAsked = (first: RequestFacts, all: readonly RequestFacts[]): Message => asksFor('news', first, all);

/** For whoever has it, once a day: only they can call. */
export const talkAsked = (first: RequestFacts, all: readonly RequestFacts[]): Message =>
  asksFor('a person to talk to', first, all);

function asksFor(what: string, first: RequestFacts, all: readonly RequestFacts[]): Message {
  const others = all.slice(1).map(({ request }) => requestRef(request.id));
  const more = others.length === 0 ? '' : ` They ask about ${others.join(', ')}, too.`;
  const { id } = first.request;
  return aboutRequest(
    first,
    [`${first.requester.name} asks for ${what}.${more}`],
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
  mayTell,
}: {
  holders: readonly Person[];
  supervisors: readonly { office: string; people: readonly Person[] }[];
  /** Whether the open door is theirs. */
  mayTell: boolean;
}): Message {
  const answering = inWords(holders);
  const lead: Text =
    answering === ''
      ? ['People answer here. Write what it is about, and your liaison gets it.']
      : [
          { strong: answering },
          holders.length === 1 ? ' has your question' : ' have your questions',
          ' and can see that you would like to talk to a person. Write here what it is about, and they will read it.',
        ];
  const items = supervisors
    .filter(({ people }) => people.length > 0)
    .map(
      ({ office, people }): Text => [
        { strong: office },
        `: ${people.length === 1 ? 'the supervisor is' : 'the supervisors are'} ${inWords(people)}`,
      ],
    );
  return {
    blocks: [
      { kind: 'text', text: lead },
      ...(items.length > 0 ? [{ kind: 'list' as const, items }] : []),
      {
        kind: 'buttons',
        buttons: [
          myLiaisonPress.button('My liaison', {}),
          ...(items.length > 0 && mayTell ? [tellPress.button('Tell the supervisor', {})] : []),
        ],
      },
    ],
  };
}
