import type { WaitingFile } from '../delivery/file.ts';
import type { Tx } from '../store.ts';
import { apply } from './apply.ts';
import {
  type Change,
  decideDeletion,
  decideEdit,
  decideMovedAway,
  decidePassingOn,
  decideReaction,
  decideRefusal,
} from './decide/changing.ts';
import type { Decision } from './draft.ts';
import type { RequestFacts } from './facts.ts';
import { loadFacts } from './load.ts';
import { isDestroyed, type RequestMessage, requestRef } from './request.ts';

/** The message with this source now reads otherwise. */
export async function edit(tx: Tx, of: string, text: string, change: Change, now: Date): Promise<void> {
  await tx.inbox.reviseHeld(of, text, change.at);
  const found = await ownMessage(tx, of, change.actorId);
  if (found) await write(tx, decideEdit(found.facts, found.message, text, change, now), now);
}

/** Its author deleted it, or with `undone` brought it back. */
export async function remove(tx: Tx, of: string, undone: boolean, change: Change, now: Date): Promise<void> {
  if (!undone) await tx.inbox.reviseHeld(of, null, change.at);
  const found = await ownMessage(tx, of, change.actorId);
  if (found) await write(tx, decideDeletion(found.facts, found.message, undone, change, now), now);
}

/** It stands in the request `to` now, with the lines up to `last`. False when it does not stand in this one any more. */
export async function moveAway(
  tx: Tx,
  from: number,
  where: { to: number; last?: number },
  change: Change,
  now: Date,
): Promise<boolean> {
  const found = await standsIn(tx, from, change.source, change.actorId);
  if (found) await write(tx, decideMovedAway(found.facts, found.message, where, change, now), now);
  return found !== undefined;
}

/** The message with this source, while it stands in this request. */
export async function standsIn(tx: Tx, requestId: number, source: string, actorId: number): Promise<Found> {
  const message = await tx.requests.bySource(source);
  if (message?.requestId !== requestId || message.authorId !== actorId) return undefined;
  const found = await messageOf(tx, requestId, message.id);
  return found?.message.deletedAt === null ? found : undefined;
}

/** Of words that became a question of their own after they had been placed: a source is written once only. */
export const movedSource = (source: string): string => `${source} moved`;

export async function react(
  tx: Tx,
  accountId: number,
  sentId: string,
  emoji: string,
  change: Change,
  now: Date,
): Promise<void> {
  const about = await tx.outbox.relayed(accountId, sentId);
  const facts = about && (await loadFacts(tx, about.requestId, 'locked'));
  if (!facts || isDestroyed(facts.request)) return;
  const message = facts.messages.find(({ id }) => id === about.messageId);
  const isResolution = about.key.startsWith(`resolution ${requestRef(about.requestId)} `);
  await write(tx, decideReaction(facts, { message, isResolution }, emoji, change, now), now);
}

/** A file was fetched and is kept: the other side gets it. */
export async function passOn(tx: Tx, file: WaitingFile, now: Date): Promise<void> {
  const found = await messageOf(tx, file.requestId, file.messageId);
  if (!found) return;
  const { authorId } = found.message;
  const author = (await tx.people.named([authorId])).get(authorId)?.name ?? 'Somebody';
  const kept = { id: file.id, name: file.handle.name };
  await write(tx, decidePassingOn(found.facts, found.message, kept, author, now), now);
}

/** A file that cannot be had: whoever sent it hears why. */
export async function refuseFile(
  tx: Tx,
  file: Pick<WaitingFile, 'id' | 'requestId' | 'messageId' | 'handle'>,
  reason: string,
  now: Date,
): Promise<void> {
  const found = await messageOf(tx, file.requestId, file.messageId);
  if (!found) return;
  const named = { id: file.id, name: file.handle.name };
  await write(tx, decideRefusal(found.facts, found.message, named, reason, now), now);
}

const write = async (tx: Tx, decision: Decision | undefined, now: Date): Promise<void> => {
  if (decision) await apply(tx, decision, now);
};

type Found = { facts: RequestFacts; message: RequestMessage } | undefined;

/** Only its author may change a message, whatever a platform lets others do. */
async function ownMessage(tx: Tx, source: string, actorId: number): Promise<Found> {
  const message = (await tx.requests.bySource(movedSource(source))) ?? (await tx.requests.bySource(source));
  return message?.authorId === actorId ? messageOf(tx, message.requestId, message.id) : undefined;
}

/** null: something else than a message of a request is meant. */
async function messageOf(tx: Tx, requestId: number | null, messageId: number | null): Promise<Found> {
  if (requestId === null) return undefined;
  const facts = await loadFacts(tx, requestId, 'locked');
  const message = facts?.messages.find(({ id }) => id === messageId);
  // Of what was destroyed nothing comes back by a change in an old chat.
  return facts && !isDestroyed(facts.request) && message ? { facts, message } : undefined;
}
