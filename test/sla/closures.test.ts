import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildCalendar, minutesBetween } from '../../src/sla/calendar.ts';
import { ALL_DAY, type Closure, withClosures } from '../../src/sla/closures.ts';
import { parseHours } from '../../src/sla/hoursText.ts';

const spec = {
  zone: 'America/New_York',
  hours: parseHours('Mon-Fri 08:00-12:00 13:00-17:00'),
  specialDays: [{ date: '2026-12-24', name: 'Christmas Eve', windows: [{ from: '08:00', to: '12:00' }] }],
  confirmedYears: [2026],
};
const snow = (from: number, to: number, day = '2026-02-03'): Closure => ({ day, from, to, reason: 'snow' });

describe('a calendar with closures', () => {
  test.each<[string, Closure[], { from: string; to: string }[], string]>([
    ['all day', [snow(0, 1440)], [], 'snow'],
    ['from noon', [snow(720, 1440)], [{ from: '08:00', to: '12:00' }], 'snow'],
    [
      'until ten',
      [snow(0, 600)],
      [
        { from: '10:00', to: '12:00' },
        { from: '13:00', to: '17:00' },
      ],
      'snow',
    ],
    [
      'from eleven to two',
      [snow(660, 840)],
      [
        { from: '08:00', to: '11:00' },
        { from: '14:00', to: '17:00' },
      ],
      'snow',
    ],
    [
      'twice on one day',
      [snow(0, 600), snow(960, 1440)],
      [
        { from: '10:00', to: '12:00' },
        { from: '13:00', to: '16:00' },
      ],
      'snow',
    ],
    [
      'on a day with hours of its own',
      [snow(660, 1440, '2026-12-24')],
      [{ from: '08:00', to: '11:00' }],
      'Christmas Eve; snow',
    ],
  ])('is closed %s', (_, closures, windows, name) => {
    expect(withClosures(spec, closures).specialDays.find(({ date }) => date === closures[0]?.day)).toEqual({
      date: closures[0]?.day,
      name,
      windows,
    });
  });

  test('loses what it was open within them, and nothing else', () => {
    const day = fc
      .integer({ min: 0, max: 300 })
      .map((n) => new Date(Date.UTC(2026, 0, 5 + n)).toISOString().slice(0, 10));
    const one = fc
      .tuple(day, fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 1, max: 1440 }))
      .filter(([, from, to]) => from < to)
      .map(([on, from, to]) => snow(from, to, on));
    const whole = buildCalendar(spec);
    const year = [new Date('2026-01-01T05:00:00Z'), new Date('2027-01-01T05:00:00Z')] as const;
    fc.assert(
      fc.property(fc.array(one, { maxLength: 6 }), (closures) => {
        const closed = buildCalendar(withClosures(spec, closures));
        let lost = 0;
        for (const date of new Set(closures.map((each) => each.day)))
          for (let minute = 0; minute < 1440; minute += 1) {
            const at = new Date(Date.parse(`${date}T00:00:00Z`) + minute * 60_000 + offset(date));
            const next = new Date(at.getTime() + 60_000);
            const isClosed = closures.some((each) => each.day === date && minute >= each.from && minute < each.to);
            if (isClosed) lost += minutesBetween(whole, at, next) ?? 0;
          }
        expect(minutesBetween(closed, ...year)).toBe((minutesBetween(whole, ...year) ?? 0) - lost);
      }),
      { numRuns: 40 },
    );
  });

  test('is the same without any', () => {
    expect(withClosures(spec, [])).toBe(spec);
    expect(ALL_DAY).toEqual({ from: 0, to: 1440 });
  });
});

/** New York is 5 h behind, 4 h from March 8 to November 1 in 2026. */
const offset = (date: string): number => (date >= '2026-03-09' && date < '2026-11-01' ? 4 : 5) * 3_600_000;
