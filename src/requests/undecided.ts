import type { Held } from '../delivery/chatStore.ts';
import { eachAlone } from '../feature/sweep.ts';
import type { Store, Tx } from '../store.ts';
import { type Addition, add } from './add.ts';
import { LOOKED_AT, maybeMeant } from './afterEnd.ts';
import { ask } from './ask.ts';
import { burstOf } from './burst.ts';
import { placedKeyOf } from './decide/say.ts';
import type { RequestFacts } from './facts.ts';
import { loadFacts } from './load.ts';
import { type AgencyRequest, isLive, requestRef, waitingFirst } from './request.ts';
import { addOrNew, askedBelow, placed } from './words/place.ts';

/** Words whose author has not said where they belong: they are kept, and lost never. */

export const withFiles = ({ text, at, source, accountId, files }: Held): Addition => ({
  ...{ text, at, source },
  attached: { accountId, files },
});

export const askedAs = (requestId: number): string => `This is now a new question: ${requestRef(requestId)}.`;

/** So long is waited for its author to say where it belongs, and once more after they were reminded. */
export const DECIDE_WITHIN_MS = 15 * 60_000;

const remindedKey = (id: number): string => `place ${id} again`;
const isReminded = async (tx: Tx, { id }: Pick<Held, 'id'>): Promise<boolean> =>
  (await tx.outbox.known([remindedKey(id)])).length > 0;

/** Key of the delivery that asks where it belongs: the reminder, once there is one. */
export async function promptKey(tx: Tx, held: Pick<Held, 'id' | 'decideBy'>): Promise<string> {
  if (held.decideBy === null) return placedKeyOf(held.id);
  return (await isReminded(tx, held)) ? remindedKey(held.id) : `place ${held.id}`;
}

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
  const key = await promptKey(tx, held);
  const to = { personId: held.personId };
  const placedAs = source === undefined ? `${key} placed` : placedKey(source);
  await tx.outbox.put([{ key: placedAs, kind: 'notice', to, message: placed(held.text, where), replaces: key }]);
}

/** As `settleHeld`, with the further lines of the same text, which follow it. */
export async function settleLines(
  tx: Tx,
  [first, ...more]: readonly [Held, ...Held[]],
  requestId: number,
  where: string,
  now: Date,
): Promise<void> {
  await addLines(tx, more, requestId, now);
  await settleHeld(tx, { ...first, text: joined([first, ...more]) }, requestId, where, now);
}

/** They go to this open request, and the question about them becomes the answer. `held`: they were placed for their author. */
export async function placeLines(
  tx: Tx,
  facts: RequestFacts,
  [first, ...more]: readonly [Held, ...Held[]],
  by: { held?: number },
  now: Date,
): Promise<void> {
  const asked = { key: await promptKey(tx, first), text: joined([first, ...more]) };
  await add(tx, facts, { ...withFiles(first), ...by, asked }, now);
  await addLines(tx, more, facts.request.id, now);
  await tx.inbox.decided(first.id, now, facts.request.id);
}

/**
 * Nobody said where these belong in time: their author is reminded once, then each goes to the request last written
 * about. Answers for how many something was done.
 */
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
  // Another line of the same text was reminded of meanwhile, and this one with it.
  if (line.decideBy && line.decideBy > now) return false;
  // The first line stands for all of them, whichever is due.
  const [held, ...more] = await linesWith(tx, line);
  const actor = await tx.people.actor(held.personId);
  if (!actor) {
    await tx.inbox.decided(held.id, now, null);
    return false;
  }
  const live = await tx.requests.liveOfRequester(held.personId);
  const follows = held.followsId ?? undefined;
  const open = follows === undefined ? await lastWrittenAbout(tx, held.personId, live) : await after(tx, live, follows);
  if (open && follows === undefined && live.length > 1 && !(await isReminded(tx, held))) {
    await remind(tx, [held, ...more], live, open, now);
    return true;
  }
  if (open) {
    await placeLines(tx, open, [held, ...more], { held: held.id }, now);
    return true;
  }
  // All that was open has ended, meanwhile or before.
  const question = { ...withFiles(held), ...(follows !== undefined && { continues: follows, anew: true }) };
  const request = await ask(tx, actor, question, now);
  await settleLines(tx, [held, ...more], request.id, askedAs(request.id), now);
  return true;
}

/** The question is asked once more, where it is seen, and says what follows; the first one has no buttons from then on. */
async function remind(
  tx: Tx,
  lines: readonly [Held, ...Held[]],
  live: readonly AgencyRequest[],
  open: RequestFacts,
  now: Date,
): Promise<void> {
  const [{ id, personId }] = lines;
  const text = joined(lines);
  const ended = await maybeMeant(tx, await tx.requests.latestOf(personId, LOOKED_AT), now);
  const common = { kind: 'notice', to: { personId } } as const;
  await tx.outbox.put([
    {
      ...common,
      key: remindedKey(id),
      message: addOrNew(id, text, waitingFirst(live), { last: open.request, ended: ended?.facts.request }),
    },
    { ...common, key: `place ${id} asked`, message: placed(text, askedBelow), replaces: `place ${id}` },
  ]);
  const until = new Date(now.getTime() + DECIDE_WITHIN_MS);
  for (const line of lines) await tx.inbox.giveTime(line.id, until);
}

/** What had ended is open again, or goes on as another. Undefined when neither. */
async function after(tx: Tx, live: readonly AgencyRequest[], follows: number): Promise<RequestFacts | undefined> {
  const open = live.find(({ id, continues }) => id === follows || continues === follows);
  const facts = open && (await loadFacts(tx, open.id, 'locked'));
  return facts && isLive(facts.request) ? facts : undefined;
}

/** Their open request with the newest word of theirs. Undefined when nothing is open. */
async function lastWrittenAbout(
  tx: Tx,
  personId: number,
  live: readonly AgencyRequest[],
): Promise<RequestFacts | undefined> {
  let newest: { facts: RequestFacts; at: number } | undefined;
  for (const { id } of live) {
    const facts = await loadFacts(tx, id, 'locked');
    if (!facts || !isLive(facts.request)) continue;
    const own = facts.messages.filter(({ authorId }) => authorId === personId).map(({ at }) => at.getTime());
    const at = Math.max(facts.request.openedAt.getTime(), ...own);
    if (!newest || at >= newest.at) newest = { facts, at };
  }
  return newest?.facts;
}
