import type { Answer } from '../../chat/answer.ts';
import type { Form, Message, Text } from '../../chat/message.ts';
import { sayClock } from '../../offices/openingHours.ts';
import { firstName, type Person } from '../../people/person.ts';
import { isAgreed, isReply } from '../../sla/clockKinds.ts';
import { wallTime } from '../../sla/zone.ts';
import { promisedBefore, refusedTime } from '../agreedTimes.ts';
import { type RequestFacts, zoneOf } from '../facts.ts';
import { longerPress, tooLatePress } from '../presses.ts';
import { requestRef } from '../request.ts';
import { type ClockRow, isRunning } from '../requestClocks.ts';
import { aboutRequest, smallPrint } from './about.ts';
import { wordsOf } from './owes.ts';

/** *It will take longer*, and *That is too late*: what each side is asked and told. */

export const LONGEST_REASON = 500;

/** `next`: a time at which it might be done, as a beginning. */
export function longerForm(facts: RequestFacts, promise: ClockRow, next: Date): Form {
  const { request, requester, rules } = facts;
  const { zone } = rules.calendar.spec;
  const wall = new Date(wallTime(rules.calendar.zone, next.getTime())).toISOString();
  return {
    title: `${requestRef(request.id)} will take longer`,
    intro: [
      {
        kind: 'text',
        text: [
          isReply(promise) ? 'A reply is promised by ' : 'It is expected to be done by ',
          ...(promise.dueAt ? [{ when: promise.dueAt, zone }] : []),
          `. ${requester.name} is told the new time at once, and may say that it is too late. What was promised stays on record.`,
        ],
      },
    ],
    submit: `Tell ${firstName(requester.name)}`,
    press: longerPress.to({ request: request.id }),
    fields: [
      { kind: 'date', name: 'day', label: 'On which day?', required: true, initial: wall.slice(0, 10) },
      {
        ...{ kind: 'line', name: 'time', label: 'By what time?', required: true },
        hint: `Such as 3 PM (${zoneName(zone, next)}), while the office is open.`,
        initial: sayClock(wall.slice(11, 16)),
      },
      {
        ...{ kind: 'paragraph', name: 'reason', label: 'Why does it take longer?', required: true },
        ...{ hint: 'The agency reads this.', longest: LONGEST_REASON },
      },
    ],
  };
}

/** "EDT". */
const zoneName = (timeZone: string, at: Date): string =>
  new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'short' })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;

/** "You will have a reply by …", "We expect to finish by …". */
const sayNew = (clock: ClockRow, zone: string): Text => [
  wordsOf(clock).will,
  ...(clock.dueAt ? [{ when: clock.dueAt, zone }] : []),
  '.',
];

/** To whoever asked, before what was promised has ended. */
export function takesLonger(facts: RequestFacts, by: Person, agreed: ClockRow, was: ClockRow, reason: string): Message {
  const { request } = facts;
  const zone = zoneOf(facts.requester, facts);
  return {
    blocks: [
      {
        kind: 'text',
        text: [
          { strong: requestRef(request.id) },
          `: ${by.name} says that it will take longer. `,
          ...sayNew(agreed, zone),
          ...(was.dueAt
            ? [
                isReply(was) ? ' You had been promised ' : ' We had expected to finish by ',
                { when: was.dueAt, zone },
                '.',
              ]
            : []),
        ],
      },
      { kind: 'quote', by: by.name, text: reason },
      { kind: 'text', text: ['Is that too late for you? Say so, and a supervisor sees it.'] },
      {
        kind: 'buttons',
        buttons: [tooLatePress.button('That is too late', { request: request.id, named: namedAt(agreed) })],
      },
      { kind: 'small', text: smallPrint(facts) },
    ],
  };
}

/** Which of the times that were named: by when it was. */
export const namedAt = ({ startedAt }: Pick<ClockRow, 'startedAt'>): string => startedAt.getTime().toString(36);

/** For whoever holds it, where somebody else of the office named the time. */
export const longerSaid = (facts: RequestFacts, by: Person, agreed: ClockRow, reason: string): Message =>
  aboutRequest(
    facts,
    [
      `${by.name} told ${facts.requester.name} that it takes until `,
      ...(agreed.dueAt ? [{ when: agreed.dueAt, zone: zoneOf(facts.holder, facts) }] : []),
      `: ${reason}`,
    ],
    'look',
  );

/** For whoever holds it. */
export function tooLate(facts: RequestFacts): Message {
  const zone = zoneOf(facts.holder, facts);
  const { promise, refused } = refusedTime(facts.clocks) ?? {};
  const stands: Text = promise?.dueAt ? [' What was promised stands: ', { when: promise.dueAt, zone }, '.'] : [];
  return aboutRequest(
    facts,
    [
      `${facts.requester.name} says that `,
      ...(refused?.dueAt ? [{ when: refused.dueAt, zone }] : ['the new time']),
      ' is too late. A supervisor sees it too.',
      ...stands,
    ],
    'look',
  );
}

/** What the receipt says besides the time that counts: what was promised first, or which time was too late. */
export function sayBefore(facts: RequestFacts, promise: ClockRow | undefined): Text {
  const zone = zoneOf(facts.requester, facts);
  const first = promise && isAgreed(promise) ? promisedBefore(facts.clocks, promise) : undefined;
  if (first?.dueAt) return [' At first we promised ', { when: first.dueAt, zone }, '.'];
  const { refused } = refusedTime(facts.clocks) ?? {};
  if (!refused?.dueAt) return [];
  return [' You said that ', { when: refused.dueAt, zone }, ' is too late; a supervisor sees that.'];
}

/** What the card says of it, for whoever works on the request. */
export function beforeFacts(facts: RequestFacts, promise: ClockRow, zone: string): { label: string; value: Text }[] {
  const first = isAgreed(promise) ? promisedBefore(facts.clocks, promise) : undefined;
  if (first?.dueAt) return [{ label: 'Promised at first', value: [{ when: first.dueAt, zone }] }];
  const { refused } = refusedTime(facts.clocks) ?? {};
  if (!refused?.dueAt || !isRunning(promise)) return [];
  return [{ label: `Too late for ${firstName(facts.requester.name)}`, value: [{ when: refused.dueAt, zone }] }];
}

/** What whoever pressed is answered. */
export const saidLonger = (facts: RequestFacts, agreed: ClockRow, reader: Person): Answer => ({
  kind: 'notice',
  text: [
    `${facts.requester.name} is told: ${isReply(agreed) ? 'a reply' : 'done'} by `,
    ...(agreed.dueAt ? [{ when: agreed.dueAt, zone: zoneOf(reader, facts) }] : []),
    '.',
  ],
});

export function saidTooLate(facts: RequestFacts, now: Date): Answer {
  const who = facts.holder ? `${facts.holder.name} and a supervisor hear` : 'A supervisor hears';
  const { promise } = refusedTime(facts.clocks) ?? {};
  const stands: Text =
    promise?.dueAt && promise.dueAt > now
      ? [
          ` What was promised stands: ${isReply(promise) ? 'a reply' : 'done'} by `,
          { when: promise.dueAt, zone: zoneOf(facts.requester, facts) },
          '.',
        ]
      : [];
  return { kind: 'notice', text: [`${who} of it.`, ...stands] };
}
