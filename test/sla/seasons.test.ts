import { describe, expect, test } from 'vitest';
import { addMinutes, buildCalendar, type CalendarSpec, isOpen } from '../../src/sla/calendar.ts';
import { withClosures } from '../../src/sla/closures.ts';
import { parseHours } from '../../src/sla/hoursText.ts';
import { readMoment } from '../../src/sla/question.ts';
import { readSeasons, type Season } from '../../src/sla/seasons.ts';
import { unsureTimes } from '../../src/sla/unsureTimes.ts';

const summer: Season = {
  name: 'Summer hours',
  from: '06-01',
  until: '08-31',
  hours: parseHours('Mon-Thu 07:00-17:30'),
};
const year: Season = { name: 'Year’s end', from: '12-26', until: '01-02', hours: {} };
const spec: CalendarSpec = {
  ...{ zone: 'America/New_York', hours: parseHours('Mon-Fri 09:00-17:00'), seasons: [summer, year] },
  ...{ specialDays: [{ date: '2026-06-19', name: 'Juneteenth', windows: [] }], confirmedYears: [2026, 2027] },
};
const at = (text: string): Date => readMoment(buildCalendar(spec).zone, text).at;

describe('an office with hours by season', () => {
  test.each([
    ['the Friday before it', '2026-05-29T16:00', 120, '2026-06-01T08:00'],
    ['a Thursday in it: Friday is free', '2026-06-04T17:00', 60, '2026-06-08T07:30'],
    ['a holiday in it', '2026-06-18T17:00', 60, '2026-06-22T07:30'],
    ['its last day', '2026-08-31T17:00', 60, '2026-09-01T09:30'],
    ['over the new year', '2026-12-25T16:00', 120, '2027-01-04T10:00'],
  ])('%s', (_, asked, minutes, due) => {
    expect(addMinutes(buildCalendar(spec), at(asked), minutes)).toEqual(at(due));
  });

  test('a closure of the day takes from the hours of the season', () => {
    const closed = buildCalendar(withClosures(spec, [{ day: '2026-06-02', from: 720, to: 1440, reason: 'heat' }]));
    expect([isOpen(closed, at('2026-06-02T07:30')), isOpen(closed, at('2026-06-02T12:30'))]).toEqual([true, false]);
  });

  test('what cannot be kept on a day of clock change is said with the season', () => {
    const spring = { name: 'Spring', from: '03-01', until: '04-30', hours: parseHours('Sun 02:30-10:00') };
    expect(unsureTimes({ ...spec, seasons: [spring] }, [2026])[0]).toMatchObject({
      season: 'Spring',
      message: expect.stringContaining('Spring, Sunday: 02:30 cannot open the office'),
    });
  });
});

test.each<[string, Season[], string]>([
  [
    'a day that no year has',
    [{ ...summer, from: '02-30' }],
    'season "Summer hours": "02-30" is not a day of the year; write it as MM-DD, such as 06-01',
  ],
  [
    'days that two share',
    [summer, { ...year, from: '08-31', until: '09-02' }],
    'the seasons "Summer hours" and "Year’s end" share days; end one before the other',
  ],
  ['one around another', [{ ...summer, from: '11-01', until: '03-01' }, year], 'share days'],
  [
    'hours that are none',
    [{ ...summer, hours: { mon: [{ from: '9', to: '17:00' }] } }],
    'season "Summer hours", mon: "9" is not a time of day',
  ],
])('%s cannot be', (_, seasons, problem) => {
  expect(() => readSeasons(seasons)).toThrow(problem);
});
