import type { NamedAction } from '../actions/action.ts';
import { andList } from '../chat/andList.ts';
import { type Block, type Form, type Message, sayDay } from '../chat/message.ts';
import type { Person } from '../people/person.ts';
import { LONGEST_MINUTES, type Meeting } from './meeting.ts';
import {
  addActionPress,
  confirmMinutesPress,
  contestMinutesPress,
  dropActionPress,
  sendMinutesPress,
  writeMinutesPress,
} from './presses.ts';
import { sayAction, sayWhen } from './words.ts';

/** What was said and decided, and who does what by when. */

export type Minutes = {
  meeting: Meeting;
  /** Who wrote them. */
  by: string;
  actions: readonly NamedAction[];
  zone: string;
  today: string;
  /** Names of those of the agencies who said that they are right. */
  confirmed: readonly string[];
  /** What somebody said is wrong. */
  wrong: readonly { by: string; text: string }[];
  /** When they stand, unless somebody objects. */
  standsOn: string;
};

const LONGEST_WHAT = 300;

const actionFields = (people: readonly Person[], required: boolean): Form['fields'] => [
  { kind: 'line', name: 'what', label: 'An action: what is to be done?', required, longest: LONGEST_WHAT },
  {
    ...{ kind: 'choice', name: 'owner', label: 'Who does it?', required },
    options: people.map(({ id, name }) => ({ value: String(id), label: name })),
  },
  { kind: 'date', name: 'due', label: 'By which day?', required },
];

export const writeForm = (meeting: Meeting, people: readonly Person[], zone: string): Form => ({
  title: 'Minutes',
  submit: 'Look at them',
  press: writeMinutesPress.to({ meeting: meeting.id }),
  intro: [
    {
      kind: 'text',
      text: [{ strong: meeting.title }, ', ', ...sayWhen(meeting, zone), '. You see them before anybody else.'],
    },
  ],
  fields: [
    {
      ...{ kind: 'paragraph', name: 'said', label: 'What was said?', required: true, longest: LONGEST_MINUTES },
      ...(meeting.said !== null && { initial: meeting.said }),
    },
    {
      ...{
        kind: 'paragraph',
        name: 'decisions',
        label: 'What was decided?',
        required: false,
        longest: LONGEST_MINUTES,
      },
      ...(meeting.decisions !== null && { initial: meeting.decisions }),
    },
    ...actionFields(people, false),
  ],
});

export const actionForm = (meeting: Pick<Meeting, 'id' | 'title'>, people: readonly Person[]): Form => ({
  title: 'Add an action',
  submit: 'Add it',
  press: addActionPress.to({ meeting: meeting.id }),
  intro: [{ kind: 'text', text: [{ strong: meeting.title }] }],
  fields: actionFields(people, true),
});

const body = ({ meeting, by, zone }: Minutes): Block[] => [
  { kind: 'heading', text: `Minutes: ${meeting.title}` },
  { kind: 'text', text: sayWhen(meeting, zone) },
  { kind: 'quote', by, text: meeting.said ?? '' },
  ...(meeting.decisions
    ? [
        { kind: 'text' as const, text: [{ strong: 'Decided' }] },
        { kind: 'quote' as const, by, text: meeting.decisions },
      ]
    : []),
];

/** To whoever writes them, before anybody else reads them. */
export const preview = (view: Minutes): Message => ({
  blocks: [
    ...body(view),
    ...view.actions.map(
      (action): Block => ({
        kind: 'row',
        text: sayAction(action, view.today),
        buttons: [dropActionPress.button('Take out', { meeting: view.meeting.id, action: action.id })],
      }),
    ),
    {
      kind: 'buttons',
      buttons: [
        sendMinutesPress.button('Send to both sides', { meeting: view.meeting.id }, 'primary'),
        addActionPress.button('Add an action', { meeting: view.meeting.id }),
        writeMinutesPress.button('Change', { meeting: view.meeting.id }),
      ],
    },
  ],
});

/** To everybody who was invited. `answers`: they may say whether they are right. `leads`: they may change them. */
export function minutes(view: Minutes, { answers, leads }: { answers: boolean; leads: boolean }): Message {
  const { meeting, actions, today } = view;
  const about = { meeting: meeting.id, revision: meeting.revision };
  const isOpen = meeting.fixedAt === null;
  return {
    blocks: [
      ...body(view),
      ...(actions.length > 0
        ? [
            { kind: 'text' as const, text: [{ strong: 'To do' }] },
            { kind: 'list' as const, items: actions.map((each) => sayAction(each, today)) },
          ]
        : []),
      ...view.wrong.map(({ by, text }): Block => ({ kind: 'quote', by: `${by} says something is wrong`, text })),
      { kind: 'small', text: [sayStanding(view)] },
      ...(isOpen && answers
        ? [
            {
              kind: 'buttons' as const,
              buttons: [
                confirmMinutesPress.button('That is right', about, 'primary'),
                contestMinutesPress.button('Something is wrong', about),
              ],
            },
          ]
        : isOpen && leads
          ? [{ kind: 'buttons' as const, buttons: [writeMinutesPress.button('Change', { meeting: meeting.id })] }]
          : []),
    ],
  };
}

function sayStanding({ meeting, confirmed, wrong, standsOn, today }: Minutes): string {
  const who = confirmed.length > 0 ? ` ${andList([...confirmed])} confirmed them.` : '';
  if (meeting.fixedAt) return `These minutes stand.${who}`;
  if (wrong.length > 0) return `They are looked at again.${who}`;
  return `They stand from ${sayDay(standsOn, today)} on, unless somebody says what is wrong.${who}`;
}

/** To the agency's side, while the office's writes or corrects them. */
export const inTheWorks = ({ title }: Pick<Meeting, 'title'>, wereSent: boolean): Message => ({
  blocks: [
    {
      kind: 'text',
      text: wereSent
        ? ['The minutes of ', { strong: title }, ' are being corrected.']
        : ['There are no minutes of ', { strong: title }, ' yet.'],
    },
  ],
});

export const contestForm = ({ id, revision, title }: Pick<Meeting, 'id' | 'revision' | 'title'>): Form => ({
  title: 'Something is wrong',
  submit: 'Send',
  press: contestMinutesPress.to({ meeting: id, revision }),
  intro: [{ kind: 'text', text: [{ strong: title }, '. Whoever wrote the minutes reads this, and corrects them.'] }],
  fields: [{ kind: 'paragraph', name: 'wrong', label: 'What is wrong?', required: true, longest: 1_000 }],
});

/** To whoever leads it. */
export const contested = (meeting: Meeting, by: string, text: string): Message => ({
  blocks: [
    { kind: 'text', text: [`${by} says that something is wrong in the minutes of `, { strong: meeting.title }, ':'] },
    { kind: 'quote', by, text },
    {
      kind: 'buttons',
      buttons: [writeMinutesPress.button('Change the minutes', { meeting: meeting.id }, 'primary')],
    },
  ],
});
