import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CalendarError, sayTime, type WeekHours } from '../../src/sla/hours.ts';
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
    ['Mon-Fri 9-12 4-6', '"4-6" may mean 04:00-06:00 or 16:00-18:00; write the one that is meant'],
    ['Mon 00:00-00:00', '"00:00-00:00" may mean all day or no time at all; write 00:00-24:00, or "closed"'],
    ['Mon 13:00-17:00 08:00-12:00', 'Monday: 08:00-12:00 stands after 13:00-17:00; write the earlier one first'],
    ['Mon 13:00-17:00; Mon 08:00-12:00', 'Monday: 08:00-12:00 stands after 13:00-17:00; write the earlier one first'],
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

describe('which half of the day is meant', () => {
  it.each([
    // A clock of 24 hours: 13 and later, or a zero before the hour.
    ['9-17', '09:00-17:00'],
    ['4-17', '04:00-17:00'],
    ['9:00-17:00', '09:00-17:00'],
    ['08-12 13-17', '08:00-12:00 13:00-17:00'],
    ['8-12 13-17', '08:00-12:00 13:00-17:00'],
    ['04-06', '04:00-06:00'],
    ['10:30-11:30', '10:30-11:30'],
    // am and pm, where one of them leaves no choice to the other time.
    ['9am-5pm', '09:00-17:00'],
    ['9-5pm', '09:00-17:00'],
    ['9am-5', '09:00-17:00'],
    ['11-1pm', '11:00-13:00'],
    ['4pm-6pm', '16:00-18:00'],
    ['4am-6pm', '04:00-18:00'],
    ['6pm-12am', '18:00-24:00'],
    // 12 without more is noon.
    ['9-12', '09:00-12:00'],
    ['10:00-12:00', '10:00-12:00'],
    ['12-4', '12:00-16:00'],
    // 01:00 would lie across the morning.
    ['8:30-12 1-5pm', '08:30-12:00 13:00-17:00'],
    ['1-5pm 6pm-8pm 8am-12pm', '08:00-12:00 stands after 18:00-20:00'],
    // Two readings, and both are named.
    ['4-6pm', 'may mean 04:00-18:00 or 16:00-18:00'],
    ['1-5pm', 'may mean 01:00-17:00 or 13:00-17:00'],
    ['12am-5', 'may mean 00:00-05:00 or 00:00-17:00'],
    ['8-12 1-5', '"1-5" may mean 01:00-05:00 or 13:00-17:00'],
    ['08:00-12:00 1:00-5:00', '"1:00-5:00" may mean 01:00-05:00 or 13:00-17:00'],
    ['9-12 4-6', '"4-6" may mean 04:00-06:00 or 16:00-18:00'],
    ['7-11', 'may mean 07:00-11:00 or 07:00-23:00 or 19:00-23:00'],
    ['9-5', 'may mean 09:00-17:00 or the night 21:00-24:00 and 00:00-05:00 the next day'],
    ['10:30-11:30pm', 'may mean 10:30-23:30 or 22:30-23:30'],
    ['12am-12am', 'may mean all day or no time at all'],
    // One reading, and not one that can be kept.
    ['10pm-6', 'for a night, write 22:00-24:00 and 00:00-06:00 the next day'],
    ['13-17 16-18', 'the windows 13:00-17:00 and 16:00-18:00 overlap'],
    ['13-17 13-17', 'the windows 13:00-17:00 and 13:00-17:00 overlap'],
    ['17-13', 'the window 17:00-13:00 must end after it begins'],
    ['13-17 8-12', '08:00-12:00 stands after 13:00-17:00; write the earlier one first'],
  ])('%s: %s', (text, meant) => {
    const read = () =>
      parseWindows(text)
        .map(({ from, to }) => `${from}-${to}`)
        .join(' ');
    if (/^\d\d:\d\d-\d\d:\d\d( \d\d:\d\d-\d\d:\d\d)*$/.test(meant)) expect(read()).toBe(meant);
    else expect(read).toThrow(meant);
  });

  const boundaries = fc
    .uniqueArray(fc.integer({ min: 0, max: 96 }), { minLength: 2, maxLength: 6 })
    .map((quarters) => quarters.toSorted((a, b) => a - b).map((quarter) => quarter * 15))
    .map((minutes) => (minutes.length % 2 === 0 ? minutes : minutes.slice(1)))
    // 12:00am-12:00am may mean all day or no time at all, and is refused: a case of the table above.
    .filter((minutes) => minutes[0] !== 0 || minutes[1] !== 1_440);
  const windowsOf = (minutes: number[]) =>
    minutes.flatMap((from, index) =>
      index % 2 === 0 ? [{ from: sayTime(from), to: sayTime(minutes[index + 1] ?? 0) }] : [],
    );

  it('any windows written in 24 hours, or all with am and pm, are read as they are', () => {
    fc.assert(
      fc.property(boundaries, (minutes) => {
        const windows = windowsOf(minutes);
        const text = (say: (minute: number) => string) =>
          minutes.map((minute, index) => `${say(minute)}${index % 2 === 0 ? '-' : ' '}`).join('');
        expect(parseWindows(text(sayTime))).toEqual(windows);
        expect(parseWindows(text((minute) => in12Hours(minute, true)))).toEqual(windows);
      }),
    );
  });

  it('any of them with am and pm left out here and there are read as they are, or refused', () => {
    fc.assert(
      fc.property(boundaries, fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }), (minutes, marked) => {
        // 12 alone is noon, and a day whose times are all like 10:30 is one of 24 hours: those two are habits.
        const words = minutes.map((minute, index) => in12Hours(minute, (marked[index] ?? true) || minute % 720 < 60));
        fc.pre(!words.every((word) => /^\d\d:\d\d$/.test(word)));
        const text = words.map((word, index) => `${word}${index % 2 === 0 ? '-' : ' '}`).join('');
        try {
          expect(parseWindows(text)).toEqual(windowsOf(minutes));
        } catch (error) {
          if (!(error instanceof CalendarError)) throw error;
          expect(error.message).toContain(' may mean ');
        }
      }),
      { numRuns: 1000 },
    );
  });
});

const in12Hours = (minute: number, marked: boolean): string => {
  const hour = Math.floor(minute / 60) % 24;
  return `${hour % 12 || 12}:${String(minute % 60).padStart(2, '0')}${marked ? (hour < 12 ? 'am' : 'pm') : ''}`;
};
