import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildCalendar, isOpen, localDate } from '../../src/sla/calendar.ts';
import { weekdays } from '../../src/sla/hours.ts';
import {
  dateAfter,
  isEverOpen,
  nths,
  openingBeside,
  placeFor,
  type Rhythm,
  readRhythm,
  sayRhythm,
} from '../../src/sla/recurrence.ts';
import { sayDate } from '../../src/sla/specialDays.ts';
import { wallTime } from '../../src/sla/zone.ts';

const DAY = 86_400_000;
const rhythm = (text: string, every: Rhythm['every'] = 'month'): Rhythm => {
  const read = readRhythm(text);
  if (!read) throw new Error(`${text} is no day`);
  return { ...read, every };
};

/** The dates of a rhythm as somebody with a calendar on the wall finds them: day by day. */
function byHand({ nth, weekday, every }: Rhythm, after: string): string {
  for (let day = Date.parse(after) + DAY; ; day += DAY) {
    const date = new Date(day);
    const isWeekday = weekdays[date.getUTCDay()] === weekday;
    const inMonth = every === 'month' || date.getUTCMonth() % 3 === 0;
    const isLast = new Date(day + 7 * DAY).getUTCMonth() !== date.getUTCMonth();
    const isNth = nth === 'last' ? isLast : Math.ceil(date.getUTCDate() / 7) === nths.indexOf(nth) + 1;
    if (isWeekday && inMonth && isNth) return sayDate(day);
  }
}

const rhythms = fc.record({
  nth: fc.constantFrom(...nths),
  weekday: fc.constantFrom(...weekdays),
  every: fc.constantFrom('month' as const, 'quarter' as const),
});
const days = fc
  .integer({ min: Date.UTC(2026, 0, 1) / DAY, max: Date.UTC(2026, 8, 30) / DAY })
  .map((n) => sayDate(n * DAY));

describe('dates that come again', () => {
  test.each([
    ['second Tuesday', '2026-05-31', '2026-06-09'],
    ['second tue', '2026-06-09', '2026-07-14'],
    ['last Friday', '2026-02-01', '2026-02-27'],
    ['last friday', '2026-12-25', '2027-01-29'],
    ['First  Monday', '2026-12-07', '2027-01-04'],
  ])('%s after %s is %s', (text, after, date) => {
    expect(dateAfter(rhythm(text), after)).toBe(date);
  });

  test('those of a quarter are in its first month', () => {
    expect(dateAfter(rhythm('first Monday', 'quarter'), '2026-06-01')).toBe('2026-07-06');
    expect(dateAfter(rhythm('first Monday', 'quarter'), '2026-10-05')).toBe('2027-01-04');
    expect(sayRhythm(rhythm('first Monday', 'quarter'))).toBe('the first Monday of each quarter');
  });

  test('what names no such day is none', () => {
    for (const text of ['', 'Tuesday', 'fifth Monday', 'second', 'second Tuesdays', 'second Tuesday of May'])
      expect(readRhythm(text), text).toBeUndefined();
  });

  test('are found as by hand, for every rhythm and day', () => {
    fc.assert(
      fc.property(rhythms, days, (each, after) => {
        expect(dateAfter(each, after)).toBe(byHand(each, after));
      }),
    );
  });
});

const zones = ['America/New_York', 'America/Los_Angeles', 'Europe/Berlin', 'Australia/Lord_Howe'];
const calendars = fc
  .record({ zone: fc.constantFrom(...zones), closed: fc.uniqueArray(days, { maxLength: 60 }), half: days })
  .map(({ zone, closed, half }) =>
    buildCalendar({
      zone,
      hours: Object.fromEntries(
        (['mon', 'tue', 'wed', 'thu', 'fri'] as const).map((day) => [day, [{ from: '08:00', to: '17:00' }]]),
      ),
      specialDays: [
        ...closed.filter((date) => date !== half).map((date) => ({ date, name: 'Closed', windows: [] })),
        { date: half, name: 'Half a day', windows: [{ from: '08:00', to: '12:00' }] },
      ],
      confirmedYears: [2026],
    }),
  );
const slots = fc.record({ minute: fc.integer({ min: 480, max: 960 }), minutes: fc.constantFrom(15, 30, 60) });

describe('the time of a date', () => {
  test('is at the same time on the wall, whatever the clocks did, on the first day the office is open for all of it', () => {
    fc.assert(
      fc.property(calendars, rhythms, days, slots, (calendar, each, after, slot) => {
        const date = dateAfter(each, after);
        const at = placeFor(calendar, date, slot);
        const fits = (day: string): boolean => {
          const begin = placeFor(calendar, day, slot);
          return begin instanceof Date && localDate(calendar, begin) === day;
        };
        if (!(at instanceof Date)) return;
        expect((wallTime(calendar.zone, at.getTime()) / 60_000) % 1440).toBe(slot.minute);
        expect(isOpen(calendar, at)).toBe(true);
        expect(isOpen(calendar, new Date(at.getTime() + slot.minutes * 60_000 - 1))).toBe(true);
        const day = localDate(calendar, at);
        expect(day >= date).toBe(true);
        for (let before = Date.parse(date); sayDate(before) < day; before += DAY)
          expect(fits(sayDate(before))).toBe(false);
      }),
    );
  });

  const office = (days: { date: string; name: string; windows: never[] }[] = []) =>
    buildCalendar({
      zone: 'America/New_York',
      hours: { tue: [{ from: '09:00', to: '17:00' }], wed: [{ from: '09:00', to: '17:00' }] },
      specialDays: days,
      confirmedYears: [2026],
    });
  const ten = { minute: 600, minutes: 30 };

  test('moves past holidays, and is unknown past the calendar', () => {
    const holiday = [{ date: '2026-06-09', name: 'Holiday', windows: [] as never[] }];
    expect(placeFor(office(), '2026-06-09', ten)).toEqual(new Date('2026-06-09T14:00:00Z'));
    expect(placeFor(office(holiday), '2026-06-09', ten)).toEqual(new Date('2026-06-10T14:00:00Z'));
    expect(placeFor(office(), '2026-11-10', ten), 'in winter').toEqual(new Date('2026-11-10T15:00:00Z'));
    expect(placeFor(office(), '2027-01-12', ten)).toBeUndefined();
    expect(placeFor(office(), '2026-06-09', { minute: 1200, minutes: 30 })).toBeNull();
    expect(isEverOpen(office(), { minute: 1200, minutes: 30 })).toBe(false);
    expect(isEverOpen(office(), ten)).toBe(true);
  });

  test('working days beside a date are those on which the office opens', () => {
    expect(openingBeside(office(), '2026-06-10', -1)).toEqual(new Date('2026-06-09T13:00:00Z'));
    expect(openingBeside(office(), '2026-06-10', -2)).toEqual(new Date('2026-06-03T13:00:00Z'));
    expect(openingBeside(office(), '2026-06-10', 1)).toEqual(new Date('2026-06-16T13:00:00Z'));
    expect(openingBeside(office(), '2026-12-30', 1)).toBeUndefined();
  });
});
