import { describe, expect, it } from 'vitest';
import {
  addMinutes,
  buildCalendar,
  CalendarError,
  type CalendarSpec,
  firstUnconfirmedYear,
  isConfirmed,
  isOpen,
  localDate,
  minutesBetween,
  nextOpening,
  openIntervals,
  openingOfDay,
  sayUnknown,
  withSpecialDays,
} from '../../src/sla/calendar.ts';
import { usualDayMinutes } from '../../src/sla/hours.ts';
import { parseHours } from '../../src/sla/hoursText.ts';

const office: CalendarSpec = {
  zone: 'America/New_York',
  hours: parseHours('Mon-Fri 09:00-17:00'),
  specialDays: [{ date: '2026-12-24', name: 'Christmas Eve', windows: [{ from: '09:00', to: '12:00' }] }],
  confirmedYears: [2026, 2027],
};
const calendar = buildCalendar(office);
const at = (text: string) => new Date(text);

describe('opening', () => {
  it('is open from the instant of opening to just before closing', () => {
    expect(isOpen(calendar, at('2026-06-01T12:59:59.999Z'))).toBe(false);
    expect(isOpen(calendar, at('2026-06-01T13:00:00Z'))).toBe(true);
    expect(isOpen(calendar, at('2026-06-01T20:59:59.999Z'))).toBe(true);
    expect(isOpen(calendar, at('2026-06-01T21:00:00Z'))).toBe(false);
  });

  it('opens next at once when open, else on the next day that has hours', () => {
    expect(nextOpening(calendar, at('2026-06-01T14:30:00Z'))).toEqual(at('2026-06-01T14:30:00Z'));
    expect(nextOpening(calendar, at('2026-06-05T21:00:00Z'))).toEqual(at('2026-06-08T13:00:00Z'));
  });

  it('knows when a date opens, in the hours of that date', () => {
    expect(openingOfDay(calendar, '2026-03-06')).toEqual(at('2026-03-06T14:00:00Z'));
    expect(openingOfDay(calendar, '2026-03-09')).toEqual(at('2026-03-09T13:00:00Z'));
    expect(openingOfDay(calendar, '2026-03-08')).toBeNull();
    expect(() => openingOfDay(calendar, '2026-02-30')).toThrow('"2026-02-30" is not a date');
  });

  it('tells the open intervals cut at both ends', () => {
    expect(openIntervals(calendar, at('2026-12-24T16:00:00Z'), at('2026-12-25T15:00:00Z'))).toEqual([
      { from: at('2026-12-24T16:00:00Z'), to: at('2026-12-24T17:00:00Z') },
      { from: at('2026-12-25T14:00:00Z'), to: at('2026-12-25T15:00:00Z') },
    ]);
    expect(openIntervals(calendar, at('2026-12-25T15:00:00Z'), at('2026-12-24T16:00:00Z'))).toEqual([]);
  });

  it('tells the date on the wall of the office', () => {
    expect(localDate(calendar, at('2026-06-01T03:59:59Z'))).toBe('2026-05-31');
    expect(localDate(calendar, at('2026-06-01T04:00:00Z'))).toBe('2026-06-01');
  });

  it('replaces a special day by a closure of the same date', () => {
    const closed = withSpecialDays(office, [{ date: '2026-12-24', name: 'Snow', windows: [] }]);
    expect(openingOfDay(buildCalendar(closed), '2026-12-24')).toBeNull();
    expect(openingOfDay(calendar, '2026-12-24')).toEqual(at('2026-12-24T14:00:00Z'));
  });

  it('measures the day that most weekdays have', () => {
    expect(usualDayMinutes(parseHours('Mon-Thu 08:00-12:00 12:30-17:00; Fri 08:00-12:00'))).toBe(510);
    expect(usualDayMinutes(parseHours('Mon-Thu 09:00-17:00; Fri 08:00-18:00'))).toBe(480);
    expect(usualDayMinutes(parseHours('Mon 08:00-12:00; Tue 09:00-17:00'))).toBe(480);
    expect(usualDayMinutes({})).toBeUndefined();
  });
});

describe('a clock change inside the opening hours', () => {
  const around = buildCalendar({ ...office, hours: parseHours('Sun 00:00-24:00') });

  it('makes a day of 23 and a day of 25 hours', () => {
    expect(minutesBetween(around, at('2026-03-08T05:00:00Z'), at('2026-03-09T04:00:00Z'))).toBe(23 * 60);
    expect(minutesBetween(around, at('2026-11-01T04:00:00Z'), at('2026-11-02T05:00:00Z'))).toBe(25 * 60);
  });

  it('opens at the end of the gap when the opening time is left out, and drops a window that is all gap', () => {
    // Cairo goes from Thursday 24:00 to Friday 01:00.
    const cairo = { ...office, zone: 'Africa/Cairo', confirmedYears: [2026] };
    const early = buildCalendar({ ...cairo, hours: parseHours('Fri 00:30-06:00') });
    expect(openingOfDay(early, '2026-04-24')).toEqual(at('2026-04-23T22:00:00Z'));
    const gone = buildCalendar({ ...cairo, hours: parseHours('Fri 00:00-00:45') });
    expect(openingOfDay(gone, '2026-04-24')).toBeNull();
    expect(openingOfDay(gone, '2026-04-17')).toEqual(at('2026-04-16T22:00:00Z'));
  });
});

describe('years that nobody confirmed', () => {
  const gap = buildCalendar({ ...office, confirmedYears: [2026, 2028] });

  it.each<[string, number, unknown, CalendarSpec, string]>([
    ['due before', 2025, addMinutes(calendar, at('2025-12-31T15:00:00Z'), 60), office, '2025-12-31T15:00:00Z'],
    ['due after', 2028, addMinutes(calendar, at('2027-12-31T21:00:00Z'), 61), office, '2027-12-31T21:00:00Z'],
    ['due in a gap', 2027, addMinutes(gap, at('2026-12-31T21:00:00Z'), 61), gap.spec, '2026-12-31T21:00:00Z'],
    [
      'work over a gap',
      2027,
      minutesBetween(gap, at('2026-06-01T00:00:00Z'), at('2028-06-01T00:00:00Z')),
      gap.spec,
      '2026-06-01T00:00:00Z',
    ],
    ['being open', 2028, isOpen(calendar, at('2028-01-03T15:00:00Z')), office, '2028-01-03T15:00:00Z'],
    ['the next opening', 2028, nextOpening(calendar, at('2027-12-31T23:00:00Z')), office, '2027-12-31T23:00:00Z'],
    ['the next one in a gap', 2027, nextOpening(gap, at('2026-12-31T23:00:00Z')), gap.spec, '2026-12-31T23:00:00Z'],
    ['a day', 2029, openingOfDay(calendar, '2029-06-01'), office, '2029-06-01T12:00:00Z'],
    [
      'intervals',
      2028,
      openIntervals(calendar, at('2027-12-01T00:00:00Z'), at('2028-02-01T00:00:00Z')),
      office,
      '2027-12-01T00:00:00Z',
    ],
  ])('%s: unknown, for want of %i', (_, year, answer, spec, from) => {
    expect(answer).toBeUndefined();
    expect(firstUnconfirmedYear(buildCalendar(spec), at(from))).toBe(year);
  });

  it('are named, with what to do', () => {
    const none = buildCalendar({ ...office, confirmedYears: [] });
    expect(sayUnknown(calendar, at('2028-01-03T15:00:00Z'))).toBe(
      'the calendar is not confirmed for 2028 (only 2026-2027): confirm its holidays first',
    );
    expect(sayUnknown(gap, at('2026-06-01T14:00:00Z'))).toContain('for 2027 (only 2026, 2028)');
    expect(sayUnknown(none, at('2026-06-01T14:00:00Z'))).toContain('for 2026 (no year is yet)');
  });

  it('begin and end on the wall of the office, not in UTC', () => {
    expect(isOpen(calendar, at('2026-01-01T05:00:00Z'))).toBe(false);
    expect(isOpen(calendar, at('2026-01-01T04:59:59Z'))).toBeUndefined();
    expect(firstUnconfirmedYear(calendar, at('2026-01-01T04:59:59Z'))).toBe(2025);
    expect(isOpen(calendar, at('2028-01-01T04:59:59Z'))).toBe(false);
    expect(addMinutes(calendar, at('2027-12-31T21:00:00Z'), 60)).toEqual(at('2027-12-31T22:00:00Z'));
  });

  it('do not matter to a due time at the end of the last confirmed year', () => {
    const always = buildCalendar({ ...office, hours: parseHours('Mon-Sun 00:00-24:00'), confirmedYears: [2026] });
    expect(addMinutes(always, at('2027-01-01T04:00:00Z'), 60)).toEqual(at('2027-01-01T05:00:00Z'));
    expect(addMinutes(always, at('2027-01-01T04:00:00Z'), 61)).toBeUndefined();
  });

  it('make a stretch of time unknown as soon as it reaches into one', () => {
    const [from, to] = [at('2027-12-01T05:00:00Z').getTime(), at('2028-01-01T05:00:00Z').getTime()];
    expect([isConfirmed(calendar, from, to), isConfirmed(calendar, from, to + 1)]).toEqual([true, false]);
  });
});

describe('what no calendar can be built from, and no question answered for', () => {
  const day = (date: string, name = 'Holiday') => ({ date, name, windows: [] });
  const monday = (from: string, to: string) => ({ ...office, hours: { mon: [{ from, to }] } });

  it.each<[string, CalendarSpec]>([
    ['"Mars/Olympus" is not a time zone', { ...office, zone: 'Mars/Olympus' }],
    ['"+05:00" is not a time zone', { ...office, zone: '+05:00' }],
    ['Monday: "9:00" is not a time of day; write it as HH:MM', monday('9:00', '17:00')],
    ['Monday: "24:30" is not a time of day', monday('09:00', '24:30')],
    ['Monday: the window 17:00-17:00 must end after it begins', monday('17:00', '17:00')],
    ['for a night, write 22:00-24:00 and 00:00-06:00 the next day', monday('22:00', '06:00')],
    [
      'Friday: the windows 09:00-13:00 and 12:00-17:00 overlap',
      {
        ...office,
        hours: {
          fri: [
            { from: '12:00', to: '17:00' },
            { from: '09:00', to: '13:00' },
          ],
        },
      },
    ],
    ['special day "Holiday": "2026-02-29" is not a date', { ...office, specialDays: [day('2026-02-29')] }],
    [
      '2026-07-03 is given twice as a special day, as "One" and as "Two"',
      { ...office, specialDays: [day('2026-07-03', 'One'), day('2026-07-03', 'Two')] },
    ],
    [
      '2026-07-03 (Fair): the window 09:00-02:00 must end after it begins',
      { ...office, specialDays: [{ date: '2026-07-03', name: 'Fair', windows: [{ from: '09:00', to: '02:00' }] }] },
    ],
    ['the office never opens', { ...office, hours: {}, specialDays: [day('2026-07-03')] }],
    ['20266 cannot be confirmed', { ...office, confirmedYears: [20266] }],
    ['2026.5 cannot be confirmed', { ...office, confirmedYears: [2026.5] }],
  ])('%s', (message, spec) => {
    expect(() => buildCalendar(spec)).toThrow(CalendarError);
    expect(() => buildCalendar(spec)).toThrow(message);
  });

  it('takes midnight, 03:00 and windows that touch', () => {
    const night = {
      mon: [
        { from: '00:00', to: '03:00' },
        { from: '03:00', to: '24:00' },
      ],
    };
    const built = buildCalendar({ ...office, hours: night });
    expect(minutesBetween(built, at('2026-06-01T04:00:00Z'), at('2026-06-02T04:00:00Z'))).toBe(1440);
  });

  it('refuses negative spans and times that are none', () => {
    expect(() => addMinutes(calendar, at('2026-06-01T14:00:00Z'), -1)).toThrow('0 or more: -1');
    expect(() => addMinutes(calendar, at('2026-06-01T14:00:00Z'), Number.NaN)).toThrow('0 or more: NaN');
    expect(() => addMinutes(calendar, at('tomorrow'), 1)).toThrow('not a valid time');
    expect(() => minutesBetween(calendar, at('2026-06-01T14:00:00Z'), at('soon'))).toThrow('not a valid time');
  });
});
