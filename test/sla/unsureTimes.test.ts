import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CalendarSpec } from '../../src/sla/calendar.ts';
import { dayNames, sayTime, weekdays } from '../../src/sla/hours.ts';
import { parseHours } from '../../src/sla/hoursText.ts';
import { unsureTimes } from '../../src/sla/unsureTimes.ts';
import { findZone, readWall } from '../../src/sla/zone.ts';

const DAY = 86_400_000;
const spec = (zone: string, hours: string, specialDays: CalendarSpec['specialDays'] = []): CalendarSpec => ({
  zone,
  hours: parseHours(hours),
  specialDays,
  confirmedYears: [2026],
});
const said = (calendar: CalendarSpec) => unsureTimes(calendar, calendar.confirmedYears).map(({ message }) => message);

describe('opening times when clocks change', () => {
  it.each<[zone: string, hours: string, said: string[]]>([
    [
      'America/New_York',
      'Sun 01:30-09:00',
      [
        'Sunday: 01:30 cannot open the office: on 2026-11-01 the clocks in America/New_York go back, and 01:30 happens twice; write a time before 01:00 or from 03:00 on',
      ],
    ],
    [
      'America/New_York',
      'Sun 00:00-02:00',
      [
        'Sunday: 02:00 cannot close the office: on 2026-03-08 the clocks in America/New_York go forward, and 02:00 never happens; write a time before 01:00 or from 03:00 on',
      ],
    ],
    ['America/New_York', 'Mon-Sat 01:30-02:30; Sun 00:00-01:00', ['Sunday: 01:00 cannot close the office']],
    ['America/New_York', 'Mon-Sat 01:00-02:59; Sun 00:59-03:00', []],
    ['America/Phoenix', 'Sun 01:30-02:30', []],
    ['Pacific/Honolulu', 'Mon-Sun 01:00-02:00', []],
    ['Europe/London', 'Sun 00:30-02:30', []],
    ['Europe/London', 'Sun 01:00-02:30', ['Sunday: 01:00 cannot open the office: on 2026-03-29']],
    [
      'America/Havana',
      'Sun 00:30-09:00',
      [
        'Sunday: 00:30 cannot open the office: on 2026-03-08 the clocks in America/Havana go forward, and 00:30 never happens; write a time from 01:00 on',
      ],
    ],
    ['America/Havana', 'Sun 01:30-02:30', []],
    ['America/Havana', 'Sun 00:00-06:00', ['Sunday: 00:00 cannot open the office: on 2026-03-08']],
    ['America/Havana', 'Sat 18:00-24:00', []],
    ['America/Havana', 'Mon-Sun 00:00-24:00', []],
    [
      'America/Santiago',
      'Sat 08:00-23:30',
      [
        'Saturday: 23:30 cannot close the office: on 2026-04-04 the clocks in America/Santiago go back, and 23:30 happens twice; write a time before 23:00',
      ],
    ],
    ['America/Santiago', 'Sat 08:00-24:00; Sun 01:00-09:00', []],
    ['Africa/Cairo', 'Fri 00:30-06:00', ['Friday: 00:30 cannot open the office: on 2026-04-24']],
    ['Australia/Lord_Howe', 'Sun 01:30-09:00', ['Sunday: 01:30 cannot open the office: on 2026-04-05']],
    ['Australia/Lord_Howe', 'Sun 02:30-09:00', []],
  ])('%s %s', (zone, hours, messages) => {
    const found = said(spec(zone, hours));
    expect(found).toHaveLength(messages.length);
    for (const [index, message] of messages.entries()) expect(found[index]).toContain(message);
  });

  it('are asked of the years of the calendar, and of the days that have those hours', () => {
    // Iran gave its summer time up in 2022.
    expect(unsureTimes(spec('Asia/Tehran', 'Mon-Sun 00:30-09:00'), [2023, 2024])).toEqual([]);
    expect(unsureTimes(spec('Asia/Tehran', 'Mon-Sun 00:30-09:00'), [2022])).toHaveLength(1);
    const fair = { date: '2026-11-01', name: 'Fair', windows: [{ from: '01:15', to: '03:30' }] };
    expect(said(spec('America/New_York', 'Sun 03:00-09:00', [fair]))).toEqual([
      expect.stringContaining('2026-11-01 (Fair): 01:15 cannot open the office'),
    ]);
    expect(said(spec('America/New_York', 'Sun 03:00-09:00', [{ ...fair, date: '2026-11-02' }]))).toEqual([]);
    const holiday = { date: '2026-11-01', name: 'Holiday', windows: [] };
    expect(said(spec('America/New_York', 'Sun 01:30-09:00', [holiday]))).toEqual([]);
  });

  it('a day that a country left out is no clock change', () => {
    expect(unsureTimes(spec('Pacific/Apia', 'Mon-Sun 09:00-17:00'), [2011])).toEqual([]);
  });

  const zones = ['America/New_York', 'America/Phoenix', 'America/Havana', 'America/Santiago', 'Australia/Lord_Howe'];
  const minutes = fc.integer({ min: 1, max: 1438 });

  it('are those that a wall shows twice or never on some day of the year', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones, 'Africa/Casablanca', 'Africa/Cairo', 'America/Anchorage'),
        fc.oneof(minutes, fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1370, max: 1438 })),
        fc.nat({ max: 6 }),
        (name, minute, place) => {
          const zone = findZone(name);
          const day = weekdays[place];
          if (!zone || !day) throw new Error(name);
          const days = Array.from({ length: 365 }, (_, index) => Date.UTC(2026, 0, 1) + index * DAY);
          const unsure = days.some(
            (date) => new Date(date).getUTCDay() === place && readWall(zone, date + minute * 60_000).reading !== 'once',
          );
          const calendar = spec(name, 'Mon 10:00-11:00');
          calendar.hours = { [day]: [{ from: sayTime(minute), to: '24:00' }] };
          const found = said(calendar);
          expect(found.length > 0).toBe(unsure);
          if (unsure) expect(found[0]).toContain(`${dayNames[day]}: ${sayTime(minute)} cannot open`);
        },
      ),
      { numRuns: 300 },
    );
  });
});
