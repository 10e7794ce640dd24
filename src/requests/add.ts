import type { Actor } from '../people/person.ts';
import type { Tx } from '../store.ts';
import { added } from './agencyWords.ts';
import { type Attached, attach } from './attach.ts';
import { relay } from './officeWords.ts';
import { type AgencyRequest, messageRef } from './request.ts';
import { oweReply, replan } from './setClocks.ts';
import { delivery, refresh } from './tell.ts';
import { isThanks } from './thanks.ts';

export type Addition = { text: string; at: Date; source: string; attached?: Attached };

/**
 * Adds the requester's words to an open request and relays them. Ends the wait for the agency; after a reply it starts
 * the clock of the next one, unless it is only a thank-you. False when it was entered before.
 */
export async function add(tx: Tx, actor: Actor, request: AgencyRequest, addition: Addition): Promise<boolean> {
  const { text, at, source } = addition;
  const message = await tx.requests.addMessage({
    text,
    at,
    source,
    requestId: request.id,
    officeId: request.officeId,
    authorId: actor.person.id,
    kind: 'from agency',
    asks: false,
  });
  if (!message) return false;
  await attach(tx, request, message.id, addition.attached, at);
  await tx.requests.record(request, [
    { kind: 'message', at, actorId: actor.person.id, data: { number: message.number } },
  ]);
  if (request.state === 'waiting') await resume(tx, request, at, actor.person.id);
  if (!isThanks(text)) await oweReply(tx, request, at);
  await tx.requests.save(request.id, request.state === 'waiting' ? { state: 'open' } : {});
  const view = await refresh(tx, request.id);
  const ref = messageRef(request.id, message.number);
  const news = [delivery(request, 'notice', `added ${ref}`, actor.person.id, added(view, message.number))];
  if (view.holder)
    news.push({
      ...delivery(request, 'relay', `relay ${ref}`, view.holder.id, relay(view, text, message.number)),
      messageId: message.id,
    });
  await tx.outbox.put(news);
  return true;
}

/** Any word of the agency ends the wait: the clocks of resolution go on from there. */
async function resume(tx: Tx, request: AgencyRequest, at: Date, actorId: number): Promise<void> {
  await tx.clocks.resume(request.id, 'waiting_on_agency', at);
  await replan(tx, request);
  await tx.requests.record(request, [{ kind: 'resumed', at, actorId, data: {} }]);
}
