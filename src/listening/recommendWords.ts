import { andList } from '../chat/andList.ts';
import { type Form, type Message, sayDay } from '../chat/message.ts';
import { LONGEST_NEED } from './need.ts';
import { recommendChangePress } from './presses.ts';
import { LONGEST_ANSWER } from './round.ts';

/** Recommending a change at any time. */

export type Door = {
  offices: readonly { id: number; name: string }[];
  agencies: readonly { id: number; name: string }[];
  /** Questions that are open to them. */
  rounds: readonly { id: number; question: string }[];
};

const WHO_READS =
  'The office reads it with your name. Where agencies meet, its title may stand on the agenda, without any name.';

/** For whoever types that they would change something. */
export const recommendation = (): Message => ({
  blocks: [
    {
      kind: 'text',
      text: [
        'What should the office change? Somebody looks at it by a day that I tell you, and you hear what becomes of it.',
      ],
    },
    { kind: 'buttons', buttons: [recommendChangePress.button('Recommend a change', {}, 'primary')] },
  ],
});

const chosen = (name: string, label: string, options: { value: string; label: string }[], required: boolean) => ({
  kind: 'choice' as const,
  name,
  label,
  required,
  options,
});

export const recommendForm = ({ offices, agencies, rounds }: Door): Form => ({
  title: 'Recommend a change',
  submit: 'Recommend it',
  press: recommendChangePress.to({}),
  intro: [{ kind: 'text', text: [WHO_READS] }],
  fields: [
    ...(offices.length > 1
      ? [
          chosen(
            'office',
            'Which office?',
            offices.map(({ id, name }) => ({ value: String(id), label: name })),
            true,
          ),
        ]
      : []),
    ...(agencies.length > 1
      ? [
          chosen(
            'agency',
            'For which agency?',
            agencies.map(({ id, name }) => ({ value: String(id), label: name })),
            true,
          ),
        ]
      : []),
    { kind: 'line', name: 'title', label: 'What should change?', required: true, longest: LONGEST_NEED },
    {
      kind: 'paragraph',
      name: 'text',
      label: 'Why, and what would be better?',
      required: false,
      longest: LONGEST_ANSWER - LONGEST_NEED,
    },
    ...(rounds.length > 0
      ? [
          {
            ...chosen(
              'round',
              'Is it an answer to what the office asks?',
              [
                ...rounds.map(({ id, question }) => ({ value: String(id), label: question })),
                { value: 'none', label: 'No, it stands for itself' },
              ],
              true,
            ),
            initial: 'none',
          },
        ]
      : []),
  ],
});

/** To whoever recommended it. `by`: who looks at it. */
export const received = (
  title: string,
  { by, until, today }: { by: readonly string[]; until: string; today: string },
): Message => ({
  blocks: [
    { kind: 'text', text: ['You recommend: ', { strong: title }] },
    {
      kind: 'text',
      text: [
        `${by.length > 0 ? andList(by) : 'Whoever supervises the office'} ${by.length > 1 ? 'look' : 'looks'} at it by ${sayDay(until, today)}. You hear here what becomes of it.`,
      ],
    },
  ],
});
