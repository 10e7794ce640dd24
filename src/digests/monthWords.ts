import type { Chart } from '../chat/charts/chart.ts';
import { type Message, sayDay } from '../chat/message.ts';
import type { MonthFact } from '../feature/digestPart.ts';
import type { Baseline, MonthFigures } from '../figures/figures.ts';
import type { Goals } from '../figures/goals.ts';
import { type SurveyCounts, sayScore } from '../figures/satisfaction.ts';
import { GOAL, monthLines, NONE_DUE, sayMonth } from '../figures/words.ts';

/** `round`: the day on which it began. `counts`: of those who answered the ones that may be counted. */
export type AllInAll = { round: string; counts: SurveyCounts; response: string };

/** How a month ('YYYY-MM') went, beside the one before and the one the office measures itself against. */
export type MonthView = {
  of: string;
  month: string;
  figures: MonthFigures;
  before: MonthFigures;
  baseline: Baseline | undefined;
  goals: Goals;
  /** Of all who answered about it. */
  satisfaction: SurveyCounts;
  /** What all customers said who were asked how the office is doing: the rounds that ran in the month. */
  allInAll: readonly AllInAll[];
  /** What people wrote about, as it was tagged in the month. */
  themes: string | undefined;
  /** What liaisons said who were asked whether they could help. */
  pulse: string | undefined;
  /** What other features add. */
  added: readonly MonthFact[];
  charts: readonly Chart[];
};

export function monthDigest({
  of,
  month,
  figures,
  satisfaction,
  allInAll,
  themes,
  pulse,
  added,
  charts,
  ...beside
}: MonthView): Message {
  const lines = monthLines(month, figures, beside);
  const facts = lines.flatMap(({ title, share, goal, beside: others, wait }) => [
    { label: `${title} on time`, value: [{ strong: share }, others] },
    ...(goal === undefined ? [] : [{ label: 'Within the goal', value: [goal] }]),
    ...(wait === NONE_DUE ? [] : [{ label: 'Typical wait', value: [wait] }]),
  ]);
  const { baseline } = beside;
  const base = baseline && baseline.month !== month ? ` ${sayMonth(baseline.month)} is your baseline.` : '';
  const goal = lines.some((line) => line.goal !== undefined) ? ` ${GOAL}` : '';
  return {
    blocks: [
      { kind: 'heading', text: `${sayMonth(month)}: ${of}` },
      {
        kind: 'facts',
        facts: [
          ...facts,
          { label: 'Satisfaction', value: [sayScore(satisfaction)] },
          ...allInAll.map(({ round, counts, response }) => ({
            label: `All customers, asked from ${sayDay(round, `${month}-15`)} on`,
            value: [`${sayScore(counts, 'customers')}; ${response}`],
          })),
          ...(themes === undefined ? [] : [{ label: 'What people wrote about', value: [themes] }]),
          ...(pulse === undefined ? [] : [{ label: 'Liaisons who could help as they wanted', value: [pulse] }]),
          ...added.map(({ label, value }) => ({ label, value: [value] })),
        ],
      },
      ...charts.map((chart) => ({ kind: 'chart' as const, chart })),
      {
        kind: 'small',
        text: [`Of what was due in the month.${goal}${base} Write “figures” to see it by agency, liaison or topic.`],
      },
    ],
  };
}
