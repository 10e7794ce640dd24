import type { Held } from '../delivery/chatStore.ts';
import { eachAlone } from '../feature/sweep.ts';
import type { Store, Tx } from '../store.ts';
import type { Addition } from './add.ts';
import { ask } from './ask.ts';
import { requestRef } from './request.ts';
import { placed } from './words/place.ts';

/** Words whose author has not said where they belong: they are kept, and lost never. */

export const withFiles = ({ text, at, source, accountId, files }: Held): Addition => ({
  ...{ text, at, source },
  attached: { accountId, files },
});

export const askedAs = (requestId: number): string => `It is a question of its own: ${requestRef(requestId)}.`;

/** Key of the delivery that asks where it belongs. */
const promptKey = ({ id, decideBy }: Pick<Held, 'id' | 'decideBy'>): string =>
  decideBy === null ? `typed ${id}` : `place ${id}`;

/** Key of what stands where words were typed that are under way as a message of this source. */
export const placedKey = (source: string): string => `placed ${source}`;

/**
 * It is in its place, and the question about it says so, without buttons that lead nowhere. `source`: of the message that
 * it became, when that is still under way.
 */
export async function settleHeld(
  tx: Tx,
  held: Held,
  requestId: number,
  where: string,
  now: Date,
  source?: string,
): Promise<void> {
  await tx.inbox.decided(held.id, now, requestId);
  const key = promptKey(held);
  const to = { personId: held.personId };
  const placedAs = source === undefined ? `${key} placed` : placedKey(source);
  await tx.outbox.put([{ key: placedAs, kind: 'notice', to, message: placed(held.text, where), replaces: key }]);
}

/** Nobody said where these belong in time: each becomes a question of its own. Answers how many did. */
export async function placeUndecided(store: Store, now: Date, limit = 50): Promise<number> {
  const waiting = await store.transaction((tx) => tx.inbox.undecided(now, limit));
  const running = { store, name: 'undecided', now };
  return eachAlone(
    running,
    waiting,
    ({ id }) => id,
    (tx, held) => placeOne(tx, held, now),
  );
}

async function placeOne(tx: Tx, seen: Held, now: Date): Promise<boolean> {
  const held = await tx.inbox.held(seen.id, seen.personId);
  if (!held || held.decidedAt) return false;
  const actor = await tx.people.actor(held.personId);
  if (!actor) {
    await tx.inbox.decided(held.id, now, null);
    return false;
  }
  const request = await ask(tx, actor, withFiles(held), now);
  await settleHeld(tx, held, request.id, askedAs(request.id), now);
  return true;
}
