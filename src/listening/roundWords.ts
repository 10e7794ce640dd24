import { type Block, type Button, type Form, type Message, sayDay, type Text } from '../chat/message.ts';
import type { Reach } from '../people/audience.ts';
import { madeRows } from './mergeWords.ts';
import type { CountedNeed } from './need.ts';
import { needRow } from './needWords.ts';
import {
  answersPress,
  beginRoundPress,
  callOffRoundPress,
  changeRoundPress,
  mergePress,
  openVotePress,
  roundPress,
  sendRoundPress,
  tellResultsPress,
  withdrawRoundPress,
  withoutVotePress,
} from './presses.ts';
import { LONGEST_WHY, type Round, type RoundCounts } from './round.ts';
import { askedBody, sayState, type Told } from './words.ts';

/** What whoever begins a round sees of it: the look at it, the card, and what is to be done next. */

const counted = (count: number, one: string, many: string): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;

/** Before anybody is asked. */
export function preview(told: Told, { people, agencies, unknown }: Reach): Message {
  const { round, zone } = told;
  const about = { round: round.id };
  const when: Text = round.sendAt ? [', ', { when: round.sendAt, zone }, '.'] : [' now.'];
  return {
    blocks: [
      ...askedBody(told),
      {
        kind: 'text',
        text:
          people === 0
            ? ['Nobody is there whom it would reach.']
            : [
                `It goes to ${counted(people, 'person', 'people')} at ${counted(agencies, 'agency', 'agencies')}`,
                ...when,
              ],
      },
      ...(unknown > 0
        ? [
            {
              kind: 'small' as const,
              text: [
                `${counted(unknown, 'of them has', 'of them have')} not used the desk yet, and can be asked if a chat knows their e-mail address.`,
              ],
            },
          ]
        : []),
      {
        kind: 'buttons',
        buttons: [
          ...(people === 0 ? [] : [sendRoundPress.button(round.sendAt ? 'Plan it' : 'Ask them', about, 'primary')]),
          changeRoundPress.button('Change', about),
        ],
      },
    ],
  };
}

const sayAnswers = ({ answers, agencies }: RoundCounts): string =>
  `${counted(answers, 'answer', 'answers')} from ${counted(agencies, 'agency', 'agencies')}`;

function sayHow({ round, today, zone }: Told, counts: RoundCounts): Text {
  const { state, sendAt, answerUntil, voteUntil } = round;
  switch (state) {
    case 'draft':
    case 'planned':
      return sendAt ? ['Goes out ', { when: sendAt, zone }, '.'] : ['Nobody was asked yet.'];
    case 'asking':
      return [
        `Asked ${counted(counts.people, 'person', 'people')}. ${sayAnswers(counts)} so far; they may answer until ${sayDay(answerUntil, today)}.`,
      ];
    case 'merging':
      return counts.answers === 0
        ? ['Nobody has answered.']
        : [`The answers are in: ${sayAnswers(counts)}. Merge those that say the same, then open the vote.`];
    case 'voting':
      return [
        `${counts.voted} of ${counted(counts.voters, 'agency has', 'agencies have')} voted. The vote is open until ${sayDay(voteUntil, today)}, and nobody sees before what was chosen.`,
      ];
    case 'deciding':
      return [
        counts.voters === 0
          ? 'The needs stand in the order in which most asked for them. Say of each what becomes of it.'
          : `The vote is over: ${counts.voted} of ${counted(counts.voters, 'agency has', 'agencies have')} voted. Say of each need what becomes of it.`,
      ];
    case 'told':
      return ['Everybody who answered has read what you decided.'];
    case 'called off':
      return ['Called off.'];
    case 'withdrawn':
      return ['Withdrawn. Nobody was asked.'];
  }
}

function buttonsFor({ id, state }: Round, { answers }: RoundCounts, needs: readonly CountedNeed[]): Button[] {
  const about = { round: id };
  const off = callOffRoundPress.button('Call it off', about, 'danger');
  const show = answersPress.button('Show the answers', about);
  const merge = mergePress.button('Merge answers', about);
  if (state === 'planned')
    return [changeRoundPress.button('Change', about), withdrawRoundPress.button('Withdraw', about, 'danger')];
  if (state === 'asking') return [...(answers > 0 ? [show, merge] : []), off];
  if (state === 'merging') {
    const vote = openVotePress.button('Open the vote', about, 'primary');
    const decide = withoutVotePress.button('Decide without a vote', about);
    return [...(answers > 0 ? [show, merge] : []), ...(needs.length > 0 ? [vote, decide] : []), off];
  }
  if (state === 'voting') return [show, off];
  if (state !== 'deciding') return answers > 0 ? [show] : [];
  const isDecided = needs.every(({ decision }) => decision !== null);
  return [show, ...(isDecided ? [tellResultsPress.button('Tell everybody who answered', about, 'primary')] : [])];
}

/** As whoever leads it sees it. */
export function card(told: Told, counts: RoundCounts, needs: readonly CountedNeed[]): Message {
  const { round, today } = told;
  const isDecided = round.state === 'deciding' || round.state === 'told';
  const undecided = needs.filter(({ decision }) => decision === null).length;
  const buttons = buttonsFor(round, counts, needs);
  return {
    blocks: [
      { kind: 'heading', text: round.question },
      { kind: 'text', text: sayHow(told, counts) },
      ...(isDecided ? needs.map((need) => needRow(need, { all: needs, today, leads: true })) : []),
      ...(round.state === 'asking' || round.state === 'merging' ? madeRows(needs) : []),
      ...(round.state === 'deciding' && undecided > 0
        ? [
            {
              kind: 'small' as const,
              text: [
                `${undecided === 1 ? 'One need has' : `${undecided} needs have`} no decision yet. Once all have one, you tell everybody who answered.`,
              ],
            },
          ]
        : []),
      ...(buttons.length > 0 ? [{ kind: 'buttons' as const, buttons }] : []),
    ],
  };
}

/** To whoever leads it: something is over, and they are next. */
export const yourTurn = ({ round }: Pick<Told, 'round'>, counts: RoundCounts): Message => {
  const about = { round: round.id };
  const isVoted = round.state === 'deciding';
  return {
    blocks: [
      {
        kind: 'text',
        text: [
          isVoted ? 'The vote is over: ' : counts.answers === 0 ? 'Nobody has answered: ' : 'The answers are in: ',
          { strong: round.question },
          isVoted ? ' What becomes of each need?' : counts.answers === 0 ? '' : ` You have ${sayAnswers(counts)}.`,
        ],
      },
      {
        kind: 'buttons',
        buttons: [
          roundPress.button(isVoted ? 'See the result' : 'Go on', about, 'primary'),
          ...(!isVoted && counts.answers > 0 ? [mergePress.button('Merge answers', about)] : []),
        ],
      },
    ],
  };
};

export const callOffForm = ({ id, question }: Round, answered: number): Form => ({
  title: 'Call it off',
  submit: 'Call it off',
  press: callOffRoundPress.to({ round: id }),
  intro: [
    {
      kind: 'text',
      text: [
        { strong: question },
        answered === 0 ? ' Nobody has answered, so nobody is told.' : ' Everybody who answered reads why.',
      ],
    },
  ],
  fields: [{ kind: 'paragraph', name: 'reason', label: 'Why?', required: true, longest: LONGEST_WHY }],
});

/** Rounds of the office, and changes that agencies recommend. */
export const list = (
  rounds: readonly { round: Round; author: string; today: string }[],
  changes: readonly { need: CountedNeed; today: string; leads: boolean }[],
  makes: boolean,
): Message => ({
  blocks: [
    { kind: 'heading', text: 'Listening rounds' },
    ...(rounds.length === 0 ? [{ kind: 'text' as const, text: ['No round has begun yet.'] }] : []),
    ...rounds.map(
      ({ round, author, today }): Block => ({
        kind: 'row',
        text: [{ strong: round.question }, ` · ${sayState(round, today)} · ${author}`],
        buttons: [roundPress.button('Show it', { round: round.id })],
      }),
    ),
    ...(changes.length > 0 ? [{ kind: 'text' as const, text: [{ strong: 'Changes that agencies recommend' }] }] : []),
    ...changes.map(({ need, today, leads }) => needRow(need, { all: [], today, leads })),
    ...(makes
      ? [{ kind: 'buttons' as const, buttons: [beginRoundPress.button('Ask the agencies', {}, 'primary')] }]
      : []),
  ],
});
