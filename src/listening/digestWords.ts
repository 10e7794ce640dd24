import { type Block, sayDay } from '../chat/message.ts';
import type { MonthFact, ToDecide } from '../feature/digestPart.ts';
import type { CountedNeed } from './need.ts';
import { needPress, roundPress } from './presses.ts';
import type { Round } from './round.ts';

/** What digests and months say of rounds, needs and recommendations. */

type Shown = Pick<Round, 'id' | 'question'>;

const open = ({ id }: Shown) => roundPress.button('Open the round', { round: id });
const openNeed = ({ id }: Pick<CountedNeed, 'id'>) => needPress.button('Look at it', { need: id });

export const roundToMerge = (round: Shown): ToDecide => ({
  text: [
    'Everybody has answered who was going to: sort the answers to “',
    { strong: round.question },
    '”, and let them vote.',
  ],
  buttons: [open(round)],
});

export const roundToDecide = (round: Shown): ToDecide => ({
  text: [
    'The votes are counted: decide what becomes of what agencies need, and tell them. “',
    { strong: round.question },
    '”',
  ],
  buttons: [open(round)],
});

/** Of *now* its day is over, of *later* it has come. */
export const overdueNeed = (
  need: Pick<CountedNeed, 'id' | 'name' | 'owner' | 'state' | 'decision'>,
  today: string,
): ToDecide => {
  const { due, again } = need.decision ?? {};
  return need.state === 'not now'
    ? {
        text: ['To be looked at again', again ? ` since ${sayDay(again, today)}` : '', ': ', { strong: need.name }],
        buttons: [openNeed(need)],
      }
    : {
        text: [
          'Not done yet: ',
          { strong: need.name },
          `, ${need.owner ?? 'nobody has it'}`,
          due ? `, was due ${sayDay(due, today)}` : '',
        ],
        buttons: [openNeed(need)],
      };
};

export const recommendation = (need: Pick<CountedNeed, 'id' | 'name' | 'lookBy'>, today: string): ToDecide => ({
  text: [
    'Recommended by an agency: ',
    { strong: need.name },
    need.lookBy === null ? '' : `. You promised to look at it by ${sayDay(need.lookBy, today)}`,
    '.',
  ],
  buttons: [openNeed(need)],
});

/** A count and no names: which agencies they are, nobody needs to know. */
export const votesOut = (
  { round, silent }: { round: Shown & Pick<Round, 'voteUntil'>; silent: number },
  today: string,
): Block => ({
  kind: 'row',
  text: [
    `${silent === 1 ? 'One agency has' : `${silent} agencies have`} not voted yet; the vote ends on ${sayDay(round.voteUntil, today)}: “`,
    { strong: round.question },
    '”',
  ],
  buttons: [open(round)],
});

/** So many are named in a month. */
const NAMED = 3;

export function doneInMonth(names: readonly string[]): MonthFact[] {
  if (names.length === 0) return [];
  const more = names.length - NAMED;
  const named = names.slice(0, NAMED).join('; ');
  return [{ label: 'You said, we did', value: more > 0 ? `${named}; and ${more} more` : named }];
}
