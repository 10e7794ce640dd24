import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type About, countedIn, type Rated, wholeGroups } from '../../src/figures/counted.ts';
import { SMALLEST_GROUP } from '../../src/figures/satisfaction.ts';

/** Each rating is a number of its own, so that it can be seen which are counted. */
const answers = fc
  .array(fc.record({ hour: fc.nat(400), nameless: fc.boolean(), liaisonId: fc.constantFrom(1, 2, null) }), {
    maxLength: 60,
  })
  .map((all) =>
    all
      .toSorted((a, b) => a.hour - b.hour)
      .map(({ hour, ...each }, nth) => ({ ...each, rating: 1_000 + nth, ratedAt: new Date(hour * 3_600_000) })),
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

type Answer = Rated & About & { nameless: boolean };
const split = (all: readonly Answer[]) => ({
  named: all.filter(({ nameless }) => !nameless),
  nameless: all.filter(({ nameless }) => nameless),
});

test('spans of any length, of an office and of its liaisons, pictures of several among them, leave no fewer than five answers without a name', () => {
  const span = fc.record({ from: fc.nat(400), hours: fc.integer({ min: 1, max: 400 }) });
  fc.assert(
    fc.property(answers, fc.array(span, { maxLength: 8 }), (all, spans) => {
      const given = split(all);
      const ofThese = spans.map(({ from, hours }) => ({
        from: new Date(from * 3_600_000),
        to: new Date((from + hours) * 3_600_000),
      }));
      const ofLiaison = (id: number) => split(all.filter(({ liaisonId }) => liaisonId === id));
      const counted = [given, ofLiaison(1), ofLiaison(2)].flatMap((each) => countedIn(ofThese, each));
      const nameless = given.nameless.map(({ rating }) => rating);
      expect(
        smallestLeft(
          nameless,
          counted.map(({ ratings }) => ratings),
        ),
      ).toBeGreaterThanOrEqual(SMALLEST_GROUP);
    }),
    { numRuns: 3_000 },
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
