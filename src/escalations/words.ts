import { type Block, capitalised, type Message, type Text } from '../chat/message.ts';
import type { Office } from '../offices/office.ts';
import type { Person } from '../people/person.ts';
import { refusedTime } from '../requests/agreedTimes.ts';
import { agencyName, type RequestFacts, zoneOf } from '../requests/facts.ts';
import {
  handOverPress,
  havePress,
  listPresses,
  longerPress,
  lookPress,
  replyPress,
  takeOverPress,
} from '../requests/presses.ts';
import { requestRef } from '../requests/request.ts';
import type { ClockRow } from '../requests/requestClocks.ts';
import { sayWithin } from '../requests/sayWithin.ts';
import { wordsOf } from '../requests/words/owes.ts';
import { clockKinds, isAgreed, isReply } from '../sla/clockKinds.ts';
import { sayTarget } from '../sla/policy.ts';
import { AGAIN, isTooLate, type Step } from '../sla/steps.ts';
import { dayIn } from '../sla/zone.ts';
import { firstOwed, isOwed, type Owed, type Refused, seesTo, type Warning } from './warning.ts';

const isLate = ({ dueAt }: Pick<Warning, 'dueAt'>, now: Date): boolean => dueAt !== null && dueAt <= now;

type Said = Pick<Warning, 'kind' | 'target' | 'percent' | 'dueAt' | 'requester'> &
  Partial<Pick<Warning, 'isReleased'>> & { refused?: Pick<Refused, 'until'> | null };
/** "the first reply to Ana Ruiz", "the resolution for Ana Ruiz". */
const owedTo = ({ kind, requester }: Pick<Said, 'kind' | 'requester'>): string =>
  `${clockKinds[kind].name} ${isReply({ kind }) ? 'to' : 'for'} ${requester}`;

type Times = Pick<Reading, 'zone' | 'now' | 'businessDayMinutes'>;

function sayStep(said: Said, { zone, now, businessDayMinutes }: Times, still = ''): Text {
  const what = capitalised(owedTo(said));
  const due: Text = said.dueAt ? [{ when: said.dueAt, zone }] : ['a time nobody can tell'];
  const isPromised = said.target !== null && !isAgreed(said);
  const within = isPromised ? `, within ${sayTarget(said.target ?? 0, businessDayMinutes)}` : '';
  if (isLate(said, now)) return [`${what} is ${still}late: it was due by `, ...due, `${within}.`];
  if (said.refused) {
    const until: Text = [`${said.requester} says that `, { when: said.refused.until, zone }, ' is too late. '];
    return [...until, `${what} was promised by `, ...due, `${within}.`];
  }
  if (said.isReleased) return [`${what} is due by `, ...due, ', as agreed since.'];
  return [`${what} is due by `, ...due, `; ${said.percent}% of the time is used.`];
}

/** Said under a card that was changed in place, because no chat rings for a change. */
export function changed(facts: RequestFacts, clock: ClockRow, step: Step, reader: Person, now: Date): Message {
  const { businessDayMinutes } = facts.rules.policy;
  const refused = isTooLate(step) ? refusedTime(facts.clocks)?.refused.dueAt : undefined;
  const said = {
    ...{ kind: clock.kind, target: sayWithin(facts, clock) === '' ? null : clock.target },
    ...{ dueAt: clock.dueAt, percent: step.percent },
    ...{ requester: facts.requester.name, ...(refused && { refused: { until: refused } }) },
  };
  const times = { zone: zoneOf(reader, facts), now, businessDayMinutes };
  const still = step.name === AGAIN ? 'still ' : '';
  return {
    blocks: [{ kind: 'text', text: [{ strong: requestRef(facts.request.id) }, ': ', ...sayStep(said, times, still)] }],
  };
}

type Reading = {
  reader: Person;
  zone: string;
  now: Date;
  businessDayMinutes: number;
  supervises: boolean;
  /** Whether they answer questions themselves: an administrator who does not can take none over, and has no list. */
  answers: boolean;
};

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
  const late = owed.filter((row) => isLate(firstOwed(row, reading.now).first, reading.now)).length;
  const soon = owed.length - late;
  const counts = [...(late > 0 ? [`${late} late`] : []), ...(soon > 0 ? [`${soon} due soon`] : [])].join(', ');
  const more = owed.length - MOST_ROWS;
  const list = reading.supervises
    ? [listPresses.escalated.button('Escalated', {})]
    : reading.answers
      ? [listPresses.queue.button('My queue', {})]
      : [];
  return {
    blocks: [
      { kind: 'heading', text: `${office.name}: ${counts}` },
      ...owed.slice(0, MOST_ROWS).map((row, nth) => sayRow(row, reading, nth < ROWS_WITH_BUTTONS)),
      ...(more > 0 ? [{ kind: 'text' as const, text: [`… and ${more} more.`] }] : []),
      ...settledToo,
      ...(list.length > 0 ? [{ kind: 'buttons' as const, buttons: list }] : []),
    ],
  };
}

function alone(row: Warning, reading: Reading): Block[] {
  const { reader, now } = reading;
  const about = { request: row.requestId };
  const handOver = handOverPress.button('Hand over', about);
  const look = lookPress.button('Show all', about);
  const { first, others } = firstOwed(row, now);
  const has = sayWhoHas(row, reading);
  const isMine = seesTo(row.seenTo, now) && row.seenTo.id === reader.id;
  const buttons = isHeldBy(row, reader)
    ? [
        replyPress.button('Reply', about, 'primary'),
        ...(isLate(first, now) ? [] : [longerPress.button('It will take longer', about)]),
        handOver,
      ]
    : seesTo(row.seenTo, now) && !isMine
      ? [look]
      : [
          havePress.button(isMine ? 'More time' : 'I have this', about, isMine ? undefined : 'primary'),
          look,
          ...(reading.answers ? [takeOverPress.button('Take over', about)] : []),
          handOver,
        ];
  return [
    {
      kind: 'heading',
      text: `${isLate(first, now) ? 'Late' : row.refused ? `Too late for ${row.requester}` : 'Due soon'}: ${requestRef(row.requestId)} · ${agencyOf(row)}`,
    },
    { kind: 'text', text: [...sayStep({ ...row, ...first }, reading), ...sayOthers(others, reading)] },
    ...(row.refused ? [{ kind: 'quote' as const, by: row.refused.by, text: row.refused.reason }] : []),
    { kind: 'text', text: [`${row.subject} · ${holderOf(row)}`, ...(has.length > 0 ? [' · ', ...has] : [])] },
    ...(seesTo(row.seenTo, now) && row.seenTo.reason
      ? [{ kind: 'quote' as const, by: row.seenTo.name, text: row.seenTo.reason }]
      : []),
    { kind: 'buttons', buttons },
  ];
}

/** What else is owed: " The resolution is owed too, by Fri, Jun 5, 5:00 PM EDT." */
function sayOthers(others: readonly Owed[], { zone, now }: Reading): Text {
  return others.flatMap((owed): Text => {
    const name = ` ${capitalised(clockKinds[owed.kind].name)} is`;
    if (!owed.dueAt) return [`${name} owed too.`];
    return [`${name} ${isLate(owed, now) ? 'late too, since' : 'owed too, by'} `, { when: owed.dueAt, zone }, '.'];
  });
}

function sayRow(row: Warning, reading: Reading, withButtons: boolean): Block {
  const { reader, zone, now } = reading;
  const { requestId, subject } = row;
  const { dueAt } = firstOwed(row, now).first;
  const ref = requestRef(requestId);
  const due: Text = dueAt ? [isLate({ dueAt }, now) ? ' · late since ' : ' · due ', { when: dueAt, zone }] : [];
  const refused: Text = row.refused
    ? [' · ', { when: row.refused.until, zone }, ` is too late for ${row.requester}`]
    : [];
  const has = sayWhoHas(row, reading);
  const about = { request: requestId };
  const isOwn = isHeldBy(row, reader);
  const buttons = [
    ...(isOwn ? [replyPress.button(`Reply to ${ref}`, about)] : []),
    ...(isOwn || seesTo(row.seenTo, now) ? [] : [havePress.button(`I have ${ref}`, about)]),
    lookPress.button(`Open ${ref}`, about),
  ];
  return {
    kind: 'row',
    text: [
      { strong: ref },
      ` ${subject} · ${agencyOf(row)} · ${holderOf(row)}`,
      ...due,
      ...refused,
      ...(has.length > 0 ? [' · ', ...has] : []),
    ],
    buttons: withButtons ? buttons : [],
  };
}

const isHeldBy = ({ holderId }: Warning, { id }: Person): boolean => holderId === id;
const agencyOf = ({ agency }: Warning): string => agency ?? 'agency not known yet';
const holderOf = ({ holder }: Warning): string => (holder ? `with ${holder}` : 'nobody has it');

/** "Sam Reed sees to it until Tue, Jun 2, 9:00 AM EDT"; past that time, that they did; or that they are not there. */
function sayWhoHas({ seenTo }: Warning, { reader, zone, now }: Reading): Text {
  if (!seenTo) return [];
  const isReader = seenTo.id === reader.id;
  const who = isReader ? 'you' : seenTo.name;
  if (seenTo.gone) {
    const isBack = seenTo.gone.out !== null && seenTo.gone.out < dayIn(zone, now);
    const is = isReader ? (isBack ? 'were' : 'are') : isBack ? 'was' : 'is';
    const why = seenTo.gone.why === 'left' ? 'has left' : `${is} out`;
    return [`${who} ${isReader ? 'were' : 'was'} to see to it until `, { when: seenTo.until, zone }, `, but ${why}`];
  }
  const does = seesTo(seenTo, now) ? (isReader ? 'see to it' : 'sees to it') : 'saw to it';
  return [`${who} ${does} until `, { when: seenTo.until, zone }];
}

/** How it ended, of a day on which nothing is owed any more. */
function sayEnd(row: Warning, zone: string): Text {
  const ref = requestRef(row.requestId);
  return [{ strong: `${ref} · ${agencyOf(row)}` }, `: ${owedTo(row)} was `, ...sayHow(row, zone)];
}

const sayHow = ({ droppedAt, stoppedAt, met }: Pick<Warning, 'droppedAt' | 'stoppedAt' | 'met'>, zone: string): Text =>
  droppedAt
    ? ['no longer owed.']
    : [
        met === null ? 'given ' : met ? 'given on time, ' : 'given late, ',
        ...(stoppedAt ? [{ when: stoppedAt, zone }] : []),
        '.',
      ];

/**
 * To the requester, once a promise: what is true of it, and who has it. `told`: who was told just now; null where it
 * reads otherwise later. `seenTo`: who said that they see to it; nothing of the kind is promised before.
 */
export function promiseBroken(
  facts: RequestFacts,
  clock: ClockRow,
  told: readonly Person[] | null,
  seenTo?: Pick<Person, 'name'>,
): Message {
  const { request, holder } = facts;
  const due: Text = clock.dueAt ? [{ when: clock.dueAt, zone: zoneOf(facts.requester, facts) }] : [];
  const [promised, yet] = wordsOf(clock).broken;
  const others = told?.filter(({ id }) => id !== holder?.id) ?? [];
  const hears = others.length === 0 ? '' : `, and so ${others.length === 1 ? 'was a colleague' : 'were colleagues'}`;
  const next = seenTo
    ? ` ${seenTo.name} knows and sees to it${holder ? `; ${holder.name} has your question` : ''}.`
    : holder
      ? ` ${holder.name} has your question${told ? ` and was just reminded${hears}` : ''}.`
      : ` Nobody has taken it yet${told ? '; a supervisor was asked again just now' : ''}.`;
  return {
    blocks: [
      {
        kind: 'text',
        text: [{ strong: requestRef(request.id) }, `: ${promised}`, ...due, yet, next],
      },
      { kind: 'small', text: [request.subject] },
    ],
  };
}

/** How it ended, on a card of its own that an older desk sent. */
export function settled(facts: RequestFacts, clock: ClockRow, reader: Person): Message {
  const zone = zoneOf(reader, facts);
  const ref = requestRef(facts.request.id);
  const what = owedTo({ kind: clock.kind, requester: facts.requester.name });
  const end = sayHow(clock, zone);
  return {
    blocks: [
      {
        kind: 'text',
        text: [{ strong: `${ref} · ${agencyName(facts)}` }, `: ${what} was `, ...end],
      },
      { kind: 'small', text: [facts.request.subject] },
    ],
  };
}
