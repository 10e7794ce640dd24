import type { Figures } from './figures.ts';
import type { Quantile } from './waits.ts';

/** Figures in words, always with how many they are of. */

/** "92% (110 of 120)". */
export const sayShare = ({ due, met }: Figures): string =>
  due === 0 ? 'none was due' : `${Math.round((100 * met) / due)}% (${met} of ${due})`;

/** "2 h; 9 of 10 within 6 h (120 requests)": half of all waited so long or shorter. */
export function sayWaits({ n, median, p90 }: Figures): string {
  if (median === null) return 'none was due';
  const most =
    n >= 10 && p90 !== null ? `; 9 of 10 within ${p90.reached ? '' : 'more than '}${sayMinutes(p90.minutes)}` : '';
  return `${sayQuantile(median)}${most} (${n} request${n === 1 ? '' : 's'})`;
}

/** "2 h 45 min", or "more than 2 h 45 min" where too many are open. */
const sayQuantile = (found: NonNullable<Quantile>): string =>
  `${found.reached ? '' : 'more than '}${sayMinutes(found.minutes)}`;

/** Time in opening hours in words, rounded for reading: "1 h 20 min". */
function sayMinutes(minutes: number): string {
  const whole = Math.round(minutes);
  const hours = Math.floor(whole / 60);
  const left = whole % 60;
  if (hours === 0) return `${whole} min`;
  return left === 0 ? `${hours} h` : `${hours} h ${left} min`;
}
