import type { Held } from '../delivery/chatStore.ts';
import { eachAlone } from '../feature/sweep.ts';
import type { Store, Tx } from '../store.ts';
import { type Addition, add } from './add.ts';
import { ask } from './ask.ts';
import { burstOf } from './burst.ts';
import { placedKeyOf } from './decide/say.ts';
import type { RequestFacts } from './facts.ts';
import { loadFacts } from './load.ts';
import { isLive, requestRef } from './request.ts';
import { placed, placedForYou } from './words/place.ts';

/** Words whose author has not said where they belong: they are kept, and lost never. */

export const withFiles = ({ text, at, source, accountId, files }: Held): Addition => ({
  ...{ text, at, source },
  attached: { accountId, files },
});

export const askedAs = (requestId: number): string => `This is now a new question: ${requestRef(requestId)}.`;

/** Key of the delivery that asks where it belongs. */
const promptKey = ({ id, decideBy }: Pick<Held, 'id' | 'decideBy'>): string =>
  decideBy === null ? placedKeyOf(id) : `place ${id}`;

/** Key of what stands where words were typed that are under way as a message of this source. */
export const placedKey = (source: string): string => `placed ${source}`;

/** The lines of one text that wait for their place, this one among them: they are asked about and placed together. */
export async function linesWith(tx: Tx, held: Held): Promise<[Held, ...Held[]]> {
  const waiting = (await tx.inbox.waitingOf(held.personId)).map((line) => ({
    ...{ line, at: line.at, authorId: line.personId, kind: 'from agency' as const },
  }));
  const own = waiting.find(({ line }) => line.id === held.id);
  const [first, ...more] = own ? burstOf(waiting, own).map(({ line }) => line) : [];
  return first ? [first, ...more] : [held];
}

export const joined = (lines: readonly Pick<Held, 'text'>[]): string => lines.map(({ text }) => text).join('\n');

/** The further lines of a text whose first is in its place: they follow it, and nobody is told of them again. */
export async function addLines(tx: Tx, lines: readonly Held[], requestId: number, now: Date): Promise<void> {
  for (const line of lines) {
    const facts = await loadFacts(tx, requestId, 'locked');
    if (facts) await add(tx, facts, { ...withFiles(line), goesOn: true }, now);
    await tx.inbox.decided(line.id, now, requestId);
  }
}

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

/** Nobody said where these belong in time: each goes to the request last written about. Answers how many did. */
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
  const line = await tx.inbox.held(seen.id, seen.personId);
  if (!line || line.decidedAt) return false;
  // The first line stands for all of them, whichever is due.
  const [held, ...more] = await linesWith(tx, line);
  const actor = await tx.people.actor(held.personId);
  if (!actor) {
    await tx.inbox.decided(held.id, now, null);
    return false;
  }
  const all = { ...held, text: joined([held, ...more]) };
  const open = await lastWrittenAbout(tx, held.personId);
  if (open) {
    await add(tx, open, withFiles(held), now);
    await addLines(tx, more, open.request.id, now);
    await tx.inbox.decided(held.id, now, open.request.id);
    const key = promptKey(held);
    const message = placedForYou(held.id, all.text, open.request);
    await tx.outbox.put([
      { key: `${key} placed`, kind: 'notice', to: { personId: held.personId }, message, replaces: key },
    ]);
    return true;
  }
  // All that was open has ended meanwhile.
  const request = await ask(tx, actor, withFiles(held), now);
  await addLines(tx, more, request.id, now);
  await settleHeld(tx, all, request.id, askedAs(request.id), now);
  return true;
}

/** Their open request with the newest word of theirs. Undefined when nothing is open. */
async function lastWrittenAbout(tx: Tx, personId: number): Promise<RequestFacts | undefined> {
  let newest: { facts: RequestFacts; at: number } | undefined;
  for (const { id } of await tx.requests.liveOfRequester(personId)) {
    const facts = await loadFacts(tx, id, 'locked');
    if (!facts || !isLive(facts.request)) continue;
    const own = facts.messages.filter(({ authorId }) => authorId === personId).map(({ at }) => at.getTime());
    const at = Math.max(facts.request.openedAt.getTime(), ...own);
    if (!newest || at >= newest.at) newest = { facts, at };
  }
  return newest?.facts;
}
