import { expect, test } from 'vitest';
import { buildCalendar, type CalendarSpec, isOpen, minutesBetween, withSpecialDays } from '../../src/sla/calendar.ts';
import { dueTime, elapsed } from '../../src/sla/clocks.ts';
import { explain } from '../../src/sla/explain.ts';
import { parseHours } from '../../src/sla/hoursText.ts';
import { defaultEscalations } from '../../src/sla/policy.ts';
import { readMoment } from '../../src/sla/question.ts';
import { namedSteps, nextStep } from '../../src/sla/steps.ts';
import { known } from './known.ts';

/** What users of other desks complain about when time is counted, each named after what went wrong there. */

const week: CalendarSpec = {
  zone: 'America/New_York',
  hours: parseHours('Mon-Fri 09:00-17:00'),
  specialDays: [],
  confirmedYears: [2026],
};
const calendarOf = (change: Partial<CalendarSpec> = {}) => buildCalendar({ ...week, ...change });
const calendar = calendarOf();
/** A moment on the wall of the office. */
const at = (text: string): Date => readMoment(calendar.zone, text).at;
const hours = (count: number): number => count * 60;

test('"the setting of business hours has no effect"', () => {
  const asked = at('2026-06-01T16:00');
  const later = calendarOf({ hours: parseHours('Mon-Fri 09:00-20:00') });
  expect(dueTime(calendar, asked, hours(4), [])).toEqual(at('2026-06-02T12:00'));
  expect(dueTime(later, asked, hours(4), [])).toEqual(at('2026-06-01T20:00'));
});

test('"a calendar of 24 hours and 7 days is closed for a minute at midnight"', () => {
  const always = calendarOf({ hours: parseHours('Mon-Sun 00:00-24:00') });
  const [midnight, before] = [at('2026-06-02T00:00'), new Date(at('2026-06-02T00:00').getTime() - 1)];
  expect([isOpen(always, before), isOpen(always, midnight)]).toEqual([true, true]);
  expect(minutesBetween(always, at('2026-06-01T00:00'), at('2026-06-08T00:00'))).toBe(7 * 24 * 60);
});

test('"there can be no shift past midnight"', () => {
  const night = calendarOf({ hours: parseHours('Mon 22:00-24:00, Tue-Thu 00:00-06:00 22:00-24:00, Fri 00:00-06:00') });
  expect(dueTime(night, at('2026-06-01T23:00'), hours(4), [])).toEqual(at('2026-06-02T03:00'));
});

test('"the lunch break breaks the due date, and so does a week without a Monday or a Thursday"', () => {
  const some = calendarOf({ hours: parseHours('Tue,Wed 08:00-12:00 13:00-17:00') });
  expect(dueTime(some, at('2026-06-02T11:00'), hours(2), [])).toEqual(at('2026-06-02T14:00'));
  expect(dueTime(some, at('2026-06-03T16:00'), hours(2), [])).toEqual(at('2026-06-09T09:00'));
});

test('"holidays and exceptional days cannot be entered"', () => {
  const days = [
    { date: '2026-06-02', name: 'Founders’ Day', windows: [] },
    { date: '2026-06-06', name: 'Open Saturday', windows: [{ from: '10:00', to: '14:00' }] },
  ];
  const some = buildCalendar(withSpecialDays(week, days));
  expect(dueTime(some, at('2026-06-01T16:00'), hours(4), [])).toEqual(at('2026-06-03T12:00'));
  expect(dueTime(some, at('2026-06-05T16:00'), hours(4), [])).toEqual(at('2026-06-06T13:00'));
});

test('"half a holiday is a whole one"', () => {
  const eve = [{ date: '2026-12-24', name: 'Christmas Eve', windows: [{ from: '09:00', to: '12:00' }] }];
  const half = buildCalendar(withSpecialDays(week, eve));
  expect(minutesBetween(half, at('2026-12-24T00:00'), at('2026-12-25T00:00'))).toBe(hours(3));
});

test('"business hours go by a fixed offset from UTC, and ignore daylight saving"', () => {
  expect(dueTime(calendar, at('2026-03-06T16:00'), hours(2), [])).toEqual(new Date('2026-03-09T14:00:00Z'));
  expect(dueTime(calendar, at('2026-10-30T16:00'), hours(2), [])).toEqual(new Date('2026-11-02T15:00:00Z'));
});

test('"time on hold counts the days on which the office is closed"', () => {
  const hold = [{ from: at('2026-06-05T16:00'), to: at('2026-06-08T10:00') }];
  expect(dueTime(calendar, at('2026-06-05T15:00'), hours(4), hold)).toEqual(at('2026-06-08T13:00'));
});

test('"what is put on hold on a holiday is not paused"', () => {
  const holiday = buildCalendar(withSpecialDays(week, [{ date: '2026-06-08', name: 'Closed', windows: [] }]));
  const hold = [{ from: at('2026-06-08T11:00'), to: at('2026-06-09T12:00') }];
  expect(dueTime(holiday, at('2026-06-05T16:00'), hours(2), hold)).toEqual(at('2026-06-09T13:00'));
  expect(elapsed(holiday, at('2026-06-05T16:00'), at('2026-06-09T12:00'), hold)).toBe(hours(1));
});

test('"the step before the deadline comes at midnight, or on the weekend"', () => {
  const policy = { escalations: defaultEscalations };
  const names = namedSteps(policy).map(({ name }) => name);
  const asked = { startedAt: at('2026-06-05T13:00'), target: hours(8), pauses: [] };
  const step = nextStep(
    { calendar, policy },
    { ...asked, taken: names.slice(0, 1), breachedAt: null, quietUntil: null },
  );
  expect(step?.at).toEqual(at('2026-06-08T11:24'));
  const atClosing = nextStep({ calendar, policy }, { ...asked, taken: [], breachedAt: null, quietUntil: null });
  expect(atClosing?.at).toEqual(at('2026-06-08T09:00'));
});

test('"it cannot be set when it warns, nor that it warns in several steps"', () => {
  const steps = (percents: number[]) => {
    const policy = { escalations: percents.map((percent) => ({ percent, tell: ['liaison' as const] })) };
    const asked = {
      startedAt: at('2026-06-01T09:00'),
      target: hours(4),
      pauses: [],
      breachedAt: null,
      quietUntil: null,
    };
    const names = namedSteps(policy).map(({ name }) => name);
    return names.map((_, nth) => nextStep({ calendar, policy }, { ...asked, taken: names.slice(0, nth) })?.at);
  };
  expect(steps([25, 50, 75])).toEqual(['10:00', '11:00', '12:00'].map((time) => at(`2026-06-01T${time}`)));
  expect(steps([50])).toEqual([at('2026-06-01T11:00')]);
});

test('"nobody can see which time was counted and which was paused"', () => {
  const hold = [{ from: at('2026-06-05T16:00'), to: at('2026-06-08T10:00') }];
  const told = known(explain(calendar, at('2026-06-05T15:00'), at('2026-06-08T11:00'), hold));
  expect(told.map(({ from, counted, reason }) => [from, counted, reason.kind])).toEqual([
    [at('2026-06-05T15:00'), true, 'open'],
    [at('2026-06-05T16:00'), false, 'paused'],
    [at('2026-06-05T17:00'), false, 'outside_hours'],
    [at('2026-06-06T00:00'), false, 'closed_weekday'],
    [at('2026-06-08T00:00'), false, 'outside_hours'],
    [at('2026-06-08T09:00'), false, 'paused'],
    [at('2026-06-08T10:00'), true, 'open'],
  ]);
});
