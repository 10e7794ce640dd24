import type { Delivery } from '../delivery/delivery.ts';
import type { Tx } from '../store.ts';
import { apply } from './apply.ts';
import { decideDelivered, decideUndelivered } from './decide/delivered.ts';
import { loadFacts } from './load.ts';

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
  if (decision) await apply(tx, decision, now);
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
  await apply(tx, decideUndelivered(facts, delivery, recipient, reason, now), now);
}
