import { expect, test } from 'vitest';
import { isMonth, monthAsked, yearBack } from '../../src/figures/months.ts';

test.each([
  ['2026-05', '2026-05'],
  ['2025-12', '2025-12'],
  ['2026-07', '2026-06'],
  ['2026-13', '2026-06'],
  ['2026-5', '2026-06'],
  ['2026-05-01', '2026-06'],
  ["2026-05'; drop table people", '2026-06'],
  ['', '2026-06'],
  [null, '2026-06'],
  [undefined, '2026-06'],
])('who asks for the month %j in June 2026 sees %s', (asked, seen) => {
  expect(monthAsked(asked, '2026-06')).toBe(seen);
});

test('a year back has twelve months, over the turn of a year', () => {
  const months = yearBack('2026-02');
  expect([months[0], months[1], months[2], months.at(-1)]).toEqual(['2026-02', '2026-01', '2025-12', '2025-03']);
  expect(months).toHaveLength(12);
  expect(months.every(isMonth)).toBe(true);
});
