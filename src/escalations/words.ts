import type { Message, Text } from '../chat/message.ts';
import type { Person } from '../people/person.ts';
import { agencyName, holderName, type RequestFacts, zoneOf } from '../requests/facts.ts';
import { handOverPress, lookPress, replyPress, takeOverPress } from '../requests/presses.ts';
import { requestRef } from '../requests/request.ts';
import type { ClockRow } from '../requests/requestClocks.ts';

import { clockKinds } from '../sla/clockKinds.ts';
import { sayTarget } from '../sla/policy.ts';

const capitalised = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

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
