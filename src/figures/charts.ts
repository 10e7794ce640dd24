import type { Bar, Bars, Trend, TrendPoint } from '../chat/charts/chart.ts';
import type { Figures } from './figures.ts';
import { sayMonth, sayShare, sayWaits } from './words.ts';

/** Figures as pictures. */

/** Months ('YYYY-MM') from the first to the last, each with its figures or none. */
export type MonthsOf = readonly { month: string; figures: Figures | undefined }[];

const monthFormat = new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', month: 'short' });
const shortMonth = (month: string): string => monthFormat.format(new Date(`${month}-15T12:00:00Z`));

/** How long people waited month by month; `target` in business minutes, null where it differs. */
export function monthsChart(name: string, months: MonthsOf, target: number | null): Trend | undefined {
  const known = months.flatMap(({ month, figures }) => (figures && figures.n > 0 ? [{ month, figures }] : []));
  const last = known.at(-1);
  // One alone is a number, no picture.
  if (known.length < 2 || !last) return undefined;
  const first = known[0] ?? last;
  return {
    kind: 'trend',
    title: `First replies, month by month: ${name}`,
    finding:
      `${sayMonth(last.month)}: ${sayShare(last.figures)} on time, typical wait ${sayWaits(last.figures)}. ` +
      `${sayMonth(first.month)}: ${sayShare(first.figures)} on time.`,
    points: months.map(({ month, figures }): TrendPoint => pointOf(shortMonth(month), figures)),
    promise: target === null ? null : target / 60,
  };
}

function pointOf(label: string, figures: Figures | undefined): TrendPoint {
  if (!figures) return { label, median: null, p90: null, share: null };
  const { median, p90, due, met } = figures;
  const hours = (quantile: Figures['median']) => (quantile?.reached ? quantile.minutes / 60 : null);
  return { label, median: hours(median), p90: hours(p90), share: due > 0 ? met / due : null };
}

/** Who has how many open requests, the most first. */
export function loadChart(name: string, loads: readonly { name: string; live: number }[]): Bars | undefined {
  const sorted = loads.toSorted((a, b) => b.live - a.live || a.name.localeCompare(b.name));
  const [most] = sorted;
  if (!most || most.live === 0 || sorted.length < 2) return undefined;
  const all = sorted.reduce((sum, { live }) => sum + live, 0);
  return {
    kind: 'bars',
    title: `Open requests by liaison: ${name}`,
    finding: `${most.name} has ${most.live} of the ${all} that are open; ${sorted.length} liaisons answer here.`,
    most: most.live,
    bars: sorted.map(({ name: label, live }): Bar => ({ label, value: live, said: String(live) })),
  };
}
