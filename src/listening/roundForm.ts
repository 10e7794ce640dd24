import type { Field, Form, Message } from '../chat/message.ts';
import type { Office } from '../offices/office.ts';
import { audienceOptions } from '../people/audience.ts';
import { type Asked, LONGEST_QUESTION, LONGEST_WHY, MOST_CHOICES } from './round.ts';
import { sayNumber } from './words.ts';

/** The form of a round. */

export type Before = { asked: Asked; agencies: readonly string[]; day?: string };

const offices = (all: readonly Pick<Office, 'id' | 'name'>[]): Field[] =>
  all.length < 2
    ? []
    : [
        {
          ...{ kind: 'choice', name: 'office', label: 'For which office?', required: true },
          options: all.map(({ id, name }) => ({ value: String(id), label: name })),
        },
      ];

const said = (before: Before | undefined): Field[] => [
  {
    ...{ kind: 'line', name: 'question', label: 'What do you ask?', required: true, longest: LONGEST_QUESTION },
    hint: 'One question, such as: Which contracts do you need?',
    ...(before && { initial: before.asked.question }),
  },
  {
    ...{ kind: 'paragraph', name: 'why', required: true, longest: LONGEST_WHY },
    label: 'Why do you ask, and what do you do with the answers?',
    ...(before && { initial: before.asked.why }),
  },
  {
    ...{ kind: 'line', name: 'agencies', label: 'Which agencies?', required: false },
    hint: 'Codes or names with commas, such as DOT, AGR. Empty: all of yours.',
    ...(before && before.agencies.length > 0 && { initial: before.agencies.join(', ') }),
  },
  {
    ...{ kind: 'choice', name: 'audience', label: 'Who there?', required: true },
    ...{ options: [...audienceOptions], initial: before?.asked.audience ?? 'everybody' },
  },
  {
    ...{ kind: 'choice', name: 'shows', label: 'What do other agencies read?', required: true },
    hint: 'Everybody is told before they answer.',
    options: [
      { value: 'agency', label: 'The answers, with the name of the agency' },
      { value: 'words', label: 'The answers, without any name' },
      { value: 'needs', label: 'Only the needs that you make of them' },
    ],
    initial: before?.asked.shows ?? 'needs',
  },
];

const days = (before: Before | undefined): Field[] => [
  {
    ...{ kind: 'date', name: 'answerUntil', label: 'Until which day may they answer?', required: true },
    hint: 'Whoever has not is reminded once, a working day before.',
    ...(before && { initial: before.asked.answerUntil }),
  },
  {
    ...{ kind: 'date', name: 'voteUntil', label: 'Until which day do agencies vote?', required: true },
    hint: 'The head of an agency votes; where there is none, its contacts do.',
    ...(before && { initial: before.asked.voteUntil }),
  },
];

const votes = (before: Before | undefined): Field[] => [
  {
    ...{ kind: 'choice', name: 'rule', label: 'What does a vote count?', required: true },
    options: [
      { value: 'agency', label: 'The same for each agency' },
      { value: 'people', label: 'As much as the agency has people at the desk' },
    ],
    initial: before?.asked.rule ?? 'agency',
  },
  {
    ...{ kind: 'choice', name: 'choices', label: 'How many needs does an agency choose?', required: true },
    options: Array.from({ length: MOST_CHOICES }, (_, n) => ({
      value: String(n + 1),
      label: n === 0 ? 'One' : `Up to ${sayNumber(n + 1)}`,
    })),
    initial: String(before?.asked.choices ?? 3),
  },
];

/** `press`: what takes it back. */
export const roundForm = (
  all: readonly Pick<Office, 'id' | 'name'>[],
  press: Form['press'],
  before?: Before,
): Form => ({
  title: 'Listening round',
  submit: 'See whom it asks',
  press,
  intro: [
    { kind: 'text', text: ['You see it, and how many it reaches, before anybody is asked.'] },
  ] as Message['blocks'],
  fields: [
    ...offices(all),
    ...said(before),
    ...days(before),
    ...votes(before),
    {
      ...{ kind: 'date', name: 'day', label: 'On which day does it go out?', required: false },
      hint: 'In the morning, as the office opens. Empty: this morning, or the next.',
      ...(before?.day && { initial: before.day }),
    },
  ],
});
