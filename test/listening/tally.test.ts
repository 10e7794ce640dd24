import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sayTie, tally } from '../../src/listening/tally.ts';

const needs = [
  { id: 1, answers: 2 },
  { id: 2, answers: 5 },
  { id: 3, answers: 5 },
];
const ballot = (weight: number, ...needIds: number[]) => ({ weight, needIds });

test('a choice counts by the weight of its agency, and equal votes go by agencies, then by answers', () => {
  const counted = tally([ballot(3, 1), ballot(1, 2, 3), ballot(2, 2, 3), { weight: 9, needIds: null }], needs);
  expect(counted.map(({ needId, votes, chosenBy, place, tied }) => [needId, votes, chosenBy, place, tied])).toEqual([
    [2, 3, 2, 1, true],
    [3, 3, 2, 1, true],
    [1, 3, 1, 3, true],
  ]);
  expect(sayTie(counted, 0)).toBe('tied');
  expect(sayTie(counted, 2)).toBe('tied, ordered by how many agencies chose it');
  const byAnswers = tally([ballot(1, 1, 2)], needs);
  expect(sayTie(byAnswers, 0)).toBe('tied, ordered by how many asked for it');
  expect(sayTie(byAnswers, 2)).toBeUndefined();
});

describe('of any ballots', () => {
  const ids = [1, 2, 3, 4, 5];
  const all = ids.map((id) => ({ id, answers: (id * 7) % 3 }));
  const ballots = fc.array(
    fc.record({
      weight: fc.integer({ min: 1, max: 500 }),
      needIds: fc.option(fc.uniqueArray(fc.constantFrom(...ids), { maxLength: 3 }), { nil: null }),
    }),
    { maxLength: 12 },
  );

  test('all votes together are what the agencies gave', () => {
    fc.assert(
      fc.property(ballots, (cast) => {
        const given = cast.reduce((sum, { weight, needIds }) => sum + weight * (needIds?.length ?? 0), 0);
        expect(tally(cast, all).reduce((sum, { votes }) => sum + votes, 0)).toBe(given);
      }),
    );
  });

  test('the order of ballots and of needs changes nothing', () => {
    fc.assert(
      fc.property(ballots, fc.shuffledSubarray(all, { minLength: all.length }), (cast, shuffled) => {
        expect(tally(cast.toReversed(), shuffled)).toEqual(tally(cast, all));
      }),
    );
  });

  test('a choice that stands twice on a ballot counts once, and what is no need counts nothing', () => {
    fc.assert(
      fc.property(ballots, (cast) => {
        const doubled = cast.map(({ weight, needIds }) => ({
          weight,
          needIds: needIds && [...needIds, ...needIds, 99],
        }));
        expect(tally(doubled, all)).toEqual(tally(cast, all));
      }),
    );
  });

  test('places never go back, and who has more votes stands before', () => {
    fc.assert(
      fc.property(ballots, (cast) => {
        const counted = tally(cast, all);
        for (const [index, each] of counted.entries()) {
          const before = counted[index - 1];
          expect(each.place).toBeLessThanOrEqual(index + 1);
          if (before) expect([before.votes >= each.votes, before.place <= each.place]).toEqual([true, true]);
        }
      }),
    );
  });
});
