import type { Button, Form, Message, Text } from '../chat/message.ts';
import type { Office } from '../offices/office.ts';
import type { Agency } from '../people/person.ts';
import { sayRhythm } from '../sla/recurrence.ts';
import { LONGEST_PLACE, LONGEST_REASON, type Meeting, type Series } from './meeting.ts';
import {
  addActionPress,
  callOffMeetingPress,
  endMeetingsPress,
  meetingHeldPress,
  meetingNotHeldPress,
  meetingPress,
  moveMeetingPress,
  newMeetingsPress,
  sendMinutesPress,
  writeMinutesPress,
} from './presses.ts';
import { sayWhen } from './words.ts';

/** What those who lead meetings read and fill in. */

/** The day after. */
export const ask = (meeting: Meeting, zone: string): Message => ({
  blocks: [
    { kind: 'text', text: ['Did it take place? ', { strong: meeting.title }, ', ', ...sayWhen(meeting, zone)] },
    { kind: 'buttons', buttons: askButtons(meeting) },
  ],
});

const askButtons = ({ id }: Pick<Meeting, 'id'>): Button[] => [
  meetingHeldPress.button('It took place', { meeting: id }, 'primary'),
  meetingNotHeldPress.button('It did not', { meeting: id }),
  moveMeetingPress.button('It moves to…', { meeting: id }),
];

/** What the question becomes, and how one that is over is shown. `by`: who said so. */
export const answered = (meeting: Meeting, zone: string, by?: string): Message => ({
  blocks: [
    {
      kind: 'text',
      text: [{ strong: meeting.title }, ...sayAnswer(meeting, zone), by === undefined ? '' : ` (${by})`],
    },
    ...(meeting.state === 'held' && !meeting.minutesSentAt ? minutesButtons(meeting) : []),
  ],
});

/** What is written waits here to be sent. */
function minutesButtons({ id, said }: Meeting): Message['blocks'] {
  const write = writeMinutesPress.button('Write the minutes', { meeting: id }, 'primary');
  if (said === null) return [{ kind: 'buttons', buttons: [write] }];
  return [
    { kind: 'text', text: ['The minutes are written, and nobody has read them yet.'] },
    {
      kind: 'buttons',
      buttons: [
        sendMinutesPress.button('Send to both sides', { meeting: id }, 'primary'),
        meetingPress.button('Look at them', { meeting: id }),
        addActionPress.button('Add an action', { meeting: id }),
      ],
    },
  ];
}

function sayAnswer({ at, state, reason }: Meeting, zone: string): Text {
  const when = { when: at, zone };
  const why = reason === null ? '.' : `: ${reason}${/[.!?]$/u.test(reason) ? '' : '.'}`;
  if (state === 'held') return [', ', when, ', took place.'];
  if (state === 'not held') return [', ', when, `, did not take place${why}`];
  if (state === 'called off') return [', ', when, `, was called off${why}`];
  return [' moves to ', when, '.'];
}

const why = (label: string) => ({
  kind: 'line' as const,
  name: 'reason',
  label,
  required: true,
  longest: LONGEST_REASON,
});

/** `isOver`: it was to be, and did not take place then. */
export const moveForm = (
  meeting: Meeting,
  { day, time, zone, isOver }: { day: string; time: string; zone: string; isOver: boolean },
): Form => ({
  title: 'Move this meeting',
  submit: 'Move it',
  press: moveMeetingPress.to({ meeting: meeting.id }),
  intro: [
    { kind: 'text', text: [{ strong: meeting.title }, isOver ? ' was planned for ' : ', ', ...sayWhen(meeting, zone)] },
  ],
  fields: [
    { kind: 'date', name: 'day', label: 'To which day?', required: true, ...(isOver ? {} : { initial: day }) },
    { kind: 'line', name: 'time', label: 'At what time?', required: true, initial: time, hint: 'Such as 10 AM.' },
    why('Why? Everybody who is invited reads it.'),
  ],
});

export const callOffForm = (meeting: Meeting, zone: string): Form => ({
  title: 'Call it off',
  submit: 'Call it off',
  press: callOffMeetingPress.to({ meeting: meeting.id }),
  intro: [
    {
      kind: 'text',
      text: [{ strong: meeting.title }, ', ', ...sayWhen(meeting, zone), '. Only this one: the next stays.'],
    },
  ],
  fields: [why('Why? Everybody who is invited reads it.')],
});

export const notHeldForm = (meeting: Meeting): Form => ({
  title: 'It did not take place',
  submit: 'Say so',
  press: meetingNotHeldPress.to({ meeting: meeting.id }),
  intro: [{ kind: 'text', text: [{ strong: meeting.title }, '. Supervisors read it in their digest.'] }],
  fields: [why('Why?')],
});

export function newForm(
  offices: readonly { office: Pick<Office, 'id' | 'name'>; agencies: readonly Agency[]; all: boolean }[],
): Form {
  const [only] = offices;
  const all = offices.some((each) => each.all);
  return {
    title: 'New meetings',
    submit: 'Plan them',
    press: newMeetingsPress.to({}),
    intro: [
      {
        kind: 'text',
        text: ['These meetings recur. The agenda makes itself and goes out two working days before.'],
      },
    ],
    fields: [
      ...(offices.length > 1
        ? [
            {
              ...{ kind: 'choice' as const, name: 'office', label: 'For which office?', required: true },
              options: offices.map(({ office }) => ({ value: String(office.id), label: office.name })),
            },
          ]
        : []),
      {
        ...{ kind: 'line', name: 'agency', label: 'With which agency?', required: !all, longest: 200 },
        hint: all ? 'A code or name. Empty: with those who lead all of them.' : 'A code or name.',
        ...(!all && only?.agencies.length === 1 && { initial: only.agencies[0]?.code ?? '' }),
      },
      {
        kind: 'line',
        name: 'title',
        label: 'What are they called?',
        required: true,
        initial: 'Monthly meeting',
        longest: 60,
      },
      {
        ...{ kind: 'line', name: 'on', label: 'On which day?', required: true, initial: 'second Tuesday' },
        hint: 'first, second, third, fourth or last, and a weekday. On a closed day they move to the next working day.',
      },
      {
        ...{ kind: 'choice', name: 'every', label: 'How often?', required: true, initial: 'month' },
        options: [
          { value: 'month', label: 'Each month' },
          { value: 'quarter', label: 'Each quarter (January, April, July, October)' },
        ],
      },
      { kind: 'line', name: 'time', label: 'At what time?', required: true, initial: '10 AM' },
      { kind: 'line', name: 'minutes', label: 'How many minutes?', required: true, initial: '30' },
      {
        kind: 'line',
        name: 'place',
        label: 'Where?',
        required: false,
        longest: LONGEST_PLACE,
        hint: 'A room, or the address of a call.',
      },
    ],
  };
}

/** What was planned, and the way to end it. `next` null: the calendar does not reach so far. */
export const begun = (series: Pick<Series, 'title' | 'rhythm'>, next: Meeting | undefined, zone: string): Message => ({
  blocks: [
    {
      kind: 'text',
      text: [
        { strong: series.title },
        `, ${sayRhythm(series.rhythm)}. `,
        ...(next
          ? (['The next is ', ...sayWhen(next, zone), '.'] as Text)
          : ['The next is planned as soon as the calendar reaches so far.']),
      ],
    },
  ],
});

/** Those that come again and again, each with the way to end it. */
export const seriesRows = (all: readonly Series[]): Message['blocks'] =>
  all.length === 0
    ? []
    : [
        { kind: 'text', text: [{ strong: 'Recurring meetings' }] },
        ...all.map(({ id, title, rhythm, code }) => ({
          kind: 'row' as const,
          text: [{ strong: title }, ` · ${sayRhythm(rhythm)}${code === null ? '' : ' · by the office’s file'}`],
          buttons: code === null ? [endMeetingsPress.button('End these', { series: id })] : [],
        })),
      ];

export const sayEnded = (title: string): string => `${title}: there are no more of these.`;
