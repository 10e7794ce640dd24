import { type Block, type Button, type Form, type Message, sayDay, type Text } from '../chat/message.ts';
import { asSentence } from '../requests/words/promise.ts';
import { type CountedNeed, isOpenNeed, LONGEST_NEED, LONGEST_REASON, type Need } from './need.ts';
import {
  decideNeedPress,
  finishNeedPress,
  needPress,
  renameNeedPress,
  sameNeedPress,
  startNeedPress,
} from './presses.ts';
import { sayTie } from './tally.ts';
import { sayAsked } from './voteWords.ts';
import type { Told } from './words.ts';

/** What is decided of a need, and what those read who asked for it. */

const efforts = { small: 'little work', medium: 'some work', large: 'much work' } as const;

/** As one says it to the agencies; empty while nothing is decided. */
export function sayDecision({ decision, state, doneText, owner }: CountedNeed, today: string): string {
  if (state === 'done') return `Done. ${doneText ?? ''}`.trim();
  if (!decision) return 'Not decided yet.';
  const { choice, because, instead, again, due } = decision;
  if (choice === 'now') {
    const who = owner === null ? '' : ` ${owner} sees to it.`;
    return `We do this${due === null ? '' : ` by ${sayDay(due, today)}`}.${who}${because ? ` ${asSentence(because)}` : ''}`;
  }
  if (choice === 'later')
    return `Later${again === null ? '' : `: we look at it again on ${sayDay(again, today)}`}.${because ? ` ${asSentence(because)}` : ''}`;
  return `No, because: ${asSentence(because ?? '')} Instead: ${asSentence(instead ?? '')}`;
}

/** "1. Road salt · 5 votes of 3 agencies". */
function sayPlace(need: CountedNeed, all: readonly CountedNeed[]): Text {
  const { result } = need;
  // Where nobody has voted, what counts is how many asked for it.
  const isVoted = all.some((each) => (each.result?.votes ?? 0) > 0);
  if (!result || !isVoted)
    return [...(result ? [`${result.place}. `] : []), { strong: need.name }, ` · ${sayAsked(need)}`];
  const votes = `${result.votes} ${result.votes === 1 ? 'vote' : 'votes'} of ${result.chosenBy} ${result.chosenBy === 1 ? 'agency' : 'agencies'}`;
  const tie = tieOf(need, all);
  return [`${result.place}. `, { strong: need.name }, ` · ${votes}${tie === undefined ? '' : ` (${tie})`}`];
}

export function tieOf(need: CountedNeed, all: readonly CountedNeed[]): string | undefined {
  const counted = all.flatMap(({ id, answers, result }) => (result ? [{ needId: id, answers, ...result }] : []));
  return sayTie(
    counted,
    counted.findIndex(({ needId }) => needId === need.id),
  );
}

const buttonsFor = (need: CountedNeed): Button[] => [
  ...(need.state === 'done'
    ? []
    : [decideNeedPress.button(need.decision ? 'Decide anew' : 'Decide', { need: need.id })]),
  ...(need.state === 'planned' ? [startNeedPress.button('We have begun', { need: need.id })] : []),
  ...(isOpenNeed(need) ? [finishNeedPress.button('It is done', { need: need.id })] : []),
];

/** A row of the priority list, for the office (`leads`) or for those who were asked. */
export const needRow = (
  need: CountedNeed,
  { all, today, leads }: { all: readonly CountedNeed[]; today: string; leads: boolean },
): Block => ({
  kind: 'row',
  text: [...sayPlace(need, all), `: ${sayDecision(need, today)}`],
  buttons: leads ? buttonsFor(need) : [],
});

/** One need, as the office sees it. */
export const needView = (
  need: CountedNeed,
  { today, answers, leads }: { today: string; answers: readonly { by: string; text: string }[]; leads: boolean },
): Message => ({
  blocks: [
    { kind: 'heading', text: need.name },
    { kind: 'text', text: [sayDecision(need, today)] },
    {
      kind: 'facts',
      facts: [
        { label: 'Asked for', value: [sayAsked(need)] },
        ...(need.decision ? [{ label: 'Effort', value: [efforts[need.decision.effort]] }] : []),
        ...(need.lookBy !== null && !need.decision
          ? [{ label: 'To be looked at by', value: [sayDay(need.lookBy, today)] }]
          : []),
      ],
    },
    ...answers.map(({ by, text }): Block => ({ kind: 'quote', by, text })),
    ...(leads
      ? [
          {
            kind: 'buttons' as const,
            buttons: [
              ...buttonsFor(need),
              ...(need.decision === null
                ? [
                    renameNeedPress.button('Rename', { need: need.id }),
                    sameNeedPress.button('Same as another', { need: need.id }),
                  ]
                : []),
            ],
          },
        ]
      : []),
  ],
});

/** `owners`: who may see to it. */
export function decideForm(
  need: CountedNeed,
  owners: readonly { id: number; name: string }[],
  told: 'at once' | 'with the others',
): Form {
  const was = need.decision;
  return {
    title: 'Decide',
    submit: 'Decide',
    press: decideNeedPress.to({ need: need.id }),
    intro: [
      { kind: 'text', text: [{ strong: need.name }, `, ${sayAsked(need)}`] },
      {
        kind: 'small',
        text: [
          told === 'at once'
            ? 'Those who asked for it read this at once, with your words.'
            : 'Those who asked for it read this with all the others, with your words.',
        ],
      },
    ],
    fields: [
      {
        ...{ kind: 'choice', name: 'choice', label: 'What becomes of it?', required: true },
        options: [
          { value: 'now', label: 'Now: somebody does it by a day' },
          { value: 'later', label: 'Later: we look at it again on a day' },
          { value: 'no', label: 'No, because, and instead' },
        ],
        ...(was && { initial: was.choice }),
      },
      {
        ...{ kind: 'choice', name: 'effort', label: 'How much work is it?', required: true },
        options: [
          { value: 'small', label: 'Little' },
          { value: 'medium', label: 'Some' },
          { value: 'large', label: 'Much' },
        ],
        initial: was?.effort ?? 'medium',
      },
      {
        ...{ kind: 'choice', name: 'owner', label: 'Now: who sees to it?', required: false },
        options: owners.map(({ id, name }) => ({ value: String(id), label: name })),
        ...(was?.ownerId && { initial: String(was.ownerId) }),
      },
      {
        ...{ kind: 'date', name: 'due', label: 'Now: by which day?', required: false },
        ...(was?.due && { initial: was.due }),
      },
      {
        ...{ kind: 'date', name: 'again', label: 'Later: when do you look at it again?', required: false },
        ...(was?.again && { initial: was.again }),
      },
      {
        ...{ kind: 'paragraph', name: 'because', label: 'Why?', required: false, longest: LONGEST_REASON },
        hint: 'Of a no it is needed.',
        ...(was?.because && { initial: was.because }),
      },
      {
        ...{ kind: 'paragraph', name: 'instead', label: 'No: what can they do instead?', required: false },
        longest: LONGEST_REASON,
        ...(was?.instead && { initial: was.instead }),
      },
    ],
  };
}

export const renameForm = ({ id, name }: Need): Form => ({
  title: 'Rename',
  submit: 'Rename',
  press: renameNeedPress.to({ need: id }),
  fields: [
    {
      ...{ kind: 'line', name: 'name', label: 'What is needed, in neutral words', required: true },
      ...{ longest: LONGEST_NEED, initial: name },
    },
  ],
});

export const sameForm = ({ id, name }: Need, others: readonly Pick<Need, 'id' | 'name'>[]): Form => ({
  title: 'Same as another',
  submit: 'Put them together',
  press: sameNeedPress.to({ need: id }),
  intro: [{ kind: 'text', text: [{ strong: name }] }],
  fields: [
    {
      ...{ kind: 'choice', name: 'same', label: 'It is the same as', required: true },
      hint: 'Who asked for this one hears what becomes of that one.',
      options: others.map((each) => ({ value: String(each.id), label: each.name })),
    },
  ],
});

export const finishForm = (need: CountedNeed): Form => ({
  title: 'It is done',
  submit: 'Tell them',
  press: finishNeedPress.to({ need: need.id }),
  intro: [
    { kind: 'text', text: [{ strong: need.name }] },
    {
      kind: 'small',
      text: [
        need.answers === 1 ? 'Whoever asked for it reads this.' : `All who asked for it (${need.answers}) read this.`,
      ],
    },
  ],
  fields: [{ kind: 'paragraph', name: 'text', label: 'What did you do?', required: true, longest: LONGEST_REASON }],
});

/** To everybody who answered, their own needs first, or who voted for their agency. */
export function results(
  { round, today }: Told,
  needs: readonly CountedNeed[],
  own: ReadonlySet<number>,
  { voted, answered }: { voted: boolean; answered: boolean },
): Message {
  const row = (need: CountedNeed): Block => needRow(need, { all: needs, today, leads: false });
  const theirs = needs.filter(({ id }) => own.has(id));
  const others = needs.filter(({ id }) => !own.has(id));
  const said = answered || theirs.length > 0;
  return {
    blocks: [
      { kind: 'heading', text: said ? 'What became of your answers' : 'What became of your vote' },
      {
        kind: 'text',
        text: [
          'You were asked: ',
          { strong: round.question },
          voted ? ' The agencies have voted, and we decided:' : ' We decided:',
        ],
      },
      ...(theirs.length > 0 ? [{ kind: 'text' as const, text: [{ strong: 'What you asked for' }] }] : []),
      ...theirs.map(row),
      ...(said && theirs.length === 0
        ? [
            {
              kind: 'small' as const,
              text: ['Your own answer is in none of these. You can recommend a change at any time.'],
            },
          ]
        : []),
      ...(said && others.length > 0 ? [{ kind: 'text' as const, text: [{ strong: 'What others asked for' }] }] : []),
      ...others.map(row),
    ],
  };
}

/** To those who asked for it: of a change that they recommended, or decided anew. */
export const decided = (need: CountedNeed, today: string): Message => ({
  blocks: [
    { kind: 'text', text: ['You asked for this: ', { strong: need.name }] },
    { kind: 'text', text: [sayDecision(need, today)] },
  ],
});

/** To those who asked for it. */
export const saidAndDone = ({ name, doneText }: Need, office: string): Message => ({
  blocks: [
    { kind: 'heading', text: 'You said, we did' },
    { kind: 'text', text: ['You asked for this: ', { strong: name }] },
    { kind: 'quote', by: office, text: doneText ?? '' },
  ],
});

/** To whoever has done it: those who asked for it know nothing of it yet. */
export const askDone = (need: Need): Message => ({
  blocks: [
    {
      kind: 'text',
      text: ['You have done your part of ', { strong: need.name }, '. May we tell those who asked for it?'],
    },
    {
      kind: 'buttons',
      buttons: [
        finishNeedPress.button('It is done', { need: need.id }, 'primary'),
        needPress.button('Show it', { need: need.id }),
      ],
    },
  ],
});
