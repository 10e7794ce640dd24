import type { Answer } from '../chat/port.ts';
import type { Action } from '../people/permissions.ts';
import type { Tx } from '../store.ts';
import { reply as replyWords } from './agencyWords.ts';
import { aboutIds, type Deed, done, errors, filled, notice, refusal, type Submission } from './deed.ts';
import { authorise, loadView } from './load.ts';
import { askAgencyForm, noteForm, replyForm } from './officeWords.ts';
import { type MessageKind, messageRef, requestRef } from './request.ts';
import { delivery, refresh, tellHolder } from './tell.ts';

/** The three ways in which the office writes: *Reply* and *Ask the agency* leave the office, a note never does. */

type Way = { action: Action; kind: MessageKind; asks: boolean; form: 'reply' | 'ask agency' | 'note' };
const ways = {
  reply: { action: 'reply', kind: 'to agency', asks: false, form: 'reply' },
  'ask agency': { action: 'ask agency', kind: 'to agency', asks: true, form: 'ask agency' },
  note: { action: 'note', kind: 'note', asks: false, form: 'note' },
} as const satisfies Record<string, Way>;

/** Opens the form that shows who will read it. The second id is a text that was typed and kept meanwhile. */
export async function openWriting(tx: Tx, deed: Deed, name: keyof typeof ways): Promise<Answer> {
  const [requestId, heldId] = aboutIds(deed);
  const allowed = await authorise(tx, deed.actor, ways[name].action, requestId, deed.now);
  if ('refused' in allowed) return refusal(allowed);
  const view = await loadView(tx, allowed.request);
  const held = Number.isNaN(heldId) ? undefined : await tx.inbox.held(heldId, deed.actor.person.id);
  const typed = held?.text ?? '';
  const form =
    name === 'reply' ? replyForm(view, typed) : name === 'note' ? noteForm(view, typed) : askAgencyForm(view);
  return { kind: 'form', form };
}

export async function write(tx: Tx, deed: Submission, name: keyof typeof ways): Promise<Answer> {
  const way = ways[name];
  const [requestId] = aboutIds(deed);
  const allowed = await authorise(tx, deed.actor, way.action, requestId, deed.now);
  if ('refused' in allowed) return refusal(allowed);
  const text = filled(deed.values, 'text');
  if (!text) return errors({ text: 'Please write something.' });
  const { request } = allowed;
  const { person } = deed.actor;
  const message = await tx.requests.addMessage({
    requestId: request.id,
    officeId: request.officeId,
    authorId: person.id,
    kind: way.kind,
    text,
    at: deed.at,
    source: deed.source,
    asks: way.asks,
  });
  if (!message) return done;
  await tx.requests.record(request, [
    { kind: 'message', at: deed.at, actorId: person.id, data: { number: message.number, kind: way.kind } },
  ]);
  await tx.requests.save(request.id, {});
  if (way.kind === 'note') {
    const view = await loadView(tx, { ...request, revision: request.revision + 1 });
    await tellHolder(tx, view, person.id, [`${person.name} left a note: ${text}`]);
    return notice(`Noted on ${requestRef(request.id)}. It stays in the office.`);
  }
  const view = await refresh(tx, request.id);
  const words = replyWords(view, person, text, message.number, way.asks);
  const key = `relay ${messageRef(request.id, message.number)}`;
  await tx.outbox.put([{ ...delivery(request, 'relay', key, request.requesterId, words), messageId: message.id }]);
  await tellHolder(tx, view, person.id, [`${person.name} wrote to ${view.requester.name}: ${text}`]);
  return notice(`On its way to ${view.requester.name}.`);
}
