import type { KeptEvent } from '../chat/inbound.ts';
import type { Doing } from '../feature/deed.ts';
import { type Addition, add } from '../requests/add.ts';
import { attach } from '../requests/attach.ts';
import { authorise } from '../requests/load.ts';
import { notePress, replyPress } from '../requests/presses.ts';
import { rootFor } from '../requests/standing.ts';
import { isThanks } from '../requests/thanks.ts';
import type { Tx } from '../store.ts';
import { sent } from './deeds.ts';
import { writtenAfter } from './fromAgency.ts';
import { sourceOf } from './source.ts';
import { put } from './wroteBack.ts';

export type Written = KeptEvent & { kind: 'message' };

/**
 * Under a message of the desk, or in answer to an earlier word of one's own, it is clear what is meant: the agency adds,
 * the office notes, or replies if it says so.
 */
export async function inThread(tx: Tx, inbound: Written, doing: Doing, said: Addition): Promise<boolean> {
  const { thread, answers } = inbound;
  const about =
    (thread !== undefined && (await tx.outbox.relayed(doing.accountId, thread))) ||
    (answers !== undefined && (await tx.requests.bySource(sourceOf({ ...inbound, key: answers }))));
  if (!about) return false;
  const own = await authorise(tx, doing.actor, 'add', about.requestId, doing.now);
  if (!('refused' in own)) {
    if (isThanks(said.text) && own.facts.request.state !== 'waiting') return false;
    await add(tx, own.facts, said, doing.now);
    return true;
  }
  // The request has ended, and whoever asked it writes under it.
  if (own.refused === 'state' && own.request.requesterId === doing.actor.person.id) {
    if (isThanks(said.text)) return false;
    await writtenAfter(tx, doing, said, own.request);
    return true;
  }
  const staff = await authorise(tx, doing.actor, 'note', about.requestId, doing.now);
  if ('refused' in staff) return false;
  const { request, office } = staff.facts;
  const press = (office.typingReplies ? replyPress : notePress).to({ request: request.id });
  const noted = await sent(tx, press.name, doing, press.about, { text: said.text });
  const message = await tx.requests.bySource(doing.source);
  if (message) await attach(tx, request, message.id, said.attached, doing.now);
  if (noted.kind === 'notice')
    await put(
      tx,
      `answer ${doing.source}`,
      doing,
      { blocks: [{ kind: 'text', text: noted.text }] },
      { under: rootFor(request, doing.actor.person.id) },
    );
  return true;
}
