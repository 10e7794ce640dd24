import { describe, expect, test } from 'vitest';
import { buildCalendar } from '../../src/sla/calendar.ts';
import { parseHours } from '../../src/sla/hoursText.ts';
import { recoveryNow } from '../../src/surveys/recovery.ts';

const spec = {
  ...{ zone: 'UTC', hours: parseHours('Mon-Fri 09:00-17:00'), specialDays: [], confirmedYears: [2026] },
};
const usual = { calendar: buildCalendar(spec), businessDayMinutes: 480 };
const at = (text: string): Date => new Date(`2026-06-${text}:00Z`);

/** Rated badly on Monday at eleven; the office is open from nine to five. */
const opened = { openedAt: at('01T11:00'), dueAt: at('02T11:00'), warnedAt: null, lateAt: null };

describe('a bad rating is to be settled in a business day', () => {
  test.each<[string, Partial<typeof opened> | { warnedAt?: Date; lateAt?: Date }, string, object]>([
    ['it waits until three quarters are over', {}, '01T12:00', { stepAt: at('02T09:00') }],
    ['then its time is told', {}, '02T09:00', { take: 'warning' }],
    ['once', { warnedAt: at('02T09:00') }, '02T09:01', { stepAt: at('02T11:00') }],
    ['when it has passed that is told', { warnedAt: at('02T09:00') }, '02T11:00', { take: 'late' }],
    ['once', { warnedAt: at('02T09:00'), lateAt: at('02T11:00') }, '02T11:01', { stepAt: null }],
    ['nobody looked in between: only that it has passed', {}, '03T10:00', { take: 'late' }],
    ['never at night', {}, '02T20:00', { stepAt: at('03T09:00') }],
    ['nor on a weekend', {}, '06T10:00', { stepAt: at('08T09:00') }],
  ])('%s', (_, change, now, expected) => {
    const { stepAt, take } = recoveryNow({ ...opened, ...change }, usual, at(now));
    expect({ stepAt, take }).toMatchObject(expected);
    if (!('take' in expected)) expect(take).toBeUndefined();
  });

  test('a day on which the office closes after all moves it', () => {
    const calendar = buildCalendar({ ...spec, specialDays: [{ date: '2026-06-02', name: 'Snow', windows: [] }] });
    const moved = recoveryNow(opened, { ...usual, calendar }, at('02T11:00'));
    expect(moved).toEqual({ dueAt: at('03T11:00'), stepAt: at('03T09:00') });
  });

  test('what was said is never taken back', () => {
    expect(recoveryNow({ ...opened, dueAt: at('04T11:00') }, usual, at('01T12:00')).dueAt).toEqual(at('04T11:00'));
  });

  test('past the end of the calendar it is looked at again the next day', () => {
    const last = { ...opened, openedAt: new Date('2026-12-31T16:00:00Z'), dueAt: null };
    const now = new Date('2026-12-31T16:30:00Z');
    expect(recoveryNow(last, usual, now)).toEqual({ dueAt: null, stepAt: new Date('2027-01-01T16:30:00Z') });
  });
});
