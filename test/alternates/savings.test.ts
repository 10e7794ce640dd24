import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nothingSaved, savedIn, sayHours, sayShown, together } from '../../src/alternates/savings.ts';
import { addDays } from '../../src/people/absence.ts';
import { inForce, reportOf } from './made.ts';

const year = { from: '2026-01-01', until: '2026-12-31' };
const sent = (due: string, minutesSaved: number) => reportOf({ due, state: 'sent', minutesSaved });

describe('hours saved', () => {
  test('as the agency says: hours a week for as long as it held, within the time', () => {
    const it = inForce({ from: '2026-06-01', until: '2026-06-28', minutesAWeek: 150 });
    expect(savedIn(year, it, []).said).toBe(600);
    expect(savedIn({ from: '2026-06-08', until: '2026-06-14' }, it, []).said).toBe(150);
    expect(savedIn(year, { ...it, endedOn: '2026-06-14' }, []).said).toBe(300);
    expect(savedIn(year, { ...it, endedOn: '2026-05-01' }, []).said).toBe(0);
    expect(savedIn(year, { ...it, from: null, until: null }, []).said).toBe(0);
  });

  test('as reports show: of those that came, with how many were due, and no guess for the others', () => {
    const reports = [
      sent('2026-04-24', 600),
      sent('2026-07-24', 0),
      reportOf({ due: '2026-10-23', minutesSaved: 999 }),
      reportOf({ due: '2027-01-20' }),
      reportOf({ due: '2026-05-01', state: 'sent', countsHours: false }),
    ];
    expect(savedIn(year, inForce(), reports)).toMatchObject({ shown: 600, sent: 2, due: 3 });
    expect(sayShown(savedIn(year, inForce(), reports))).toBe('10 hours, from 2 of 3 reports');
  });

  test('are said with their sizes', () => {
    expect(sayShown(nothingSaved)).toBe('no report has been due yet');
    expect(sayShown({ said: 9, shown: 0, sent: 0, due: 1 })).toBe('nothing yet, from 0 of 1 report');
    expect([30, 60, 96, 150, 72_000].map(sayHours)).toEqual([
      '0.5 hours',
      '1 hour',
      '1.6 hours',
      '2.5 hours',
      '1,200 hours',
    ]);
  });

  const day = fc.integer({ min: 0, max: 364 }).map((n) => addDays('2026-01-01', n));
  const report = fc.record({ due: day, state: fc.constantFrom('due', 'sent'), minutesSaved: fc.nat(5_000) });

  test('two parts of a time are the whole, and neither sum touches the other', () => {
    const alternate = fc.record({ from: day, until: day, endedOn: fc.option(day), minutesAWeek: fc.nat(5_000) });
    fc.assert(
      fc.property(alternate, fc.array(report), day, (it, all, border) => {
        const reports = all.map((each) => ({ ...each, countsHours: true }) as const);
        const [first, second] = [
          savedIn({ from: year.from, until: border }, it, reports),
          savedIn({ from: addDays(border, 1), until: year.until }, it, reports),
        ];
        const [whole, both] = [savedIn(year, it, reports), together([first, second])];
        expect(both.said).toBeCloseTo(whole.said, 6);
        expect({ ...both, said: 0 }).toEqual({ ...whole, said: 0 });
        expect(savedIn(year, it, [])).toEqual({ ...nothingSaved, said: whole.said });
        expect({ ...savedIn(year, { ...it, minutesAWeek: 0 }, reports), said: 0 }).toEqual({ ...whole, said: 0 });
        expect(whole.sent).toBeLessThanOrEqual(whole.due);
      }),
    );
  });
});
