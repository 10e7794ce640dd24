import type { Block, Button, Message, Text } from '../../chat/message.ts';
import type { Person } from '../../people/person.ts';
import { addMinutes } from '../../sla/calendar.ts';
import { isReply } from '../../sla/clockKinds.ts';
import { goalOf, sayTarget } from '../../sla/policy.ts';
import { agencyName, holderName, lineName, promiseOf, questionOf, type RequestFacts, zoneOf } from '../facts.ts';
import { askAgencyPress, handOverPress, notePress, replyPress, resolvePress } from '../presses.ts';
import { isLive, requestRef } from '../request.ts';
import { aboutRequest } from './about.ts';

/** The live card of whoever holds a request: all that is needed, changed in place. */
export function card(facts: RequestFacts, viewer: Person | null): Message {
  const { request, requester } = facts;
  const blocks: Block[] = [
    { kind: 'heading', text: `${requestRef(request.id)} · ${agencyName(facts)}: ${request.subject}` },
    { kind: 'quote', by: requester.name, text: questionOf(facts) },
    { kind: 'facts', facts: cardFacts(facts, viewer) },
  ];
  if (isLive(request)) blocks.push({ kind: 'buttons', buttons: cardButtons(facts) });
  return { blocks, inThread: whoReads(facts) };
}

/** Before anybody types. */
function whoReads(facts: RequestFacts): Text {
  if (!facts.office.typingReplies) return ['What you type in the thread under this is a note. It stays in the office.'];
  return [
    'What you type in the thread under this goes to ',
    { strong: facts.requester.name },
    ` at ${agencyName(facts)}.`,
  ];
}

function cardFacts(facts: RequestFacts, viewer: Person | null): { label: string; value: Text }[] {
  const { request, requester } = facts;
  const said: { label: string; value: Text }[] = [
    { label: 'From', value: [`${requester.name}, ${agencyName(facts)}`] },
    { label: 'Topic', value: [lineName(facts)] },
    { label: 'State', value: [sayState(facts)] },
  ];
  if (request.priority === 'urgent') said.push({ label: 'Urgent', value: [request.urgentReason ?? 'yes'] });
  const promise = promiseOf(facts);
  if (promise?.dueAt) {
    const zone = zoneOf(viewer, facts);
    const goal = goalTime(facts);
    const what = isReply(promise) ? 'Reply' : 'Finish';
    if (goal) said.push({ label: `${what} by (goal)`, value: [{ when: goal, zone }] });
    said.push({
      label: `${what} by (promised)`,
      value: [
        { when: promise.dueAt, zone },
        `, within ${sayTarget(promise.target, facts.rules.policy.businessDayMinutes)}`,
      ],
    });
  }
  if (request.continues !== null) said.push({ label: 'Goes on from', value: [requestRef(request.continues)] });
  return said;
}

/** The inner target: liaisons aim at it, requesters are told the promise. Only while no pause moves it. */
function goalTime(facts: RequestFacts): Date | undefined {
  const promise = promiseOf(facts);
  const { calendar, policy } = facts.rules;
  if (!promise || !isReply(promise) || policy.goalPercent >= 100 || facts.request.state === 'waiting') return undefined;
  return addMinutes(calendar, promise.startedAt, goalOf(policy, promise.target));
}

export function sayState(facts: Pick<RequestFacts, 'request' | 'holder' | 'holderAbsences' | 'day'>): string {
  const { request } = facts;
  const name = holderName(facts);
  switch (request.state) {
    case 'open':
      return name ? `open, with ${name}` : 'open, nobody has it yet';
    case 'waiting':
      return 'waiting for the agency';
    case 'resolved':
      return `resolved (${request.outcome ?? 'answered'})`;
    case 'withdrawn':
      return 'withdrawn';
  }
}

function cardButtons({ request }: RequestFacts): Button[] {
  const about = { request: request.id };
  return [
    replyPress.button('Reply', about, 'primary'),
    askAgencyPress.button('Ask the agency', about),
    notePress.button('Note', about),
    handOverPress.button('Hand over', about),
    resolvePress.button('Resolve', about),
  ];
}

/** What a card becomes whose request somebody else has now. */
export const movedOn = (facts: RequestFacts): Message =>
  aboutRequest(facts, [facts.holder ? `${facts.holder.name} has it now.` : 'it waits for a supervisor now.']);

/** For the supervisors: nobody has it. */
export const triage = (facts: RequestFacts): Message =>
  aboutRequest(
    facts,
    [
      `“${facts.request.subject}” ${facts.request.agencyId === null ? 'came from somebody whose agency is not known yet.' : 'has nobody to answer it.'}`,
    ],
    'hand over',
    'look',
  );
