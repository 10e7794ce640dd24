import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readDays, undated, writeDays } from '../../src/holidays/reading.ts';
import type { SpecialDay } from '../../src/sla/specialDays.ts';

test.each([
  ["2028-01-01 New Year's Day", { date: '2028-01-01', name: "New Year's Day", windows: [] }],
  ['2028-01-01: New Year', { date: '2028-01-01', name: 'New Year', windows: [] }],
  ['  December 25   Christmas Day ', { date: '2028-12-25', name: 'Christmas Day', windows: [] }],
  ['Dec 25, 2028: Christmas Day', { date: '2028-12-25', name: 'Christmas Day', windows: [] }],
  ['July 4th: Independence Day', { date: '2028-07-04', name: 'Independence Day', windows: [] }],
  ['July 4 4th of July', { date: '2028-07-04', name: '4th of July', windows: [] }],
  [
    '2028-12-24 08:00-12:00 Christmas Eve',
    { date: '2028-12-24', name: 'Christmas Eve', windows: [{ from: '08:00', to: '12:00' }] },
  ],
  [
    '2028-12-24 8am-10am 11am-1pm Christmas Eve',
    {
      ...{ date: '2028-12-24', name: 'Christmas Eve' },
      windows: [
        { from: '08:00', to: '10:00' },
        { from: '11:00', to: '13:00' },
      ],
    },
  ],
])('%s', (line, day) => {
  expect(readDays(line, 2028)).toEqual({ days: [day] });
});

test.each([
  ['', 'Write the days on which the office is closed in 2028, one a line.'],
  ['1/5/2028 Something', '“1/5/2028” is read differently in different places: write 2028-12-25 or December 25.'],
  ['2028-02-30 Leap', '“2028-02-30 Leap”: 2028-02-30 is a day that no calendar has.'],
  ['Maybe 4 Guess', '“Maybe 4 Guess” has no date in front, such as 2028-12-25 or December 25.'],
  ['2028-12-25', '“2028-12-25” has no name behind the date.'],
  ['2028-12-25 12:00-08:00 Christmas', 'must end after it begins'],
  [`2028-12-25 ${'x'.repeat(101)}`, 'has a name longer than 100 characters.'],
  [Array.from({ length: 121 }, () => '2028-12-25 Christmas').join('\n'), 'These are 121 days; a year has 120 at most.'],
])('%s is not read, and why is said', (text, problem) => {
  expect(readDays(text, 2028)).toEqual({ problem: expect.stringContaining(problem) });
});

test('what was read and written again is the same', () => {
  const days = fc
    .uniqueArray(
      fc.record({
        date: fc
          .integer({ min: 0, max: 365 })
          .map((n) => new Date(Date.UTC(2028, 0, 1 + n)).toISOString().slice(0, 10)),
        name: fc.stringMatching(/^[A-Z][a-z’.()]{0,12}( [A-Z][a-z]{1,9})?$/u),
        windows: fc.constantFrom<SpecialDay['windows'][]>([], [{ from: '08:00', to: '12:00' }]),
      }),
      { selector: ({ date }) => date, minLength: 1, maxLength: 20 },
    )
    .map((all): SpecialDay[] => all.sort((a, b) => a.date.localeCompare(b.date)));
  fc.assert(
    fc.property(days, (all) => {
      expect(readDays(writeDays(all), 2028)).toEqual({ days: all });
    }),
  );
});

test('whatever is typed is read or refused in words', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const read = readDays(text, 2028);
      expect('problem' in read ? read.problem !== '' : read.days.length > 0).toBe(true);
    }),
  );
});

test('names of another year are offered without a date, each once', () => {
  const of2027 = [
    { date: '2027-01-01', name: "New Year's Day", windows: [] },
    { date: '2027-12-24', name: 'Christmas Day (observed)', windows: [] },
    { date: '2027-12-31', name: "New Year's Day (observed)", windows: [] },
  ];
  expect(undated(of2027, 2028)).toBe("2028- New Year's Day\n2028- Christmas Day");
  expect(readDays(undated(of2027, 2028), 2028)).toEqual({
    problem: "“New Year's Day” has no date yet: give it one, or remove its line.",
  });
});
