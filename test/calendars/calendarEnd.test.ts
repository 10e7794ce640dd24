import fc from 'fast-check';
import { expect, test } from 'vitest';
import { endOfCalendar, missingYear, timeToAsk } from '../../src/calendars/calendarEnd.ts';
import { buildCalendar, isConfirmed } from '../../src/sla/calendar.ts';
import { daysOfYear, inOrder, withYear } from '../../src/sla/specialDays.ts';
import { storyOffice } from '../support/office.ts';

const { calendar: spec, policy } = storyOffice();
const endAt = (at: string, years = [2026, 2027], days = 5) =>
  endOfCalendar(
    buildCalendar({ ...spec, confirmedYears: years }),
    { ...policy, targets: { ...policy.targets, normal: { ...policy.targets.normal, resolution: days * 480 } } },
    new Date(at),
  );

test.each([
  ['2027-06-01T12:00Z', 5, { year: 2028, lastDay: '2027-12-31', isOver: false, isNear: false }],
  // From October 1 on, by the office's own midnight.
  ['2027-10-01T03:59Z', 5, { isNear: false }],
  ['2027-10-01T04:00Z', 5, { isNear: true }],
  // A promise of eighty business days made in September reaches past the end.
  ['2027-09-20T12:00Z', 80, { isNear: true, isOver: false }],
  ['2027-12-31T23:59-05:00', 5, { isOver: false }],
  ['2028-01-01T00:00-05:00', 5, { year: 2028, isOver: true }],
  // However long ago, and whatever was confirmed for later.
  ['2029-03-01T12:00Z', 5, { year: 2028, isOver: true }],
])('at %s, when the longest promise is %i business days', (at, days, expected) => {
  expect(endAt(at, [2026, 2027], days)).toMatchObject(expected);
});

test('a year that is missing between two confirmed ones is asked for first', () => {
  expect(endAt('2026-06-01T12:00Z', [2026, 2028])).toMatchObject({ year: 2027, lastDay: '2026-12-31' });
});

test('the missing year is the first from the confirmed ones on, whichever they are, and is asked for in time', () => {
  const years = fc.uniqueArray(fc.integer({ min: 2020, max: 2030 }), { minLength: 1 });
  fc.assert(
    fc.property(
      years,
      fc.date({ min: new Date('2020-06-01'), max: new Date('2031-06-01'), noInvalidDate: true }),
      (of, now) => {
        const calendar = buildCalendar({ ...spec, confirmedYears: of });
        const missing = missingYear(calendar, now);
        expect(of).not.toContain(missing);
        const { isNear, isOver } = endOfCalendar(calendar, policy, now);
        expect(isOver).toBe(!isConfirmed(calendar, now.getTime(), now.getTime()));
        const at = timeToAsk(calendar, now).getTime();
        if (now.getTime() >= at) expect(isNear).toBe(true);
        if (!isOver) expect(isConfirmed(calendar, now.getTime(), at + (92 * 24 - 1) * 3_600_000)).toBe(true);
      },
    ),
  );
});

test('a year that is confirmed changes no other, and twice is once', () => {
  const dated = fc
    .uniqueArray(fc.integer({ min: 1, max: 27 }), { maxLength: 5 })
    .map((all) => all.map((n) => ({ date: `2028-05-${String(n).padStart(2, '0')}`, name: 'Day', windows: [] })));
  fc.assert(
    fc.property(dated, dated, (first, second) => {
      const once = withYear(withYear(spec, 2028, first), 2028, second);
      expect(once).toEqual(withYear(spec, 2028, second));
      expect(once.confirmedYears).toEqual([2026, 2027, 2028]);
      expect(daysOfYear(once, 2028).map(({ date }) => date)).toEqual(second.map(({ date }) => date).sort());
      for (const year of [2026, 2027]) expect(daysOfYear(once, year)).toEqual(daysOfYear(spec, year));
      expect(inOrder(once)).toEqual(once);
    }),
  );
});
