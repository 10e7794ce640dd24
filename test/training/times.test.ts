import { describe, expect, it } from 'vitest';
import { lastDay, nextDay } from '../../src/offices/certificateDays.ts';
import { buildCalendar } from '../../src/sla/calendar.ts';
import { daysUntil, isPrepared, newest, stepOf } from '../../src/training/certificates.ts';
import { isClosed, overlap, reminderTime, stepAhead } from '../../src/training/training.ts';
import { storyOffice } from '../support/office.ts';

const calendar = buildCalendar(storyOffice().calendar);
const at = (time: string): Date => new Date(time);

describe('a certificate', () => {
  it.each([
    ['2026-06-17', 24, '2028-06-17'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2026-08-31', 18, '2028-02-29'],
    ['2026-06-17', null, null],
  ])('given on %s for %s months holds until %s', (given, months, last) => {
    expect(lastDay(given, months)).toBe(last);
  });

  it('is told of 60 days before its end, once, and its end is noted', () => {
    const given = { givenOn: '2025-06-30', endsOn: '2026-06-30' };
    expect(nextDay(given, '2025-06-30', false)).toBe('2026-05-01');
    expect(nextDay(given, '2026-05-20', false), 'late, but in time').toBe('2026-05-20');
    expect(nextDay(given, '2026-05-20', true)).toBe('2026-07-01');
    expect(nextDay(given, '2026-07-01', false), 'it is over').toBeNull();
    expect(nextDay({ ...given, endsOn: null }, '2026-05-20', false)).toBeNull();
    expect(nextDay({ givenOn: '2026-06-01', endsOn: '2026-07-01' }, '2026-06-01', false), 'too short to tell').toBe(
      '2026-07-02',
    );
    expect([stepOf(given, '2026-05-01'), stepOf(given, '2026-06-30'), stepOf(given, '2026-07-01')]).toEqual([
      ...['tell', 'tell', 'end'],
    ]);
    expect(daysUntil('2026-06-30', '2026-05-01')).toBe(60);
  });

  it('of several of a course the one that holds longest counts', () => {
    const each = (id: number, endsOn: string | null) => ({ id, courseId: 1, endsOn });
    expect(newest([each(1, '2026-01-01'), each(2, '2027-01-01'), each(3, '2026-06-01')]).map(({ id }) => id)).toEqual([
      2,
    ]);
    expect(newest([each(1, null), each(2, '2027-01-01')]).map(({ id }) => id)).toEqual([1]);
  });

  it('prepares for a course while it holds, on the day of the session', () => {
    const needs = { officeId: 1, prerequisite: 'rfq' };
    const has = (endsOn: string | null, officeId = 1) => [{ code: 'rfq', officeId, endsOn }];
    expect(isPrepared(needs, has('2026-06-17'), '2026-06-17')).toBe(true);
    expect(isPrepared(needs, has('2026-06-16'), '2026-06-17'), 'it has ended by then').toBe(false);
    expect(isPrepared(needs, has(null), '2036-06-17')).toBe(true);
    expect(isPrepared(needs, has(null, 2), '2026-06-17'), 'another office’s course').toBe(false);
    expect(isPrepared(needs, [], '2026-06-17')).toBe(false);
    expect(isPrepared({ ...needs, prerequisite: null }, [], '2026-06-17')).toBe(true);
  });
});

describe('the time of a session', () => {
  const session = {
    ...{ state: 'planned' as const, at: at('2026-06-17T13:00Z'), minutes: 120, askedAt: null },
    remindAt: at('2026-06-15T13:00Z'),
  };

  it('ends moving up while whoever moves up can still hear of it an hour before', () => {
    // It begins at 9:00, as the office opens.
    expect(isClosed(session, calendar, at('2026-06-16T20:59Z'))).toBe(false);
    expect(isClosed(session, calendar, at('2026-06-16T21:01Z')), 'they would hear of it as it begins').toBe(true);
    const noon = { at: at('2026-06-17T16:00Z') };
    expect(isClosed(noon, calendar, at('2026-06-17T02:00Z')), 'they hear of it at nine').toBe(false);
    expect(isClosed(noon, calendar, at('2026-06-17T15:00Z'))).toBe(false);
    expect(isClosed(noon, calendar, at('2026-06-17T15:01Z'))).toBe(true);
  });

  it('is two working days after its reminder, over a weekend too', () => {
    expect(reminderTime(calendar, at('2026-06-17T13:00Z'), at('2026-06-01T13:00Z'))).toEqual(at('2026-06-15T13:00Z'));
    expect(reminderTime(calendar, at('2026-06-15T13:00Z'), at('2026-06-01T13:00Z'))).toEqual(at('2026-06-11T13:00Z'));
    expect(reminderTime(calendar, at('2026-06-17T13:00Z'), at('2026-06-15T13:00Z')), 'they know it').toBeNull();
  });

  it('brings the reminder, then the question who was there; nothing at night', () => {
    const step = (now: string, change: { remindAt?: null; minutes?: number; askedAt?: Date } = {}, untold = false) =>
      stepAhead({ ...session, ...change }, calendar, { now: at(now), untold });
    expect(step('2026-06-01T13:00Z')).toEqual({ step: 'remind', at: session.remindAt });
    expect(step('2026-06-01T13:00Z', { remindAt: null })?.step).toBe('ask');
    expect(step('2026-06-16T02:00Z'), 'a missed one, as it opens').toEqual({
      step: 'remind',
      at: at('2026-06-16T13:00Z'),
    });
    expect(step('2026-06-17T02:00Z'), 'only as it begins').toEqual({ step: 'ask', at: at('2026-06-17T15:00Z') });
    expect(step('2026-06-17T13:30Z', { minutes: 540 })).toEqual({ step: 'ask', at: at('2026-06-18T13:00Z') });
    expect(step('2026-06-18T13:00Z', { askedAt: at('2026-06-17T15:00Z') })).toBeUndefined();
    expect(step('2026-06-16T02:00Z', {}, true)).toEqual({ step: 'tell', at: at('2026-06-16T13:00Z') });
    expect(stepAhead({ ...session, state: 'held' }, calendar, { now: session.at, untold: false })).toBeUndefined();
  });

  it('is shared by sessions that overlap, not by those that follow one another', () => {
    const later = (minutes: number) => ({ at: new Date(session.at.getTime() + minutes * 60_000), minutes: 60 });
    expect(overlap(session, later(119))).toBe(true);
    expect(overlap(session, later(120))).toBe(false);
    expect(overlap(session, later(-60))).toBe(false);
    expect(overlap(session, later(-59))).toBe(true);
  });
});
