import { type Block, type Button, type Message, sayDate, type Text } from '../chat/message.ts';
import { answersPress } from '../requests/presses.ts';
import { answerBlocks } from '../requests/words/before.ts';
import { ENDS_SOON_DAYS, isInUse, type NamedAnswer, type Uses, waits } from './answer.ts';
import {
  approveAnswerPress,
  changeAnswerPress,
  findAnswerPress,
  newAnswerPress,
  renewAnswerPress,
  showAnswerPress,
  withdrawAnswerPress,
} from './presses.ts';
import type { AnswersOf } from './store.ts';

/** What the office reads of the answers that it keeps. */

/** Where it stands: "in use until March 1", "waits for a supervisor". */
export function sayStanding(answer: NamedAnswer, today: string): string {
  const { state, validUntil, proposed } = answer;
  if (state === 'withdrawn') return 'withdrawn';
  if (state === 'draft') return 'waits for a supervisor';
  const until = sayDate(validUntil, today);
  const use = isInUse(answer, today) ? `in use until ${until}` : `not shown since it ended on ${until}`;
  return proposed ? `${use}; a change waits for a supervisor` : use;
}

/** "Shown 12 times, used 7 times; it answered 3 people by itself". */
function sayUses({ suggested, offered, used, helped }: Uses): string {
  if (suggested === 0) return 'Nobody has asked the like since.';
  const parts = [
    `found for ${times(suggested, 'question')}`,
    `used in ${times(used, 'reply', 'replies')}`,
    ...(offered > 0
      ? [`offered to ${times(offered, 'person', 'people')}, of whom ${helped} said that it answered them`]
      : []),
  ];
  const said = parts.join('; ');
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}.`;
}

const times = (n: number, one: string, many = `${one}s`): string =>
  `${n.toLocaleString('en-US')} ${n === 1 ? one : many}`;

export type May = { change: boolean; renew: boolean; withdraw: boolean; approve: boolean };

/** One answer, whole: what it says, on what it rests, whose it is, how it has served. */
export function one(answer: NamedAnswer, { office, today, may }: { office: string; today: string; may: May }): Message {
  const { id, proposed, owner, approver, line, fromRequest, uses } = answer;
  const facts: { label: string; value: Text }[] = [
    { label: 'State', value: [sayStanding(answer, today)] },
    { label: 'Topic', value: [line ?? 'All topics'] },
    { label: 'Belongs to', value: [owner] },
    ...(approver ? [{ label: 'Approved by', value: [approver] }] : []),
    ...(fromRequest ? [{ label: 'From', value: [`R-${fromRequest}`] }] : []),
    { label: 'So far', value: [sayUses(uses)] },
  ];
  const change: Block[] = proposed
    ? [
        { kind: 'text', text: [{ strong: 'The change that waits:' }] },
        ...answerBlocks(proposed, proposedBy(proposed.validUntil, today)),
      ]
    : [];
  return {
    blocks: [
      { kind: 'heading', text: 'An answer for the next time' },
      ...answerBlocks(answer, office),
      { kind: 'facts', facts },
      ...change,
      ...buttonsBlock(buttonsOf(answer, may, id)),
    ],
  };
}

const proposedBy = (until: string, today: string): string => `Good until ${sayDate(until, today)}`;

function buttonsOf(answer: NamedAnswer, may: May, id: number): Button[] {
  if (answer.state === 'withdrawn') return [];
  const about = { answer: id };
  return [
    ...(waits(answer) && may.approve
      ? [approveAnswerPress.button('Approve', { ...about, seen: answer.revision }, 'primary')]
      : []),
    ...(may.change ? [changeAnswerPress.button('Change', about)] : []),
    ...(answer.state === 'approved' && may.renew ? [renewAnswerPress.button('Renew', about)] : []),
    ...(may.withdraw ? [withdrawAnswerPress.button('Withdraw', about, 'danger')] : []),
  ];
}

const buttonsBlock = (buttons: Button[]): Block[] => (buttons.length > 0 ? [{ kind: 'buttons', buttons }] : []);

export type Which = AnswersOf['which'];
const titles: Readonly<Record<Which, string>> = {
  all: 'Answers',
  'in use': 'Answers in use',
  waiting: 'Answers that wait for a supervisor',
  ending: 'Answers that end soon',
  ended: 'Answers that have ended',
  withdrawn: 'Withdrawn answers',
};
const nothing: Readonly<Record<Which, string>> = {
  all: 'Nothing has been kept yet. When you have resolved a request, press Keep as an answer.',
  'in use': 'No answer is in use.',
  waiting: 'None waits for a supervisor.',
  ending: `None ends within ${ENDS_SOON_DAYS} days.`,
  ended: 'None has ended.',
  withdrawn: 'None was withdrawn.',
};
export const titleOf = (which: Which): string => titles[which];
export const emptyOf = (which: Which): string => nothing[which];

export type Listed = { answers: readonly NamedAnswer[]; count: number; which: Which; today: string; words?: string };

/** The newest of them, each with a button that opens it. */
export function list({ answers, count, which, today, words }: Listed): Message {
  const others = (['waiting', 'ending', 'ended'] as const).filter((each) => each !== which);
  return {
    blocks: [
      { kind: 'heading', text: words === undefined ? titles[which] : `Answers about “${words}”` },
      ...(answers.length === 0
        ? [{ kind: 'text' as const, text: [words === undefined ? nothing[which] : 'Nothing of the kind is kept.'] }]
        : []),
      ...answers.map(
        (answer): Block => ({
          kind: 'row',
          text: [{ strong: answer.question }, `\n${sayStanding(answer, today)} · ${answer.owner}`],
          buttons: [showAnswerPress.button('Open', { answer: answer.id })],
        }),
      ),
      ...(count > answers.length
        ? [
            {
              kind: 'small' as const,
              text: [`${answers.length} of ${count.toLocaleString('en-US')}. Find one by its words.`],
            },
          ]
        : []),
      {
        kind: 'buttons',
        buttons: [
          newAnswerPress.button('New answer', {}, 'primary'),
          findAnswerPress.button('Find an answer', {}),
          ...others.map((each) => answersPress.button(labels[each], { which: each })),
        ],
      },
    ],
  };
}

const labels = { waiting: 'Waiting for approval', ending: 'Ending soon', ended: 'Ended' } as const;

/** For whoever wrote it down, or changed it. */
export const saved = (answer: NamedAnswer, today: string): Message => ({
  blocks: [
    {
      kind: 'text',
      text: waits(answer)
        ? ['Kept. It waits for a supervisor, who finds it under Answers and in the digest.']
        : [`Kept, and in use until ${sayDate(answer.validUntil, today)}. Whoever replies to the like is shown it.`],
    },
    {
      kind: 'row',
      text: [{ strong: answer.question }],
      buttons: [showAnswerPress.button('Open', { answer: answer.id })],
    },
  ],
});

/** For whoever an answer belongs to, when somebody else withdrew it. */
export const withdrawnBy = ({ question }: NamedAnswer, by: string, reason: string): Message => ({
  blocks: [{ kind: 'text', text: [`${by} withdrew your answer to “${question}”: ${reason}`] }],
});
