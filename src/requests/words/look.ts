import type { Button, Message, Text } from '../../chat/message.ts';
import type { Person } from '../../people/person.ts';
import type { RequestEvent } from '../../records/event.ts';
import { agencyName, lineName, type RequestFacts, zoneOf } from '../facts.ts';
import { isLive, requestRef } from '../request.ts';
import { promiseNow } from '../requestClocks.ts';
import { sayState } from './card.ts';
import { quoteOf } from './exchange.ts';

/** Looks: what somebody sees who opens a request. */

const eventWords: Partial<Record<RequestEvent['kind'], string>> = {
  opened: 'asked',
  waiting: 'waits for the agency',
  resumed: 'the agency answered',
  'handed over': 'handed over',
  'topic changed': 'topic changed',
  'office changed': 'moved to another office',
  'priority changed': 'priority changed',
  resolved: 'resolved',
  reopened: 'reopened',
  withdrawn: 'withdrawn',
  escalated: 'escalated',
  'breach withdrawn': 'breach taken back',
  'promise moved': 'promise moved',
  'judged late': 'the year is confirmed: whether the promise was kept is known now',
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
  const why = 'reason' in data && data.reason ? ` (${data.reason})` : '';
  if (kind === 'handed over') return `${data.to === null ? ' to the supervisors' : ` to ${nameOf(data.to)}`}${why}`;
  if (kind === 'priority changed') return ` to ${data.to}${why}`;
  return kind === 'withdrawn' || kind === 'promise moved' || kind === 'office changed' ? why : '';
}

/** Everything about one request that this viewer may see. */
export function whole(
  facts: RequestFacts,
  viewer: { person: Person; notes: boolean; buttons: Button[] },
  events: RequestEvent[],
  people: Map<number, Person>,
): Message {
  const { request, messages } = facts;
  const zone = zoneOf(viewer.person, facts);
  const promise = isLive(request) ? promiseNow(facts.clocks) : undefined;
  const said: { label: string; value: Text }[] = [
    { label: 'State', value: [sayState(facts)] },
    { label: 'From', value: [`${facts.requester.name}, ${agencyName(facts)}`] },
    { label: 'Topic', value: [lineName(facts)] },
    { label: 'Asked', value: [{ when: request.openedAt, zone }] },
  ];
  if (promise?.dueAt) said.push({ label: 'Promised', value: [{ when: promise.dueAt, zone }] });
  if (request.urgentReason) said.push({ label: 'Urgent', value: [request.urgentReason] });
  if (request.outcomeText) said.push({ label: 'Outcome', value: [request.outcomeText] });
  if (request.alternative) said.push({ label: 'Possible instead', value: [request.alternative] });
  if (request.duplicateOf !== null) said.push({ label: 'Duplicate of', value: [requestRef(request.duplicateOf)] });
  if (request.continues !== null) said.push({ label: 'Goes on from', value: [requestRef(request.continues)] });
  const nameOf = (id: number) => people.get(id)?.name ?? 'somebody';
  const words = messages
    .filter((message) => viewer.notes || message.kind !== 'note')
    .map((message) => quoteOf(facts, message, zone));
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
      { kind: 'facts', facts: said },
      ...words,
      ...(happened.length > 0 ? [{ kind: 'list' as const, items: happened }] : []),
      ...(viewer.buttons.length > 0 ? [{ kind: 'buttons' as const, buttons: viewer.buttons }] : []),
    ],
  };
}
