import type { Bar, Bars, Chart, Trend } from './chart.ts';
import { beyond } from './reach.ts';

/**
 * A chart as chats have them of their own: things side by side or one after the other, with as many series, each with a
 * number for each. What such a chart cannot say honestly is no plot, and stays a picture.
 */
export type Plot = {
  kind: 'lines' | 'bars';
  title: string;
  /** What the numbers count, at their axis. */
  unit: string;
  categories: string[];
  series: Series[];
};

export type Series = { name: string; values: number[] };

/** What a chat takes; lengths in UTF-16 units. */
export type PlotLimits = { categories: number; series: number; label: number; title: number; unit: number };

/**
 * The chart as plots that say all that the picture says, and no more; undefined where they would not: a period without a
 * number, a thing that has words instead of one, a margin, a wait beyond the scale, more than there is room for, or names
 * that could not be told apart.
 */
export function plotsOf(chart: Chart, limits: PlotLimits): Plot[] | undefined {
  const plots = chart.kind === 'trend' ? trendPlots(chart, limits) : barPlots(chart, limits);
  return plots?.every((plot) => isWithin(plot, limits)) ? plots : undefined;
}

/** Waits, with what was promised as a line of its own, and the share in time: the two halves of the picture. */
function trendPlots(trend: Trend, limits: PlotLimits): Plot[] | undefined {
  const { points, promise, title } = trend;
  // Its picture cuts the longest off, and its words say which: on another scale they would be untrue.
  if (beyond(trend).length > 0) return undefined;
  const [medians, most, shares] = [
    points.map(({ median }) => median),
    points.map(({ p90 }) => p90),
    points.map(({ share }) => share),
  ];
  if (!isWhole(medians) || !isWhole(most) || !isWhole(shares)) return undefined;
  const categories = points.map(({ label }) => label);
  const promised = promise === null ? [] : [{ name: 'promised', values: points.map(() => roundHours(promise)) }];
  return [
    {
      ...{ kind: 'lines', title: titleWithin(title, limits.title), unit: 'hours', categories },
      series: [
        { name: 'half within', values: medians.map(roundHours) },
        { name: '9 of 10 within', values: most.map(roundHours) },
        ...promised,
      ],
    },
    {
      ...{ kind: 'bars', title: 'In time', unit: '%', categories },
      series: [{ name: 'in time', values: shares.map((share) => Math.round(share * 100)) }],
    },
  ];
}

function barPlots({ title, bars, note, spans }: Bars, limits: PlotLimits): Plot[] | undefined {
  // A note says how a picture is to be read; what it says of a span before, the names of the series say.
  if (note !== undefined && !spans) return undefined;
  if (!bars.every((bar) => isSaidByNumbers(bar, spans !== undefined))) return undefined;
  const categories = labelsOf(bars, limits.label);
  if (!categories) return undefined;
  const now = bars.map(({ value }) => value);
  const before = bars.map(({ before: value }) => value ?? null);
  if (!isWhole(now)) return undefined;
  const whole = { kind: 'bars' as const, title: titleWithin(title, limits.title), unit: 'requests', categories };
  if (!spans) return [{ ...whole, series: [{ name: 'requests', values: now }] }];
  if (!isWhole(before)) return undefined;
  return [
    {
      ...whole,
      series: [
        { name: spans.now, values: now },
        { name: spans.before, values: before },
      ],
    },
  ];
}

/** Is what is written beside the bar its numbers and nothing else, with nothing left open? */
function isSaidByNumbers({ value, before, said, low, high }: Bar, isCompared: boolean): boolean {
  if (value === null || low !== undefined || high !== undefined) return false;
  if (!isCompared) return said === sayNumber(value);
  return before !== undefined && said === `${sayNumber(value)} (${sayNumber(before)})`;
}

const sayNumber = (value: number): string => value.toLocaleString('en-US');

const isWhole = (values: readonly (number | null)[]): values is number[] => values.every(Number.isFinite);

/** To about half a minute. */
const roundHours = (hours: number): number => Math.round(hours * 100) / 100;

/** Behind the first colon stands whose figures these are, which the message says itself: that goes first. */
function titleWithin(title: string, longest: number): string {
  if (title.length <= longest) return title;
  return cut(title.split(': ')[0] ?? title, longest);
}

/**
 * Names of bars within a length: cut, or where two would be the same then, their plain names. Undefined where some still
 * are.
 */
function labelsOf(bars: readonly Bar[], longest: number): string[] | undefined {
  const names = bars.map(({ label }) => cut(label, longest));
  const isOne = (name: string) => names.indexOf(name) === names.lastIndexOf(name);
  const labels = bars.map(({ plain }, nth) => {
    const name = names[nth] ?? '';
    return isOne(name) || plain === undefined ? name : cut(plain, longest);
  });
  return new Set(labels).size === labels.length ? labels : undefined;
}

/** No sign is cut in two. */
function cut(text: string, longest: number): string {
  const whole = text.trim();
  if (whole.length <= longest) return whole;
  const signs = Array.from(whole);
  while (`${signs.join('').trimEnd()}…`.length > longest) signs.pop();
  return `${signs.join('').trimEnd()}…`;
}

function isWithin({ title, unit, categories, series }: Plot, limits: PlotLimits): boolean {
  const names = series.map(({ name }) => name);
  return (
    isBetween(categories.length, limits.categories) &&
    isBetween(series.length, limits.series) &&
    isBetween(title.length, limits.title) &&
    unit.length <= limits.unit &&
    [categories, names].every(
      (all) => new Set(all).size === all.length && all.every(({ length }) => isBetween(length, limits.label)),
    )
  );
}

const isBetween = (count: number, most: number): boolean => count >= 1 && count <= most;
