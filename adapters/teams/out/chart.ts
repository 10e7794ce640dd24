import type { Chart } from '../../../src/chat/charts/chart.ts';
import { type Plot, type PlotLimits, plotsOf } from '../../../src/chat/charts/plot.ts';
import type { CardChart } from '../in/activity.ts';

/**
 * What Teams draws by itself, as far as anybody can still read it (learn.microsoft.com, “Charts in Adaptive Cards”): it
 * names no limits of its own.
 */
const LIMITS: PlotLimits = { categories: 20, series: 6, label: 40, title: 120, unit: 50 };
/** Below one another in columns; things with longer names lie on their side. */
const UPRIGHT: PlotLimits = { ...LIMITS, label: 20 };

/** A chart as Teams' own, which may be two; undefined where they would not say what the picture says. */
export function teamsCharts(chart: Chart): CardChart[] | undefined {
  const isOnItsSide = chart.kind === 'bars' && !chart.spans;
  return plotsOf(chart, isOnItsSide ? LIMITS : UPRIGHT)?.map((plot) => (isOnItsSide ? lying(plot) : standing(plot)));
}

function lying({ title, unit, categories, series: [only] }: Plot): CardChart {
  return { type: 'Chart.HorizontalBar', title, xAxisTitle: unit, data: pointsOf(categories, only?.values ?? []) };
}

function standing({ kind, title, unit, categories, series }: Plot): CardChart {
  const [only, another] = series;
  const axis = { title, yAxisTitle: unit };
  if (kind === 'bars' && !another)
    return { type: 'Chart.VerticalBar', ...axis, showBarValues: true, data: pointsOf(categories, only?.values ?? []) };
  return {
    type: kind === 'lines' ? 'Chart.Line' : 'Chart.VerticalBar.Grouped',
    ...axis,
    data: series.map(({ name, values }) => ({ legend: name, values: pointsOf(categories, values) })),
  };
}

const pointsOf = (categories: readonly string[], values: readonly number[]) =>
  values.map((y, nth) => ({ x: categories[nth] ?? '', y }));
