import type { Chart, ChartsAs } from '../../../src/chat/charts/chart.ts';
import { type PlotLimits, plotsOf } from '../../../src/chat/charts/plot.ts';
import type { Message } from '../../../src/chat/message.ts';
import { plainName } from './text.ts';

/**
 * Slack's own charts (docs.slack.dev/reference/block-kit/blocks/data-visualization-block): in messages only, not in forms
 * or on the Home. They come to one workspace after another; where they are not, the message is refused.
 */
export type ChartBlock = {
  type: typeof CHART;
  block_id: string;
  title: string;
  chart: {
    type: 'line' | 'bar';
    series: { name: string; data: { label: string; value: number }[] }[];
    axis_config: { categories: string[]; y_label: string };
  };
};

export const CHART = 'data_visualization';

const LIMITS: PlotLimits = { categories: 20, series: 6, label: 20, title: 50, unit: 50 };
const MOST_IN_A_MESSAGE = 2;

/** A chart as Slack's own, which may be two; undefined where they would not say what the picture says. `nth`: in its message. */
export function slackCharts(chart: Chart, nth: number): ChartBlock[] | undefined {
  return plotsOf(chart, LIMITS)?.map(({ kind, title, unit, categories, series }, of): ChartBlock => {
    const labels = categories.map(plainName);
    return {
      ...{ type: CHART, block_id: `${PREFIX}${nth}-${of}`, title: plainName(title) },
      chart: {
        type: kind === 'lines' ? 'line' : 'bar',
        series: series.map(({ name, values }) => ({
          name,
          data: values.map((value, at) => ({ label: labels[at] ?? '', value })),
        })),
        axis_config: { categories: labels, y_label: unit },
      },
    };
  });
}

/** Which of a message's charts are Slack's own, by their place among its charts: the first ones that it takes. */
export function ownCharts(message: Message, as: ChartsAs): ReadonlyMap<number, ChartBlock[]> {
  const own = new Map<number, ChartBlock[]>();
  if (as === 'pictures') return own;
  let room = MOST_IN_A_MESSAGE;
  for (const [nth, chart] of chartsOf(message).entries()) {
    const blocks = slackCharts(chart, nth);
    if (!blocks || blocks.length > room) continue;
    own.set(nth, blocks);
    room -= blocks.length;
  }
  return own;
}

export const chartsOf = ({ blocks }: Message): Chart[] =>
  blocks.flatMap((block) => (block.kind === 'chart' ? [block.chart] : []));

const PREFIX = 'chart-';

/** Which charts of its message stand in a post as Slack's own, by what their blocks are called. */
export function chartsIn(blocks: readonly { type?: unknown; block_id?: unknown }[]): number[] {
  const found = blocks.flatMap(({ type, block_id: id }) =>
    type === CHART && typeof id === 'string' && id.startsWith(PREFIX)
      ? [Number.parseInt(id.slice(PREFIX.length), 10)]
      : [],
  );
  return [...new Set(found)];
}

/** A workspace that refused them is spared them for so long: roll-outs take weeks, and each try costs a refusal. */
const SPARED_MS = 7 * 86_400_000;

/** Whether Slack's own charts are tried in one workspace. In memory only: after a restart they are tried again. */
export type OwnCharts = {
  as: ChartsAs;
  areTried(): boolean;
  /** A message was refused with them, and taken without. */
  refused(): void;
};

export function createOwnCharts(as: ChartsAs, now: () => Date): OwnCharts {
  let spareUntil = Number.NEGATIVE_INFINITY;
  return {
    as,
    areTried: () => as === 'native' && now().getTime() >= spareUntil,
    refused() {
      spareUntil = now().getTime() + SPARED_MS;
    },
  };
}
