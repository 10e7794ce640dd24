import { type Block, type Button, type Form, type Message, sayDay, type Text } from '../chat/message.ts';
import type { CountedNeed } from './need.ts';
import { openVotePress, roundPress, votePress } from './presses.ts';
import type { Ballot, Round } from './round.ts';
import { sayNumber, sayRule, type Told } from './words.ts';

/** What whoever votes for an agency reads, and whoever opens the vote. */

export type VotingAgency = { id: number; name: string };
/** Who voted for an agency: that, and not what. */
export type Cast = { agency: VotingAgency; by: string; at: Date };

/** "asked for once", "asked for twice, by one agency", "asked for 5 times, by 3 agencies". */
export function sayAsked({ answers, agencies }: Pick<CountedNeed, 'answers' | 'agencies'>): string {
  if (answers === 1) return 'asked for once';
  const often = answers === 2 ? 'twice' : `${answers} times`;
  return `asked for ${often}, by ${agencies === 1 ? 'one agency' : `${agencies} agencies`}`;
}

const needsList = (needs: readonly CountedNeed[]): Block => ({
  kind: 'list',
  items: needs.map((need): Text => [{ strong: need.name }, `, ${sayAsked(need)}`]),
});

/** For those who vote; `cast`: for which of their agencies somebody has. */
export function voteCall(
  { round, today, zone }: Told,
  needs: readonly CountedNeed[],
  agencies: readonly VotingAgency[],
  cast: readonly Cast[],
): Message {
  const isDone = agencies.every(({ id }) => cast.some(({ agency }) => agency.id === id));
  return {
    blocks: [
      { kind: 'heading', text: 'What matters most to your agency?' },
      { kind: 'text', text: ['You were asked: ', { strong: round.question }, ' This is what agencies need:'] },
      needsList(needs),
      {
        kind: 'text',
        text: [
          `${sayRule(round.rule, round.choices)} You vote until ${sayDay(round.voteUntil, today)}; until then nobody sees what was chosen, and afterwards everybody who answered or voted reads the result.`,
        ],
      },
      ...cast.map(
        ({ agency, by, at }): Block => ({
          kind: 'small',
          text: [`${by} has voted for ${agency.name}, `, { when: at, zone }, '.'],
        }),
      ),
      {
        kind: 'buttons',
        buttons: [
          ...agencies.map((agency) => voteButton(round, agency, agencies.length > 1, cast, isDone)),
          roundPress.button('Show the answers', { round: round.id }),
        ],
      },
    ],
  };
}

function voteButton(
  { id }: Round,
  agency: VotingAgency,
  several: boolean,
  cast: readonly Cast[],
  isDone: boolean,
): Button {
  const has = cast.some((each) => each.agency.id === agency.id);
  const label = has ? 'Change the vote' : 'Vote';
  const about = { round: id, agency: agency.id };
  return votePress.button(several ? `${label} of ${agency.name}` : label, about, isDone ? undefined : 'primary');
}

/** What called for the vote, and reminded of it, once there is nothing to vote on any more. */
export const voteClosed = (
  { round }: Pick<Told, 'round'>,
  agencies: readonly VotingAgency[],
  cast: readonly Cast[],
): Message => {
  const silent = agencies.filter(({ id }) => !cast.some(({ agency }) => agency.id === id));
  const said = [
    ...cast.map(({ agency, by }) => `${by} has voted for ${agency.name}.`),
    ...silent.map(({ name }) => `Nobody has voted for ${name}.`),
  ];
  return {
    blocks: [
      { kind: 'heading', text: 'What matters most to your agency?' },
      {
        kind: 'text',
        text: [
          'You were asked: ',
          { strong: round.question },
          round.state === 'called off' ? ' It was called off.' : ' The vote is closed.',
        ],
      },
      ...(said.length > 0 ? [{ kind: 'small' as const, text: [said.join(' ')] }] : []),
      { kind: 'buttons', buttons: [roundPress.button('Show the answers', { round: round.id })] },
    ],
  };
};

/** Once, to those whose agency has not voted. */
export const voteReminder = ({ round, today }: Told, agencies: readonly VotingAgency[]): Message => ({
  blocks: [
    {
      kind: 'text',
      text: [
        `${agencies.map(({ name }) => name).join(', ')} has not voted yet: `,
        { strong: round.question },
        ` You can until ${sayDay(round.voteUntil, today)}.`,
      ],
    },
    {
      kind: 'buttons',
      buttons: agencies.map((agency) => voteButton(round, agency, agencies.length > 1, [], false)),
    },
  ],
});

/** `ballot`: what this agency has chosen so far, shown to those who vote for it and to nobody else. */
export const voteForm = (
  round: Round,
  agency: VotingAgency,
  needs: readonly CountedNeed[],
  ballot: Pick<Ballot, 'needIds'>,
): Form => ({
  title: 'Your agency’s vote',
  submit: 'Vote',
  press: votePress.to({ round: round.id, agency: agency.id }),
  intro: [
    { kind: 'text', text: [`${agency.name}: `, { strong: round.question }] },
    { kind: 'small', text: [sayRule(round.rule, round.choices)] },
  ],
  fields: [
    {
      ...{ kind: 'choices', name: 'needs', required: true },
      label: round.choices === 1 ? 'Choose one' : `Choose up to ${sayNumber(round.choices)}`,
      options: needs.map((need) => ({ value: String(need.id), label: need.name })),
      ...(ballot.needIds && { initial: ballot.needIds.join(',') }),
    },
  ],
});

/** For whoever opens it. `left`: answers that are in no need. */
export const openVoteForm = (
  round: Round,
  { needs, left, until }: { needs: number; left: number; until: string | undefined },
): Form => ({
  title: 'Open the vote',
  submit: 'Open the vote',
  press: openVotePress.to({ round: round.id }),
  intro: [
    {
      kind: 'text',
      text: [
        `Agencies choose among ${needs === 1 ? 'one need' : `${needs} needs`}. ${sayRule(round.rule, round.choices)}`,
      ],
    },
    ...(left > 0
      ? [
          {
            kind: 'text' as const,
            text: [
              left === 1
                ? 'One answer is in no need and would not be voted on.'
                : `${left} answers are in no need and would not be voted on.`,
            ],
          },
        ]
      : []),
  ],
  fields: [
    {
      ...{ kind: 'date', name: 'until', label: 'Until which day do agencies vote?', required: true },
      hint: 'The result is there on the working day after it.',
      ...(until !== undefined && { initial: until }),
    },
  ],
});
