import type { Form, Message, Text } from '../chat/message.ts';
import { LONGEST_REASON, type Meeting } from './meeting.ts';
import { callOffMeetingPress, cannotComePress, moveMeetingPress } from './presses.ts';
import { sayWhen } from './words.ts';

/** What is said where somebody cannot come to a meeting, or the office is closed at the time that somebody chose. */

export const cannotComeForm = (meeting: Meeting, zone: string): Form => ({
  title: 'I can’t come',
  submit: 'Send',
  press: cannotComePress.to({ meeting: meeting.id }),
  intro: [
    {
      kind: 'text',
      text: [{ strong: meeting.title }, ', ', ...sayWhen(meeting, zone), '. Whoever leads it reads this.'],
    },
  ],
  fields: [
    { kind: 'line', name: 'reason', label: 'Why?', required: true, longest: LONGEST_REASON },
    { kind: 'date', name: 'day', label: 'Which other day would suit you?', required: false },
    { kind: 'line', name: 'time', label: 'At what time?', required: false, hint: 'Such as 10 AM.' },
  ],
});

type CannotCome = { by: string; reason: string; to: Date | null; zone: string };

/** To whoever leads it. `to`: when they could. */
export const cannotCome = (meeting: Meeting, { by, reason, to, zone }: CannotCome): Message => ({
  blocks: [
    {
      kind: 'text',
      text: [
        `${by} can’t come to `,
        { strong: meeting.title },
        ', ',
        ...sayWhen(meeting, zone),
        '.',
        ...(to ? ([' They suggest ', { when: to, zone }, '.'] as Text) : []),
      ],
    },
    { kind: 'quote', by, text: reason },
    {
      kind: 'buttons',
      buttons: [
        moveMeetingPress.button('Move it', { meeting: meeting.id, ...(to && { to: to.toISOString() }) }, 'primary'),
        callOffMeetingPress.button('Call it off', { meeting: meeting.id }),
      ],
    },
  ],
});

/** To whoever leads it: somebody chose its time, so it does not move by itself. */
export const closedThen = (meeting: Meeting, zone: string): Message => ({
  blocks: [
    {
      kind: 'text',
      text: ['The office is closed at the time of ', { strong: meeting.title }, ', ', ...sayWhen(meeting, zone), '.'],
    },
    {
      kind: 'buttons',
      buttons: [
        moveMeetingPress.button('Move it', { meeting: meeting.id }, 'primary'),
        callOffMeetingPress.button('Call it off', { meeting: meeting.id }),
      ],
    },
  ],
});
