import type { Block, Form, Message, Text } from '../chat/message.ts';
import type { CountedNeed } from './need.ts';
import { LONGEST_NEED } from './need.ts';
import { answersPress, mergePress, moveAnswerPress, needPress, splitNeedPress } from './presses.ts';
import type { NamedAnswer, Round } from './round.ts';
import { sayAsked } from './voteWords.ts';

/** What the office reads of answers, and how it makes needs of them. */

/** In a list of check-boxes an answer is known by its beginning. */
const LABEL = 70;
const labelOf = ({ agency, text }: NamedAnswer): string => {
  const said = `${agency}: ${text.replaceAll(/\s+/gu, ' ')}`;
  return said.length > LABEL ? `${said.slice(0, LABEL - 1)}…` : said;
};

const nameField = (label: string, hint: string, required: boolean) => ({
  ...{ kind: 'line' as const, name: 'name', label, hint, required },
  longest: LONGEST_NEED,
});

/** Like ones stand next to each other. `more`: there are others behind the last of these. */
export function answersList(
  round: Round,
  answers: readonly NamedAnswer[],
  { needs, total, sorts, more }: { needs: ReadonlyMap<number, string>; total: number; sorts: boolean; more: boolean },
): Message {
  const last = answers.at(-1);
  return {
    blocks: [
      { kind: 'heading', text: round.question },
      ...(total === 0 ? [{ kind: 'text' as const, text: ['Nobody has answered yet.'] }] : []),
      ...answers.map((answer): Block => {
        const need = answer.needId === null ? undefined : needs.get(answer.needId);
        const text: Text = [
          { strong: `${answer.agency}, ${answer.person}` },
          `: ${answer.text}`,
          ...(need === undefined ? [] : [` · ${need}`]),
        ];
        const button =
          answer.needId === null
            ? mergePress.button('Merge', { round: round.id, like: answer.id })
            : moveAnswerPress.button('Move', { answer: answer.id });
        return { kind: 'row', text, buttons: sorts ? [button] : [] };
      }),
      ...(total > 0 && sorts
        ? [
            {
              kind: 'small' as const,
              text: ['Answers with words in common stand together. What is one need, you say.'],
            },
          ]
        : []),
      ...(more && last
        ? [
            {
              kind: 'buttons' as const,
              buttons: [answersPress.button('More', { round: round.id, after: last.id })],
            },
          ]
        : []),
    ],
  };
}

/** `chosen`: those that are marked already. */
export const mergeForm = (
  round: Round,
  answers: readonly NamedAnswer[],
  needs: readonly CountedNeed[],
  chosen: readonly number[],
): Form => ({
  title: 'Merge answers',
  submit: 'Merge',
  press: mergePress.to({ round: round.id }),
  intro: [{ kind: 'text', text: ['Mark the answers that say the same, and name what is needed.'] }],
  fields: [
    {
      ...{ kind: 'choices', name: 'answers', label: 'Which answers?', required: true },
      options: answers.map((answer) => ({ value: String(answer.id), label: labelOf(answer) })),
      ...(chosen.length > 0 && { initial: chosen.join(',') }),
    },
    nameField('What is needed, in neutral words', 'Such as “A statewide contract for road salt”.', false),
    ...(needs.length > 0
      ? [
          {
            ...{ kind: 'choice' as const, name: 'need', label: 'Or a need that is there', required: false },
            options: needs.map(({ id, name }) => ({ value: String(id), label: name })),
          },
        ]
      : []),
  ],
});

export const moveForm = (answer: NamedAnswer, needs: readonly CountedNeed[]): Form => ({
  title: 'Move an answer',
  submit: 'Move it',
  press: moveAnswerPress.to({ answer: answer.id }),
  intro: [{ kind: 'quote', by: `${answer.person}, ${answer.agency}`, text: answer.text }],
  fields: [
    {
      ...{ kind: 'choice', name: 'need', label: 'Where does it belong?', required: true },
      options: [
        ...needs.filter(({ id }) => id !== answer.needId).map(({ id, name }) => ({ value: String(id), label: name })),
        { value: 'none', label: 'To none of these' },
      ],
    },
  ],
});

export const splitForm = (need: CountedNeed, answers: readonly NamedAnswer[]): Form => ({
  title: 'Split a need',
  submit: 'Split it',
  press: splitNeedPress.to({ need: need.id }),
  intro: [{ kind: 'text', text: [{ strong: need.name }, '. Mark what is a need of its own; the others stay.'] }],
  fields: [
    {
      ...{ kind: 'choices', name: 'answers', label: 'Which answers?', required: true },
      options: answers.map((answer) => ({ value: String(answer.id), label: labelOf(answer) })),
    },
    nameField('What do these need, in neutral words?', 'The new need is called so.', true),
  ],
});

/** Needs that were made of answers so far, before anybody votes. */
export const madeRows = (needs: readonly CountedNeed[]): Block[] =>
  needs.map((need) => ({
    kind: 'row',
    text: [{ strong: need.name }, `, ${sayAsked(need)}`],
    buttons: [
      needPress.button('Show it', { need: need.id }),
      ...(need.answers > 1 ? [splitNeedPress.button('Split', { need: need.id })] : []),
    ],
  }));
