import type { Button, Message } from '../chat/message.ts';
import { may } from '../people/permissions.ts';
import type { Actor } from '../people/person.ts';
import { localDate } from '../sla/calendar.ts';
import type { Tx } from '../store.ts';
import { isOffered } from './lifecycle.ts';
import { coverIds, loadFacts } from './load.ts';
import {
  acceptPress,
  askAgencyPress,
  countedPress,
  handOverPress,
  havePress,
  notePress,
  priorityPress,
  reopenPress,
  replyPress,
  resolvePress,
  takeOverPress,
  urgentPress,
  withdrawPress,
} from './presses.ts';
import { guard } from './request.ts';
import { isRunning } from './requestClocks.ts';
import { whole } from './words/look.ts';

const buttonsFor = [
  { action: 'have this', label: 'I have this', press: havePress },
  { action: 'reply', label: 'Reply', press: replyPress },
  { action: 'ask agency', label: 'Ask the agency', press: askAgencyPress },
  { action: 'note', label: 'Note', press: notePress },
  { action: 'hand over', label: 'Hand over', press: handOverPress },
  { action: 'take over', label: 'Take over', press: takeOverPress },
  { action: 'change priority', label: 'Change priority', press: priorityPress },
  { action: 'resolve', label: 'Resolve', press: resolvePress },
  { action: 'mark urgent', label: 'Mark urgent', press: urgentPress },
  { action: 'withdraw', label: 'Withdraw', press: withdrawPress },
  { action: 'accept', label: 'That answered it', press: acceptPress },
  { action: 'reopen', label: 'I still need help', press: reopenPress },
] as const;

type Viewer = { actor: Actor; now: Date };

/** One request with its messages, as far as this person may see it, and the buttons they may press. */
export async function lookMessage(tx: Tx, { actor, now }: Viewer, requestId: number): Promise<Message | undefined> {
  const facts = await loadFacts(tx, requestId, 'to read');
  if (!facts) return undefined;
  const { request } = facts;
  const guarded = guard(request, await coverIds(tx, request, now));
  if (!may(actor, 'see', guarded)) return undefined;
  const isLate = facts.clocks.some((clock) => isRunning(clock) && clock.breachedAt !== null);
  const seer = isLate ? await tx.warnings.seenTo(request.id) : undefined;
  const mayHave = isLate && !(seer && seer.until > now);
  const buttons = buttonsFor
    .filter(({ action }) => may(actor, action, guarded) && isOffered(action, request, actor.person.id))
    .filter(({ action }) => action !== 'have this' || mayHave)
    .map(({ label, press }): Button => press.button(label, { request: request.id }));
  buttons.push(countedPress.button('How was this counted?', { request: request.id }));
  const events = await tx.records.of({ kind: 'request', id: request.id });
  const ids = [
    ...facts.messages.map((message) => message.authorId),
    ...events.flatMap(({ actorId, data }) =>
      [actorId, 'to' in data ? data.to : null, ...('told' in data ? data.told : [])].filter(
        (id) => typeof id === 'number',
      ),
    ),
  ];
  const viewer = {
    person: actor.person,
    notes: may(actor, 'see notes', guarded),
    rating: may(actor, 'see rating', guarded),
    buttons,
  };
  const day = localDate(facts.rules.calendar, now);
  return whole({ ...facts, day }, viewer, events, await tx.people.named(ids));
}
