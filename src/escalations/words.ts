import type { Button, Message, Text } from '../chat/message.ts';
import type { Person } from '../people/person.ts';
import { requestRef } from '../requests/request.ts';
import type { ClockRow } from '../requests/requestClocks.ts';
import { agencyName, type RequestView, zoneOf } from '../requests/view.ts';
import { clockKinds } from '../sla/clockKinds.ts';
import { sayTarget } from '../sla/policy.ts';

const capitalised = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

const isLate = ({ dueAt }: ClockRow, now: Date): boolean => dueAt !== null && dueAt <= now;

function sayStep(view: RequestView, clock: ClockRow, percent: number, reader: Person, now: Date): Text {
  const name = capitalised(clockKinds[clock.kind].name);
  const due: Text = clock.dueAt ? [{ when: clock.dueAt, zone: zoneOf(reader, view) }] : ['a time nobody can tell'];
  const target = sayTarget(clock.target, view.rules.policy.businessDayMinutes);
  if (isLate(clock, now))
    return [`${name} to ${view.requester.name} is late: it was due by `, ...due, `, within ${target}.`];
  return [`${name} to ${view.requester.name} is due by `, ...due, `; ${percent} % of its time has passed.`];
}

/** Said under a card that was changed in place, because no chat rings for a change. */
export function changed(view: RequestView, clock: ClockRow, percent: number, reader: Person, now: Date): Message {
  const text: Text = [{ strong: requestRef(view.request.id) }, ': ', ...sayStep(view, clock, percent, reader, now)];
  return { blocks: [{ kind: 'text', text }] };
}

/** One live card for each clock and person: changed in place from warning to breach to its end. */
export function escalation(view: RequestView, clock: ClockRow, percent: number, reader: Person, now: Date): Message {
  const { request } = view;
  const press = (label: string, what: string, style?: Button['style']): Button => ({
    label,
    press: { name: what, about: String(request.id) },
    ...(style && { style }),
  });
  const buttons =
    view.holder?.id === reader.id
      ? [press('Reply', 'reply', 'primary'), press('Hand over', 'hand over')]
      : [press('Show all', 'look'), press('Take over', 'take over'), press('Hand over', 'hand over')];
  return {
    blocks: [
      {
        kind: 'heading',
        text: `${isLate(clock, now) ? 'Late' : 'Due soon'}: ${requestRef(request.id)} · ${agencyName(view)}`,
      },
      { kind: 'text', text: sayStep(view, clock, percent, reader, now) },
      { kind: 'text', text: [`${request.subject} · ${view.holder ? `with ${view.holder.name}` : 'nobody has it'}`] },
      { kind: 'buttons', buttons },
    ],
  };
}

/** How it ended. */
export function settled(view: RequestView, clock: ClockRow, reader: Person): Message {
  const zone = zoneOf(reader, view);
  const ref = requestRef(view.request.id);
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
        text: [{ strong: `${ref} · ${agencyName(view)}` }, `: ${name} to ${view.requester.name} was `, ...end],
      },
      { kind: 'small', text: [view.request.subject] },
    ],
  };
}
