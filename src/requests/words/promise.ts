import type { Form, Message, Text } from '../../chat/message.ts';
import { promiseOf, type RequestFacts, zoneOf } from '../facts.ts';
import { listPresses, priorityPress, urgentPress } from '../presses.ts';
import { requestRef } from '../request.ts';
import { type ClockRow, owedReply } from '../requestClocks.ts';
import { sayWithin } from '../sayWithin.ts';
import { aboutRequest, smallPrint } from './about.ts';
import { listed } from './listed.ts';
import { wordsOf } from './owes.ts';

/** "You will have a reply by Tue, Jun 9, 10:30 AM EDT, within 4 business hours." Or the truth that no time can be told. */
export function sayPromise(facts: RequestFacts, promise = promiseOf(facts), now: '' | 'now ' = ''): Text {
  if (promise?.target === null) return ['No time is promised for this. We answer as soon as we can.'];
  if (!promise?.dueAt)
    return ['We cannot promise a time yet: the office has not confirmed its calendar that far ahead.'];
  if (promise.breachedAt)
    return [
      wordsOf(promise).was,
      { when: promise.dueAt, zone: zoneOf(facts.requester, facts) },
      '. We are late, and we are sorry. The office has been reminded.',
    ];
  const by: Text = [...sayDue(facts, promise, promise.dueAt), '.'];
  // Whoever answers has said that it takes longer: it is what was promised, and no more.
  if (promise.contestedAt && !now) return [wordsOf(promise).was, ...by];
  return [wordsOf(promise)[now ? 'now' : 'will'], ...by];
}

const sayDue = (facts: RequestFacts, clock: ClockRow, dueAt: Date): Text => [
  { when: dueAt, zone: zoneOf(facts.requester, facts) },
  sayWithin(facts, clock, 'short'),
];

/** What a person gave as a reason, as a sentence's end. */
export const asSentence = (text: string): string => (/[.!?…]$/u.test(text) ? text : `${text}.`);

/** What might have moved a promise left it as it was. `why`: "you made it urgent: the contract ends today". */
export const promiseStays = (facts: RequestFacts, promise: ClockRow, why: string, now: Date): Message => ({
  blocks: [
    { kind: 'text', text: [`${requestRef(facts.request.id)}: ${asSentence(why)} `, ...sayStays(facts, promise, now)] },
    { kind: 'small', text: smallPrint(facts) },
  ],
});

function sayStays(facts: RequestFacts, promise: ClockRow, now: Date): Text {
  const { dueAt, breachedAt } = promise;
  if (isHeldUp(facts, promise)) return [CONTINUES];
  if (dueAt && breachedAt === null && dueAt < now)
    return [
      wordsOf(promise).was,
      { when: dueAt, zone: zoneOf(facts.requester, facts) },
      '. We are late, and we are sorry.',
    ];
  const isKept = dueAt !== null && breachedAt === null;
  return [isKept ? 'The time stays as it was. ' : '', ...sayPromise(facts, promise)];
}

/** Times that were told have moved; people hear of it and why. `first`: none could be told before. */
export function promiseMoved(
  facts: RequestFacts,
  moved: ClockRow[],
  reason: string,
  now: Date,
  first = false,
): Message {
  return {
    blocks: [
      {
        kind: 'text',
        text: [
          `${requestRef(facts.request.id)}: ${first ? 'we can give you a time now' : 'the time you were promised has changed'}. `,
          ...sayTimes(facts, moved, now, first),
          `Reason: ${asSentence(reason)}`,
        ],
      },
      { kind: 'small', text: smallPrint(facts) },
    ],
  };
}

/** Several of one person moved at once: one message, with the new time of each. */
export function promisesMoved(
  all: readonly { facts: RequestFacts; clocks: readonly ClockRow[] }[],
  reason: string,
  now: Date,
  first = false,
): Message {
  const what = first
    ? `We can give you a time now for ${all.length} requests.`
    : `The times you were promised for ${all.length} requests have changed.`;
  return {
    blocks: [
      {
        kind: 'text',
        text: [`${what} Reason: ${asSentence(reason)}`],
      },
      ...listed(all, ({ facts, clocks }) => [
        { strong: requestRef(facts.request.id) },
        ` ${facts.request.subject}: `,
        ...sayTimes(facts, clocks, now, first),
      ]),
      { kind: 'buttons', buttons: [listPresses['my requests'].button('My requests', {})] },
    ],
  };
}

/** The new times, each a sentence with a space after it. `first`: they had none before. */
export const sayTimes = (facts: RequestFacts, moved: readonly ClockRow[], now: Date, first = false): Text =>
  moved.flatMap((clock) => [...sayMoved(facts, clock, now, first), ' ']);

const CONTINUES = 'We’ll continue once you answer.';

const isHeldUp = ({ request }: RequestFacts, { dueAt, target }: ClockRow): boolean =>
  dueAt === null && target !== null && request.state === 'waiting';

/** Counted from the first moment on, a shorter time may have passed already: that is said, not promised. */
function sayMoved(facts: RequestFacts, clock: ClockRow, now: Date, first: boolean): Text {
  if (isHeldUp(facts, clock)) return [CONTINUES];
  if (clock.dueAt && clock.dueAt < now)
    return [
      first ? 'It was due by ' : 'By the new time it was due by ',
      ...sayDue(facts, clock, clock.dueAt),
      ', so it is late now.',
    ];
  return sayPromise(facts, clock, first ? '' : 'now ');
}

/** For whoever holds some of them, whatever their number. */
export const promisesMovedForHolder = (reason: string): Message => ({
  blocks: [
    {
      kind: 'text',
      text: [
        `Times that you promised have changed. Your cards and My queue show the new ones. Reason: ${asSentence(reason)}`,
      ],
    },
    { kind: 'buttons', buttons: [listPresses.queue.button('My queue', {})] },
  ],
});

export const urgentForm = (facts: RequestFacts): Form => ({
  title: `Mark ${requestRef(facts.request.id)} urgent`,
  submit: 'Mark urgent',
  press: urgentPress.to({ request: facts.request.id }),
  fields: [
    { kind: 'paragraph', name: 'reason', label: 'Why is it urgent?', hint: 'Your liaison reads this.', required: true },
  ],
});

export const priorityForm = (facts: RequestFacts): Form => ({
  title: `Priority of ${requestRef(facts.request.id)}`,
  submit: 'Change',
  press: priorityPress.to({ request: facts.request.id }),
  fields: [
    {
      kind: 'choice',
      name: 'priority',
      label: 'Priority',
      required: true,
      initial: facts.request.priority,
      options: [
        { value: 'normal', label: 'Normal' },
        { value: 'urgent', label: 'Urgent' },
      ],
    },
    { kind: 'line', name: 'reason', label: 'Reason', hint: 'The agency reads this.', required: true },
  ],
});

/** For whoever holds it: what was asked first is part of it now, and its reply is due sooner. */
export function partCounted(facts: RequestFacts, by: string, part: number): Message {
  const dueAt = owedReply(facts.clocks)?.dueAt;
  const due: Text = dueAt ? [' The reply is due by ', { when: dueAt, zone: zoneOf(facts.holder, facts) }, '.'] : [];
  return aboutRequest(facts, [`${by} made ${requestRef(part)}, which was asked before, a part of it.`, ...due], 'look');
}

/** For whoever holds it: "Ana Ruiz made it urgent. Reason: the contract ends today." */
export const priorityChanged = (facts: RequestFacts, by: string, reason: string): Message =>
  aboutRequest(facts, [`${by} made it ${facts.request.priority}. Reason: ${asSentence(reason)}`], 'look');
