import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countWaits, quantile, shareWithin, type Waits } from '../../src/figures/waits.ts';

/** "30 45+": answered after 30 minutes, and open for 45 by now. */
const read = (text: string): Waits =>
  text.split(' ').map((each) => ({
    minutes: Number.parseInt(each, 10),
    answered: each.endsWith('+') ? 0 : 1,
    open: each.endsWith('+') ? 1 : 0,
  }));
const A = '30 45 45 60 90 120 120+ 240 300+ 480';

/** Checked against R's survival package, which gives the middle to the next step where a half is hit exactly. */
test.each([
  ['A', A, [90, 480, 480], [[120, 0.6]]],
  [
    'B',
    '20 40 60 80 100 120+ 140+ 160 180+ 200+',
    [100, null, null],
    [
      [120, 0.5],
      [480, 0.6666666667],
    ],
  ],
  ['C', '15 35 50+ 50+ 75+ 90 100+ 200+ 400+ 500+', [null, null, null], [[120, 0.36]]],
  ['D', '10 20 30 40', [20, 30, 40], [[20, 0.5]]],
  ['F', '7 7 7+ 9 9+ 11', [9, 11, 11], [[9, 0.5555555556]]],
  ['G', `${A} 1+`, [90, 480, 480], [[120, 0.6]]],
  ['H', `${A} 480+`, [120, 480, null], [[120, 0.5454545455]]],
  ['Z', '5+ 10+ 15+', [null, null, null], [[60, 0]]],
] as const)('%s: %s', (_, text, quantiles, shares) => {
  const waits = read(text);
  const longest = Math.max(...waits.map(({ minutes }) => minutes));
  expect([0.5, 0.75, 0.9].map((share) => quantile(waits, share))).toEqual(
    quantiles.map((minutes) => (minutes === null ? { minutes: longest, reached: false } : { minutes, reached: true })),
  );
  for (const [minutes, share] of shares) expect(shareWithin(waits, minutes)).toBeCloseTo(share, 9);
});

test('nothing is said of no waits', () => {
  expect(quantile([], 0.5)).toBeNull();
  expect(shareWithin([], 60)).toBeUndefined();
  expect(countWaits([])).toBe(0);
});

describe('whatever the waits', () => {
  const wait = fc.record({
    minutes: fc.integer({ min: 0, max: 600 }),
    answered: fc.integer({ min: 0, max: 3 }),
    open: fc.integer({ min: 0, max: 3 }),
  });
  const some = fc.array(wait, { maxLength: 30 }).filter((waits) => countWaits(waits) > 0);
  const atLeast = (waits: Waits, share: number): number => {
    const found = quantile(waits, share);
    return found?.reached ? found.minutes : Number.POSITIVE_INFINITY;
  };

  test('one more unanswered request never improves a figure', () => {
    fc.assert(
      fc.property(some, fc.integer({ min: 0, max: 600 }), fc.constantFrom(0.5, 0.75, 0.9), (waits, minutes, share) => {
        const more = [...waits, { minutes, answered: 0, open: 1 }];
        expect(atLeast(more, share)).toBeGreaterThanOrEqual(atLeast(waits, share));
        expect(shareWithin(more, 240) ?? 0).toBeLessThanOrEqual((shareWithin(waits, 240) ?? 0) + 1e-9);
      }),
    );
  });

  test('without open ones they are what anybody would count by hand', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 600 }), { minLength: 1 }),
        fc.constantFrom(0.5, 0.75, 0.9),
        (all, share) => {
          const waits = all.map((minutes) => ({ minutes, answered: 1, open: 0 }));
          const sorted = all.toSorted((a, b) => a - b);
          const byHand = sorted[Math.ceil(share * all.length - 1e-9) - 1];
          expect(quantile(waits, share)).toEqual({ minutes: byHand, reached: true });
          expect(shareWithin(waits, 100)).toBeCloseTo(all.filter((minutes) => minutes <= 100).length / all.length, 9);
        },
      ),
    );
  });

  test('their order and how they are grouped decide nothing', () => {
    fc.assert(
      fc.property(some, (waits) => {
        const single = waits.flatMap(({ minutes, answered, open }) => [
          ...Array.from({ length: answered }, () => ({ minutes, answered: 1, open: 0 })),
          ...Array.from({ length: open }, () => ({ minutes, answered: 0, open: 1 })),
        ]);
        expect(quantile(single.toReversed(), 0.75)).toEqual(
          quantile(
            waits.filter((w) => w.answered + w.open > 0),
            0.75,
          ),
        );
      }),
    );
  });
});
