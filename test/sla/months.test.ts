import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addMonths, daysIn } from '../../src/sla/months.ts';

const day = fc
  .integer({ min: 0, max: 36_524 })
  .map((n) => new Date(Date.UTC(2000, 0, 1) + n * 86_400_000).toISOString().slice(0, 10));

describe('months behind a day', () => {
  test.each([
    ['2026-01-15', 1, '2026-02-15'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2028-02-29', 12, '2029-02-28'],
    ['2026-01-31', 2, '2026-03-31'],
    ['2026-12-31', 1, '2027-01-31'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-01-15', -1, '2025-12-15'],
  ])('%s and %i: %s', (from, months, to) => {
    expect(addMonths(from, months)).toBe(to);
  });

  test('are of the month that they name, on the same day or its last, and never drift', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -60, max: 60 }), (from, months) => {
        const to = addMonths(from, months);
        const index = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));
        expect(index(to)).toBe(index(from) + months);
        if (to.slice(8) !== from.slice(8)) expect(addMonths(to, 1).slice(8) >= to.slice(8)).toBe(true);
        expect(to.slice(8) <= from.slice(8)).toBe(true);
        if (to.slice(8) < from.slice(8)) {
          const next = new Date(Date.parse(`${to}T12:00:00Z`) + 86_400_000).toISOString();
          expect(next.slice(8, 10)).toBe('01');
        }
      }),
    );
  });

  test('what is no day is refused', () => {
    expect(() => addMonths('2026-02-30', 1)).toThrow('2026-02-30 is no day');
    expect(() => daysIn({ from: '2026-02-30', until: '2026-03-01' })).toThrow('no day');
  });

  test('days are counted with both ends', () => {
    expect(daysIn({ from: '2028-02-28', until: '2028-03-01' })).toBe(3);
    expect(daysIn({ from: '2026-03-07', until: '2026-03-07' })).toBe(1);
    expect(daysIn({ from: '2026-03-08', until: '2026-03-07' })).toBe(0);
  });
});
