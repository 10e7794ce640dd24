import type { Person } from '../../people/person.ts';
import { burstOf, saysLittle } from '../burst.ts';
import { type Decision, Draft } from '../draft.ts';
import type { RequestFacts } from '../facts.ts';
import { messageRef, subjectOf } from '../request.ts';
import { isThanks } from '../thanks.ts';
import { relayedTo } from '../words/joining.ts';
import { added } from '../words/receipt.ts';
import { leftNote, relay, reply, wroteTo } from '../words/reply.ts';
import { oweReply, replan } from './clocks.ts';

/** What somebody says about a request. `at` is the platform's time of it, `source` its natural key. */
export type Words = {
  text: string;
  at: Date;
  source: string;
  /** They were placed for their author, who may say that they are a question of their own: the kept text of this id. */
  held?: number;
  /** Their author was asked where they belong: what was asked, in the delivery of this key, becomes the answer. */
  asked?: { key: string; text: string };
  /** They began with an answer of before. */
  answer?: number | undefined;
  /** Another line of the text that its author is just writing. */
  goesOn?: boolean;
};

/** Key of the word that says where a text was placed for its author. */
export const placedKeyOf = (held: number): string => `typed ${held}`;

/** The three ways in which the office writes: *Reply* and *Ask the agency* leave the office, a note never does. */
export type Way = 'reply' | 'ask agency' | 'note';

export function decideWriting(
  facts: RequestFacts,
  way: Way,
  author: Person,
  { answer, ...words }: Words,
  now: Date,
): Decision {
  const draft = new Draft(facts, now);
  const kind = way === 'note' ? 'note' : 'to agency';
  const asks = way === 'ask agency';
  const number = draft.add({ ...words, authorId: author.id, kind, asks }, author);
  draft.record('message', { at: words.at, actorId: author.id }, { number, kind });
  if (answer !== undefined) draft.record('answer used', { at: words.at, actorId: author.id }, { answer });
  const key = `news ${messageRef(facts.request.id, number)}`;
  if (kind === 'note') {
    draft.tellHolder(author.id, key, (after) => leftNote(after, author, words.text));
    return draft.decided();
  }
  draft.tell({
    key: `relay ${messageRef(facts.request.id, number)}`,
    kind: 'relay',
    to: facts.request.requesterId,
    number,
    message: (after) => reply(after, author, words.text, number, asks),
  });
  draft.tellJoined({ key: `relay ${messageRef(facts.request.id, number)}`, kind: 'relay' }, (after, one) =>
    relayedTo(reply(after, author, words.text, number, false), one),
  );
  draft.tellHolder(author.id, key, (after) => wroteTo(after, author, words.text));
  return draft.decided();
}

/** The requester's words to an open request, which they may have opened again. Answers with the number of the message. */
export function sayFromAgency(draft: Draft, words: Words, reopens = false): number {
  const { request } = draft;
  const { text, at, source } = words;
  const number = draft.add({ text, at, source, authorId: request.requesterId, kind: 'from agency' });
  draft.record('message', { at: words.at, actorId: request.requesterId }, { number });
  // "Hi, I have a question" is no title: the line that says what it is about is.
  if (saysLittle(request.subject) && !saysLittle(text)) draft.set({ subject: subjectOf(text) });
  // Any word of the agency ends the wait: the clocks of resolution go on from there.
  if (request.state === 'waiting') {
    draft.set({ state: 'open' });
    draft.resume('waiting_on_agency', words.at);
    replan(draft);
    draft.record('resumed', { at: words.at, actorId: request.requesterId }, {});
  }
  const goesOn = request.state === 'waiting';
  const owed = isThanks(words.text) ? undefined : oweReply(draft, words.at);
  const ref = messageRef(request.id, number);
  if (words.goesOn && tellOnce(draft, number)) return number;
  const { held, asked } = words;
  draft.tell({
    key: asked ? `${asked.key} placed` : held === undefined ? `added ${ref}` : placedKeyOf(held),
    kind: 'notice',
    to: request.requesterId,
    ...(asked && { replaces: asked.key }),
    message: (after) => added(after, number, { promise: owed, goesOn, held, reopens, asked: asked?.text }),
  });
  const { holder } = draft.facts;
  if (holder)
    draft.tell({
      key: `relay ${ref}`,
      kind: 'relay',
      to: holder.id,
      number,
      message: (after) => relay(after, words.text, number, reopens),
    });
  return number;
}

/**
 * Another line of one text is told where the first one was told, and rings nobody again: on the card, or in its relay.
 * False when its reader has neither.
 */
function tellOnce(draft: Draft, number: number): boolean {
  const { request, holder, messages, standing } = draft.facts;
  const last = messages.at(-1);
  const lines = last ? burstOf(messages, last) : [];
  const [head] = lines;
  if (!head || head === last) return false;
  if (!holder || head.number === 1) return true;
  const told = standing.find(({ key }) => key === `relay ${messageRef(request.id, head.number)}`);
  if (told?.personId !== holder.id) return false;
  const text = lines.map((line) => line.text).join('\n');
  draft.tell({
    ...{ key: `relay ${messageRef(request.id, number)}`, kind: 'relay', to: holder.id, number, replaces: told.key },
    message: (after) => relay(after, text, head.number),
  });
  return true;
}

/** Adds the requester's words to an open request and relays them. */
export function decideAddition(facts: RequestFacts, words: Words, now: Date): Decision {
  const draft = new Draft(facts, now);
  sayFromAgency(draft, words);
  return draft.decided();
}
