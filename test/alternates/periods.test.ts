import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { periodsOf } from '../../src/alternates/periods.ts';
import { addDays } from '../../src/people/absence.ts';
import { daysIn } from '../../src/sla/months.ts';

describe('periods of reports', () => {
  test('are counted from the first day, over month ends and leap years', () => {
    expect(periodsOf({ from: '2027-11-30', until: '2028-05-31' }, 3)).toEqual([
      { from: '2027-11-30', until: '2028-02-28' },
      { from: '2028-02-29', until: '2028-05-31' },
    ]);
    expect(periodsOf({ from: '2026-01-31', until: '2026-04-29' }, 1).map(({ from }) => from)).toEqual([
      '2026-01-31',
      '2026-02-28',
      '2026-03-31',
    ]);
  });

  test('a rest of some days belongs to the one before, one of weeks is its own', () => {
    expect(periodsOf({ from: '2026-01-01', until: '2026-04-14' }, 3)).toHaveLength(1);
    expect(periodsOf({ from: '2026-01-01', until: '2026-04-15' }, 3)).toHaveLength(2);
    expect(periodsOf({ from: '2026-01-01', until: '2026-01-03' }, 1)).toEqual([
      { from: '2026-01-01', until: '2026-01-03' },
    ]);
  });

  test('together they are the whole time, each day once; none is much longer than it should be', () => {
    const begin = fc
      .integer({ min: 0, max: 9_000 })
      .map((n) => new Date(Date.UTC(2020, 0, 1) + n * 86_400_000).toISOString().slice(0, 10));
    fc.assert(
      fc.property(begin, fc.integer({ min: 0, max: 1_100 }), fc.integer({ min: 1, max: 12 }), (from, length, every) => {
        const span = { from, until: addDays(from, length) };
        const periods = periodsOf(span, every);
        expect(periods[0]?.from).toBe(span.from);
        expect(periods.at(-1)?.until).toBe(span.until);
        periods.forEach((period, nth) => {
          expect(period.until >= period.from).toBe(true);
          if (nth > 0) expect(period.from).toBe(addDays(periods[nth - 1]?.until ?? '', 1));
          expect(daysIn(period)).toBeLessThanOrEqual(every * 31 + 14);
        });
        expect(periods.reduce((sum, period) => sum + daysIn(period), 0)).toBe(length + 1);
      }),
    );
  });
});
