import type { Block, Button, Text } from '../../chat/message.ts';
import { burstOf } from '../burst.ts';
import { type AttachedFile, nameIn, type RequestFacts } from '../facts.ts';
import { lookPress } from '../presses.ts';
import { asWritten, messageRef, type RequestMessage, requestRef } from '../request.ts';
import { folded } from './folded.ts';

/** What was said about a request, as the office reads it: on the card, in forms, and what a new holder is given. */

/** So much of the question stands on a card, in characters, and of what was said last; the rest is behind *Show all*. */
const QUESTION_FOLD = 600;
const LATEST_FOLD = 400;
/** So many messages a new holder is given at once. */
const MOST_GIVEN = 10;

type Said = Pick<
  RequestFacts,
  'request' | 'requester' | 'holder' | 'authors' | 'office' | 'messages' | 'edited' | 'moved' | 'files'
>;

/** What stands where words of the office were that their author took back. */
export const DELETED = 'This message was deleted by its sender.';

type Changed = Pick<Said, 'edited' | 'moved'>;

function changes({ edited = [], moved = [] }: Changed, { number, deletedAt }: RequestMessage): string[] {
  const to = moved.find((each) => each.number === number)?.to;
  const gone = to === undefined ? 'deleted by its sender; the record keeps it' : `now ${requestRef(to)}`;
  return [...(edited.includes(number) ? ['edited'] : []), ...(deletedAt ? [gone] : [])];
}

/** After a name: whether these words are still what was sent. */
export function sayChanged(facts: Changed, message: RequestMessage): string {
  const said = changes(facts, message);
  return said.length > 0 ? ` (${said.join(', ')})` : '';
}

/** What is special about a message: "deleted by its sender; the record keeps it", "now R-1043", "edited, delivered". */
function sayMarks(facts: Changed, message: RequestMessage): string {
  const marks = [
    ...(message.kind === 'note' ? ['note'] : []),
    ...(message.asks ? ['a question'] : []),
    ...changes(facts, message),
    ...(message.kind === 'to agency' ? [sayArrival(message)] : []),
  ];
  return marks.length > 0 ? ` (${marks.join(', ')})` : '';
}

function sayArrival({ deliveredAt, failedAt }: RequestMessage): string {
  if (deliveredAt) return 'delivered';
  return failedAt ? 'could not be delivered' : 'on its way';
}

/** A message with its number, who wrote it, when, and what became of it. `most`: so much of it, in characters. */
export function quoteOf(facts: Said, message: RequestMessage, zone: string, most?: number): Block {
  const ref = messageRef(facts.request.id, message.number);
  return {
    kind: 'quote',
    by: `${ref} ${nameIn(facts, message.authorId)}${sayMarks(facts, message)}`,
    at: { when: message.at, zone },
    text: most === undefined ? message.text : folded(message.text, most),
  };
}

/**
 * The question, and the latest words of each side since, in their order: of a text in several lines all of them, and all
 * that came after the last reply, which nobody has answered. What became a question of its own is no part of it.
 */
function lastExchange({ messages: all, moved = [] }: Pick<Said, 'messages' | 'moved'>): {
  shown: RequestMessage[];
  /** So many that nobody has answered have no room. */
  left: number;
} {
  const messages = asWritten(all).filter(({ number }) => !moved.some((each) => each.number === number));
  const asked = messages.find(({ kind }) => kind === 'from agency');
  const theirs = messages.findLast(({ kind }) => kind === 'from agency');
  const ours = messages.findLast(({ kind }) => kind === 'to agency');
  const burst = (one: RequestMessage | undefined) => (one ? burstOf(messages, one).slice(-MOST_GIVEN) : []);
  const since = ours ? messages.slice(messages.indexOf(ours) + 1) : messages;
  const open = since.filter(({ kind }) => kind === 'from agency');
  const lines = new Set([...burst(asked), ...burst(theirs), ...open.slice(-MOST_GIVEN)]);
  return {
    shown: messages.filter((message) => message === ours || lines.has(message)),
    left: open.filter((message) => !lines.has(message)).length,
  };
}

/** The last exchange, each text as far as a card has room, and a word where it had none. */
export function exchange(facts: Said, zone: string): Block[] {
  const { shown, left } = lastExchange(facts);
  const asked = shown[0];
  return [
    ...foldedQuotes(
      facts,
      shown.map((message) => ({ message, most: message === asked ? QUESTION_FOLD : LATEST_FOLD })),
      zone,
    ),
    ...earlier(left),
  ];
}

/** All that was said before somebody else got it, notes too; of much the newest, each as far as there is room. */
export function soFar(facts: Said, zone: string): Block[] {
  const given = asWritten(facts.messages).slice(-MOST_GIVEN);
  return [
    ...earlier(facts.messages.length - given.length),
    ...foldedQuotes(
      facts,
      given.map((message) => ({ message, most: LATEST_FOLD })),
      zone,
    ),
  ];
}

const earlier = (left: number): Block[] =>
  left > 0 ? [small(`${left} earlier ${left === 1 ? 'message is' : 'messages are'} under Show all.`)] : [];

function foldedQuotes(facts: Said, shown: { message: RequestMessage; most: number }[], zone: string): Block[] {
  const isCut = shown.some(({ message, most }) => folded(message.text, most) !== message.text);
  return [
    ...shown.map(({ message, most }) => quoteOf(facts, message, zone, most)),
    ...(isCut ? [small('Shortened here. Show all has every word.')] : []),
  ];
}

const small = (text: string): Block => ({ kind: 'small', text: [text] });

/** Files that came, each with its message, and those that could not be passed on: "quote.pdf (R-1042·1)". */
export function sayFiles({ request, files = [] }: Pick<Said, 'request' | 'files'>): Text | undefined {
  const there = files.filter(({ state }) => state !== 'waiting');
  const [first, ...rest] = there
    .slice(0, MOST_GIVEN)
    .map((file) => `${file.name} (${messageRef(request.id, file.number)}${sayMissing(file)})`);
  if (first === undefined) return undefined;
  const more = there.length - MOST_GIVEN;
  return [[first, ...rest].join(', '), ...(more > 0 ? [` and ${more} more`] : [])];
}

const sayMissing = ({ state, reason }: AttachedFile): string =>
  state === 'refused' ? `, not passed on${reason ? `: ${reason}` : ''}` : '';

export const showAll = ({ request }: Pick<Said, 'request'>): Button =>
  lookPress.button('Show all', { request: request.id });
