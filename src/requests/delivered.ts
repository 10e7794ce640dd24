import type { Delivery } from '../delivery/delivery.ts';
import type { Tx } from '../store.ts';
import { loadView } from './load.ts';
import { about, lookButton } from './officeWords.ts';
import { type AgencyRequest, messageRef, requestRef } from './request.ts';
import { owedReply, stopped } from './requestClocks.ts';
import { replan, saveClocks } from './setClocks.ts';
import { delivery as put, refresh, toSupervisors } from './tell.ts';

/**
 * A message reached the other side. Only now does a reply stop the clocks, and only now does a question to the agency
 * begin the wait for it: what was not delivered has not been said.
 */
export async function noteDelivered(
  tx: Tx,
  delivery: Pick<Delivery, 'messageId' | 'requestId'>,
  at: Date,
): Promise<void> {
  if (delivery.messageId === null || delivery.requestId === null) return;
  const request = await tx.requests.lock(delivery.requestId);
  const message = await tx.requests.message(delivery.messageId);
  if (!request || !message || message.deliveredAt) return;
  await tx.requests.markDelivered(message.id, at);
  await tx.requests.record(request, [{ kind: 'delivered', at, actorId: null, data: { number: message.number } }]);
  if (message.kind !== 'to agency') return;
  const replied = await stopReplyClock(tx, request, at);
  const waits = message.asks && request.state === 'open' && !(await answeredSince(tx, request.id, message.number));
  if (waits) {
    await tx.clocks.pause(request, 'waiting_on_agency', at);
    await replan(tx, request);
    await tx.requests.record(request, [
      { kind: 'waiting', at, actorId: message.authorId, data: { number: message.number } },
    ]);
  }
  if (!replied && !waits) return;
  await tx.requests.save(request.id, waits ? { state: 'waiting' } : {});
  await refresh(tx, request.id);
}

/** The agency may have written while the question was under way: then there is nothing to wait for. */
async function answeredSince(tx: Tx, requestId: number, number: number): Promise<boolean> {
  const messages = await tx.requests.messages(requestId);
  return messages.some((each) => each.kind === 'from agency' && each.number > number);
}

/** Stops the clock of the reply that was owed. A reply within its time takes back a breach that was announced before. */
async function stopReplyClock(tx: Tx, request: AgencyRequest, at: Date): Promise<boolean> {
  const clock = owedReply(await tx.clocks.of([request.id]));
  if (!clock || clock.startedAt > at) return false;
  const ended = stopped(clock, at, [], await tx.offices.rules(request));
  await saveClocks(tx, [ended]);
  if (!ended.met || !(await tx.clocks.withdrawBreach(clock.id, at))) return true;
  await tx.requests.record(request, [{ kind: 'breach withdrawn', at, actorId: null, data: { clock: clock.kind } }]);
  await tx.requests.save(request.id, {});
  const view = await loadView(tx, { ...request, revision: request.revision + 1 });
  const words = about(view, ['the reply was within its time after all. The breach is taken back.'], [lookButton(view)]);
  await tx.outbox.put(await toSupervisors(tx, request, `breach withdrawn ${clock.id}`, words));
  return true;
}

/** A message could not be delivered at all: supervisors and the holder see what and why, and can act. */
export async function noteUndelivered(
  tx: Tx,
  delivery: Pick<Delivery, 'messageId' | 'requestId' | 'key' | 'personId' | 'kind' | 'replaces'>,
  reason: string,
  at: Date,
): Promise<void> {
  // A card that could not be changed in place is stale, no more; and word of a failure is not reported again.
  if (delivery.requestId === null || delivery.replaces !== null || delivery.key.startsWith('undelivered')) return;
  const request = await tx.requests.lock(delivery.requestId);
  if (!request) return;
  await tx.requests.record(request, [{ kind: 'undelivered', at, actorId: null, data: { key: delivery.key, reason } }]);
  const view = await loadView(tx, request);
  const message = delivery.messageId === null ? undefined : await tx.requests.message(delivery.messageId);
  const recipient =
    delivery.personId === null ? undefined : (await tx.people.named([delivery.personId])).get(delivery.personId);
  const what = message ? `message ${messageRef(request.id, message.number)}` : `a ${delivery.kind}`;
  const text = [`${what} for ${recipient?.name ?? requestRef(request.id)} could not be delivered: ${reason}.`];
  const readers = await tx.people.withRole(request.officeId, 'supervisor');
  const all = new Map([...readers, ...(view.holder ? [view.holder] : [])].map((person) => [person.id, person]));
  all.delete(delivery.personId ?? 0);
  await tx.outbox.put(
    [...all.values()].map((person) =>
      put(
        request,
        'notice',
        `undelivered ${delivery.key} to ${person.id}`,
        person.id,
        about(view, text, [lookButton(view)]),
      ),
    ),
  );
}
