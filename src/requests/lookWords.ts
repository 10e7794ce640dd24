import type { Block, Button, Message, Text } from '../chat/message.ts';
import type { Person } from '../people/person.ts';
import { sayState } from './officeWords.ts';
import { isLive, messageRef, type RequestEvent, type RequestMessage, requestRef } from './request.ts';
import { promiseNow } from './requestClocks.ts';
import { agencyName, lineName, type RequestView, zoneOf } from './view.ts';

/** Looks: what somebody sees who opens a request. */

const eventWords: Partial<Record<RequestEvent['kind'], string>> = {
  opened: 'asked',
  waiting: 'waits for the agency',
  resumed: 'the agency answered',
  'handed over': 'handed over',
  'topic changed': 'topic changed',
  'priority changed': 'priority changed',
  resolved: 'resolved',
  reopened: 'reopened',
  withdrawn: 'withdrawn',
  escalated: 'escalated',
  'breach withdrawn': 'breach taken back',
  'promise moved': 'promise moved',
  undelivered: 'could not be delivered',
  edited: 'changed a message',
  deleted: 'deleted a message',
  'brought back': 'brought a message back',
  reaction: 'reacted',
  'file stored': 'sent a file',
  'file refused': 'a file was refused',
};

/** To whom it was handed over, or what its priority is now, and why. */
function sayMore({ kind, data }: RequestEvent, nameOf: (id: number) => string): string {
  const why = typeof data.reason === 'string' && data.reason ? ` (${data.reason})` : '';
  if (kind === 'handed over') return `${typeof data.to === 'number' ? ` to ${nameOf(data.to)}` : ' to triage'}${why}`;
  if (kind === 'priority changed') return ` to ${data.to}${why}`;
  return kind === 'withdrawn' || kind === 'promise moved' ? why : '';
}

/** What is special about a message, for whoever reads it later. */
function sayStanding(message: RequestMessage): string {
  if (message.deletedAt) return ' (deleted by its sender; the record keeps it)';
  if (message.kind === 'note') return ' (note)';
  return message.kind === 'to agency' && !message.deliveredAt ? ' (not delivered yet)' : '';
}

/** Everything about one request that this viewer may see. */
export function whole(
  view: RequestView,
  viewer: { person: Person; notes: boolean; buttons: Button[] },
  messages: RequestMessage[],
  events: RequestEvent[],
  people: Map<number, Person>,
): Message {
  const { request } = view;
  const zone = zoneOf(viewer.person, view);
  const promise = isLive(request) ? promiseNow(view.clocks) : undefined;
  const facts: { label: string; value: Text }[] = [
    { label: 'State', value: [sayState(view)] },
    { label: 'From', value: [`${view.requester.name}, ${agencyName(view)}`] },
    { label: 'Topic', value: [lineName(view)] },
    { label: 'Asked', value: [{ when: request.openedAt, zone }] },
  ];
  if (promise?.dueAt) facts.push({ label: 'Promised', value: [{ when: promise.dueAt, zone }] });
  if (request.urgentReason) facts.push({ label: 'Urgent', value: [request.urgentReason] });
  if (request.outcomeText) facts.push({ label: 'Outcome', value: [request.outcomeText] });
  if (request.alternative) facts.push({ label: 'Possible instead', value: [request.alternative] });
  if (request.duplicateOf !== null) facts.push({ label: 'Duplicate of', value: [requestRef(request.duplicateOf)] });
  if (request.continues !== null) facts.push({ label: 'Goes on from', value: [requestRef(request.continues)] });
  const nameOf = (id: number) => people.get(id)?.name ?? 'somebody';
  const said = messages
    .filter((message) => viewer.notes || message.kind !== 'note')
    .map(
      (message): Block => ({
        kind: 'quote',
        by: `${messageRef(request.id, message.number)} ${nameOf(message.authorId)}${sayStanding(message)}`,
        text: message.text,
      }),
    );
  const happened = viewer.notes
    ? events.flatMap((event): Text[] => {
        const words = eventWords[event.kind];
        const by = event.actorId ? ` · ${nameOf(event.actorId)}` : '';
        return words ? [[{ when: event.at, zone }, ` · ${words}${sayMore(event, nameOf)}${by}`]] : [];
      })
    : [];
  return {
    blocks: [
      { kind: 'heading', text: `${requestRef(request.id)}: ${request.subject}` },
      { kind: 'facts', facts },
      ...said,
      ...(happened.length > 0 ? [{ kind: 'list' as const, items: happened }] : []),
      ...(viewer.buttons.length > 0 ? [{ kind: 'buttons' as const, buttons: viewer.buttons }] : []),
    ],
  };
}
