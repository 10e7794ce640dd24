import { describe, expect, it } from 'vitest';
import { CalendarError, type WeekHours } from '../../src/sla/hours.ts';
import { parseHours, parseWindows } from '../../src/sla/hoursText.ts';

const nine = [{ from: '09:00', to: '17:00' }];
const lunch = [
  { from: '08:00', to: '12:00' },
  { from: '13:00', to: '17:00' },
];
const weekdays = (windows: typeof nine): WeekHours => ({
  mon: windows,
  tue: windows,
  wed: windows,
  thu: windows,
  fri: windows,
});

describe('opening hours in a line', () => {
  it.each<[string, WeekHours]>([
    ['Mon-Fri 08:00-12:00 13:00-17:00; Sat 10:00-12:00', { ...weekdays(lunch), sat: [{ from: '10:00', to: '12:00' }] }],
    ['Mon–Fri 08:00–12:00, 13:00–17:00', weekdays(lunch)],
    ['MONDAY to friday: 9am to 5 p.m.', weekdays(nine)],
    [
      'mo-fr 9-12 and 13-17',
      weekdays([
        { from: '09:00', to: '12:00' },
        { from: '13:00', to: '17:00' },
      ]),
    ],
    ['Mon,Wed & Fridays 9:00-17:00', { mon: nine, wed: nine, fri: nine }],
    ['Mon 9-17, Thurs 9-17;', { mon: nine, thu: nine }],
    ['Mon-Fri 08:00-12:00; Mon-Fri 13:00-17:00', weekdays(lunch)],
    ['Fri-Mon 09:00-17:00', { fri: nine, sat: nine, sun: nine, mon: nine }],
    ['Sat-Sun 00:00-24:00', { sat: [{ from: '00:00', to: '24:00' }], sun: [{ from: '00:00', to: '24:00' }] }],
    ['Sat 6pm-12am', { sat: [{ from: '18:00', to: '24:00' }] }],
    [
      'Sat 12pm-12:30pm\nSun 12am-12:45am',
      { sat: [{ from: '12:00', to: '12:30' }], sun: [{ from: '00:00', to: '00:45' }] },
    ],
    ['Sun closed; Sat closed', { sun: [], sat: [] }],
  ])('%j', (text, hours) => {
    expect(parseHours(text)).toEqual(hours);
  });

  it.each([
    ['', 'expected a weekday such as Mon or Mon-Fri, found the end'],
    ['09:00-17:00', 'expected a weekday such as Mon or Mon-Fri, found "09:00"'],
    ['Mon-Fri', 'expected an opening time such as 09:00, or "closed", found the end'],
    ['Mon-Fri noon-17:00', 'expected an opening time such as 09:00, or "closed", found "noon"'],
    ['Mon- 09:00-17:00', 'expected the last weekday of "Mon-", found "09:00"'],
    ['Mon-Fri 09:00', 'expected a dash and the closing time after 09:00, found the end'],
    ['Mon-Fri 09:00-', 'expected the closing time after "09:00-", found the end'],
    ['Mon-Fri 09:00-17:00 Holidays 10:00-12:00', 'expected a weekday such as Mon or Mon-Fri, found "Holidays"'],
    ['Mon 9:5-17:00', '"9:5" is not a time of day'],
    ['Mon 09:00-25:00', '"25:00" is not a time of day'],
    ['Mon 13pm-5pm', '"13pm" is not a time of day'],
    ['S 09:00-17:00', 'expected a weekday such as Mon or Mon-Fri, found "S"'],
    ['Mon-Fri 09:00-17:00; Fri 09:00-12:00', 'Friday: the windows 09:00-17:00 and 09:00-12:00 overlap'],
    ['Mon-Sun 09:00-17:00; Sun closed', 'Sunday is said to be closed and to be open'],
    ['Mon 22:00-06:00', 'write 22:00-24:00 and 00:00-06:00 the next day'],
    ['Mon 01:30-09:00', 'Monday: 01:30 cannot open or close the office'],
  ])('refuses %j', (text, message) => {
    expect(() => parseHours(text)).toThrow(CalendarError);
    expect(() => parseHours(text)).toThrow(message);
  });
});

describe('the hours of one day', () => {
  it('are windows with anything between them, or closed', () => {
    expect(parseWindows('08:00-12:00 13:00-17:00')).toEqual(lunch);
    expect(parseWindows('8-12+13-17')).toEqual(lunch);
    expect(parseWindows('closed')).toEqual([]);
    expect(() => parseWindows('08:00-12:00 Mon')).toThrow('expected a window such as 13:00-17:00, found "Mon"');
  });
});
