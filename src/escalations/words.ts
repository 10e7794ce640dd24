import { type Block, capitalised, type Message, type Text } from '../chat/message.ts';
import type { Person } from '../people/person.ts';
import { agencyName, holderName, type RequestFacts, zoneOf } from '../requests/facts.ts';
import { handOverPress, listPresses, lookPress, replyPress, takeOverPress } from '../requests/presses.ts';
import { requestRef } from '../requests/request.ts';
import type { ClockRow } from '../requests/requestClocks.ts';

import { clockKinds, isReply } from '../sla/clockKinds.ts';
import { sayTarget } from '../sla/policy.ts';

const isLate = ({ dueAt }: ClockRow, now: Date): boolean => dueAt !== null && dueAt <= now;

function sayStep(facts: RequestFacts, clock: ClockRow, percent: number, reader: Person, now: Date): Text {
  const name = capitalised(clockKinds[clock.kind].name);
  const due: Text = clock.dueAt ? [{ when: clock.dueAt, zone: zoneOf(reader, facts) }] : ['a time nobody can tell'];
  const target = sayTarget(clock.target, facts.rules.policy.businessDayMinutes);
  if (isLate(clock, now))
    return [`${name} to ${facts.requester.name} is late: it was due by `, ...due, `, within ${target}.`];
  return [`${name} to ${facts.requester.name} is due by `, ...due, `; ${percent}% of the time is used.`];
}

/** Said under a card that was changed in place, because no chat rings for a change. */
export function changed(facts: RequestFacts, clock: ClockRow, percent: number, reader: Person, now: Date): Message {
  const text: Text = [{ strong: requestRef(facts.request.id) }, ': ', ...sayStep(facts, clock, percent, reader, now)];
  return { blocks: [{ kind: 'text', text }] };
}

/** One live card for each clock and person: changed in place from warning to breach to its end. */
export function escalation(facts: RequestFacts, clock: ClockRow, percent: number, reader: Person, now: Date): Message {
  const { request } = facts;
  const about = { request: request.id };
  const handOver = handOverPress.button('Hand over', about);
  const buttons =
    facts.holder?.id === reader.id
      ? [replyPress.button('Reply', about, 'primary'), handOver]
      : [lookPress.button('Show all', about), takeOverPress.button('Take over', about), handOver];
  return {
    blocks: [
      {
        kind: 'heading',
        text: `${isLate(clock, now) ? 'Late' : 'Due soon'}: ${requestRef(request.id)} · ${agencyName(facts)}`,
      },
      { kind: 'text', text: sayStep(facts, clock, percent, reader, now) },
      { kind: 'text', text: [`${request.subject} · ${facts.holder ? `with ${holderName(facts)}` : 'nobody has it'}`] },
      { kind: 'buttons', buttons },
    ],
  };
}

/** What is listed for somebody who was warned of several already today. */
export type Warning = {
  requestId: number;
  subject: string;
  agency: string | null;
  holder: string | null;
  dueAt: Date | null;
  /** It needs nobody any more. */
  ended: boolean;
};

const MOST_ROWS = 10;

/** One message for all of a day that have no card of their own: what is late first. */
export function warnings(
  office: string,
  all: readonly Warning[],
  { zone, now, supervises }: { zone: string; now: Date; supervises: boolean },
): Message {
  const rows = all.filter(({ ended }) => !ended);
  if (rows.length === 0) return { blocks: [{ kind: 'text', text: ['What was listed here today is settled.'] }] };
  const late = rows.filter(({ dueAt }) => dueAt !== null && dueAt <= now).length;
  const soon = rows.length - late;
  const counts = [...(late > 0 ? [`${late} late`] : []), ...(soon > 0 ? [`${soon} due soon`] : [])].join(', ');
  const more = rows.length - MOST_ROWS;
  return {
    blocks: [
      { kind: 'heading', text: `${rows.length} more at ${office}: ${counts}` },
      ...rows.slice(0, MOST_ROWS).map((row): Block => sayWarning(row, zone, now)),
      ...(more > 0 ? [{ kind: 'text' as const, text: [`… and ${more} more.`] }] : []),
      {
        kind: 'buttons',
        buttons: [
          supervises ? listPresses.escalated.button('Escalated', {}) : listPresses.queue.button('My queue', {}),
        ],
      },
    ],
  };
}

function sayWarning({ requestId, subject, agency, holder, dueAt }: Warning, zone: string, now: Date): Block {
  const due: Text = dueAt ? [dueAt <= now ? ' · late since ' : ' · due ', { when: dueAt, zone }] : [];
  return {
    kind: 'row',
    text: [
      { strong: requestRef(requestId) },
      ` ${subject} · ${agency ?? 'agency not known yet'} · ${holder ? `with ${holder}` : 'nobody has it'}`,
      ...due,
    ],
    buttons: [lookPress.button(`Open ${requestRef(requestId)}`, { request: requestId })],
  };
}

/** To the requester, once a promise: what is true of it, and who has it. */
export function promiseBroken(facts: RequestFacts, clock: ClockRow, told: readonly Person[]): Message {
  const { request, holder } = facts;
  const due: Text = clock.dueAt ? [{ when: clock.dueAt, zone: zoneOf(facts.requester, facts) }] : [];
  const promised = isReply(clock) ? 'we promised you a reply by ' : 'we expected to finish by ';
  const others = told.filter(({ id }) => id !== holder?.id);
  const hears = others.length === 0 ? '' : `, and ${others.length === 1 ? 'a colleague' : 'colleagues'} too`;
  const next = holder
    ? ` ${holder.name} has your question and was reminded just now${hears}.`
    : ' Nobody has taken it yet; a supervisor was asked again just now.';
  return {
    blocks: [
      {
        kind: 'text',
        text: [
          { strong: requestRef(request.id) },
          `: ${promised}`,
          ...due,
          ' and have not done it. We are sorry.',
          next,
        ],
      },
      { kind: 'small', text: [request.subject] },
    ],
  };
}

/** How it ended. */
export function settled(facts: RequestFacts, clock: ClockRow, reader: Person): Message {
  const zone = zoneOf(reader, facts);
  const ref = requestRef(facts.request.id);
  const { name } = clockKinds[clock.kind];
  const end: Text = clock.droppedAt
    ? ['no longer owed.']
    : [
        clock.met === null ? 'given ' : clock.met ? 'given in time, ' : 'given late, ',
        ...(clock.stoppedAt ? [{ when: clock.stoppedAt, zone }] : []),
        '.',
      ];
  return {
    blocks: [
      {
        kind: 'text',
        text: [{ strong: `${ref} · ${agencyName(facts)}` }, `: ${name} to ${facts.requester.name} was `, ...end],
      },
      { kind: 'small', text: [facts.request.subject] },
    ],
  };
}
