import type { Tx } from '../store.ts';
import { apply } from './apply.ts';
import { type Attached, attach } from './attach.ts';
import { decideAddition, type Words } from './decide/say.ts';
import type { RequestFacts } from './facts.ts';

export type Addition = Words & { attached?: Attached };

/** Adds the requester's words, and what came with them, to an open request. */
export async function add(tx: Tx, facts: RequestFacts, { attached, ...words }: Addition, now: Date): Promise<void> {
  const ids = await apply(tx, decideAddition(facts, words, now), now);
  const messageId = ids.get(facts.request.lastNumber + 1);
  if (messageId !== undefined) await attach(tx, facts.request, messageId, attached, now);
}
