import type { Block, Form, Message, Text } from '../chat/message.ts';
import { myLiaisonPress, schedulePress, takeSlotPress } from '../requests/presses.ts';
import { type FreeSlot, LONGEST_REASON, type Slot } from './hours.ts';
import { callOffSlotPress } from './presses.ts';
import { callOffButton, sayWhen } from './words.ts';

/** What both sides of a slot read: when it was taken and called off, and on its morning. */

/** A slot as one of both sides reads of it. */
export type SlotView = {
  slot: Slot;
  liaison: { id: number; name: string };
  taker: { id: number; name: string };
  agency: string;
  /** Of the reader. */
  zone: string;
  reader: 'taker' | 'liaison';
};

/** "Lee Park", or "Ana Ruiz (Transportation)". */
const sayOther = ({ reader, liaison, taker, agency }: SlotView): string =>
  reader === 'taker' ? liaison.name : `${taker.name} (${agency})`;

/** To both sides, with a file for their calendar. */
export const taken = (view: SlotView): Message => ({
  blocks: [
    {
      kind: 'text',
      text:
        view.reader === 'taker'
          ? ['You have a slot with ', { strong: view.liaison.name }, ': ', ...sayWhen(view.slot, view.zone), '.']
          : [{ strong: sayOther(view) }, ' has taken a slot: ', ...sayWhen(view.slot, view.zone), '.'],
    },
    { kind: 'quote', by: view.taker.name, text: view.slot.about },
    { kind: 'small', text: ['The file that comes with this puts it into your calendar.'] },
    { kind: 'buttons', buttons: [callOffButton(view.slot)] },
  ],
});

/** In the place of that, once it was called off. `by`: who did; undefined: the desk. */
export function standsCalledOff(view: SlotView, by: string | undefined): Message {
  const { slot, liaison, taker, reader, zone } = view;
  const what = by === (reader === 'taker' ? liaison : taker).name ? 'your slot' : `the slot with ${sayOther(view)}`;
  return {
    blocks: [
      {
        kind: 'text',
        text: [
          { strong: 'Called off' },
          `${by === undefined ? '' : ` by ${by}`}: ${what}, `,
          { when: slot.at, zone },
          `.${by === undefined ? ` ${sayCause(view)}` : ''}`,
        ],
      },
      ...reasonOf(view, by),
    ],
  };
}

const reasonOf = ({ slot }: SlotView, by: string | undefined): Block[] =>
  slot.offReason === null ? [] : [{ kind: 'quote', by: by ?? 'The office', text: slot.offReason }];

/** Why the desk called it off. */
function sayCause({ slot: { offCause }, reader, liaison, taker, agency }: SlotView): string {
  if (offCause === 'closed') return 'The office is closed then.';
  if (offCause === 'left') return `${taker.name} is not with ${agency} any more.`;
  const isReader = reader === 'liaison';
  if (offCause === 'out') return isReader ? 'You are out then.' : `${liaison.name} is out then.`;
  return isReader ? `You do not answer ${agency} any more.` : `${liaison.name} does not answer ${agency} any more.`;
}

export type CallOffNews = {
  /** Who called it off; undefined: the desk. */
  by: string | undefined;
  /** The next slots, for whoever has lost one. */
  free: readonly FreeSlot[];
  /** Who stands in for a liaison who is out. */
  answers: readonly string[];
};

/** To the side that did not do it. */
export function calledOff(view: SlotView, { by, free, answers }: CallOffNews): Message {
  const { slot, liaison, taker, reader, zone } = view;
  const next = reader === 'taker' ? free.slice(0, 3) : [];
  const other = sayOther(view);
  const when = { when: slot.at, zone };
  const isOther = by === (reader === 'taker' ? liaison : taker).name;
  const said: Text =
    by === undefined
      ? ['Your slot with ', { strong: other }, ', ', when, `, is called off. ${sayCause(view)}`]
      : isOther
        ? [{ strong: other }, ' has called off your slot, ', when, '.']
        : [{ strong: by }, ` has called off your slot with ${other}, `, when, '.'];
  const inPlace =
    reader === 'taker' && answers.length > 0 ? [` ${answers.join(' or ')} answers your questions then.`] : [];
  const place = { office: slot.officeId, person: liaison.id };
  const way =
    next.length > 0 ? takeSlotPress.button('Take a slot', place, 'primary') : schedulePress.button('Schedule', place);
  return {
    blocks: [
      { kind: 'text', text: [...said, ...inPlace] },
      ...reasonOf(view, by),
      ...(next.length > 0
        ? [
            { kind: 'text' as const, text: [{ strong: 'Free next' }] },
            { kind: 'list' as const, items: next.map((each) => sayWhen(each, zone)) },
          ]
        : []),
      ...(reader === 'taker' && slot.offCause !== 'gone' ? [{ kind: 'buttons' as const, buttons: [way] }] : []),
      ...(reader === 'taker' && slot.offCause === 'gone'
        ? [{ kind: 'buttons' as const, buttons: [myLiaisonPress.button('My liaison', {})] }]
        : []),
    ],
  };
}

export const callOffForm = (view: SlotView): Form => ({
  title: 'Call it off',
  submit: 'Call it off',
  press: callOffSlotPress.to({ slot: view.slot.id }),
  intro: [
    {
      kind: 'text',
      text: ['The slot with ', { strong: sayOther(view) }, ', ', ...sayWhen(view.slot, view.zone), '.'],
    },
  ],
  fields: [
    {
      ...{ kind: 'paragraph', name: 'reason', required: view.reader === 'liaison', longest: LONGEST_REASON },
      label: view.reader === 'liaison' ? 'Why? They read it.' : `A word to ${view.liaison.name}`,
    },
  ],
});

/** On the morning of the day, to one side, about all of theirs. */
export const reminder = (views: readonly SlotView[]): Message => ({
  blocks: [
    {
      kind: 'text',
      text: [views.length > 1 ? 'A reminder: these slots are today.' : 'A reminder: this slot is today.'],
    },
    ...views.map(
      (view): Block => ({
        kind: 'row',
        text: [{ strong: sayOther(view) }, ', ', ...sayWhen(view.slot, view.zone), `: ${view.slot.about}`],
        buttons: [callOffButton(view.slot)],
      }),
    ),
  ],
});

/** What stands in the menu of whoever has taken some. */
export const ownSlot = (view: SlotView): Block => ({
  kind: 'row',
  text: ['A slot with ', { strong: sayOther(view) }, ': ', ...sayWhen(view.slot, view.zone)],
  buttons: [callOffButton(view.slot)],
});
