import type { Button, Message, Text } from '../../chat/message.ts';
import type { Person } from '../../people/person.ts';
import type { RequestEvent } from '../../records/event.ts';
import { agencyName, lineName, type RequestFacts, zoneOf } from '../facts.ts';
import { asWritten, isLive, type RequestMessage, requestRef } from '../request.ts';
import { promiseNow } from '../requestClocks.ts';
import { sayState } from './card.ts';
import { DELETED, quoteOf, sayFiles } from './exchange.ts';
import { happened, promises } from './happened.ts';
import { trainedFact } from './trained.ts';

/** Looks: what somebody sees who opens a request. */

/** Everything about one request that this viewer may see. */
export function whole(
  facts: RequestFacts,
  viewer: { person: Person; notes: boolean; rating: boolean; buttons: Button[] },
  events: RequestEvent[],
  people: Map<number, Person>,
): Message {
  const { request, messages } = facts;
  const zone = zoneOf(viewer.person, facts);
  const promise = isLive(request) ? promiseNow(facts.clocks) : undefined;
  const trained = viewer.notes ? trainedFact(facts) : undefined;
  const said: { label: string; value: Text }[] = [
    { label: 'State', value: [sayState(facts)] },
    { label: 'From', value: [`${facts.requester.name}, ${agencyName(facts)}`] },
    ...(trained ? [trained] : []),
    { label: 'Topic', value: [lineName(facts)] },
    { label: 'Asked', value: [{ when: request.openedAt, zone }] },
  ];
  if (viewer.notes) said.push(...promises(facts, zone));
  else if (promise?.dueAt) said.push({ label: 'Promised', value: [{ when: promise.dueAt, zone }] });
  if (request.urgentReason) said.push({ label: 'Urgent', value: [request.urgentReason] });
  if (request.outcomeText) said.push({ label: 'Outcome', value: [request.outcomeText] });
  if (request.alternative) said.push({ label: 'Possible instead', value: [request.alternative] });
  if (request.duplicateOf !== null) said.push({ label: 'Duplicate of', value: [requestRef(request.duplicateOf)] });
  if (request.continues !== null) said.push({ label: 'Follows', value: [requestRef(request.continues)] });
  const files = sayFiles(facts);
  if (files) said.push({ label: 'Files', value: files });
  const nameOf = (id: number) => people.get(id)?.name ?? 'somebody';
  const words = asWritten(messages)
    .filter((message) => viewer.notes || message.kind !== 'note')
    .map((message) => quoteOf(facts, viewer.notes || message.kind !== 'to agency' ? message : shown(message), zone));
  const story = viewer.notes ? happened(events, { facts, nameOf, zone, rating: viewer.rating }) : [];
  return {
    blocks: [
      { kind: 'heading', text: `${requestRef(request.id)}: ${request.subject}` },
      { kind: 'facts', facts: said },
      ...words,
      ...(story.length > 0 ? [{ kind: 'list' as const, items: story }] : []),
      ...(viewer.buttons.length > 0 ? [{ kind: 'buttons' as const, buttons: viewer.buttons }] : []),
    ],
  };
}

/** What somebody of the office took back is the office's to read, not the requester's. */
const shown = (message: RequestMessage): RequestMessage =>
  message.deletedAt ? { ...message, text: DELETED } : message;
