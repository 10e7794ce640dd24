import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildCalendar } from '../../src/sla/calendar.ts';
import { elapsed } from '../../src/sla/clocks.ts';
import { explain } from '../../src/sla/explain.ts';
import { parseHours } from '../../src/sla/hoursText.ts';
import { known } from './known.ts';
import { calendarWithTimes } from './randomCalendars.ts';

const MINUTE = 60_000;

describe('the explanation of a due time', () => {
  const calendar = buildCalendar({
    zone: 'America/New_York',
    hours: parseHours('Mon-Fri 09:00-17:00'),
    specialDays: [
      { date: '2026-12-24', name: 'Christmas Eve', windows: [{ from: '09:00', to: '12:00' }] },
      { date: '2026-12-25', name: 'Christmas Day', windows: [] },
    ],
    confirmedYears: [2026],
  });
  const december = (day: number, time: string) => new Date(`2026-12-${day}T${time}:00-05:00`);

  it('names every stretch of time and why it counts or does not', () => {
    const pauses = [{ from: december(28, '10:00'), to: december(28, '10:30') }];
    const stretches = known(explain(calendar, december(24, '10:00'), december(28, '11:00'), pauses));
    expect(stretches.map(({ from, to, counted, reason }) => [from, to, counted, reason])).toEqual([
      [december(24, '10:00'), december(24, '12:00'), true, { kind: 'open', name: 'Christmas Eve' }],
      [december(24, '12:00'), december(25, '00:00'), false, { kind: 'outside_hours', name: 'Christmas Eve' }],
      [december(25, '00:00'), december(26, '00:00'), false, { kind: 'closed_day', name: 'Christmas Day' }],
      [december(26, '00:00'), december(28, '00:00'), false, { kind: 'closed_weekday' }],
      [december(28, '00:00'), december(28, '09:00'), false, { kind: 'outside_hours' }],
      [december(28, '09:00'), december(28, '10:00'), true, { kind: 'open' }],
      [december(28, '10:00'), december(28, '10:30'), false, { kind: 'paused' }],
      [december(28, '10:30'), december(28, '11:00'), true, { kind: 'open' }],
    ]);
  });

  it('keeps neighbouring holidays apart by their names, and a day off in one piece', () => {
    const specialDays = [
      { date: '2026-11-26', name: 'Thanksgiving Day', windows: [] },
      { date: '2026-11-27', name: 'Day after Thanksgiving', windows: [] },
    ];
    const built = buildCalendar({ ...calendar.spec, specialDays });
    const thanksgiving = new Date('2026-11-26T12:00:00-05:00');
    const stretches = known(explain(built, thanksgiving, new Date('2026-11-30T00:00:00-05:00')));
    expect(stretches.map(({ reason }) => reason)).toEqual([
      { kind: 'closed_day', name: 'Thanksgiving Day' },
      { kind: 'closed_day', name: 'Day after Thanksgiving' },
      { kind: 'closed_weekday' },
    ]);
  });

  it('is empty for no time, and unknown outside the confirmed years', () => {
    expect(explain(calendar, december(24, '10:00'), december(24, '10:00'))).toEqual([]);
    const later = new Date('2027-01-04T10:00:00-05:00');
    expect(explain(calendar, december(24, '10:00'), later)).toBeUndefined();
  });

  it('has no gaps, and its counted stretches sum exactly to what elapsed', () => {
    const spans = fc.array(fc.tuple(fc.integer({ min: -500, max: 9000 }), fc.integer({ min: 0, max: 2000 })), {
      maxLength: 3,
    });
    const lengths = fc.integer({ min: 0, max: 14 * 1440 * MINUTE });
    fc.assert(
      fc.property(calendarWithTimes(1), spans, lengths, ({ spec, at: [from = new Date(0)] }, list, length) => {
        const built = buildCalendar(spec);
        const to = new Date(from.getTime() + length);
        const pauses = list.map(([after, minutes]) => ({
          from: new Date(from.getTime() + after * MINUTE),
          to: new Date(from.getTime() + (after + minutes) * MINUTE),
        }));
        const stretches = known(explain(built, from, to, pauses));
        let reached = from.getTime();
        let counted = 0;
        for (const stretch of stretches) {
          expect(stretch.from.getTime()).toBe(reached);
          expect(stretch.to > stretch.from).toBe(true);
          reached = stretch.to.getTime();
          if (stretch.counted) counted += reached - stretch.from.getTime();
        }
        expect(reached).toBe(to.getTime());
        expect(counted / MINUTE).toBe(elapsed(built, from, to, pauses));
      }),
      { numRuns: 200 },
    );
  });
});
