import type { Form, Message, Text } from '../../chat/message.ts';
import { chooseLine, type Office } from '../../offices/office.ts';
import { type Colleague, colleagueOption } from '../colleague.ts';
import { promiseOf, type RequestFacts, zoneOf } from '../facts.ts';
import { agencyPress, handOverPress, moveOfficePress, topicPress } from '../presses.ts';
import { requestRef } from '../request.ts';
import type { ClockRow } from '../requestClocks.ts';
import { aboutRequest, smallPrint } from './about.ts';
import { soFar } from './exchange.ts';
import { wordsOf } from './owes.ts';
import { asSentence, sayTimes } from './promise.ts';

/**
 * For the requester: somebody else has it now. The promise stays, as long as it can still be kept; or it moves with
 * the request (`moved`), and this says so.
 */
export function handedOver(
  facts: RequestFacts,
  who: Text,
  reason: string,
  now: Date,
  moved: readonly ClockRow[] = [],
): Message {
  const promise = promiseOf(facts);
  const zone = zoneOf(facts.requester, facts);
  const stays: Text =
    moved.length === 0 && promise?.dueAt && promise.dueAt > now
      ? [` The ${wordsOf(promise).time} time has not changed: `, { when: promise.dueAt, zone }, '.']
      : [];
  // Their agency does not know them: that is the news, and only they can say another.
  const isLost = facts.request.agencyId === null && facts.holder === null;
  return {
    blocks: [
      {
        kind: 'text',
        text: [
          `${requestRef(facts.request.id)}: `,
          ...(isLost && reason ? [asSentence(reason)] : [...who, '.']),
          ...(moved.length > 0
            ? [' The time you were promised has changed. ', ...sayTimes(facts, moved, now).slice(0, -1)]
            : []),
          ...(reason && !isLost ? [` Reason: ${asSentence(reason)}`] : []),
          ...stays,
        ],
      },
      ...(isLost
        ? [
            {
              kind: 'buttons' as const,
              buttons: [agencyPress.button('Choose your agency', { request: facts.request.id }, 'primary')],
            },
          ]
        : []),
      { kind: 'small', text: smallPrint(facts) },
    ],
  };
}

/**
 * What was done that brought a request to somebody else, as whoever had it reads it and as whoever has it
 * now does. `reason`: whether more was said than that.
 */
export type Placed = { from: string; to: string; reason: boolean };

export const movedOffice = (by: string, from: string, to: string): Placed => ({
  from: `${by} moved it to ${to}`,
  to: `${by} moved it here from ${from}`,
  reason: true,
});

export const changedTopic = (by: string, line: string): Placed => ({
  from: `${by} changed its topic to ${line}`,
  to: `${by} changed its topic to ${line}, so it comes to you`,
  reason: false,
});

/** For whoever had it. */
export function takenFrom(facts: RequestFacts, reason: string, placed?: Placed): Message {
  const has = facts.holder ? `${facts.holder.name} has it now.` : 'it is waiting for a supervisor now.';
  const moved = placed ? `${placed.from}. ` : '';
  return aboutRequest(facts, [`${moved}${has}${reason ? ` Reason: ${asSentence(reason)}` : ''}`]);
}

/** For whoever gets it, with all that was said; the card follows. */
export function givenTo(facts: RequestFacts, by: string | undefined, reason: string, placed?: Placed): Message {
  const how = placed?.to ?? (by ? `${by} gave it to you` : 'it comes to you');
  const why = `${how}.${reason ? ` Reason: ${asSentence(reason)}` : ''}`;
  return withExchange(facts, facts.messages.length > 1 ? `${why} So far:` : why);
}

/** For whoever takes it: what they could not see before. */
export const saidSoFar = (facts: RequestFacts): Message => withExchange(facts, 'this was said so far:');

/** The question alone stands on the card. */
function withExchange(facts: RequestFacts, words: string): Message {
  const said = aboutRequest(facts, [words]);
  if (facts.messages.length < 2) return said;
  return { ...said, blocks: [...said.blocks, ...soFar(facts, zoneOf(facts.holder, facts))] };
}

export const handOverForm = (facts: RequestFacts, members: readonly Colleague[]): Form => ({
  title: `Hand over ${requestRef(facts.request.id)}`,
  intro: [
    { kind: 'text', text: [`We tell ${facts.requester.name} who has it now. The promised time does not change.`] },
  ],
  submit: 'Hand over',
  press: handOverPress.to({ request: facts.request.id }),
  fields: [
    {
      kind: 'choice',
      name: 'person',
      label: 'To whom?',
      required: true,
      options: members.map(colleagueOption),
    },
    { kind: 'line', name: 'reason', label: 'Reason', hint: 'The agency reads this.', required: true },
  ],
});

/** To another office of the organisation: its hours and promises count, from the first moment on. */
export const moveOfficeForm = (facts: RequestFacts, offices: readonly Office[]): Form => ({
  title: `Move ${requestRef(facts.request.id)}`,
  intro: [{ kind: 'text', text: ['The other office’s hours and promises count from when the question was asked.'] }],
  submit: 'Move',
  press: moveOfficePress.to({ request: facts.request.id }),
  fields: [
    {
      kind: 'choice',
      name: 'line',
      label: 'Which office, and what is it about?',
      required: true,
      options: offices.flatMap(({ name, lines }) =>
        lines.map((line) => ({ value: String(line.id), label: `${name}: ${line.name}` })),
      ),
    },
    { kind: 'line', name: 'reason', label: 'Reason', hint: 'Both offices and the agency read this.', required: true },
  ],
});

/** The words did not say which office is meant: one button an office, while the clock runs. */
export const whichOffice = (facts: RequestFacts, offices: readonly Office[], text: string): Message => ({
  blocks: [
    {
      kind: 'text',
      text: [
        `${requestRef(facts.request.id)}: which office is this for? `,
        { strong: facts.office.name },
        ' has it for now.',
      ],
    },
    {
      kind: 'buttons',
      buttons: offices
        .filter(({ id }) => id !== facts.office.id)
        .slice(0, 5)
        .map(({ name, lines }) =>
          topicPress.button(name, { request: facts.request.id, line: chooseLine(lines, text).id }),
        ),
    },
  ],
});
