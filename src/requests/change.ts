import type { Message } from '../chat/message.ts';
import type { WaitingFile } from '../delivery/file.ts';
import type { Tx } from '../store.ts';
import { broughtBack, deleted, edited, fileFrom, fileRefused, reacted } from './changeWords.ts';
import { type AgencyRequest, type RequestMessage, requestRef } from './request.ts';
import { delivery, refresh } from './tell.ts';

/** Changes to what was said already: they travel to the other side, and the record keeps both. */

type Change = { by: string; actorId: number; at: Date; source: string };

/** The message with this source now reads otherwise. Nothing happens when the text is the same: links unfold. */
export async function edit(tx: Tx, of: string, text: string, change: Change): Promise<void> {
  await tx.inbox.reviseHeld(of, text, change.at);
  const found = await lockMessage(tx, of, change.actorId);
  if (!found || found.message.text === text) return;
  const { request, message } = found;
  await tx.requests.revise(message, text, change.at);
  await record(tx, request, message, 'edited', change);
  await tellOtherSide(
    tx,
    request,
    message,
    `edit ${change.source}`,
    edited(request.id, message.number, change.by, text),
  );
}

export async function remove(tx: Tx, of: string, undone: boolean, change: Change): Promise<void> {
  if (!undone) await tx.inbox.reviseHeld(of, null, change.at);
  const found = await lockMessage(tx, of, change.actorId);
  if (!found || (found.message.deletedAt === null) === undone) return;
  const { request, message } = found;
  await tx.requests.markDeleted(message.id, undone ? null : change.at);
  await record(tx, request, message, undone ? 'brought back' : 'deleted', change);
  const words = undone
    ? broughtBack(request.id, message.number, change.by, message.text)
    : deleted(request.id, message.number, change.by);
  await tellOtherSide(tx, request, message, `delete ${change.source}`, words);
}

/** A reaction on a message that the desk brought from the other side: shown there once, and never a reply. */
export async function react(tx: Tx, accountId: number, sentId: string, emoji: string, change: Change): Promise<void> {
  const about = await tx.outbox.relayed(accountId, sentId);
  const request = about && (await tx.requests.lock(about.requestId));
  const message = about?.messageId ? await tx.requests.message(about.messageId) : undefined;
  if (!request || !message) return;
  await tx.requests.record(request, [
    { kind: 'reaction', at: change.at, actorId: change.actorId, data: { number: message.number, emoji } },
  ]);
  const key = `reaction ${emoji} on ${message.id} by ${change.actorId}`;
  const words = reacted(request.id, message.number, change.by, emoji);
  if (message.authorId !== change.actorId)
    await tx.outbox.put([delivery(request, 'notice', key, message.authorId, words)]);
}

/** A file was fetched and is kept: the other side gets it. */
export async function passOn(tx: Tx, file: WaitingFile, at: Date): Promise<void> {
  const request = await tx.requests.lock(file.requestId);
  const message = await tx.requests.message(file.messageId);
  if (!request || !message) return;
  await tx.requests.record(request, [
    { kind: 'file stored', at, actorId: message.authorId, data: { file: file.id, number: message.number } },
  ]);
  const author = (await tx.people.named([message.authorId])).get(message.authorId);
  const to = otherSide(request, message);
  if (to === null) return;
  const words = fileFrom(request.id, message.number, author?.name ?? 'Somebody', file.handle.name);
  await tx.outbox.put([{ ...delivery(request, 'relay', `file ${file.id}`, to, words), fileId: file.id }]);
}

/** A file that cannot be had: whoever sent it hears why. */
export async function refuseFile(
  tx: Tx,
  file: Pick<WaitingFile, 'id' | 'requestId' | 'messageId' | 'handle'>,
  reason: string,
  at: Date,
): Promise<void> {
  const request = await tx.requests.lock(file.requestId);
  const message = await tx.requests.message(file.messageId);
  if (!request || !message) return;
  await tx.requests.record(request, [
    { kind: 'file refused', at, actorId: message.authorId, data: { file: file.id, reason } },
  ]);
  await tx.outbox.put([
    delivery(
      request,
      'notice',
      `file ${file.id} refused`,
      message.authorId,
      fileRefused(request.id, file.handle.name, reason),
    ),
  ]);
}

async function lockMessage(
  tx: Tx,
  source: string,
  actorId: number,
): Promise<{ request: AgencyRequest; message: RequestMessage } | undefined> {
  const message = await tx.requests.bySource(source);
  // Only its author may change a message, whatever a platform lets others do.
  if (!message || message.authorId !== actorId) return undefined;
  const request = await tx.requests.lock(message.requestId);
  return request && { request, message };
}

async function record(
  tx: Tx,
  request: AgencyRequest,
  message: RequestMessage,
  kind: 'edited' | 'deleted' | 'brought back',
  change: Change,
): Promise<void> {
  await tx.requests.record(request, [
    { kind, at: change.at, actorId: change.actorId, data: { number: message.number } },
  ]);
  await tx.requests.save(request.id, {});
  await refresh(tx, request.id);
}

/** Notes stay where they are. */
const otherSide = (request: AgencyRequest, message: RequestMessage): number | null => {
  if (message.kind === 'note') return null;
  return message.kind === 'from agency' ? request.holderId : request.requesterId;
};

async function tellOtherSide(
  tx: Tx,
  request: AgencyRequest,
  message: RequestMessage,
  key: string,
  words: Message,
): Promise<void> {
  const to = otherSide(request, message);
  if (to !== null) await tx.outbox.put([delivery(request, 'relay', `${key} ${requestRef(request.id)}`, to, words)]);
}
