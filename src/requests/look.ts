import type { Button, Message } from '../chat/message.ts';
import { may } from '../people/permissions.ts';
import type { Actor } from '../people/person.ts';
import type { RequestEvent } from '../records/event.ts';
import { localDate } from '../sla/calendar.ts';
import type { Tx } from '../store.ts';
import { contestable, extendable } from './agreedTimes.ts';
import type { RequestFacts } from './facts.ts';
import { isOffered } from './lifecycle.ts';
import { coverIds, loadFacts } from './load.ts';
import {
  acceptPress,
  askAgencyPress,
  countedPress,
  handOverPress,
  havePress,
  longerPress,
  notePress,
  priorityPress,
  reopenPress,
  replyPress,
  resolvePress,
  takeOverPress,
  tooLatePress,
  urgentPress,
  withdrawPress,
} from './presses.ts';
import { guard, isDestroyed } from './request.ts';
import { isRunning } from './requestClocks.ts';
import { keepButtons } from './words/card.ts';
import { destroyedLook } from './words/destroyed.ts';
import { whole } from './words/look.ts';

const buttonsFor = [
  { action: 'have this', label: 'I have this', press: havePress },
  { action: 'reply', label: 'Reply', press: replyPress },
  { action: 'ask agency', label: 'Ask the agency', press: askAgencyPress },
  { action: 'note', label: 'Note', press: notePress },
  { action: 'say longer', label: 'It will take longer', press: longerPress },
  { action: 'hand over', label: 'Hand over', press: handOverPress },
  { action: 'take over', label: 'Take over', press: takeOverPress },
  { action: 'change priority', label: 'Change priority', press: priorityPress },
  { action: 'resolve', label: 'Resolve', press: resolvePress },
  { action: 'mark urgent', label: 'Mark urgent', press: urgentPress },
  { action: 'say too late', label: 'That is too late', press: tooLatePress },
  { action: 'withdraw', label: 'Withdraw', press: withdrawPress },
  { action: 'accept', label: 'That answered it', press: acceptPress },
  { action: 'reopen', label: 'I still need help', press: reopenPress },
] as const;

type Viewer = { actor: Actor; now: Date };

/** Who of the office has seen what is on record: each of them once a day, however often they look. */
async function noteView(
  tx: Tx,
  { actor, now }: Viewer,
  { request, rules }: RequestFacts,
  events: readonly RequestEvent[],
  day: string,
): Promise<void> {
  const { id } = actor.person;
  const isKnown = events.some(
    ({ kind, actorId, at }) => kind === 'viewed' && actorId === id && localDate(rules.calendar, at) === day,
  );
  if (id === request.requesterId || isKnown) return;
  const subject = { kind: 'request', id: request.id } as const;
  await tx.records.add(subject, request.officeId, [{ kind: 'viewed', at: now, actorId: id, data: {} }]);
}

/** One request with its messages, as far as this person may see it, and the buttons they may press. */
export async function lookMessage(tx: Tx, { actor, now }: Viewer, requestId: number): Promise<Message | undefined> {
  const facts = await loadFacts(tx, requestId, 'to read');
  if (!facts) return undefined;
  const { request } = facts;
  const guarded = guard(request, await coverIds(tx, request, now));
  if (!may(actor, 'see', guarded)) return undefined;
  const isLate = facts.clocks.some(
    (clock) => isRunning(clock) && (clock.breachedAt !== null || clock.contestedAt !== null),
  );
  const seer = isLate ? await tx.warnings.seenTo(request.id) : undefined;
  const mayHave = isLate && !(seer && seer.gone === null && seer.until > now);
  const buttons = buttonsFor
    .filter(({ action }) => may(actor, action, guarded) && isOffered(action, request, actor.person.id))
    .filter(({ action }) => action !== 'have this' || mayHave)
    .filter(({ action }) => action !== 'say longer' || extendable(facts.clocks, now))
    .filter(({ action }) => action !== 'say too late' || contestable(facts.clocks, now))
    .map(({ label, press }): Button => press.button(label, { request: request.id }));
  if (may(actor, 'keep answer', guarded)) buttons.push(...keepButtons(facts));
  buttons.push(countedPress.button('How was this counted?', { request: request.id }));
  const events = await tx.records.of({ kind: 'request', id: request.id });
  const ids = [
    ...facts.messages.map((message) => message.authorId),
    ...events.flatMap(({ kind, actorId, data }) =>
      [
        actorId,
        'to' in data ? data.to : null,
        kind === 'seen to no more' ? data.by : null,
        ...('told' in data ? data.told : []),
        ...(('unreached' in data && data.unreached) || []),
      ].filter((id) => typeof id === 'number'),
    ),
  ];
  const viewer = {
    person: actor.person,
    notes: may(actor, 'see notes', guarded),
    rating: may(actor, 'see rating', guarded),
    buttons,
  };
  const day = localDate(facts.rules.calendar, now);
  const destroyed = events.findLast((event) => event.kind === 'content destroyed');
  if (isDestroyed(request) && destroyed) return destroyedLook(facts, viewer.person, destroyed);
  await noteView(tx, { actor, now }, facts, events, day);
  return whole({ ...facts, day }, viewer, events, await tx.people.named(ids));
}
