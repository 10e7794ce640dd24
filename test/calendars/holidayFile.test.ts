import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readHolidays } from '../../src/calendars/holidayFile.ts';

const zone = 'America/Los_Angeles';
const span = { first: 2027, last: 2028 };
const calendar = (...events: string[][]): string =>
  [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//State//Holidays//EN'],
    ...events.flatMap((lines, n) => [
      ...['BEGIN:VEVENT', ...(lines.some((line) => line.startsWith('UID')) ? [] : [`UID:${n}@state.example`])],
      ...lines,
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ].join('\r\n');
const read = (...events: string[][]) => {
  const found = readHolidays(calendar(...events), span, zone);
  if ('error' in found) throw new Error(found.error);
  return found;
};
const daysOf = (...events: string[][]) =>
  [...read(...events).years.values()].flat().map(({ date, name }) => `${date} ${name}`);
const leftOf = (...events: string[][]) => read(...events).left.join('\n');

test('whole days are holidays, with an end or without, for one day or several', () => {
  expect(
    daysOf(
      ['DTSTART;VALUE=DATE:20271125', 'SUMMARY:Thanksgiving Day', 'DTEND;VALUE=DATE:20271127'],
      ['DTSTART;VALUE=DATE:20270101', "SUMMARY:New Year's\\, Day", 'TRANSP:TRANSPARENT'],
      ['DTSTART:20271224', 'SUMMARY:Christmas Day ', ' (observed)'],
      ['DTSTART;VALUE=DATE:20261225', 'SUMMARY:Of another year'],
    ),
  ).toEqual([
    "2027-01-01 New Year's, Day",
    '2027-11-25 Thanksgiving Day',
    '2027-11-26 Thanksgiving Day',
    '2027-12-24 Christmas Day (observed)',
  ]);
});

test('rules are followed, without their exceptions, and with what was moved or canceled', () => {
  const master = [
    ...['UID:king', 'DTSTART;VALUE=DATE:20200120', 'RRULE:FREQ=YEARLY;BYMONTH=1;BYDAY=3MO'],
    ...['EXDATE;VALUE=DATE:20260119', 'SUMMARY:King Day'],
  ];
  const moved = [
    'UID:king',
    'RECURRENCE-ID;VALUE=DATE:20270118',
    'DTSTART;VALUE=DATE:20270119',
    'SUMMARY:King Day, late',
  ];
  expect(daysOf(master)).toEqual(['2027-01-18 King Day', '2028-01-17 King Day']);
  expect(daysOf(master, moved)).toEqual(['2027-01-19 King Day, late', '2028-01-17 King Day']);
  expect(daysOf(master, [...moved, 'STATUS:CANCELLED'])).toEqual(['2028-01-17 King Day']);
  expect(daysOf([...master, 'STATUS:CANCELLED'])).toEqual([]);
});

test('a day that a year does not have is on no other day', () => {
  expect(daysOf(['DTSTART;VALUE=DATE:20240229', 'RRULE:FREQ=YEARLY', 'SUMMARY:Leap'])).toEqual(['2028-02-29 Leap']);
  expect(daysOf(['DTSTART;VALUE=DATE:20240220', 'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', 'SUMMARY:Never'])).toEqual(
    [],
  );
  expect(leftOf(['DTSTART;VALUE=DATE:20271341', 'SUMMARY:Never'])).toBe(
    '“Never” is left out: its date is none that a calendar has',
  );
});

test('what has hours, or the midnight of another place, is left out in words: nothing is guessed', () => {
  const eve = ['DTSTART;TZID=America/Los_Angeles:20271224T120000', 'DTEND;TZID=America/Los_Angeles:20271224T170000'];
  expect(leftOf([...eve, 'SUMMARY:Christmas Eve'])).toBe(
    '“Christmas Eve” is left out: it has hours on 2027-12-24, and a file does not say whether the office is open or closed then; enter it by hand',
  );
  const whole = (tzid: string, z = '') => [
    `DTSTART${tzid}:20271224T000000${z}`,
    `DTEND${tzid}:20271225T000000${z}`,
    'SUMMARY:Eve',
  ];
  expect(daysOf(whole(''))).toEqual(['2027-12-24 Eve']);
  expect(daysOf(whole(';TZID=America/Los_Angeles'))).toEqual(['2027-12-24 Eve']);
  expect(leftOf(whole('', 'Z'))).toContain('from midnight to midnight by the time of UTC on 2027-12-24');
  expect(leftOf(whole(';TZID=Eastern Standard Time'))).toContain('by the time of Eastern Standard Time');
});

test('two events of one day are one day, and one event twice is one name', () => {
  expect(
    daysOf(
      ['DTSTART;VALUE=DATE:20271225', 'SUMMARY:Christmas Day'],
      ['DTSTART;VALUE=DATE:20271225', 'SUMMARY:christmas  day'],
      ['DTSTART;VALUE=DATE:20271225', 'SUMMARY:Founders Day'],
    ),
  ).toEqual(['2027-12-25 Christmas Day; Founders Day']);
});

test('what is no holiday is left out in words', () => {
  expect(leftOf(['DTSTART;VALUE=DATE:20270101', 'RRULE:FREQ=DAILY', 'SUMMARY:Coffee'])).toContain(
    '“Coffee” is left out: it repeats daily or more often',
  );
  expect(leftOf(['DTSTART;VALUE=DATE:20270101', 'DTEND;VALUE=DATE:20270301', 'SUMMARY:Session'])).toContain(
    'lasts 59 days',
  );
  expect(leftOf(['DTSTART;VALUE=DATE:20270101'])).toContain('it has no name, on 2027-01-01');
  expect(leftOf(['SUMMARY:Some day'])).toContain('it has no date');
});

test.each([
  ['', 'this file is empty'],
  ['<!DOCTYPE html><html>', 'this is a page of the web'],
  ['agency,name\nDOT,Transportation', 'this is not an iCalendar file: it does not begin with BEGIN:VCALENDAR'],
  [calendar(['SUMMARY:x']).slice(0, -20), 'this iCalendar file is damaged'],
  [calendar(['DTSTART;VALUE=DATE:20270101', 'RRULE:FREQ=SOMETIMES']), '(invalid frequency "SOMETIMES"'],
  [calendar(...Array.from({ length: 5_001 }, () => ['SUMMARY:x'])), 'this file has 5001 events'],
  [
    calendar(...Array.from({ length: 200 }, () => ['DTSTART;VALUE=DATE:20200101', 'RRULE:FREQ=WEEKLY', 'SUMMARY:x'])),
    'repeat too often for holidays',
  ],
  [
    calendar(['DTSTART;VALUE=DATE:20270101', 'RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', 'SUMMARY:x']),
    'this file has 261 days in 2027: is it a calendar of holidays?',
  ],
])('no. %#: what is no calendar of holidays is refused in clear words', (text, error) => {
  expect(readHolidays(text, span, zone)).toEqual({ error: expect.stringContaining(error) });
});

test('whole days come back as they were written, in whatever order, with any name', () => {
  const days = fc.uniqueArray(
    fc.record({
      date: fc.integer({ min: 0, max: 730 }).map((n) => new Date(Date.UTC(2027, 0, 1 + n)).toISOString().slice(0, 10)),
      name: fc.stringMatching(/^[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ0-9'’.,;()\\ -]{0,40}[A-Za-z]$/u),
    }),
    { selector: ({ date }) => date, maxLength: 30 },
  );
  const escaped = (name: string) => name.replace(/[\\;,]/gu, '\\$&');
  fc.assert(
    fc.property(days, (all) => {
      const found = daysOf(
        ...all.map(({ date, name }) => [`DTSTART;VALUE=DATE:${date.replaceAll('-', '')}`, `SUMMARY:${escaped(name)}`]),
      );
      const written = all.map(({ date, name }) => `${date} ${name.replace(/\s+/gu, ' ')}`);
      expect(found).toEqual(written.filter((line) => line < '2029').sort());
    }),
  );
});

test('whatever a file holds, it is read or refused', () => {
  const line = fc.oneof(
    fc.string(),
    fc.constantFrom('BEGIN:VEVENT', 'END:VEVENT', 'BEGIN:VCALENDAR', 'END:VCALENDAR', 'DTSTART:20270101', 'SUMMARY:x'),
    fc.string().map((text) => `RRULE:${text}`),
  );
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      const found = readHolidays(['BEGIN:VCALENDAR', ...lines, 'END:VCALENDAR'].join('\n'), span, zone);
      expect('error' in found ? found.error !== '' : found.years instanceof Map).toBe(true);
    }),
  );
});
