import type { Chart } from '../chat/charts/chart.ts';
import type { Block, Message, Text } from '../chat/message.ts';
import type { Baseline, Figures } from '../figures/figures.ts';
import { sayRatings } from '../figures/satisfaction.ts';
import { type ShareOf, sayBeside, shareBlocks } from '../figures/shares.ts';
import { sayShare, sayWaits } from '../figures/words.ts';
import { sayCount } from '../requests/listWords.ts';
import { listPresses, replyPress } from '../requests/presses.ts';
import { requestRef } from '../requests/request.ts';
import { type Deciding, decisionsOf, dueToday } from './decisions.ts';
import type { DigestFacts, DueRequest, Named } from './digest.ts';

export type DigestView = Deciding & {
  title: string;
  now: Date;
  /** Of the first replies that were due in the span. */
  replies: Figures;
  /** The same by liaison and by agency, beside the week before and the baseline: in the weekly one. */
  shares: { all: readonly ShareOf[]; baseline: Baseline | undefined } | undefined;
  /** Pictures of what cannot be read off a number. */
  charts: readonly Chart[];
  /** How far the record had come, for whoever keeps it outside the database: in the weekly one. */
  checkpoint: { number: number; at: string; root: string } | undefined;
  /** What the numbers are about, such as "last week" or "since yesterday". */
  span: string;
};

/** For a supervisor: decisions first, then the numbers. Nothing to decide is said too: silence could mean a broken desk. */
export function digest(view: DigestView): Message {
  const drawn = view.charts.map((chart): Block => ({ kind: 'chart', chart }));
  const decisions = decisionsOf(view);
  const head: Block = { kind: 'heading', text: view.title };
  const decide: Block[] =
    decisions.length > 0
      ? [{ kind: 'text', text: [{ strong: 'To decide' }] }, ...decisions]
      : [{ kind: 'text', text: ['Nothing waits for a decision.'] }];
  return {
    blocks: [
      head,
      ...decide,
      ...besides(view.facts),
      ...view.added.flatMap(({ besides: also }) => also),
      numbers(view),
      ...byWhom(view),
      ...drawn,
      ...onRecord(view),
    ],
  };
}

/** Half of the root is enough to know it again, and stands on one line. */
function onRecord({ checkpoint, zone }: DigestView): Block[] {
  if (!checkpoint) return [];
  const { number, at, root } = checkpoint;
  const when = { when: new Date(at), zone };
  return [{ kind: 'text', text: [`On record: checkpoint ${number} of `, when, ` (${root.slice(0, 32)})`] }];
}

/** One line, and how to have none of them. */
export const emptyDigest = (title: string, what: string): Message => ({
  blocks: [{ kind: 'text', text: [{ strong: `${title}.` }, ` ${what} To leave such digests out, write “digests”.`] }],
});

/** What is late or due and needs nobody's decision: how much there is, and where to look. */
function besides({ seenTo, dueToday: due }: DigestFacts): Block[] {
  const seen = seenTo > 0 ? `${sayCount(seenTo)} late, and somebody sees to ${seenTo === 1 ? 'it' : 'them'}` : '';
  const today = due.count > 0 ? `${sayCount(due.count)} due today` : '';
  const said = [seen, today].filter(Boolean).join('; ');
  if (said === '') return [];
  const buttons = [
    ...(seen ? [listPresses['all open'].button('Show what is late', { only: 'late' })] : []),
    ...(today ? [dueToday('Show what is due today')] : []),
  ];
  return [{ kind: 'row', text: [`Besides: ${said}.`], buttons }];
}

/** For a liaison: what waits for their reply, the most urgent first; in the weekly one with their numbers. */
export function ownDigest(view: DigestView & { withNumbers: boolean }): Message {
  const { facts, zone, title } = view;
  const rows = [
    ...named(facts.late, (due) => ['Late: ', ...about(due), ' · since ', { when: due.dueAt, zone }]),
    ...named(facts.dueToday, (due) => ['Due today: ', ...about(due), ' · ', { when: due.dueAt, zone }]),
  ];
  return {
    blocks: [
      { kind: 'heading', text: title },
      ...(rows.length > 0 ? rows : [{ kind: 'text' as const, text: ['Nothing of yours is late or due today.'] }]),
      ...decisionsOf(view),
      ...view.added.flatMap(({ besides: also }) => also),
      ...(view.withNumbers ? [numbers(view)] : []),
    ],
  };
}

const about = ({ requestId, subject }: DueRequest): Text => [{ strong: requestRef(requestId) }, ` ${subject}`];

function named({ first, count }: Named<DueRequest>, say: (due: DueRequest) => Text): Block[] {
  const rows = first.map(
    (due): Block => ({
      kind: 'row',
      text: say(due),
      buttons: [replyPress.button(`Reply to ${requestRef(due.requestId)}`, { request: due.requestId })],
    }),
  );
  if (count <= first.length) return rows;
  const rest = `… and ${sayCount(count - first.length)} more.`;
  return [...rows, { kind: 'row', text: [rest], buttons: [listPresses.queue.button('My queue', {})] }];
}

const BEFORE = 'the week before';
const byWhom = ({ shares }: DigestView): Block[] => (shares ? shareBlocks(shares.all, BEFORE) : []);

const numbers = ({ facts, replies, span, shares }: DigestView): Block => ({
  kind: 'facts',
  facts: [
    { label: 'Open now', value: [sayCount(facts.live)] },
    { label: `Asked ${span}`, value: [String(facts.opened)] },
    {
      label: `Resolved ${span}`,
      value: [`${facts.resolved}${facts.plainNoes > 0 ? ` (${facts.plainNoes} declined without an alternative)` : ''}`],
    },
    {
      label: 'First replies on time',
      value: [`${sayShare(replies)}${shares ? sayBeside(shares.all, BEFORE, shares.baseline) : ''}`],
    },
    ...(replies.n > 0 ? [{ label: 'Typical first reply', value: [sayWaits(replies)] }] : []),
    { label: 'Ratings', value: [sayRatings(facts.ratings, facts.answered, facts.asked)] },
  ],
});
