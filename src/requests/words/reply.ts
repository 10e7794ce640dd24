import { type Block, type Form, type Message, plainSpans } from '../../chat/message.ts';
import { firstName, type Person } from '../../people/person.ts';
import { burstOf } from '../burst.ts';
import { agencyName, joinedNames, nameIn, type RequestFacts, zoneOf } from '../facts.ts';
import { askAgencyPress, lookPress, notePress, replyPress, resolvePress } from '../presses.ts';
import { messageRef, type RequestMessage, requestRef } from '../request.ts';
import { aboutRequest } from './about.ts';
import { DELETED, exchange, sayChanged } from './exchange.ts';
import { folded } from './folded.ts';
import { type Meanwhile, sayMeanwhile } from './meanwhile.ts';

type Named = Pick<Person, 'name'>;

/** Words of the office for the requester. */
export function reply(facts: RequestFacts, author: Named, text: string, number: number, asks: boolean): Message {
  const blocks: Block[] = [{ kind: 'quote', by: `${author.name}, ${facts.office.name}`, text }];
  if (asks)
    blocks.push({
      kind: 'text',
      text: [`${firstName(author.name)} needs your answer to go on. Write it here; we’ll continue once you answer.`],
    });
  blocks.push({ kind: 'small', text: [`${messageRef(facts.request.id, number)} · ${facts.request.subject}`] });
  return { blocks };
}

/** The words of the office as they stand with the requester since they were changed: what was deleted is not shown. */
export function replyNow(facts: RequestFacts, message: RequestMessage): Message {
  const { number, asks, authorId, deletedAt, text } = message;
  const name = nameIn(facts, authorId);
  if (deletedAt) return reply(facts, { name }, DELETED, number, false);
  return reply(facts, { name: `${name}${sayChanged(facts, message)}` }, text, number, asks);
}

/** For whoever holds it, when somebody else of the office wrote. */
export const wroteTo = (facts: RequestFacts, author: Person, text: string): Message =>
  aboutRequest(facts, [`${author.name} wrote to ${facts.requester.name}: ${text}`], 'look');

export const leftNote = (facts: RequestFacts, author: Person, text: string): Message =>
  aboutRequest(facts, [`${author.name} left a note: ${text}`], 'look');

/** So much of a further message stands with its buttons, in characters: these are never below a long text. */
const RELAY_FOLD = 1_200;

/** A further message of the requester, for whoever holds the request. */
export function relay(facts: RequestFacts, text: string, number: number, reopens = false): Message {
  const about = { request: facts.request.id };
  const shown = folded(text, RELAY_FOLD);
  return {
    blocks: [
      {
        kind: 'text',
        text: [{ strong: requestRef(facts.request.id) }, ` · ${agencyName(facts)} · ${facts.request.subject}`],
      },
      ...(reopens
        ? [{ kind: 'text' as const, text: [`${facts.requester.name} still needs help and reopened it:`] }]
        : []),
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

/** A further message as it stands with whoever got it since it was changed. */
export function relayNow(facts: RequestFacts, message: RequestMessage, stands: Message): Message {
  const by = `${nameIn(facts, message.authorId)}${sayChanged(facts, message)}`;
  const text = folded(linesOf(facts, message), RELAY_FOLD);
  const { blocks } = stands;
  return { ...stands, blocks: blocks.map((block) => (block.kind === 'quote' ? { ...block, by, text } : block)) };
}

/** The lines that stand in one relay: those that went on from the first, up to one with a relay of its own. */
function linesOf({ request, messages, standing }: RequestFacts, message: RequestMessage): string {
  const after = burstOf(messages, message).filter(({ number }) => number > message.number);
  const own = after.findIndex(({ number }) =>
    standing.some(({ key }) => key === `relay ${messageRef(request.id, number)}`),
  );
  return [message, ...(own < 0 ? after : after.slice(0, own))].map(({ text }) => text).join('\n');
}

export const readers = (facts: RequestFacts): Block[] => [
  {
    kind: 'text',
    text: ['This goes to ', { strong: facts.requester.name }, ` at ${agencyName(facts)}, in their chat.`],
  },
  ...(facts.joined?.length
    ? [
        {
          kind: 'text' as const,
          text: [{ strong: joinedNames(facts) ?? '' }, ' asked the same and joined: this goes to them, too.'],
        },
      ]
    : []),
];

/** Words to begin a form with: what was typed and kept before (`held`), an answer of before, or sent when something had happened meanwhile. */
export type Typed = {
  text?: string | undefined;
  held?: number | undefined;
  meanwhile?: Meanwhile;
  answer?: number | undefined;
};

/** Which request it is about, what was asked, and what was said last. */
export const context = (facts: RequestFacts): Block[] => [
  { kind: 'text', text: [{ strong: requestRef(facts.request.id) }, ` · ${facts.request.subject}`] },
  ...exchange(facts, zoneOf(facts.holder, facts)),
];

const above = (facts: RequestFacts, { meanwhile }: Typed): Block[] =>
  meanwhile ? sayMeanwhile(facts, meanwhile) : context(facts);

const asSeen = ({ request }: RequestFacts, { held, answer }: Typed) => ({
  ...{ request: request.id, seen: request.lastNumber, state: request.state },
  ...(held !== undefined && { held }),
  ...(answer !== undefined && { answer }),
});

const begun = ({ text }: Typed): { initial?: string } => (text === undefined ? {} : { initial: text });

export const replyForm = (facts: RequestFacts, typed: Typed): Form => ({
  title: `Reply to ${facts.requester.name}`,
  intro: [...above(facts, typed), ...readers(facts)],
  submit: typed.meanwhile ? 'Send anyway' : 'Send reply',
  press: replyPress.to(asSeen(facts, typed)),
  fields: [{ kind: 'paragraph', name: 'text', label: 'Your reply', required: true, ...begun(typed) }],
});

export const askAgencyForm = (facts: RequestFacts, typed: Typed): Form => ({
  title: `Ask ${facts.requester.name}`,
  intro: [
    ...above(facts, typed),
    ...readers(facts),
    { kind: 'text', text: ['The time to finish pauses from when it arrives until they answer.'] },
  ],
  submit: typed.meanwhile ? 'Send anyway' : 'Send question',
  press: askAgencyPress.to(asSeen(facts, typed)),
  fields: [{ kind: 'paragraph', name: 'text', label: 'What do you need to know?', required: true, ...begun(typed) }],
});

export const noteForm = (facts: RequestFacts, typed: Typed): Form => ({
  title: `Note on ${requestRef(facts.request.id)}`,
  intro: [
    ...context(facts),
    { kind: 'text', text: ['This stays in the office. ', `${firstName(facts.requester.name)} never sees it.`] },
  ],
  submit: 'Save note',
  press: notePress.to({ request: facts.request.id, ...(typed.held !== undefined && { held: typed.held }) }),
  fields: [{ kind: 'paragraph', name: 'text', label: 'Note', required: true, ...begun(typed) }],
});

/** What its writer is told who used a form. */
export const sentOn = ({ requester }: RequestFacts): string => `On its way to ${requester.name}.`;
/** What stands under words that were typed and given their place. */
export const placedOn = ({ requester, request }: RequestFacts): string =>
  `On its way to ${requester.name} (${requestRef(request.id)}).`;

/** What was said of words under way, now that they have arrived or failed: nothing else of the message changes. */
export function sayArrived(message: Message, facts: RequestFacts, arrived: boolean): Message {
  const { requester, request } = facts;
  const blocks = message.blocks.map((block): Block => {
    if (block.kind !== 'text') return block;
    const said = plainSpans(block.text);
    if (said !== placedOn(facts) && said !== sentOn(facts)) return block;
    const whom = `${requester.name} (${requestRef(request.id)})`;
    return { kind: 'text', text: [arrived ? `Delivered to ${whom}.` : `It could not be delivered to ${whom}.`] };
  });
  return { ...message, blocks };
}
