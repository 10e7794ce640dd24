import { scaleLinear } from 'd3-scale';
import type { Trend, TrendPoint } from './chart.ts';

/** How far a scale of waits reaches: one month of a thousand hours is not to press all others flat on the ground. */

/** A wait so many times as long as the usual one is left off the scale… */
const TIMES = 4;
/** … where there are so many others that there is a usual one. */
const ENOUGH = 4;

/** In hours. A wait beyond it is drawn at its end, with an arrow and its hours. */
export function reachOf({ points, promise }: Pick<Trend, 'points' | 'promise'>): number {
  const longest = points
    .map(({ median, p90 }) => Math.max(median ?? 0, p90 ?? 0))
    .filter((hours) => hours > 0)
    .toSorted((a, b) => a - b);
  const least = Math.max(1, promise ?? 0);
  const usual = Math.max(least, longest[Math.floor((longest.length - 1) / 2)] ?? 0);
  const shown = longest.length < ENOUGH ? longest : longest.filter((hours) => hours <= TIMES * usual);
  const [, reach = least] = scaleLinear([0, Math.max(least, ...shown)], [0, 1])
    .nice(4)
    .domain();
  return reach;
}

/** "94 h", as it stands at an arrow and in the sentence for whoever does not see the picture. */
export const sayHours = (hours: number): string => `${Math.round(hours).toLocaleString('en-US')} h`;

/** The points of which something is beyond the scale. */
export const beyond = (trend: Pick<Trend, 'points' | 'promise'>): TrendPoint[] => {
  const reach = reachOf(trend);
  return trend.points.filter(({ median, p90 }) => Math.max(median ?? 0, p90 ?? 0) > reach);
};
