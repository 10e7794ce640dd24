import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  goodOnes,
  interval,
  responseRates,
  type SurveyCounts,
  sayRatings,
  sayResponse,
  sayScore,
} from '../../src/figures/satisfaction.ts';

const none: SurveyCounts = {
  ...{ served: 0, invited: 0, reminded: 0, answered: 0, completed: 0, declined: 0 },
  ratings: { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 },
};

describe('the margin', () => {
  // The infinite one agrees with prop.test of R; 60 of 60 of 60 is exact.
  test.each([
    [18, 20, 40, 0.7674, 0.9609],
    [18, 20, Number.POSITIVE_INFINITY, 0.699, 0.9721],
    [5, 5, 12, 0.6716, 1],
    [45, 60, 200, 0.6487, 0.8298],
    [0, 8, 30, 0, 0.267],
    [60, 60, 60, 1, 1],
  ])('of %s good of %s answers of %s served', (good, answers, served, low, high) => {
    const found = interval(good, answers, served);
    expect(found?.low).toBeCloseTo(low, 4);
    expect(found?.high).toBeCloseTo(high, 4);
  });

  test('holds the share, and is never wider where more have answered', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 0, max: 500 }),
        fc.float({ min: 0, max: 1, noNaN: true }),
        (answers, more, of) => {
          const good = Math.round(answers * of);
          const found = interval(good, answers, answers + more);
          const wide = interval(good, answers, answers + more + 50);
          if (!found || !wide) throw new Error('somebody has answered');
          expect(found.low).toBeLessThanOrEqual(good / answers + 1e-9);
          expect(found.high).toBeGreaterThanOrEqual(good / answers - 1e-9);
          expect(wide.high - wide.low).toBeGreaterThanOrEqual(found.high - found.low - 1e-9);
        },
      ),
    );
  });

  test('of no answer is none', () => expect(interval(0, 0, 10)).toBeUndefined());
});

describe('the words', () => {
  const counts = {
    ...none,
    served: 200,
    invited: 120,
    answered: 60,
    completed: 30,
    ratings: { 1: 5, 2: 5, 3: 5, 4: 20, 5: 25 },
  };

  test('say both numbers of a rate, and how sure a share is', () => {
    expect(goodOnes(counts)).toBe(45);
    expect(responseRates(counts)).toEqual({ rr1: 0.25, rr2: 0.5 });
    expect(sayScore(counts)).toBe('75% satisfied (65% to 83%; 45 of 60 who answered, 200 served)');
    expect(sayResponse(counts)).toBe('60 of 120 asked answered (50%), 30 the whole form (25%)');
  });

  test('of a small group say nothing', () => {
    expect(sayScore({ ...counts, answered: 4 })).toContain('too few');
    expect(sayScore({ ...counts, answered: 4 })).not.toMatch(/%/u);
    expect(sayResponse(none)).toBe('nobody was asked');
    expect(sayRatings([], 0, 3)).toBe('none yet');
    expect(sayRatings([1, 2, 5, 5], 6, 9)).not.toMatch(/%/u);
    expect(sayRatings([1, 4, 5, 5, 5], 6, 9)).toBe('80% satisfied (38% to 96%; 4 of 5 who answered, 9 asked)');
  });
});
