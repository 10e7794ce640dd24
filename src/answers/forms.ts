import type { Block, Field, Form } from '../chat/message.ts';
import type { Office } from '../offices/office.ts';
import { LONGEST_ANSWER, LONGEST_QUESTION, type NamedAnswer, type Written } from './answer.ts';
import { findAnswerPress, renewAnswerPress, withdrawAnswerPress } from './presses.ts';

/** The forms in which answers are written, renewed and withdrawn. */

export type Writing = {
  office: Pick<Office, 'name' | 'lines' | 'answers'>;
  team: readonly { id: number; name: string }[];
  /** What stands in it as it opens. */
  begun: Partial<Written> & Pick<Written, 'validUntil' | 'ownerId'>;
  /** Whoever writes it approves it, too. */
  approves: boolean;
  /** It is in use, and stays as it is until the change is approved. */
  inUse?: boolean;
};

/** Before anything is written: who will read it. */
const whoReads = ({ office, approves, inUse = false }: Writing): Block[] => [
  {
    kind: 'text',
    text: [
      {
        strong: office.answers?.offered
          ? 'Every agency may read this.'
          : 'Replies to every agency may begin with this.',
      },
      ' Please write nothing that tells who asked: no names, no order numbers.',
    ],
  },
  {
    kind: 'small',
    text: [
      approves
        ? 'It is used as soon as you save it.'
        : inUse
          ? 'Until a supervisor has approved it, the answer stays as it was.'
          : 'It is used as soon as a supervisor has approved it.',
    ],
  },
];

export function writeForm(title: string, press: Form['press'], writing: Writing, which: readonly Field[] = []): Form {
  const { office, team, begun, approves } = writing;
  const { lines } = office;
  return {
    ...{ title, press, intro: whoReads(writing), submit: approves ? 'Save' : 'Ask for approval' },
    fields: [
      ...which,
      {
        ...{ kind: 'line', name: 'question', label: 'The question', required: true, longest: LONGEST_QUESTION },
        hint: 'As anybody would ask it.',
        ...(begun.question && { initial: begun.question.slice(0, LONGEST_QUESTION) }),
      },
      {
        ...{ kind: 'paragraph', name: 'answer', label: 'The answer', required: true, longest: LONGEST_ANSWER },
        ...(begun.answer && { initial: begun.answer.slice(0, LONGEST_ANSWER) }),
      },
      {
        ...{ kind: 'paragraph', name: 'sources', label: 'What it rests on', required: false },
        hint: 'Names or addresses, one on each line.',
        ...(begun.sources && begun.sources.length > 0 && { initial: begun.sources.join('\n') }),
      },
      ...(lines.length > 1 ? [lineField(lines, begun.lineId ?? null)] : []),
      {
        ...{ kind: 'date', name: 'validUntil', label: 'Good until', required: true, initial: begun.validUntil },
        hint: 'Nobody is shown it after that day. You are asked before whether it still holds.',
      },
      {
        ...{ kind: 'choice', name: 'owner', label: 'Who sees to it that it holds?', required: true },
        options: team.map(({ id, name }) => ({ value: String(id), label: name })),
        initial: String(begun.ownerId),
      },
    ],
  };
}

const ALL_LINES = '-';
const lineField = (lines: Office['lines'], lineId: number | null): Field => ({
  ...{ kind: 'choice', name: 'line', label: 'About which topic?', required: true },
  options: [
    { value: ALL_LINES, label: 'All topics' },
    ...lines.map(({ code, name }) => ({ value: code, label: name })),
  ],
  initial: lines.find(({ id }) => id === lineId)?.code ?? ALL_LINES,
});

export const officeField = (offices: readonly Pick<Office, 'id' | 'name'>[]): Field[] =>
  offices.length > 1
    ? [
        {
          ...{ kind: 'choice', name: 'office', label: 'For which office?', required: true },
          options: offices.map(({ id, name }) => ({ value: String(id), label: name })),
        },
      ]
    : [];

export const renewForm = ({ id, question, answer }: NamedAnswer, until: string): Form => ({
  title: 'Renew an answer',
  submit: 'It still holds',
  press: renewAnswerPress.to({ answer: id }),
  intro: [
    { kind: 'text', text: [{ strong: question }] },
    { kind: 'quote', by: 'Your answer', text: answer },
    { kind: 'small', text: ['If something in it has changed, press Change instead.'] },
  ],
  fields: [{ kind: 'date', name: 'validUntil', label: 'Good until', required: true, initial: until }],
});

export const withdrawForm = ({ id, question }: NamedAnswer): Form => ({
  title: 'Withdraw an answer',
  submit: 'Withdraw',
  press: withdrawAnswerPress.to({ answer: id }),
  intro: [
    { kind: 'text', text: [{ strong: question }] },
    { kind: 'text', text: ['From then on nobody is shown it, and it is taken away where it stands now.'] },
  ],
  fields: [{ kind: 'line', name: 'reason', label: 'Why?', required: true, longest: LONGEST_QUESTION }],
});

export const findForm = (): Form => ({
  title: 'Find an answer',
  submit: 'Find',
  press: findAnswerPress.to({}),
  fields: [{ kind: 'line', name: 'words', label: 'About what?', required: true, longest: LONGEST_QUESTION }],
});
