import type { Chart } from '../chat/charts/chart.ts';
import type { Block, Button, Message, Text } from '../chat/message.ts';
import type { Baseline, FigureGroup, Figures, MonthFigures } from '../figures/figures.ts';
import type { Goals } from '../figures/goals.ts';
import { GOAL, monthLines, NONE_DUE, sayMonth, sayShare, sayWaits } from '../figures/words.ts';
import { figuresPress, freezePress } from './presses.ts';

/** How an office did in a month, beside the month before and the one it measures itself against. */

/** `of`: whose figures; `months`: the one before it and, unless it goes on still, the one after. */
export type ReportOf = {
  officeId: number;
  /** "Procurement Office", or "Lee Park" of it. */
  name: string;
  month: string;
  before: string;
  after: string | undefined;
  /** Of the whole office they can be told apart. */
  whole: boolean;
};

const groups: Record<FigureGroup, { label: string; what: string }> = {
  agency: { label: 'By agency', what: 'by agency' },
  liaison: { label: 'By liaison', what: 'by liaison' },
  line: { label: 'By topic', what: 'by topic' },
  priority: { label: 'By urgency', what: 'by urgency' },
  month: { label: 'By month', what: 'by month' },
};

export function monthReport(
  of: ReportOf,
  now: MonthFigures,
  {
    before,
    baseline,
    goals,
    mayFreeze,
  }: { before: MonthFigures; baseline: Baseline | undefined; goals: Goals; mayFreeze: boolean },
): Message {
  const lines = monthLines(of.month, now, { before, baseline, goals });
  const facts = lines.flatMap(({ title, share, goal, beside, wait }) => [
    { label: `${title} on time`, value: [{ strong: share }, beside] },
    ...(goal === undefined ? [] : [{ label: 'Within the goal', value: [goal] }]),
    ...(wait === NONE_DUE ? [] : [{ label: 'Typical wait', value: [wait] }]),
  ]);
  return {
    blocks: [
      { kind: 'heading', text: `${of.name}, ${sayMonth(of.month)}` },
      { kind: 'facts', facts },
      {
        kind: 'small',
        text: [
          explained(
            of,
            baseline,
            lines.some(({ goal }) => goal !== undefined),
          ),
        ],
      },
      ...buttons(of, [
        ...(of.whole
          ? (['agency', 'liaison', 'line', 'priority', 'month'] as const).map((by) => groupButton(of, by))
          : []),
        ...(mayFreeze ? [freezePress.button('Keep as our baseline', { office: of.officeId, month: of.month })] : []),
      ]),
    ],
  };
}

const explained = (of: ReportOf, baseline: Baseline | undefined, hasGoal = false): string =>
  [
    'Of what was due in the month, in opening hours. What is still open counts as at least its time so far.',
    hasGoal ? ` ${GOAL}` : '',
    of.whole && baseline ? ` Baseline: ${sayMonth(baseline.month)}, as it was then.` : '',
  ].join('');

/** One row for each group, the one with most to answer first. */
export function groupReport(
  of: ReportOf,
  by: FigureGroup,
  rows: readonly { name: string; figures: Figures }[],
  chart?: Chart,
): Message {
  const items = rows
    .slice(0, MOST_ROWS)
    .map(
      ({ name, figures }): Text => [{ strong: name }, ` · on time ${sayShare(figures)} · typical ${sayWaits(figures)}`],
    );
  const more: Text[] = rows.length > MOST_ROWS ? [[`… and ${rows.length - MOST_ROWS} more.`]] : [];
  const when = by === 'month' ? `the year to ${sayMonth(of.month)}` : sayMonth(of.month);
  const content: Block =
    rows.length > 0 ? { kind: 'list', items: [...items, ...more] } : { kind: 'text', text: ['Nothing was due.'] };
  return {
    blocks: [
      { kind: 'heading', text: `First replies ${groups[by].what}` },
      { kind: 'text', text: [`${of.name}, ${when}`] },
      ...(chart ? [{ kind: 'chart' as const, chart }] : []),
      content,
      { kind: 'small', text: [explained(of, undefined)] },
      ...buttons(of, [figuresPress.button('All together', { office: of.officeId, month: of.month })]),
    ],
  };
}

/** So many groups are named: no chat takes a message of any length. */
const MOST_ROWS = 30;

const groupButton = (of: ReportOf, by: FigureGroup): Button =>
  figuresPress.button(groups[by].label, { office: of.officeId, month: of.month, by });

const buttons = (of: ReportOf, own: Button[]): Block[] => [
  {
    kind: 'buttons',
    buttons: [
      ...own,
      figuresPress.button(sayMonth(of.before), { office: of.officeId, month: of.before }),
      ...(of.after ? [figuresPress.button(sayMonth(of.after), { office: of.officeId, month: of.after })] : []),
    ],
  },
];

/** Somebody looks after several offices. */
export const whichOffice = (offices: readonly { id: number; name: string }[]): Message => ({
  blocks: [
    { kind: 'text', text: ['Figures of which office?'] },
    { kind: 'buttons', buttons: offices.map(({ id, name }) => figuresPress.button(name, { office: id })) },
  ],
});
