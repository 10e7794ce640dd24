import type { Button, Message, Text } from '../../chat/message.ts';
import { firstName, type Person } from '../../people/person.ts';
import { addMinutes, minutesBetween } from '../../sla/calendar.ts';
import { isAgreed, isReply } from '../../sla/clockKinds.ts';
import { goalOf, goalPercentOf } from '../../sla/policy.ts';
import {
  agencyName,
  holderName,
  joinedNames,
  lineName,
  promisedTo,
  promiseOf,
  type RequestFacts,
  underWay,
  zoneOf,
} from '../facts.ts';
import { askAgencyPress, handOverPress, keepAnswerPress, notePress, replyPress, resolvePress } from '../presses.ts';
import { isLive, requestRef } from '../request.ts';
import { type ClockRow, finishBeside, lateSince, owedReply } from '../requestClocks.ts';
import { sayWithin } from '../sayWithin.ts';
import { aboutRequest } from './about.ts';
import { answeredRow } from './before.ts';
import { exchange, sayFiles, showAll } from './exchange.ts';
import { folded } from './folded.ts';
import { beforeFacts } from './longer.ts';
import { wordsOf } from './owes.ts';
import { trainedFact } from './trained.ts';

/** So much of the reason why it is urgent, in characters. */
const URGENT_FOLD = 200;

/** The live card of whoever holds a request: whose turn it is, what was said last, and what can be done. */
export function card(facts: RequestFacts, viewer: Person | null): Message {
  const { request } = facts;
  const zone = zoneOf(viewer, facts);
  return {
    blocks: [
      { kind: 'heading', text: `${requestRef(request.id)} · ${agencyName(facts)}: ${request.subject}` },
      ...(isLive(request) ? [{ kind: 'text' as const, text: sayTurn(facts, zone) }] : []),
      ...exchange(facts, zone),
      ...answeredRow(facts),
      { kind: 'facts', facts: cardFacts(facts, viewer) },
      { kind: 'buttons', buttons: [...(isLive(request) ? cardButtons(facts) : keepButtons(facts)), showAll(facts)] },
    ],
    inThread: whoReads(facts),
  };
}

/** What is broken, and who has to do something next. */
function sayTurn(facts: RequestFacts, zone: string): Text {
  const since = lateSince(facts.clocks);
  const late: Text = since ? [{ strong: 'Late' }, ' since ', { when: since, zone }, '. '] : [];
  return [...late, ...sayNext(facts, zone)];
}

function sayNext(facts: RequestFacts, zone: string): Text {
  const { request, messages, pauses, clocks } = facts;
  const name = firstName(facts.requester.name);
  if (request.state === 'waiting') {
    const from = pauses.findLast(({ kind, to }) => kind === 'waiting_on_agency' && !to)?.from;
    return [
      { strong: `${name}’s turn` },
      ': you have been waiting for an answer',
      ...(from ? [' since ', { when: from, zone }] : []),
      '.',
    ];
  }
  if (underWay(facts).length > 0) return [`What was written is on its way to ${name}.`];
  const last = messages.findLast(({ kind }) => kind === 'to agency');
  if (last?.failedAt && !last.deliveredAt)
    return [{ strong: 'Your turn' }, `: what was written last could not be delivered to ${name}.`];
  if (owedReply(clocks)) return [{ strong: 'Your turn' }, `: ${name} is waiting for your reply.`];
  return [{ strong: 'Your turn' }, `: ${name} has your reply. Resolve it, or write again.`];
}

/** Before anybody types. */
function whoReads(facts: RequestFacts): Text {
  if (!facts.office.typingReplies) return ['What you type in the thread under this is a note. It stays in the office.'];
  return [
    'What you type in the thread under this goes to ',
    { strong: facts.requester.name },
    ` at ${agencyName(facts)}${facts.joined?.length ? `, and to ${joinedNames(facts)}` : ''}.`,
  ];
}

function cardFacts(facts: RequestFacts, viewer: Person | null): { label: string; value: Text }[] {
  const { request, requester, pauses } = facts;
  const zone = zoneOf(viewer, facts);
  const trained = trainedFact(facts);
  const said: { label: string; value: Text }[] = [
    { label: 'From', value: [`${requester.name}, ${agencyName(facts)}`] },
    ...(trained ? [trained] : []),
    { label: 'Topic', value: [lineName(facts)] },
    { label: 'State', value: [sayState(facts)] },
  ];
  const reopened = pauses.findLast(({ kind, to }) => kind === 'resolved' && to)?.to;
  if (reopened) said.push({ label: 'Reopened', value: [{ when: reopened, zone }] });
  if (request.priority === 'urgent')
    said.push({ label: 'Urgent', value: [folded(request.urgentReason ?? 'yes', URGENT_FOLD)] });
  const owed = owedReply(facts.clocks);
  const promise = promiseOf(facts);
  if (promise) said.push(...promiseFacts(facts, promise, zone));
  if (promise && owed && owed !== promise) said.push(...promiseFacts(facts, owed, zone));
  const finish = promise && finishBeside(facts.clocks, promise);
  if (finish) said.push(...promiseFacts(facts, finish, zone));
  const files = sayFiles(facts);
  if (files) said.push({ label: 'Files', value: files });
  const along = joinedNames(facts);
  if (along) said.push({ label: 'Reads along', value: [along] });
  if (request.continues !== null) said.push({ label: 'Follows', value: [requestRef(request.continues)] });
  return said;
}

function promiseFacts(facts: RequestFacts, promise: ClockRow, zone: string): { label: string; value: Text }[] {
  if (!promise.dueAt) return [];
  const goal = goalTime(facts, promise);
  const what = wordsOf(promise).label;
  return [
    ...(goal ? [{ label: `${what} by (goal)`, value: [{ when: goal, zone }] }] : []),
    {
      label: `${what} by (${isAgreed(promise) ? 'agreed' : 'promised'})`,
      value: [{ when: promise.dueAt, zone }, sayWithin(facts, promise)],
    },
    ...beforeFacts(facts, promise, zone),
  ];
}

/** The inner target: liaisons aim at it, requesters are told the promise. Only while no pause moves it. */
function goalTime(facts: RequestFacts, promise: ClockRow): Date | undefined {
  const { calendar, policy } = facts.rules;
  const terms = promisedTo(facts);
  if (!isReply(promise) || isAgreed(promise) || goalPercentOf(policy, terms) >= 100) return undefined;
  if (promise.breachedAt || promise.target === null || facts.request.state === 'waiting') return undefined;
  // Of what is urgent meanwhile the goal lies in the time since then: else it may have passed already.
  const { urgentSince } = facts.request;
  const raised = urgentSince && urgentSince > promise.startedAt;
  const before = raised ? minutesBetween(calendar, promise.startedAt, urgentSince) : 0;
  if (before === undefined || before >= promise.target) return undefined;
  return addMinutes(calendar, promise.startedAt, before + goalOf(policy, terms, promise.target - before));
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

/** What was answered may be kept for the next time. */
export const keepButtons = ({ request }: RequestFacts): Button[] =>
  request.state === 'resolved' && request.outcome !== 'duplicate' && request.resolvedBy !== request.requesterId
    ? [keepAnswerPress.button('Keep as an answer', { request: request.id })]
    : [];

/** What a card becomes whose request somebody else has now. */
export const movedOn = (facts: RequestFacts): Message =>
  aboutRequest(facts, [facts.holder ? `${facts.holder.name} has it now.` : 'it waits for a supervisor now.']);

/** For the supervisors: nobody has it. */
export const triage = (facts: RequestFacts): Message =>
  aboutRequest(
    facts,
    [
      facts.request.agencyId === null
        ? `${facts.requester.name} asks “${facts.request.subject}”. Their agency is not known.`
        : `“${facts.request.subject}” has nobody to answer it.`,
    ],
    'hand over',
    'look',
  );
