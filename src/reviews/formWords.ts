import { type Block, type Form, sayDay, type Text } from '../chat/message.ts';
import type { ReviewRule } from '../offices/reviewRules.ts';
import { MOST_FILES } from '../offices/reviewSchema.ts';
import type { Agency } from '../people/person.ts';
import {
  answerFilesPress,
  beginReviewPress,
  callOffReviewPress,
  changeFindingPress,
  commentReviewPress,
  fillReviewPress,
  finishReviewPress,
  nameFilesPress,
  reopenFindingPress,
} from './presses.ts';
import {
  foundIn,
  LONGEST_COMMENT,
  LONGEST_REASON,
  LONGEST_SUMMARY,
  LONGEST_WORDS,
  type Part,
  type Said,
} from './review.ts';
import type { Placed, View } from './view.ts';
import { plural, sayCounts, sayFound } from './words.ts';

/** What is filled in about a review. */

type Person = { id: number; name: string };

const intro = (...text: Text): Block[] => [{ kind: 'text', text }];
const peopleOptions = (people: readonly Person[]) => people.map(({ id, name }) => ({ value: String(id), label: name }));

/** As a form has it: an outcome, with how grave it is where something was found. */
const outcomes = [
  { value: 'fine', label: 'Fine' },
  { value: 'minor', label: 'Finding: minor' },
  { value: 'major', label: 'Finding: major' },
  { value: 'critical', label: 'Finding: critical' },
  { value: 'not applicable', label: 'Not applicable' },
];
export const outcomeField = (item: string): string => `outcome-${item}`;
export const wordsField = (item: string): string => `words-${item}`;
export const chosenOf = ({ outcome, severity }: Pick<Said, 'outcome' | 'severity'>): string => severity ?? outcome;

export function fillForm(view: View, { key, title, asked }: Part): Form {
  const { review, saidOf, seen } = view;
  const isNew = asked.some((each) => saidOf(each) === undefined);
  return {
    title,
    submit: 'Keep it',
    press: fillReviewPress.to({ review: review.id, part: key, seen }),
    intro: intro(
      { strong: view.title },
      '. A finding wants a word of what is missing or wrong. What you leave empty waits.',
    ),
    fields: [
      ...asked.flatMap((each): Form['fields'] => {
        const said = saidOf(each);
        const { code, words } = each.item;
        return [
          {
            ...{ kind: 'choice', name: outcomeField(code), label: words, required: false, options: outcomes },
            ...(said && { initial: chosenOf(said) }),
          },
          {
            ...{ kind: 'line', name: wordsField(code), label: 'In words', required: false, longest: LONGEST_WORDS },
            ...(said?.words && { initial: said.words }),
          },
        ];
      }),
      ...(isNew
        ? [
            {
              ...{ kind: 'choices' as const, name: 'rest', label: 'All the others', required: false },
              options: [{ value: 'fine', label: 'What I have left empty is fine' }],
            },
          ]
        : []),
    ],
  };
}

export function filesForm(view: View, contacts: readonly Person[]): Form {
  const { review, files, title } = view;
  const { checklist, fewer } = review;
  return {
    title: 'The files that are looked at',
    submit: 'Keep them',
    press: nameFilesPress.to({ review: review.id }),
    intro: intro({ strong: title }, `. The checklist wants ${plural(checklist.files, 'file')}.`),
    fields: [
      {
        ...{ kind: 'paragraph', name: 'files', label: 'Which files?', required: false, longest: 1_600 },
        hint: `One on a line, such as PO 10442. At most ${MOST_FILES}. None: say below why.`,
        ...(files.length > 0 && { initial: files.map(({ name }) => name).join('\n') }),
      },
      {
        ...{ kind: 'line', name: 'fewer', label: 'Fewer than that? Why?', required: false, longest: LONGEST_REASON },
        ...(fewer !== null && { initial: fewer }),
      },
      ...(contacts.length > 0
        ? [
            {
              ...{ kind: 'choice' as const, name: 'ask', label: 'Ask somebody there for them?', required: false },
              hint: 'They read which files these are, and answer you.',
              options: peopleOptions(contacts),
            },
          ]
        : []),
    ],
  };
}

export const answerFilesForm = (view: View): Form => ({
  title: 'The files',
  submit: 'Send',
  press: answerFilesPress.to({ review: view.review.id }),
  intro: intro({ strong: view.title }, `: ${view.files.map(({ name }) => name).join(', ')}`),
  fields: [
    {
      ...{ kind: 'paragraph', name: 'answer', required: true, longest: LONGEST_COMMENT },
      label: `What should ${view.nameOf(view.review.askedBy)} know about them?`,
    },
  ],
});

export type FinishValues = { summary: string | null; ownerId: number | undefined; due: string };

export function finishForm(view: View, contacts: readonly Person[], { summary, ownerId, due }: FinishValues): Form {
  const found = foundIn(view.counts);
  return {
    title: 'Finish this review',
    submit: 'Look at the result',
    press: finishReviewPress.to({ review: view.review.id }),
    intro: intro({ strong: view.title }, `: ${sayCounts(view.counts)}. You see the result before the agency does.`),
    fields: [
      {
        ...{ kind: 'paragraph', name: 'summary', label: 'A word to the agency', required: false },
        ...{ longest: LONGEST_SUMMARY, hint: 'It stands above the findings.' },
        ...(summary !== null && { initial: summary }),
      },
      ...(found > 0
        ? ([
            {
              ...{ kind: 'choice', name: 'owner', label: `Who answers ${sayFound(view.counts)}?`, required: true },
              ...{ options: peopleOptions(contacts), hint: 'You may change it for each of them.' },
              ...(ownerId !== undefined && { initial: String(ownerId) }),
            },
            { kind: 'date', name: 'due', label: 'By which day?', required: true, initial: due },
          ] satisfies Form['fields'])
        : []),
    ],
  };
}

export const findingForm = ({ finding, item }: Placed, contacts: readonly Person[]): Form => ({
  title: 'A finding',
  submit: 'Change it',
  press: changeFindingPress.to({ finding: finding.id }),
  intro: [
    { kind: 'text', text: [`“${item.words}”`] },
    { kind: 'text', text: [finding.words] },
  ],
  fields: [
    {
      ...{ kind: 'line', name: 'what', label: 'What is to be done?', required: true },
      ...{ longest: LONGEST_REASON, initial: finding.what },
    },
    {
      ...{ kind: 'choice', name: 'owner', label: 'Who does it?', required: true },
      ...{ options: peopleOptions(contacts), initial: String(finding.ownerId) },
    },
    { kind: 'date', name: 'due', label: 'By which day?', required: true, initial: finding.due },
  ],
});

export const reopenForm = ({ finding }: Placed, due: string): Form => ({
  title: 'Open it again',
  submit: 'Open it again',
  press: reopenFindingPress.to({ finding: finding.id, answered: finding.answeredAt?.toISOString() ?? '' }),
  intro: intro({ strong: finding.what }, `. ${finding.owner} reads why.`),
  fields: [
    {
      ...{ kind: 'paragraph', name: 'reason', label: 'What is still to be done?', required: true },
      longest: LONGEST_REASON,
    },
    { kind: 'date', name: 'due', label: 'By which day?', required: true, initial: due },
  ],
});

export const callOffForm = (view: View): Form => ({
  title: 'Call it off',
  submit: 'Call it off',
  press: callOffReviewPress.to({ review: view.review.id }),
  intro: intro(
    { strong: view.title },
    `, due ${sayDay(view.review.due, view.today)}. The next one comes all the same.`,
  ),
  fields: [{ kind: 'line', name: 'reason', label: 'Why?', required: true, longest: LONGEST_REASON }],
});

export const commentForm = (view: View): Form => ({
  title: 'Comment on this',
  submit: 'Send',
  press: commentReviewPress.to({ review: view.review.id }),
  intro: intro({ strong: view.title }, '. Your words stay with the result: one comment for all of your agency.'),
  fields: [
    { kind: 'paragraph', name: 'comment', label: 'What do you say to it?', required: true, longest: LONGEST_COMMENT },
  ],
});

export type Beginnings = readonly {
  office: { id: number; name: string };
  rules: readonly ReviewRule[];
  agencies: readonly Agency[];
}[];

export function beginForm(offices: Beginnings): Form {
  const [only] = offices;
  const alone = only?.agencies.length === 1 ? only.agencies[0]?.code : undefined;
  const options = offices.flatMap(({ office, rules }) =>
    rules.map(({ code, name }) => ({
      value: `${office.id} ${code}`,
      label: offices.length > 1 ? `${name}, ${office.name}` : name,
    })),
  );
  const [first] = options;
  return {
    title: 'Begin a review',
    submit: 'Begin it',
    press: beginReviewPress.to({}),
    intro: intro('Reviews begin by themselves as their day comes near. This one begins now.'),
    fields: [
      {
        ...{ kind: 'choice', name: 'checklist', label: 'By which checklist?', required: true, options },
        ...(options.length === 1 && first && { initial: first.value }),
      },
      {
        ...{ kind: 'line', name: 'agency', label: 'Of which agency?', required: true, longest: 200 },
        ...{ hint: 'A code or name.', ...(alone !== undefined && { initial: alone }) },
      },
      {
        ...{ kind: 'date', name: 'due', label: 'To be finished by?', required: false },
        hint: 'Empty: the day on which its next review is due.',
      },
    ],
  };
}
