import type { Message } from '../chat/message.ts';
import type { Actor } from '../people/person.ts';
import type { Tx } from '../store.ts';
import { countedClocks } from './counted.ts';
import type { RequestFacts } from './facts.ts';
import { counted } from './words/counted.ts';

/** "How was this counted?", in the words for this person. */
export async function howItWasCounted(
  tx: Tx,
  facts: RequestFacts,
  { actor, now }: { actor: Actor; now: Date },
): Promise<Message> {
  const events = await tx.records.of({ kind: 'request', id: facts.request.id });
  const people = await tx.people.named(events.flatMap(({ actorId }) => actorId ?? []));
  const versions = await tx.offices.versions(facts.request);
  return counted(facts, countedClocks(facts, now), { events, versions, viewer: actor.person, people });
}
