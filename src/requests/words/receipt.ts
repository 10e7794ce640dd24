import { type Block, type Button, type Message, sayDay, type Text } from '../../chat/message.ts';
import { isOpen, localDate, nextOpening } from '../../sla/calendar.ts';
import { promiseOf, type RequestFacts, zoneOf } from '../facts.ts';
import { moveOfficePress, ownQuestionPress, reopenPress, topicPress, urgentPress, withdrawPress } from '../presses.ts';
import { isLive, messageRef, requestRef } from '../request.ts';
import { type ClockRow, finishBeside, isCounting, isRunning, owedReply } from '../requestClocks.ts';
import { smallPrint } from './about.ts';
import { chooseAgency, otherAgency } from './agency.ts';
import { helpedButtons, offeredAnswer } from './before.ts';
import { joinButtons, joinedEnd, sayColleague, sayJoined } from './joining.ts';
import { sayBefore } from './longer.ts';
import { sayPromise } from './promise.ts';

/** The promise: who answers, and by when. It is changed in place as long as the request lives. */
export function receipt(facts: RequestFacts, who: Text): Message {
  const { request } = facts;
  const blocks: Block[] = [{ kind: 'heading', text: `${requestRef(request.id)}: ${request.subject}` }];
  if (isLive(request)) {
    if (request.state === 'waiting') blocks.push({ kind: 'text', text: sayWaiting(facts) });
    else blocks.push({ kind: 'text', text: [...who, '. ', ...sayPromises(facts)] });
    if (request.agencyId === null) blocks.push(...chooseAgency(facts));
  } else blocks.push({ kind: 'text', text: [sayEnd(facts)] });
  blocks.push(...sayAhead(facts), ...offeredAnswer(facts), ...sayColleague(facts), ...sayJoined(facts));
  blocks.push({ kind: 'small', text: smallPrint(facts) });
  const buttons = receiptButtons(facts);
  if (buttons.length > 0) blocks.push({ kind: 'buttons', buttons });
  return { blocks };
}

/** What was announced about this topic and holds soon: the answer may hang on it. */
const sayAhead = ({ changesAhead = [], day }: RequestFacts): Block[] =>
  changesAhead.map(({ title, holdsFrom }) => ({
    kind: 'text',
    text: [`From ${sayDay(holdsFrom, day ?? holdsFrom)}: `, { strong: title }],
  }));

/** What was broken first, and the reply that is owed besides. */
function sayPromises(facts: RequestFacts): Text {
  const promise = promiseOf(facts);
  const owed = owedReply(facts.clocks);
  const besides = owed ?? (promise && finishBeside(facts.clocks, promise));
  const also = besides && besides !== promise ? [' ', ...sayPromise(facts, besides)] : [];
  return [...sayPromise(facts, promise), ...sayBefore(facts, promise), ...also, ...sayClosed(facts)];
}

/** Asked while the office is closed, they read until when and for what, as long as nobody has answered. */
function sayClosed(facts: RequestFacts): Text {
  const { request, clocks, rules } = facts;
  const { calendar } = rules;
  const waits = clocks.some((clock) => clock.kind === 'first_reply' && isRunning(clock) && clock.breachedAt === null);
  const opening = nextOpening(calendar, request.openedAt);
  if (!waits || !opening || isOpen(calendar, request.openedAt) !== false) return [];
  const [asked, opens] = [localDate(calendar, request.openedAt), localDate(calendar, opening)];
  const { day: today = asked } = facts;
  if (today > opens || (today === opens && asked < opens)) return [];
  const names = [...calendar.special].flatMap(([day, { special }]) =>
    special !== undefined && day >= asked && (day < opens || day === asked) ? [special] : [],
  );
  const why = names.length > 0 ? ` (${[...new Set(names)].join('; ')})` : '';
  // What is read later on that day, too, does not say that it is closed.
  const until = asked < opens ? ' The office is closed until ' : ' The office opens ';
  return [until, { when: opening, zone: zoneOf(facts.requester, facts) }, `${why}.`];
}

const sayWaiting = ({ holder, office }: RequestFacts): Text => [
  { strong: holder?.name ?? office.name },
  ' is waiting for your answer. Write it here.',
];

function sayEnd({ request }: RequestFacts): string {
  if (request.state === 'withdrawn') return 'You withdrew this question.';
  return endedByThem(request) && request.duplicateOf !== null ? joinedEnd(request.duplicateOf) : 'This is resolved.';
}

const endedByThem = ({ state, resolvedBy, requesterId }: RequestFacts['request']): boolean =>
  state === 'resolved' && resolvedBy === requesterId;

function receiptButtons(facts: RequestFacts): Button[] {
  const { request, office } = facts;
  const about = { request: request.id };
  // What they have ended themselves has no other message to reopen it from.
  if (endedByThem(request)) return [reopenPress.button('I still need help', about)];
  if (!isLive(request)) return [];
  const others = office.lines.filter((line) => line.id !== request.serviceLineId).slice(0, 3);
  return [
    ...helpedButtons(facts),
    ...joinButtons(facts),
    ...(request.priority === 'normal' ? [urgentPress.button('Mark urgent', about)] : []),
    ...others.map((line) => topicPress.button(`Change topic to ${line.name}`, { ...about, line: line.id })),
    ...(office.siblings > 0 ? [moveOfficePress.button('Another office', about)] : []),
    ...otherAgency(facts),
    withdrawPress.button('Withdraw', about),
  ];
}

type Added = {
  promise: ClockRow | undefined;
  /** The wait for it is over, so the time to finish is another. */
  goesOn: boolean;
  /** Nobody said that it belongs here: its author may say that it is a question of its own. */
  held?: number | undefined;
  /** Its author was asked where it belongs: this text. */
  asked?: string | undefined;
  /** It was resolved until they wrote this. */
  reopens?: boolean;
};

/** A message that was added to an open request. */
export function added(facts: RequestFacts, number: number, said: Added): Message {
  const { promise, goesOn, held, asked, reopens = false } = said;
  const ref = requestRef(facts.request.id);
  const to = facts.holder ? `${facts.holder.name} has it` : 'it waits with your question';
  const finish = goesOn
    ? facts.clocks.find(
        (clock) => isCounting(clock) && (clock.kind === 'first_resolution' || clock.kind === 'agreed_resolution'),
      )
    : undefined;
  // Asked, and not answered: it is said why it is there.
  const where = asked !== undefined && held !== undefined ? `I added this to ${ref}` : `Added to ${ref}`;
  return {
    blocks: [
      ...(asked === undefined ? [] : [{ kind: 'quote' as const, by: 'You', text: asked }]),
      {
        kind: 'text',
        text: [
          `${reopens ? `${ref} is open again` : where}; ${to}. `,
          ...sayPromise(facts, promise ?? promiseOf(facts)),
          ...(finish && promise ? [' ', ...sayPromise(facts, finish, 'now ')] : []),
        ],
      },
      { kind: 'small', text: [`${messageRef(facts.request.id, number)} · ${facts.request.subject}`] },
      ...(held === undefined
        ? []
        : [{ kind: 'buttons' as const, buttons: [ownQuestionPress.button('No, it is a new question', { held })] }]),
    ],
  };
}
