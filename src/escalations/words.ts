import { type Block, capitalised, type Message, type Text } from '../chat/message.ts';
import type { Office } from '../offices/office.ts';
import type { Person } from '../people/person.ts';
import { agencyName, type RequestFacts, zoneOf } from '../requests/facts.ts';
import { handOverPress, listPresses, lookPress, replyPress, takeOverPress } from '../requests/presses.ts';
import { requestRef } from '../requests/request.ts';
import type { ClockRow } from '../requests/requestClocks.ts';
import { clockKinds, isReply } from '../sla/clockKinds.ts';
import { sayTarget } from '../sla/policy.ts';
import { havePress } from './presses.ts';
import { isOwed, type Warning } from './warning.ts';

const isLate = ({ dueAt }: Pick<Warning, 'dueAt'>, now: Date): boolean => dueAt !== null && dueAt <= now;

type Step = Pick<Warning, 'kind' | 'target' | 'percent' | 'dueAt' | 'requester'>;

function sayStep(
  step: Step,
  { zone, now, businessDayMinutes }: Pick<Reading, 'zone' | 'now' | 'businessDayMinutes'>,
): Text {
  const name = capitalised(clockKinds[step.kind].name);
  const due: Text = step.dueAt ? [{ when: step.dueAt, zone }] : ['a time nobody can tell'];
  const within = step.target === null ? '' : `, within ${sayTarget(step.target, businessDayMinutes)}`;
  if (isLate(step, now)) return [`${name} to ${step.requester} is late: it was due by `, ...due, `${within}.`];
  return [`${name} to ${step.requester} is due by `, ...due, `; ${step.percent}% of the time is used.`];
}

/** Said under a card that was changed in place, because no chat rings for a change. */
export function changed(facts: RequestFacts, clock: ClockRow, percent: number, reader: Person, now: Date): Message {
  const { businessDayMinutes } = facts.rules.policy;
  const step = { ...clock, percent, requester: facts.requester.name };
  const said = sayStep(step, { zone: zoneOf(reader, facts), now, businessDayMinutes });
  const text: Text = [{ strong: requestRef(facts.request.id) }, ': ', ...said];
  return { blocks: [{ kind: 'text', text }] };
}

type Reading = { reader: Person; zone: string; now: Date; businessDayMinutes: number; supervises: boolean };

const MOST_ROWS = 10;
/** So many of the most urgent have their buttons on the card; the list has them for all. */
const ROWS_WITH_BUTTONS = 5;

/** The one live card of a day: what is late or at risk, the most urgent first; of one alone, all that can be done. */
export function warnings(office: Pick<Office, 'name'>, all: readonly Warning[], reading: Reading): Message {
  const owed = all.filter(isOwed);
  const [first] = owed;
  if (!first)
    return { blocks: all.slice(0, MOST_ROWS).map((row) => ({ kind: 'text', text: sayEnd(row, reading.zone) })) };
  const done = all.length - owed.length;
  const settledToo: Block[] = done > 0 ? [{ kind: 'small', text: [`${done} more settled since.`] }] : [];
  if (owed.length === 1) return { blocks: [...alone(first, reading), ...settledToo] };
  const late = owed.filter((row) => isLate(row, reading.now)).length;
  const soon = owed.length - late;
  const counts = [...(late > 0 ? [`${late} late`] : []), ...(soon > 0 ? [`${soon} due soon`] : [])].join(', ');
  const more = owed.length - MOST_ROWS;
  const list = reading.supervises ? listPresses.escalated : listPresses.queue;
  return {
    blocks: [
      { kind: 'heading', text: `${office.name}: ${counts}` },
      ...owed.slice(0, MOST_ROWS).map((row, nth) => sayRow(row, reading, nth < ROWS_WITH_BUTTONS)),
      ...(more > 0 ? [{ kind: 'text' as const, text: [`… and ${more} more.`] }] : []),
      ...settledToo,
      { kind: 'buttons', buttons: [list.button(reading.supervises ? 'Escalated' : 'My queue', {})] },
    ],
  };
}

function alone(row: Warning, { reader, zone, now, businessDayMinutes }: Reading): Block[] {
  const about = { request: row.requestId };
  const handOver = handOverPress.button('Hand over', about);
  const look = lookPress.button('Show all', about);
  const takeOver = takeOverPress.button('Take over', about);
  const has = sayWhoHas(row, reader);
  const buttons = isHeldBy(row, reader)
    ? [replyPress.button('Reply', about, 'primary'), handOver]
    : row.seenTo && row.seenTo.id !== reader.id
      ? [look]
      : [...(row.seenTo ? [] : [havePress.button('I have this', about, 'primary')]), look, takeOver, handOver];
  return [
    {
      kind: 'heading',
      text: `${isLate(row, now) ? 'Late' : 'Due soon'}: ${requestRef(row.requestId)} · ${agencyOf(row)}`,
    },
    { kind: 'text', text: sayStep(row, { zone, now, businessDayMinutes }) },
    { kind: 'text', text: [`${row.subject} · ${holderOf(row)}${has ? ` · ${has}` : ''}`] },
    { kind: 'buttons', buttons },
  ];
}

function sayRow(row: Warning, { reader, zone, now }: Reading, withButtons: boolean): Block {
  const { requestId, dueAt, subject } = row;
  const ref = requestRef(requestId);
  const due: Text = dueAt ? [isLate(row, now) ? ' · late since ' : ' · due ', { when: dueAt, zone }] : [];
  const has = sayWhoHas(row, reader);
  const mayHave = !row.seenTo && !isHeldBy(row, reader);
  const buttons = [
    ...(mayHave ? [havePress.button(`I have ${ref}`, { request: requestId })] : []),
    lookPress.button(`Open ${ref}`, { request: requestId }),
  ];
  return {
    kind: 'row',
    text: [{ strong: ref }, ` ${subject} · ${agencyOf(row)} · ${holderOf(row)}`, ...due, ...(has ? [` · ${has}`] : [])],
    buttons: withButtons ? buttons : [],
  };
}

const isHeldBy = ({ holderId }: Warning, { id }: Person): boolean => holderId === id;
const agencyOf = ({ agency }: Warning): string => agency ?? 'agency not known yet';
const holderOf = ({ holder }: Warning): string => (holder ? `with ${holder}` : 'nobody has it');
const sayWhoHas = ({ seenTo }: Warning, reader: Person): string | undefined =>
  seenTo ? (seenTo.id === reader.id ? 'you see to it' : `${seenTo.name} sees to it`) : undefined;

/** How it ended, of a day on which nothing is owed any more. */
function sayEnd(row: Warning, zone: string): Text {
  const { name } = clockKinds[row.kind];
  const ref = requestRef(row.requestId);
  return [{ strong: `${ref} · ${agencyOf(row)}` }, `: ${name} to ${row.requester} was `, ...sayHow(row, zone)];
}

const sayHow = ({ droppedAt, stoppedAt, met }: Pick<Warning, 'droppedAt' | 'stoppedAt' | 'met'>, zone: string): Text =>
  droppedAt
    ? ['no longer owed.']
    : [
        met === null ? 'given ' : met ? 'given in time, ' : 'given late, ',
        ...(stoppedAt ? [{ when: stoppedAt, zone }] : []),
        '.',
      ];

/**
 * To the requester, once a promise: what is true of it, and who has it. `seenTo`: who said that they see to it; nothing
 * of the kind is promised before.
 */
export function promiseBroken(
  facts: RequestFacts,
  clock: ClockRow,
  told: readonly Person[],
  seenTo?: Pick<Person, 'name'>,
): Message {
  const { request, holder } = facts;
  const due: Text = clock.dueAt ? [{ when: clock.dueAt, zone: zoneOf(facts.requester, facts) }] : [];
  const promised = isReply(clock) ? 'we promised you a reply by ' : 'we expected to finish by ';
  const others = told.filter(({ id }) => id !== holder?.id);
  const hears = others.length === 0 ? '' : `, and ${others.length === 1 ? 'a colleague' : 'colleagues'} too`;
  const next = seenTo
    ? ` ${seenTo.name} knows and sees to it${holder ? `; ${holder.name} has your question` : ''}.`
    : holder
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

/** How it ended, on a card of its own that an older desk sent. */
export function settled(facts: RequestFacts, clock: ClockRow, reader: Person): Message {
  const zone = zoneOf(reader, facts);
  const ref = requestRef(facts.request.id);
  const { name } = clockKinds[clock.kind];
  const end = sayHow(clock, zone);
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
