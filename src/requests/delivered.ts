import type { Delivery } from '../delivery/delivery.ts';
import type { Person } from '../people/person.ts';
import type { Tx } from '../store.ts';
import { apply } from './apply.ts';
import { decideDelivered, decideUndelivered, type Moved } from './decide/delivered.ts';
import type { RequestFacts } from './facts.ts';
import { coverIds, loadFacts } from './load.ts';
import { isLive } from './request.ts';
import { newHolder } from './route.ts';
import { placedKey } from './undecided.ts';
import { sayArrived } from './words/reply.ts';

/** A message of a request reached the other side. */
export async function noteDelivered(
  tx: Tx,
  delivery: Pick<Delivery, 'messageId' | 'requestId'>,
  at: Date,
  now: Date,
): Promise<void> {
  if (delivery.messageId === null || delivery.requestId === null) return;
  const facts = await loadFacts(tx, delivery.requestId, 'locked');
  const decision = facts && decideDelivered(facts, delivery.messageId, at, now);
  if (!decision) return;
  await apply(tx, decision, now);
  await tellWriter(tx, decision.after, delivery.messageId, true);
}

/** Where its writer was told that words are on their way, it says what became of them. */
async function tellWriter(tx: Tx, facts: RequestFacts, messageId: number | null, arrived: boolean): Promise<void> {
  const message = facts.messages.find(({ id }) => id === messageId);
  if (message?.kind !== 'to agency') return;
  const word = await tx.outbox.standing([`answer ${message.source}`, placedKey(message.source)]);
  if (!word) return;
  const { root: replaces, to } = word;
  const key = `${replaces} ${arrived ? 'arrived' : 'failed'}`;
  await tx.outbox.put([{ key, kind: 'notice', to, replaces, message: sayArrived(word.message, facts, arrived) }]);
}

/** Who gets what its holder will not hear of, because no chat reaches them any more: somebody waits for an answer. */
async function whoHearsOfIt(tx: Tx, facts: RequestFacts, { id, name }: Person, now: Date): Promise<Moved | undefined> {
  if (!isLive(facts.request) || !(await tx.people.cutOff([id])).has(id)) return undefined;
  const { holder, move } = await newHolder(tx, facts, { at: now, reason: `${name} is not reached in chat` }, now);
  return holder && holder.id !== id ? { holder, move } : undefined;
}

/** Something about a request could not be delivered at all. */
export async function noteUndelivered(
  tx: Tx,
  delivery: Pick<Delivery, 'messageId' | 'requestId' | 'key' | 'personId' | 'kind' | 'replaces'>,
  reason: string,
  now: Date,
): Promise<void> {
  // A card that could not be changed in place is stale, no more; and word of a failure is not reported again.
  if (delivery.requestId === null || delivery.replaces !== null || delivery.key.startsWith('undelivered')) return;
  const facts = await loadFacts(tx, delivery.requestId, 'locked');
  if (!facts) return;
  const { personId } = delivery;
  const recipient = personId === null ? undefined : (await tx.people.named([personId])).get(personId);
  const isHolder = personId !== null && personId === facts.request.holderId;
  const covers = isHolder ? await coverIds(tx, facts.request, now) : [];
  const backups = [...(await tx.people.named(covers)).values()].filter(({ id, active }) => active && id !== personId);
  const moved = recipient && isHolder ? await whoHearsOfIt(tx, facts, recipient, now) : undefined;
  const decision = decideUndelivered(facts, delivery, { recipient, backups, moved }, reason, now);
  await apply(tx, decision, now);
  await tellWriter(tx, decision.after, delivery.messageId, false);
}
