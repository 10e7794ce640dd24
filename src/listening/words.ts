import { type Block, type Form, type Message, sayDay, type Text } from '../chat/message.ts';
import type { Office } from '../offices/office.ts';
import { answerRoundPress, changeAnswerPress, roundPress, takeBackAnswerPress } from './presses.ts';
import { type GivenAnswer, LONGEST_ANSWER, type Round, type Rule, type Shows } from './round.ts';

/** What everybody reads who is asked. */

export type Told = {
  round: Round;
  office: Pick<Office, 'id' | 'name'>;
  author: string;
  zone: string;
  today: string;
};

/** Who will read what; said before anybody answers. */
function sayShows(shows: Shows, office: string): string {
  const own = `${office} reads your answer with your name and your agency’s.`;
  if (shows === 'agency') return `${own} The other agencies read it with your agency’s name, without yours.`;
  if (shows === 'words') return `${own} The other agencies read it without any name.`;
  return `${own} The other agencies read only what the office makes of all answers, in its own words.`;
}

const NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five'];
export const sayNumber = (count: number): string => NUMBERS[count] ?? String(count);

/** How votes are counted, in words that need no example. */
export function sayRule(rule: Rule, choices: number): string {
  const upTo = choices === 1 ? 'one need' : `up to ${sayNumber(choices)} needs`;
  return rule === 'agency'
    ? `Each agency chooses ${upTo}, and every choice counts the same.`
    : `Each agency chooses ${upTo}. A choice counts as many times as the agency has people at the desk.`;
}

/** The question, why it is asked, until when, and who reads what. */
export function askedBody({ round, office, author, today }: Told): Block[] {
  const { question, why, shows, answerUntil, voteUntil, rule, choices } = round;
  return [
    { kind: 'heading', text: question },
    { kind: 'quote', by: `${author}, ${office.name}`, text: why },
    {
      kind: 'facts',
      facts: [
        { label: 'Answers until', value: [sayDay(answerUntil, today)] },
        { label: 'Then the agencies vote, until', value: [sayDay(voteUntil, today)] },
      ],
    },
    { kind: 'text', text: [sayShows(shows, office.name)] },
    { kind: 'small', text: [sayRule(rule, choices)] },
  ];
}

/** For everybody who is asked; with what they have answered, as long as it may be changed. */
export function question(told: Told, answers: readonly GivenAnswer[], isOpen: boolean): Message {
  const { round } = told;
  return {
    blocks: [
      ...askedBody(told),
      ...(answers.length > 0 ? [{ kind: 'text' as const, text: [{ strong: 'Your answers' }] }] : []),
      ...answers.map(
        ({ id, text }): Block => ({
          kind: 'row',
          text: [text],
          buttons: isOpen
            ? [
                changeAnswerPress.button('Change', { answer: id }),
                takeBackAnswerPress.button('Take back', { answer: id }),
              ]
            : [],
        }),
      ),
      ...(isOpen
        ? [
            {
              kind: 'buttons' as const,
              buttons: [
                answers.length === 0
                  ? answerRoundPress.button('Answer', { round: round.id }, 'primary')
                  : answerRoundPress.button('Add another answer', { round: round.id }),
              ],
            },
          ]
        : []),
    ],
  };
}

/** Once, to those who have not answered. */
export const reminder = ({ round, author, today }: Told): Message => ({
  blocks: [
    {
      kind: 'text',
      text: [
        `${author} would like to hear from you by ${sayDay(round.answerUntil, today)}: `,
        { strong: round.question },
      ],
    },
    {
      kind: 'buttons',
      buttons: [
        answerRoundPress.button('Answer', { round: round.id }, 'primary'),
        roundPress.button('Show it', { round: round.id }),
      ],
    },
  ],
});

/** `agencies`: for which of theirs it may be, where they have several. `before`: the answer that is changed. */
export function answerForm(
  { round, office }: Pick<Told, 'round' | 'office'>,
  agencies: readonly { id: number; name: string }[],
  before?: GivenAnswer,
): Form {
  return {
    title: 'Your answer',
    submit: before ? 'Change it' : 'Send',
    press: before ? changeAnswerPress.to({ answer: before.id }) : answerRoundPress.to({ round: round.id }),
    intro: [
      { kind: 'text', text: [{ strong: round.question }] },
      { kind: 'small', text: [sayShows(round.shows, office.name)] },
    ],
    fields: [
      ...(agencies.length > 1
        ? [
            {
              ...{ kind: 'choice' as const, name: 'agency', label: 'For which agency?', required: true },
              options: agencies.map(({ id, name }) => ({ value: String(id), label: name })),
            },
          ]
        : []),
      {
        ...{ kind: 'paragraph', name: 'text', label: 'Your answer', required: true, longest: LONGEST_ANSWER },
        hint: 'One thing at a time: you may send several.',
        ...(before && { initial: before.text }),
      },
    ],
  };
}

/** To everybody who has answered. */
export const calledOff = ({ round, office }: Told, by: string, reason: string): Message => ({
  blocks: [
    { kind: 'text', text: [`${office.name} has called this off: `, { strong: round.question }] },
    { kind: 'quote', by, text: reason },
  ],
});

/** What others answered, as everybody was told that it would be read. `more`: so many are not shown. */
export function othersSaid(
  answers: readonly { agency: string; text: string }[],
  shows: Exclude<Shows, 'needs'>,
  more: number,
): Block[] {
  if (answers.length === 0) return [];
  return [
    { kind: 'text', text: [{ strong: 'What others answered' }] },
    {
      kind: 'list',
      items: answers.map(({ agency, text }): Text => (shows === 'agency' ? [{ strong: agency }, `: ${text}`] : [text])),
    },
    ...(more > 0 ? [{ kind: 'small' as const, text: [`And ${more.toLocaleString('en-US')} more.`] }] : []),
  ];
}

/** Of a round, as a list says it. */
export const sayState = ({ state, answerUntil, voteUntil }: Round, today: string): string => {
  switch (state) {
    case 'draft':
    case 'planned':
      return 'not sent yet';
    case 'asking':
      return `answers until ${sayDay(answerUntil, today)}`;
    case 'merging':
      return 'the office sorts the answers';
    case 'voting':
      return `agencies vote until ${sayDay(voteUntil, today)}`;
    case 'deciding':
      return 'the office decides';
    case 'told':
      return 'decided';
    case 'called off':
      return 'called off';
    case 'withdrawn':
      return 'withdrawn';
  }
};

/** The rounds in which somebody was asked, and the way to what they would change. */
export const askedList = (rows: readonly { round: Round; today: string }[], more: Message['blocks']): Message => ({
  blocks: [
    { kind: 'heading', text: 'What the office has asked' },
    ...(rows.length === 0 ? [{ kind: 'text' as const, text: ['Nobody has asked you anything yet.'] }] : []),
    ...rows.map(({ round, today }): Block => {
      const text: Text = [{ strong: round.question }, ` · ${sayState(round, today)}`];
      return { kind: 'row', text, buttons: [roundPress.button('Show it', { round: round.id })] };
    }),
    ...more,
  ],
});
