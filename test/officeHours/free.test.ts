import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  endOf,
  freeSlots,
  type Holding,
  overlaps,
  remindAt,
  slotLengths,
  tellLater,
  whyNot,
} from '../../src/officeHours/hours.ts';
import type { LiaisonHours } from '../../src/offices/liaisonHours.ts';
import { absenceOn } from '../../src/people/coverage.ts';
import { buildCalendar, type CalendarSpec, localDate, openMsBetween } from '../../src/sla/calendar.ts';
import { weekdays } from '../../src/sla/hours.ts';
import { sayDate } from '../../src/sla/specialDays.ts';
import { minuteOfDay, wallTime } from '../../src/sla/zone.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const all = (from: string, to: string) => Object.fromEntries(weekdays.map((day) => [day, [{ from, to }]]));
const spec: CalendarSpec = {
  zone: 'America/New_York',
  hours: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [{ from: '09:00', to: '17:00' }]])),
  specialDays: [{ date: '2026-06-09', name: 'Training', windows: [{ from: '09:00', to: '11:30' }] }],
  confirmedYears: [2026],
};
const calendar = buildCalendar(spec);
const hours = (change: Partial<LiaisonHours> = {}): LiaisonHours => ({
  ...{ id: 1, officeId: 1, liaisonId: 7, weekday: 'tue', fromMinute: 600, untilMinute: 720, slotMinutes: 30 },
  ...{ place: null, createdAt: new Date(0), pausedAt: null, endedAt: null },
  ...change,
});
const holding = (change: Partial<Holding> = {}): Holding => ({
  ...{ calendar, liaisonId: 7, hours: [hours()], absences: [], busy: [] },
  ...change,
});
const now = new Date('2026-06-01T14:00:00Z');
const times = (of: Holding, at = now) => freeSlots(of, at).map((slot) => slot.at.toISOString().slice(5, 16));

describe('free slots', () => {
  test('are whole, within the office hours and those of the office, for four weeks', () => {
    expect(times(holding())).toEqual([
      ...['06-02T14:00', '06-02T14:30', '06-02T15:00', '06-02T15:30'],
      // The office closes at half past eleven.
      ...['06-09T14:00', '06-09T14:30', '06-09T15:00'],
      ...['06-16T14:00', '06-16T14:30', '06-16T15:00', '06-16T15:30'],
      ...['06-23T14:00', '06-23T14:30', '06-23T15:00', '06-23T15:30'],
    ]);
    expect(times(holding({ hours: [hours({ untilMinute: 650 })] }))[0]).toBe('06-02T14:00');
    expect(times(holding({ hours: [hours({ untilMinute: 650 })] }))[1]).toBe('06-09T14:00');
  });

  test('are none while they pause, have ended, or the liaison is out; and none that somebody has', () => {
    expect(times(holding({ hours: [hours({ pausedAt: now })] }))).toEqual([]);
    expect(times(holding({ hours: [hours({ endedAt: now })] }))).toEqual([]);
    const away = { personId: 7, from: '2026-06-02', until: '2026-06-09', coverId: null };
    expect(times(holding({ absences: [away] }))[0]).toBe('06-16T14:00');
    expect(times(holding({ absences: [{ ...away, personId: 8 }] }))[0]).toBe('06-02T14:00');
    const busy = [{ at: new Date('2026-06-02T14:15:00Z'), minutes: 30 }];
    expect(times(holding({ busy }))[0]).toBe('06-02T15:00');
  });

  test('begin an hour from now at the earliest, so that nobody finds somebody at their door', () => {
    expect(times(holding(), new Date('2026-06-02T13:01:00Z'))[0]).toBe('06-02T14:30');
    expect(times(holding(), new Date('2026-06-02T13:00:00Z'))[0]).toBe('06-02T14:00');
  });

  test('stay at their hour when clocks change', () => {
    const before = freeSlots(holding(), new Date('2026-10-25T12:00:00Z'));
    expect(new Set(before.map((slot) => minuteOfDay(calendar.zone, slot.at)))).toEqual(new Set([600, 630, 660, 690]));
    expect(times(holding(), new Date('2026-10-25T12:00:00Z')).filter((time) => time.endsWith('14:00'))).toEqual([
      '10-27T14:00',
    ]);
    expect(times(holding(), new Date('2026-10-25T12:00:00Z'))).toContain('11-03T15:00');
  });

  test('are none past the end of the calendar: nobody knows whether the office is open then', () => {
    expect(times(holding(), new Date('2026-12-20T12:00:00Z')).at(-1)).toBe('12-29T16:30');
  });

  const minutes = fc.integer({ min: 0, max: 96 }).map((n) => n * 15);
  const weekly = fc
    .record({
      weekday: fc.constantFrom(...weekdays),
      span: fc.uniqueArray(minutes, { minLength: 2, maxLength: 2 }),
      slotMinutes: fc.constantFrom(...slotLengths),
    })
    .map(({ weekday, span, slotMinutes }) =>
      hours({ weekday, fromMinute: Math.min(...span), untilMinute: Math.max(...span), slotMinutes }),
    );
  const day = fc.integer({ min: 0, max: 364 }).map((n) => sayDate(Date.UTC(2026, 0, 1) + n * DAY));
  const zones = fc.constantFrom('America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'Asia/Kolkata');

  test('hold in any zone, with any hours, holidays and absences', () => {
    fc.assert(
      fc.property(
        fc.array(weekly, { minLength: 1, maxLength: 4 }),
        fc.record({ zone: zones, closed: fc.uniqueArray(day, { maxLength: 20 }), at: day, wide: fc.boolean() }),
        fc.array(fc.record({ from: day, length: fc.integer({ min: 0, max: 9 }) }), { maxLength: 3 }),
        fc.array(fc.record({ day, minute: minutes, length: fc.constantFrom(15, 45, 120) }), { maxLength: 5 }),
        (given, { zone, closed, at, wide }, away, met) => {
          const c = buildCalendar({
            ...{ zone, confirmedYears: [2026], hours: wide ? all('00:00', '24:00') : spec.hours },
            specialDays: closed.sort().map((date) => ({ date, name: 'Closed', windows: [] })),
          });
          const held = given.map((each, n) => ({ ...each, id: n + 1 }));
          const absences = away.map(({ from, length }) => ({
            ...{ personId: 7, from, coverId: null },
            until: sayDate(Date.parse(from) + length * DAY),
          }));
          const busy = met.map((each) => ({
            at: new Date(Date.parse(each.day) + each.minute * MINUTE),
            minutes: each.length,
          }));
          const from = new Date(Date.parse(at) + 7 * 3_600_000);
          const free = freeSlots({ calendar: c, liaisonId: 7, hours: held, absences, busy }, from);
          for (const [n, slot] of free.entries()) {
            const own = held.find(({ id }) => id === slot.hoursId);
            const wall = wallTime(c.zone, slot.at.getTime());
            const minute = (wall % DAY) / MINUTE;
            const date = localDate(c, slot.at);
            expect(own?.weekday).toBe(weekdays[new Date(wall).getUTCDay()]);
            // Whole, and on the clock of the office: within what was said, at a step of it.
            expect(minute).toBeGreaterThanOrEqual(own?.fromMinute ?? 0);
            expect(minute + slot.minutes).toBeLessThanOrEqual(own?.untilMinute ?? 0);
            expect((minute - (own?.fromMinute ?? 0)) % slot.minutes).toBe(0);
            expect(wallTime(c.zone, endOf(slot).getTime()) - wall).toBe(slot.minutes * MINUTE);
            expect(closed).not.toContain(date);
            expect(openMsBetween(c, slot.at.getTime(), endOf(slot).getTime())).toBe(slot.minutes * MINUTE);
            expect(absenceOn(absences, 7, date)).toBeUndefined();
            expect(busy.some((each) => overlaps(each, slot))).toBe(false);
            expect(free.slice(0, n).some((each) => overlaps(each, slot))).toBe(false);
            if (n > 0) expect(+slot.at).toBeGreaterThan(+(free[n - 1]?.at ?? 0));
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('a slot that was taken', () => {
  const slot = { at: new Date('2026-06-09T15:00:00Z'), minutes: 30, day: '2026-06-09', liaisonId: 7 };
  const known = { calendar, absences: [], answers: true, comes: true };

  test('holds, until somebody is out or has left, or the office closes', () => {
    expect(whyNot(slot, known)).toBeUndefined();
    expect(whyNot({ ...slot, minutes: 60 }, known)).toBe('closed');
    const away = { personId: 7, from: '2026-06-08', until: null, coverId: null };
    expect(whyNot(slot, { ...known, absences: [away] })).toBe('out');
    expect(whyNot(slot, { ...known, answers: false })).toBe('gone');
    expect(whyNot(slot, { ...known, comes: false })).toBe('left');
    // In a year that nobody has confirmed it is not known.
    expect(whyNot({ ...slot, at: new Date('2027-06-08T15:00:00Z'), day: '2027-06-08' }, known)).toBeUndefined();
  });

  test('is reminded of as the office opens, an hour before where it comes early, and not on the day it was taken', () => {
    expect(remindAt(slot, calendar, now)).toEqual(new Date('2026-06-09T13:00:00Z'));
    const early = { ...slot, at: new Date('2026-06-09T13:30:00Z') };
    expect(remindAt(early, calendar, now)).toEqual(new Date('2026-06-09T12:30:00Z'));
    expect(remindAt(slot, calendar, new Date('2026-06-09T12:00:00Z'))).toBeNull();
  });

  test('is told when the office opens, but an hour before it begins at the latest', () => {
    const opens = new Date('2026-06-09T13:00:00Z');
    const night = new Date('2026-06-09T02:00:00Z');
    expect(tellLater(slot, opens, night)).toEqual(opens);
    expect(tellLater({ at: opens }, opens, night)).toEqual(new Date('2026-06-09T12:00:00Z'));
    expect(tellLater({ at: opens }, opens, new Date('2026-06-09T12:30:00Z'))).toEqual(new Date('2026-06-09T12:30:00Z'));
  });
});
