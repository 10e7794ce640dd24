import type { Message } from '../../chat/message.ts';
import { burstOf } from '../burst.ts';
import { type Decision, Draft } from '../draft.ts';
import { nameIn, type RequestFacts } from '../facts.ts';
import { messageRef, type RequestMessage, requestRef } from '../request.ts';
import {
  broughtBack,
  deleted,
  edited,
  fileFrom,
  fileMissing,
  fileRefused,
  movedAway,
  reacted,
} from '../words/changes.ts';
import { relayedTo } from '../words/joining.ts';
import { relayNow, replyNow } from '../words/reply.ts';
import { stillNeeded } from '../words/resolution.ts';
import { owesNoReply } from './clocks.ts';

/** Changes to what was said already: they travel to the other side, and the record keeps both. */
export type Change = { by: string; actorId: number; at: Date; source: string };

/** The message now reads otherwise. Undefined when the text is the same: links unfold. */
export function decideEdit(
  facts: RequestFacts,
  message: RequestMessage,
  text: string,
  change: Change,
  now: Date,
): Decision | undefined {
  if (message.text === text) return undefined;
  const draft = new Draft(facts, now);
  draft.change(message.number, { text });
  draft.record('edited', change, { number: message.number });
  tellOthers(
    draft,
    message,
    change,
    `edit ${change.source}`,
    edited(facts.request.id, message.number, change.by, text),
  );
  rewordRelay(draft, message.number, change);
  return draft.decided();
}

/** Its sender deleted it in their chat, or with `undone` brought it back. Undefined when that is so already. */
export function decideDeletion(
  facts: RequestFacts,
  message: RequestMessage,
  undone: boolean,
  change: Change,
  now: Date,
): Decision | undefined {
  if ((message.deletedAt === null) === undone) return undefined;
  const draft = new Draft(facts, now);
  const { number, text } = message;
  draft.change(number, { deletedAt: undone ? null : change.at });
  draft.record(undone ? 'brought back' : 'deleted', change, { number });
  const { id } = facts.request;
  const words = undone ? broughtBack(id, number, change.by, text) : deleted(id, number, change.by);
  tellOthers(draft, message, change, `delete ${change.source}`, words);
  rewordRelay(draft, number, change);
  return draft.decided();
}

/**
 * Its author says that it never belonged here: it is the request `to` now, and no reply is owed for it here. `last`: the
 * number of the last line that goes with it, which is told with the first.
 */
export function decideMovedAway(
  facts: RequestFacts,
  message: RequestMessage,
  { to, last }: { to: number; last?: number },
  change: Change,
  now: Date,
): Decision {
  const draft = new Draft(facts, now);
  const { number } = message;
  draft.move(number, to, change.at);
  draft.record('moved', change, { number, to });
  owesNoReply(draft, message, change.at);
  if (last === undefined) return draft.decided();
  const words = movedAway(facts.request.id, [number, last], change.by, to);
  tellOthers(draft, message, change, `moved ${messageRef(facts.request.id, number)}`, words);
  rewordRelay(draft, number, change);
  return draft.decided();
}

/** What somebody reacted to: a message of the other side, or how the request ended, with or without words. */
type Reacted = { message: RequestMessage | undefined; isResolution: boolean };

/**
 * A reaction on a message that the desk brought from the other side: shown there once, and never a reply. One that says
 * no to a resolution is answered with *I still need help*. Undefined when it says nothing to anybody.
 */
export function decideReaction(
  facts: RequestFacts,
  { message, isResolution }: Reacted,
  emoji: string,
  change: Change,
  now: Date,
): Decision | undefined {
  const draft = new Draft(facts, now);
  const { request } = facts;
  const needsHelp =
    isResolution && request.state === 'resolved' && change.actorId === request.requesterId && saysNo(emoji);
  if (!message && !needsHelp) return undefined;
  if (message) {
    const { number, authorId } = message;
    draft.record('reaction', change, { number, emoji });
    if (authorId !== change.actorId)
      draft.tell({
        key: `reaction ${emoji} on ${message.id} by ${change.actorId}`,
        kind: 'notice',
        to: authorId,
        message: () => reacted(request.id, number, change.by, emoji),
      });
  }
  if (needsHelp)
    draft.tell({
      key: `still needed ${requestRef(request.id)} resolved ${request.resolvedAt?.toISOString()}`,
      kind: 'notice',
      to: request.requesterId,
      message: stillNeeded,
    });
  return draft.decided();
}

/** Signs of "this did not help"; other skin tones say the same. */
const saysNo = (emoji: string): boolean => /^[👎😢😠😡🙁☹😞😕❌]/u.test(emoji);

type KeptFile = { id: number; name: string };

/** Its row may say already what is decided here: what was shown of it before is what it was then. */
function withFile(facts: RequestFacts, { number }: RequestMessage, file: KeptFile): RequestFacts {
  const others = (facts.files ?? []).filter(({ id }) => id !== file.id);
  return { ...facts, files: [...others, { ...file, number, state: 'waiting' }] };
}

/** A file was fetched and is kept: the other side gets it. */
export function decidePassingOn(
  facts: RequestFacts,
  message: RequestMessage,
  file: KeptFile,
  author: string,
  now: Date,
): Decision {
  const draft = new Draft(withFile(facts, message, file), now);
  draft.file({ ...file, number: message.number, state: 'stored' });
  draft.record('file stored', { at: now, actorId: message.authorId }, { file: file.id, number: message.number });
  const to = otherSide(facts, message);
  if (to !== null)
    draft.tell({
      key: `file ${file.id}`,
      kind: 'relay',
      to,
      fileId: file.id,
      message: () => fileFrom(facts.request.id, message.number, author, file.name),
    });
  if (message.kind === 'to agency')
    draft.tellJoined({ key: `file ${file.id}`, kind: 'relay', fileId: file.id, said: message.at }, () =>
      fileFrom(facts.request.id, message.number, author, file.name),
    );
  return draft.decided();
}

/** A file that cannot be had: whoever sent it hears why, and so does whoever it was for. */
export function decideRefusal(
  facts: RequestFacts,
  message: RequestMessage,
  file: KeptFile,
  reason: string,
  now: Date,
): Decision {
  const draft = new Draft(withFile(facts, message, file), now);
  draft.file({ ...file, number: message.number, state: 'refused', reason });
  draft.record('file refused', { at: now, actorId: message.authorId }, { file: file.id, reason });
  draft.tell({
    key: `file ${file.id} refused`,
    kind: 'notice',
    to: message.authorId,
    message: () => fileRefused(facts.request.id, file.name, reason),
  });
  const to = otherSide(facts, message);
  if (to !== null && to !== message.authorId)
    draft.tell({
      key: `file ${file.id} refused, to the other side`,
      kind: 'notice',
      to,
      message: () => fileMissing(facts.request.id, message.number, nameIn(facts, message.authorId), file.name, reason),
    });
  return draft.decided();
}

/** Notes stay where they are. */
const otherSide = ({ request }: RequestFacts, message: RequestMessage): number | null => {
  if (message.kind === 'note') return null;
  return message.kind === 'from agency' ? request.holderId : request.requesterId;
};

/** The other side, and the holder where somebody else of the office changed what they wrote. */
function tellOthers(draft: Draft, message: RequestMessage, change: Change, key: string, words: Message): void {
  const about = `${key} ${requestRef(draft.request.id)}`;
  const to = otherSide(draft.facts, message);
  if (to !== null) draft.tell({ key: about, kind: 'relay', to, message: () => words });
  if (message.kind === 'to agency') draft.tellJoined({ key: about, kind: 'relay', said: message.at }, () => words);
  if (message.kind !== 'from agency') draft.tellHolder(change.actorId, about, () => words);
}

/** Where it was relayed it reads as it does now: whoever scrolls back never takes old words for what was said. */
function rewordRelay(draft: Draft, number: number, { source }: Change): void {
  const { request, standing, messages } = draft.facts;
  const said = messages.find((each) => each.number === number);
  const relayed = (one: RequestMessage) =>
    standing.find(({ key }) => key === `relay ${messageRef(request.id, one.number)}`);
  // A further line of a text stands where its first line does.
  const head = said && burstOf(messages, said).findLast((line) => line.number <= number && relayed(line));
  const message = head ?? said;
  const stands = message && relayed(message);
  const replaces = `relay ${messageRef(request.id, message?.number ?? number)}`;
  const common = { key: `${replaces} as changed by ${source}`, kind: 'relay' as const, replaces };
  if (message?.kind === 'to agency') {
    draft.tell({ ...common, to: request.requesterId, message: (after) => replyNow(after, message) });
    draft.tellJoined({ ...common, said: message.at }, (after, one) => relayedTo(replyNow(after, message), one));
  } else if (message && stands)
    draft.tell({ ...common, to: stands.personId, message: (after) => relayNow(after, message, stands.message) });
}
