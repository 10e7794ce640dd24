import fc from 'fast-check';
import { expect, test } from 'vitest';
import { likeTogether } from '../../src/listening/likeness.ts';

const worded = (id: number, text: string) => ({ id, stems: text.split(' ') });

test('answers with rare words in common stand in a row, in the order in which they came', () => {
  const answers = [
    worded(1, 'road salt winter'),
    worded(2, 'drone inspect bridg'),
    worded(3, 'salt road'),
    worded(4, 'laptop'),
    worded(5, 'drone bridg'),
  ];
  expect(likeTogether(answers)).toEqual([[1, 3], [2, 5], [4]]);
});

test('each answer stands there once, in whatever order they are given', () => {
  const answers = fc.uniqueArray(
    fc.record({
      id: fc.integer({ min: 1, max: 60 }),
      stems: fc.uniqueArray(fc.constantFrom('salt', 'road', 'drone', 'plow', 'form'), { maxLength: 4 }),
    }),
    { selector: ({ id }) => id, maxLength: 25 },
  );
  fc.assert(
    fc.property(answers, (all) => {
      const order = likeTogether(all);
      expect(order.flat().toSorted((a, b) => a - b)).toEqual(all.map(({ id }) => id).toSorted((a, b) => a - b));
      expect(likeTogether(all.toReversed())).toEqual(order);
    }),
  );
});
