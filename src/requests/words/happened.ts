import type { Moment, Text } from '../../chat/message.ts';
import type { RequestEvent, RequestEventData } from '../../records/event.ts';
import { clockKinds } from '../../sla/clockKinds.ts';
import type { RequestFacts } from '../facts.ts';
import { messageRef, requestRef } from '../request.ts';
import { type ClockRow, isRunning } from '../requestClocks.ts';

/** What happened to a request, event by event, for those who work on it: what, to whom and why. */

type Said = {
  facts: RequestFacts;
  nameOf: (personId: number) => string;
  zone: string;
  /** Who may see how somebody was rated. */
  rating: boolean;
};

/** One line for each event that somebody may want to know of, in the order in which they happened. */
export const happened = (events: readonly RequestEvent[], said: Said): Text[] =>
  events
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())
    .flatMap((event): Text[] => {
      const words = sayEvent(event, said);
      const by = event.actorId ? ` · ${said.nameOf(event.actorId)}` : '';
      return words ? [[{ when: event.at, zone: said.zone }, ' · ', ...[words].flat(), by]] : [];
    });

function sayEvent(event: RequestEvent, { facts, nameOf, zone, rating }: Said): string | Text | undefined {
  const moment = (at: string): Moment => ({ when: new Date(at), zone });
  const of = (number: number): string => messageRef(facts.request.id, number);
  switch (event.kind) {
    case 'opened':
      return `asked (${of(event.data.number)})`;
    case 'routed':
      return sayRouted(event.data, nameOf);
    case 'message':
      return `${sayWriting(event.data.kind)} (${of(event.data.number)})`;
    case 'waiting':
      return 'waits for the agency';
    case 'resumed':
      return 'the agency answered';
    case 'handed over':
      return `handed over to ${event.data.to === null ? 'the supervisors' : nameOf(event.data.to)}${why(event.data)}`;
    case 'topic changed':
      return `topic changed to ${facts.office.lines.find(({ id }) => id === event.data.to)?.name ?? 'another'}`;
    case 'office changed':
      return `moved to another office${why(event.data)}`;
    case 'priority changed':
      return `priority changed to ${event.data.to}${why(event.data)}`;
    case 'part counted':
      return [`${requestRef(event.data.request)} is part of it: a reply is owed since `, moment(event.data.since)];
    case 'resolved':
      return `resolved: ${event.data.outcome}${event.data.duplicateOf ? ` of ${requestRef(event.data.duplicateOf)}` : ''}`;
    case 'accepted':
      return 'said that it helped';
    case 'reopened':
      return 'reopened';
    case 'withdrawn':
      return `withdrawn${why(event.data)}`;
    case 'escalated':
      return sayEscalation(event.data, nameOf);
    case 'seen to':
      return ['sees to it until ', moment(event.data.until), why(event.data)];
    case 'seen to no more':
      return `${nameOf(event.data.by)} ${event.data.why === 'left' ? 'left' : 'is out'}, so nobody sees to it any more`;
    case 'breach withdrawn':
      return `${clockKinds[event.data.clock].name} was on time after all`;
    case 'promise moved':
      return `promise moved${why(event.data)}`;
    case 'longer':
      return [
        'said that it takes until ',
        moment(event.data.to),
        ' instead of ',
        moment(event.data.from),
        why(event.data),
      ];
    case 'too late':
      return ['said that ', moment(event.data.to), ' is too late'];
    case 'judged late':
      return `the year is confirmed: ${clockKinds[event.data.clock].name} was ${event.data.met ? 'on time' : 'late'}`;
    case 'undelivered':
      return `something could not be delivered${why(event.data)}`;
    case 'edited':
      return `changed ${of(event.data.number)}`;
    case 'deleted':
      return `deleted ${of(event.data.number)}`;
    case 'moved':
      return `said that ${of(event.data.number)} is a question of its own, ${requestRef(event.data.to)}`;
    case 'brought back':
      return `brought ${of(event.data.number)} back`;
    case 'reaction':
      return `reacted with ${event.data.emoji} to ${of(event.data.number)}`;
    case 'file stored':
      return `sent ${nameOfFile(facts, event.data.file)} (${of(event.data.number)})`;
    case 'file refused':
      return `${nameOfFile(facts, event.data.file)} was not passed on${why(event.data)}`;
    case 'agency chosen':
      return 'said where they work';
    case 'agency confirmed':
      return 'confirmed the agency';
    case 'agency declined':
      return 'could not confirm the agency';
    case 'answer used':
      return 'used an answer of before';
    case 'answer helped':
      return 'said that an answer of before answered it';
    case 'joined':
      return `joined, with ${requestRef(event.data.request)}`;
    case 'joined on':
      return `joined ${requestRef(event.data.request)}`;
    case 'rated':
      return rating ? `rated it with ${event.data.rating} of 5` : undefined;
    case 'content destroyed':
      return `what was written until then was destroyed under ${event.data.authority}${why(event.data)}`;
    case 'recovery owned':
      return rating ? 'sees to the bad rating' : undefined;
    case 'themes tagged':
      return rating ? `said what the words are about: ${event.data.themes.join(' · ') || 'nothing'}` : undefined;
    case 'recovery warned':
      return rating
        ? `little time is left to settle the bad rating: told ${event.data.told.map(nameOf).join(', ')}`
        : undefined;
    case 'recovery late':
      return rating
        ? `the bad rating was not settled in time: told ${event.data.told.map(nameOf).join(', ')}`
        : undefined;
    case 'recovery ended':
      return rating ? 'told what came of the rating' : undefined;
    default:
      return undefined;
  }
}

const sayWriting = (kind: 'to agency' | 'note' | undefined): string =>
  kind === 'to agency' ? 'replied' : kind === 'note' ? 'left a note' : 'wrote';

const why = ({ reason }: { reason: string | null }): string => (reason ? ` (${reason})` : '');

const nameOfFile = ({ files = [] }: RequestFacts, fileId: number): string => {
  const file = files.find(({ id }) => id === fileId);
  return file ? `the file “${file.name}”` : 'a file';
};

/** "80% of the time for the first reply was used; Lee Park was told", "the first reply was late; nobody was there". */
function sayEscalation(
  { clock, percent, told, again, tooLate }: Extract<RequestEvent, { kind: 'escalated' }>['data'],
  nameOf: (personId: number) => string,
): string {
  const { name } = clockKinds[clock];
  const what = tooLate
    ? `${name} will not be on time`
    : again
      ? `${name} was still late`
      : percent >= 100
        ? `${name} was late`
        : `${percent}% of the time for ${name} was used`;
  const names = told.map(nameOf);
  return `${what}; ${names.length > 0 ? `told ${names.join(', ')}` : 'nobody was there to be told'}`;
}

/** Each promise, with whether it was kept: "First reply: due Mon …, given Mon …, in time". */
export function promises(facts: RequestFacts, zone: string): { label: string; value: Text }[] {
  return facts.clocks
    .filter((clock) => isTold(clock, facts.clocks))
    .map((clock) => ({ label: labelOf(clock), value: sayKept(clock, zone) }));
}

/** The time to finish is said twice only of what went on after it was finished. */
function isTold({ kind, stoppedAt }: ClockRow, clocks: readonly ClockRow[]): boolean {
  const { silentWhile } = clockKinds[kind];
  const first = clocks.find((clock) => clock.kind === silentWhile);
  return silentWhile === null || (first?.stoppedAt != null && first.stoppedAt.getTime() !== stoppedAt?.getTime());
}

const labelOf = ({ kind }: ClockRow): string =>
  ({
    first_reply: 'First reply',
    next_reply: 'Next reply',
    update: 'News',
    first_resolution: 'To finish',
    total_resolution: 'To finish, once reopened',
    agreed_reply: 'Reply, as agreed since',
    agreed_resolution: 'To finish, as agreed since',
  })[kind];

/** Without a due time it stands still, or the calendar has ended. */
function sayKept({ dueAt, stoppedAt, droppedAt, breachedAt, met, ...clock }: ClockRow, zone: string): Text {
  const parts: Text[] = [
    ...(dueAt ? [['due ', { when: dueAt, zone }]] : []),
    ...(droppedAt ? [['no longer owed']] : []),
    ...(stoppedAt ? [['done ', { when: stoppedAt, zone }]] : []),
    ...(met === null ? [] : [[met ? 'on time' : 'late']]),
    ...(isRunning({ ...clock, dueAt, stoppedAt, droppedAt, breachedAt, met }) && breachedAt ? [['late']] : []),
  ];
  if (parts.length === 0) return [clock.target === null ? 'no time is promised' : 'paused'];
  return parts.flatMap((part, nth): Text => (nth === 0 ? part : [', ', ...part]));
}

function sayRouted({ to, unreached = [] }: RequestEventData['routed'], nameOf: (personId: number) => string): string {
  const went = to === null ? 'nobody was there to have it' : `went to ${nameOf(to)}`;
  if (unreached.length === 0) return went;
  return `${went}, since ${unreached.map(nameOf).join(' and ')} ${unreached.length > 1 ? 'are' : 'is'} not reached in chat`;
}
