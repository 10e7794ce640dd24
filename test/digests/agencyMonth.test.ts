import fc from 'fast-check';
import { expect, test } from 'vitest';
import { topicsOf } from '../../src/digests/agencyMonth.ts';
import { countedOfPeople, groupsOfPeople } from '../../src/figures/counted.ts';
import { SMALLEST_GROUP } from '../../src/figures/satisfaction.ts';

const asked = (...counts: number[]) => counts.map((n, at) => ({ name: `Line ${at}`, asked: n }));

test.each<[number[], number[], { topics: number; asked: number }]>([
  [[], [], { topics: 0, asked: 0 }],
  [[8], [8], { topics: 0, asked: 0 }],
  [[3], [], { topics: 1, asked: 3 }],
  [[8, 6], [8, 6], { topics: 0, asked: 0 }],
  [[8, 3], [], { topics: 2, asked: 11 }],
  [[9, 8, 3], [9], { topics: 2, asked: 11 }],
  [[9, 1, 1], [], { topics: 3, asked: 11 }],
  [[9, 4, 2], [9], { topics: 2, asked: 6 }],
  [[5, 0], [5], { topics: 0, asked: 0 }],
])('of topics asked about %j times these are told apart: %j', (counts, told, others) => {
  const topics = topicsOf(asked(...counts));
  expect(topics.told.map((each) => each.asked)).toEqual(told);
  expect(topics.others).toEqual(others);
});

test('no topic of fewer than five requests can be worked out from the sum and the others', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(12), { maxLength: 8 }), (counts) => {
      const { told, others } = topicsOf(asked(...counts));
      const sum = counts.reduce((all, n) => all + n, 0);
      expect(told.reduce((all, each) => all + each.asked, 0) + others.asked).toBe(sum);
      expect(told.every((each) => each.asked >= 5)).toBe(true);
      // What is left after those that are told is of two topics and five requests, or nothing is told apart.
      if (others.topics > 0 && told.length > 0) {
        expect(others.topics).toBeGreaterThanOrEqual(2);
        expect(others.asked).toBeGreaterThanOrEqual(5);
      }
    }),
  );
});

const START = Date.parse('2026-01-01T00:00:00Z');
const later = (hours: number): Date => new Date(START + hours * 3_600_000);

test('reports on people, put together or taken from one another, leave fewer than five people nowhere', () => {
  const answers = fc.array(fc.record({ personId: fc.integer({ min: 1, max: 9 }), hour: fc.nat(1_000) }), {
    maxLength: 60,
  });
  const reports = fc.array(fc.record({ from: fc.nat(1_000), hours: fc.nat(1_000) }), { minLength: 2, maxLength: 8 });
  fc.assert(
    fc.property(answers, reports, (given, asked) => {
      const rated = given
        .toSorted((a, b) => a.hour - b.hour)
        .map(({ personId, hour }, nth) => ({ personId, rating: nth, ratedAt: later(hour) }));
      const spans = asked.map(({ from, hours }) => ({ from: later(from), to: later(from + hours) }));
      // As a report saw it when it was made: what came later was not there.
      const counted = spans.map((span) => {
        const known = rated.filter(({ ratedAt }) => ratedAt < span.to);
        return countedOfPeople([span], known)[0] ?? [];
      });
      const alike = new Map<string, Set<number>>();
      for (const { personId, rating } of rated) {
        const seen = counted.map((each) => each.includes(rating)).join();
        if (seen.includes('true')) alike.set(seen, (alike.get(seen) ?? new Set()).add(personId));
      }
      for (const people of alike.values()) expect(people.size).toBeGreaterThanOrEqual(SMALLEST_GROUP);
    }),
  );
});

test('a group is whole with its fifth person, however much one of them says', () => {
  const of = (...ids: number[]) => groupsOfPeople(ids.map((personId) => ({ personId }))).map((group) => group.length);
  expect(of(1, 1, 1, 1, 1, 1)).toEqual([]);
  expect(of(1, 2, 3, 4, 4, 4, 5, 5)).toEqual([7]);
  expect(of(1, 2, 3, 4, 5, 1, 2, 3, 4, 5, 6)).toEqual([5, 5]);
});
