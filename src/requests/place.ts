import type { Answer } from '../chat/port.ts';
import type { Held } from '../delivery/chatStore.ts';
import type { Actor } from '../people/person.ts';
import type { Tx } from '../store.ts';
import { add } from './add.ts';
import { ask } from './ask.ts';
import { aboutIds, type Deed, done, notice, refusal } from './deed.ts';
import { authorise } from './load.ts';
import { requestRef } from './request.ts';

/** A kept text finds its place: *Add to R-1042* or *New question*. It counts from when it was written. */
export async function place(tx: Tx, deed: Deed, as: 'add' | 'new'): Promise<Answer> {
  const [heldId, requestId] = aboutIds(deed);
  const held = Number.isInteger(heldId) ? await tx.inbox.held(heldId, deed.actor.person.id) : undefined;
  if (!held) return notice('That message is not here any more.');
  if (held.decidedAt) return notice('That message has found its place already.');
  if (as === 'add') {
    const allowed = await authorise(tx, deed.actor, 'add', requestId, deed.now);
    if ('refused' in allowed) return refusal(allowed);
    await add(tx, deed.actor, allowed.request, withFiles(held));
    await tx.inbox.decided(held.id, deed.now);
    return notice(`Added to ${requestRef(requestId)}.`);
  }
  await tx.inbox.decided(held.id, deed.now);
  await ask(tx, deed.actor, withFiles(held), deed.now);
  return done;
}

/** Nobody said where it belongs: it becomes a question of its own, so that it is answered. */
export async function placeUndecided(tx: Tx, limit: number, now: Date): Promise<number> {
  const waiting = await tx.inbox.undecided(now, limit);
  for (const held of waiting) {
    const actor: Actor | undefined = await tx.people.actor(held.personId);
    await tx.inbox.decided(held.id, now);
    if (actor) await ask(tx, actor, withFiles(held), now);
  }
  return waiting.length;
}

const withFiles = ({ text, at, source, accountId, files }: Held) => ({
  text,
  at,
  source,
  attached: { accountId, files },
});
