import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ascending, firstAtLeast } from '../../src/sla/ascending.ts';

describe('looking up in ascending numbers', () => {
  it('finds what a plain search finds, crowded or far apart', () => {
    const near = fc.integer({ min: -50, max: 50 });
    const far = fc.integer({ min: -5_000_000_000_000, max: 5_000_000_000_000 });
    const lists = fc.uniqueArray(fc.oneof(near, far), { maxLength: 60 }).map((list) => list.sort((a, b) => a - b));
    fc.assert(
      fc.property(lists, fc.array(fc.oneof(near, far)), (numbers, others) => {
        const table = ascending(numbers);
        for (const limit of [...numbers.flatMap((n) => [n - 1, n, n + 1]), ...others]) {
          const plain = numbers.findIndex((n) => n >= limit);
          expect(firstAtLeast(table, limit)).toBe(plain === -1 ? numbers.length : plain);
        }
      }),
    );
  });

  it('has no place for what is beyond all of them', () => {
    expect(firstAtLeast(ascending([1, 2, 3]), Number.POSITIVE_INFINITY)).toBe(3);
    expect(firstAtLeast(ascending([]), 0)).toBe(0);
  });
});
