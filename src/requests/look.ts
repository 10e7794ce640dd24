import type { Button, Message } from '../chat/message.ts';
import { may } from '../people/permissions.ts';
import { type Actor, officesAs } from '../people/person.ts';
import type { Tx } from '../store.ts';
import { isPossible } from './lifecycle.ts';
import { coverIds, loadFacts } from './load.ts';
import { list, type Row, whole } from './lookWords.ts';
import {
  acceptPress,
  askAgencyPress,
  handOverPress,
  notePress,
  priorityPress,
  reopenPress,
  replyPress,
  resolvePress,
  takeOverPress,
  urgentPress,
  withdrawPress,
} from './presses.ts';
import { type AgencyRequest, guard } from './request.ts';
import { type ClockRow, promiseNow } from './requestClocks.ts';

const buttonsFor = [
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
  const buttons = buttonsFor
    .filter(({ action }) => may(actor, action, guarded) && isPossible(action, request.state))
    .filter(({ action }) => !(action === 'take over' && request.holderId === actor.person.id))
    .filter(({ action }) => !(action === 'mark urgent' && request.priority === 'urgent'))
    .map(({ label, press }): Button => press.button(label, { request: request.id }));
  const events = await tx.requests.events(request.id);
  const ids = [
    ...facts.messages.map((message) => message.authorId),
    ...events.flatMap(({ actorId, data }) =>
      [actorId, 'to' in data ? data.to : null].filter((id) => typeof id === 'number'),
    ),
  ];
  const viewer = { person: actor.person, notes: may(actor, 'see notes', guarded), buttons };
  return whole(facts, viewer, events, await tx.people.named(ids));
}

export async function myRequests(tx: Tx, actor: Actor, now: Date): Promise<Message> {
  const requests = await tx.requests.ofRequester(actor.person.id, 10);
  const rows = await rowsOf(tx, actor, requests, 'holder');
  return list('My requests', 'You have asked nothing yet. Just write your question here.', rows, now);
}

/** By due time, the earliest first. */
export async function myQueue(tx: Tx, actor: Actor, now: Date): Promise<Message> {
  const rows = await rowsOf(tx, actor, await tx.requests.heldBy(actor.person.id), 'requester');
  return list('My queue', 'Nothing waits for you.', byDue(rows), now);
}

export async function triage(tx: Tx, actor: Actor, now: Date): Promise<Message> {
  const rows = await rowsOf(tx, actor, await tx.requests.triage(officesAs(actor, 'supervisor')), 'requester');
  const message = list('Triage: nobody has these yet', 'Every request has somebody who answers it.', byDue(rows), now);
  return withHandOver(message, rows);
}

/** Late, or due within four hours: what a supervisor can still save. */
export async function atRisk(tx: Tx, actor: Actor, now: Date): Promise<Message> {
  const soon = new Date(now.getTime() + 4 * 3_600_000);
  const clocks = await tx.clocks.running(officesAs(actor, 'supervisor'));
  const rows = await rowsOfClocks(
    tx,
    actor,
    clocks.filter(({ dueAt }) => dueAt !== null && dueAt <= soon),
  );
  return list('Late or due within four hours', 'No promise is at risk.', byDue(rows), now);
}

/** Promises about which somebody was warned and which nobody has kept yet. */
export async function escalated(tx: Tx, actor: Actor, now: Date): Promise<Message> {
  const rows = await rowsOfClocks(tx, actor, await tx.clocks.escalated(officesAs(actor, 'supervisor')));
  return list('Escalated', 'Nobody had to be warned of anything that is open.', byDue(rows), now);
}

/** Everything open in the offices somebody supervises, by due time. */
export async function allOpen(tx: Tx, actor: Actor, now: Date): Promise<Message> {
  const rows = await rowsOfClocks(tx, actor, await tx.clocks.running(officesAs(actor, 'supervisor')));
  return list(`Open requests, the first ${MOST_LISTED} by due time`, 'Nothing is open.', byDue(rows), now);
}

const MOST_LISTED = 30;

async function rowsOfClocks(tx: Tx, actor: Actor, clocks: ClockRow[]): Promise<Row[]> {
  const ids = [...new Set(clocks.map((clock) => clock.requestId))].slice(0, MOST_LISTED);
  const requests: AgencyRequest[] = [];
  for (const id of ids) {
    const request = await tx.requests.read(id);
    if (request) requests.push(request);
  }
  return rowsOf(tx, actor, requests, 'holder');
}

const byDue = (rows: Row[]): Row[] => {
  const due = (row: Row) => promiseNow(row.clocks)?.dueAt?.getTime() ?? Number.POSITIVE_INFINITY;
  return rows.toSorted((a, b) => due(a) - due(b) || a.request.id - b.request.id);
};

function withHandOver(message: Message, rows: Row[]): Message {
  const buttons = rows.slice(0, 5).map(
    ({ request }): Button => ({
      label: `Hand over R-${request.id}`,
      press: handOverPress.to({ request: request.id }),
    }),
  );
  return buttons.length === 0 ? message : { blocks: [...message.blocks, { kind: 'buttons', buttons }] };
}

async function rowsOf(tx: Tx, viewer: Actor, requests: AgencyRequest[], other: 'holder' | 'requester'): Promise<Row[]> {
  const clocks = await tx.clocks.of(requests.map((request) => request.id));
  const ids = requests.flatMap((request) => [
    request.requesterId,
    ...(request.holderId === null ? [] : [request.holderId]),
  ]);
  const people = await tx.people.named(ids);
  return Promise.all(
    requests.map(
      async (request): Promise<Row> => ({
        request,
        clocks: clocks.filter((clock) => clock.requestId === request.id),
        zone: viewer.person.zone ?? (await tx.offices.rules(request)).calendar.spec.zone,
        holder: (other === 'holder' && request.holderId !== null && people.get(request.holderId)) || null,
        requester: (other === 'requester' && people.get(request.requesterId)) || null,
      }),
    ),
  );
}
