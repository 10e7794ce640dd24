import type { Button, Message } from '../chat/message.ts';
import type { Answer } from '../chat/port.ts';
import { may } from '../people/permissions.ts';
import type { Tx } from '../store.ts';
import { aboutIds, type Deed, hidden } from './deed.ts';
import { isPossible } from './lifecycle.ts';
import { coverIds, loadView } from './load.ts';
import { whole } from './lookWords.ts';
import { guard } from './request.ts';

const buttonsFor = [
  { action: 'reply', label: 'Reply', name: 'reply' },
  { action: 'ask agency', label: 'Ask the agency', name: 'ask agency' },
  { action: 'note', label: 'Note', name: 'note' },
  { action: 'hand over', label: 'Hand over', name: 'hand over' },
  { action: 'take over', label: 'Take over', name: 'take over' },
  { action: 'change priority', label: 'Change priority', name: 'priority' },
  { action: 'resolve', label: 'Resolve', name: 'resolve' },
  { action: 'mark urgent', label: 'Mark urgent', name: 'urgent' },
  { action: 'withdraw', label: 'Withdraw', name: 'withdraw' },
  { action: 'accept', label: 'That answered it', name: 'accept' },
  { action: 'reopen', label: 'I still need help', name: 'reopen' },
] as const;

/** One request with its messages, as far as this person may see it, and the buttons they may press. */
export async function look(tx: Tx, deed: Pick<Deed, 'actor' | 'about' | 'now'>): Promise<Answer> {
  const message = await lookMessage(tx, deed);
  return message ? { kind: 'show', message } : hidden;
}

export async function lookMessage(tx: Tx, deed: Pick<Deed, 'actor' | 'about' | 'now'>): Promise<Message | undefined> {
  const { actor, now } = deed;
  const [requestId] = aboutIds(deed);
  const request = Number.isInteger(requestId) ? await tx.requests.read(requestId) : undefined;
  const guarded = request && guard(request, await coverIds(tx, request, now));
  if (!request || !guarded || !may(actor, 'see', guarded)) return undefined;
  const buttons = buttonsFor
    .filter(({ action }) => may(actor, action, guarded) && isPossible(action, request.state))
    .filter(({ action }) => !(action === 'take over' && request.holderId === actor.person.id))
    .filter(({ action }) => !(action === 'mark urgent' && request.priority === 'urgent'))
    .map(({ label, name }): Button => ({ label, press: { name, about: String(request.id) } }));
  const messages = await tx.requests.messages(request.id);
  const events = await tx.requests.events(request.id);
  const ids = [
    ...messages.map((message) => message.authorId),
    ...events.flatMap(({ actorId, data }) => [actorId, data.to].filter((id) => typeof id === 'number')),
  ];
  const viewer = { person: actor.person, notes: may(actor, 'see notes', guarded), buttons };
  return whole(await loadView(tx, request), viewer, messages, events, await tx.people.named(ids));
}
