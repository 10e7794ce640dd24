import type { Block, Form, Message } from '../chat/message.ts';
import { A_FULL_DAY } from './build.ts';
import { changeDigestsPress, digestNowPress } from './presses.ts';
import type { Reader } from './readers.ts';
import { kindsFor } from './readers.ts';
import type { DigestChoice, DigestKind } from './slots.ts';

/** When somebody gets which digests, and how they change it. */

export type Setting = { reader: Reader; choices: readonly DigestChoice[] };

const when: Record<DigestKind, string> = {
  daily: 'each working day',
  weekly: 'on the first working day of a week',
  monthly: 'on the first working day of a month',
};

const labels: Record<DigestKind, string> = { daily: 'Each day', weekly: 'Each week', monthly: 'Each month' };

/** Hours of the day that can be chosen. */
export const HOURS = [6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18];

/** "7 AM". */
const onTheClock = (hour: number): string => `${hour % 12 === 0 ? 12 : hour % 12} ${hour < 12 ? 'AM' : 'PM'}`;

const sayHour = (hour: number | null): string =>
  hour === null ? 'when the office opens' : `at ${onTheClock(hour)} your time`;

/** The kinds that come. */
const chosenKinds = ({ reader, choices }: Setting): DigestKind[] =>
  kindsFor(reader).filter((kind) => !choices.some((choice) => choice.kind === kind && choice.off));

/** Whether one with nothing to say comes. */
const emptyToo = ({ reader: { office }, choices }: Setting): boolean =>
  choices[0]?.emptyToo ?? office.sendsEmptyDigests;

function saySetting(setting: Setting): string {
  const { reader, choices } = setting;
  const kinds = chosenKinds(setting);
  if (kinds.length === 0) return 'You get none.';
  const hour = choices.find((choice) => kinds.includes(choice.kind))?.hour ?? null;
  const days = kinds.map((kind) => when[kind]);
  const last = days.pop();
  const all = days.length > 0 ? `${days.join(', ')} and ${last}` : last;
  const least =
    reader.role === 'liaison' && kinds.includes('daily') && choices.length === 0
      ? ` That of a day comes when ${A_FULL_DAY} or more of yours are due and none is late; choose it to have it always.`
      : '';
  const empty = emptyToo(setting) ? '' : ' None comes when there is nothing to say.';
  return `You get one ${all}, ${sayHour(hour)}.${least}${empty}`;
}

export function settings(all: readonly Setting[]): Message {
  return {
    blocks: [
      { kind: 'heading', text: 'Your digests' },
      ...all.flatMap((setting): Block[] => {
        const { office } = setting.reader;
        const about = { office: office.id };
        return [
          { kind: 'text', text: [{ strong: office.name }, `: ${saySetting(setting)}`] },
          {
            kind: 'buttons',
            buttons: [
              digestNowPress.button(
                named(all, office.name) ? `Show ${office.name} now` : 'Show me one now',
                about,
                'primary',
              ),
              changeDigestsPress.button(`Change${named(all, ` for ${office.name}`)}`, about),
            ],
          },
        ];
      }),
      // Only those who answer say when they are out.
      ...(all.some(({ reader }) => reader.role !== 'agency head')
        ? [
            {
              kind: 'small' as const,
              text: ['While you are out none comes; on your return you read what is true then.'],
            },
          ]
        : []),
    ],
  };
}

const named = (all: readonly unknown[], name: string): string => (all.length > 1 ? name : '');

export function settingsForm(setting: Setting): Form {
  const { reader, choices } = setting;
  const { office } = reader;
  const hour = choices[0]?.hour ?? null;
  return {
    title: 'Your digests',
    intro: [{ kind: 'text', text: [office.name] }],
    fields: [
      {
        ...{
          kind: 'choices',
          name: 'kinds',
          label: 'Which ones',
          required: false,
          initial: chosenKinds(setting).join(','),
        },
        hint: 'Choose none and none will come.',
        options: kindsFor(reader).map((kind) => ({ value: kind, label: labels[kind] })),
      },
      {
        ...{
          kind: 'choice',
          name: 'hour',
          label: 'When',
          required: true,
          initial: hour === null ? 'opening' : `${hour}`,
        },
        options: [
          { value: 'opening', label: 'When the office opens' },
          ...HOURS.map((each) => ({ value: `${each}`, label: onTheClock(each) })),
        ],
      },
      {
        ...{ kind: 'choice', name: 'empty', label: 'When there is nothing to say', required: true },
        initial: emptyToo(setting) ? 'line' : 'none',
        options: [
          { value: 'line', label: 'One line' },
          { value: 'none', label: 'Nothing' },
        ],
      },
    ],
    submit: 'Save',
    press: changeDigestsPress.to({ office: office.id }),
  };
}

export const saved = (setting: Setting): string => `Saved. ${setting.reader.office.name}: ${saySetting(setting)}`;

/** Under every digest. */
export const withSettings = (message: Message): Message => ({
  blocks: [...message.blocks, { kind: 'small', text: ['To change which of these come, and when, write “digests”.'] }],
});
