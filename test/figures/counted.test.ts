import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countedIn, wholeGroups } from '../../src/figures/counted.ts';
import { SMALLEST_GROUP } from '../../src/figures/satisfaction.ts';

/** Each rating is a number of its own, so that it can be seen which are counted. */
const answers = fc
  .array(fc.record({ hour: fc.nat(400), nameless: fc.boolean() }), { maxLength: 40 })
  .map((all) =>
    all
      .toSorted((a, b) => a.hour - b.hour)
      .map(({ hour, nameless }, nth) => ({ nameless, rating: 1_000 + nth, ratedAt: new Date(hour * 3_600_000) })),
  );

/** Answers that are in the same reports cannot be told apart, by no sum and no difference of them. */
function smallestLeft(nameless: readonly number[], reports: readonly number[][]): number {
  const shown = reports.filter(({ length }) => length >= SMALLEST_GROUP);
  const alike = new Map<string, number>();
  for (const rating of nameless) {
    const seen = shown.map((report) => report.includes(rating)).join();
    if (seen.includes('true')) alike.set(seen, (alike.get(seen) ?? 0) + 1);
  }
  return Math.min(Number.POSITIVE_INFINITY, ...alike.values());
}

const split = (all: readonly { nameless: boolean; rating: number; ratedAt: Date }[]) => ({
  named: all.filter(({ nameless }) => !nameless),
  nameless: all.filter(({ nameless }) => nameless),
});

test('spans of any length, pictures of several among them, leave no fewer than five answers without a name', () => {
  const span = fc.record({ from: fc.nat(400), hours: fc.integer({ min: 1, max: 300 }) });
  fc.assert(
    fc.property(answers, fc.array(span, { maxLength: 8 }), (all, spans) => {
      const given = split(all);
      const counted = countedIn(
        spans.map(({ from, hours }) => ({
          from: new Date(from * 3_600_000),
          to: new Date((from + hours) * 3_600_000),
        })),
        given,
      );
      const nameless = given.nameless.map(({ rating }) => rating);
      expect(
        smallestLeft(
          nameless,
          counted.map(({ ratings }) => ratings),
        ),
      ).toBeGreaterThanOrEqual(SMALLEST_GROUP);
    }),
  );
});

test('one round, looked at again and again while answers come, neither', () => {
  fc.assert(
    fc.property(answers, fc.array(fc.nat(40), { maxLength: 8 }), (all, looks) => {
      const reports = looks.map((so) => {
        const { named, nameless } = split(all.slice(0, so));
        return [...named, ...wholeGroups(nameless)].map(({ rating }) => rating);
      });
      const nameless = split(all).nameless.map(({ rating }) => rating);
      expect(smallestLeft(nameless, reports)).toBeGreaterThanOrEqual(SMALLEST_GROUP);
    }),
  );
});
