import type { Figures } from '../figures/figures.ts';
import { quantile, type Waits } from '../figures/waits.ts';
import { sayQuantile } from '../figures/words.ts';

/** What answers of before have saved, with sizes: how often, how long until the answer, and how long it takes otherwise. */

/** Of a span. `helped`: opening minutes from the question on, of each who said that it answered them. */
export type Served = { asked: number; suggested: number; offered: number; used: number; helped: readonly number[] };

/** Fewer say nothing about how long it takes. */
const FEWEST = 5;

/** "Found for 31 of 120 questions, used in 9 replies; 11 of the 24 who were offered one said that it answered them". */
export function sayServed({ suggested, asked, used, offered, helped }: Served): string {
  const number = (n: number): string => n.toLocaleString('en-US');
  const found = `found for ${number(suggested)} of ${number(asked)} ${asked === 1 ? 'question' : 'questions'}`;
  const replies = `used in ${number(used)} ${used === 1 ? 'reply' : 'replies'}`;
  const one = offered === 1 ? 'the one' : `the ${number(offered)}`;
  const said = offered > 0 ? `; ${number(helped.length)} of ${one} offered one said that it answered them` : '';
  return `${found}, ${replies}${said}`;
}

/**
 * How long those waited who said so, beside how long half of all wait for a resolution (Kaplan and Meier, so that what is
 * open counts). Undefined for fewer than five.
 */
export function saySaved({ helped }: Pick<Served, 'helped'>, usual: Figures | undefined): string | undefined {
  if (helped.length < FEWEST) return undefined;
  const waits: Waits = helped.map((minutes) => ({ minutes: Math.ceil(minutes), answered: 1, open: 0 }));
  const half = quantile(waits, 0.5);
  if (!half) return undefined;
  const own = `half of these ${helped.length} had it within ${sayQuantile(half)}`;
  if (!usual?.median || usual.n < FEWEST) return own;
  return `${own}, where half of ${usual.n.toLocaleString('en-US')} requests took ${sayQuantile(usual.median)} to resolve`;
}
