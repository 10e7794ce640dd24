import { describe, expect, test } from 'vitest';
import { addMonths, beginsAt, nextDue } from '../../src/reviews/cycle.ts';
import { buildCalendar } from '../../src/sla/calendar.ts';
import { storyOffice } from '../support/office.ts';

const rule = { months: 12, firstDue: '2026-03-31', weeksAhead: 4 };

describe('the next review of an agency', () => {
  test.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2026-01-31', 13, '2027-02-28'],
    ['2027-11-30', 3, '2028-02-29'],
    ['2026-03-31', 12, '2027-03-31'],
  ])('%s and %i months is %s', (day, months, then) => {
    expect(addMonths(day, months)).toBe(then);
  });

  test.each([
    ['the first is ahead', undefined, '2026-01-01', '2026-03-31'],
    ['it is due today', undefined, '2026-03-31', '2026-03-31'],
    ['there was no desk when the first was due', undefined, '2026-04-01', '2027-03-31'],
    ['there was one', '2026-03-31', '2026-04-01', '2027-03-31'],
    ['it was done early, by hand', '2026-02-10', '2026-02-20', '2026-03-31'],
    [
      'one was missed, and it is not yet time for the next: it is made up for',
      '2026-03-31',
      '2027-06-01',
      '2027-03-31',
    ],
    ['several were missed: only the last one', '2026-03-31', '2030-03-10', '2030-03-31'],
  ])('%s', (_, latest, today, due) => {
    expect(nextDue(rule, 'DOT', { latest, today })).toBe(due);
  });

  test('an agency may have a first day of its own', () => {
    const own = { ...rule, firstDueOf: { DOT: '2026-01-31' } };
    expect(nextDue(own, 'DOT', { latest: undefined, today: '2026-01-01' })).toBe('2026-01-31');
    expect(nextDue(own, 'AGR', { latest: undefined, today: '2026-01-01' })).toBe('2026-03-31');
  });
});

describe('it begins', () => {
  const calendar = buildCalendar(storyOffice().calendar);
  const at = (due: string, now: string) => beginsAt(rule, due, calendar, new Date(now)).toISOString();
  test('as the office opens, four weeks before', () => {
    expect(at('2026-07-15', '2026-06-01T14:00Z')).toBe('2026-06-17T13:00:00.000Z');
  });
  test('on the next working day, where that one is a Saturday or closed', () => {
    expect(at('2026-07-18', '2026-06-01T14:00Z')).toBe('2026-06-22T13:00:00.000Z');
    expect(at('2026-07-31', '2026-06-01T14:00Z')).toBe('2026-07-06T13:00:00.000Z');
  });
  test('on the next working morning, where its time has come', () => {
    expect(at('2026-06-20', '2026-06-01T14:00Z'), 'the office has opened already').toBe('2026-06-02T13:00:00.000Z');
    expect(at('2026-06-20', '2026-06-01T12:00Z'), 'before it opens').toBe('2026-06-01T13:00:00.000Z');
    expect(at('2026-06-20', '2026-06-05T22:00Z'), 'on a Friday evening').toBe('2026-06-08T13:00:00.000Z');
  });
  test('on its day, where nobody has confirmed that year', () => {
    expect(at('2028-06-30', '2026-06-01T14:00Z')).toBe('2028-06-02T12:00:00.000Z');
  });
});
