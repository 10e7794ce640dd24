import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildCalendar, isOpen } from '../../src/sla/calendar.ts';
import { isQuietFor, quietUntil } from '../../src/sla/quiet.ts';

const calendar = buildCalendar({
  zone: 'America/New_York',
  hours: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [{ from: '08:00', to: '17:00' }]])),
  specialDays: [{ date: '2026-07-03', name: 'Independence Day', windows: [] }],
  confirmedYears: [2026],
});
const rules = { policy: {}, calendar };
const here = { zone: null };
const untilOf = (zone: string | null, now: string, before?: string): string =>
  quietUntil({ zone }, rules, new Date(now), before === undefined ? undefined : new Date(before))?.toISOString() ??
  'now';

describe('when somebody may be told', () => {
  test.each<[string, string | null, string, string]>([
    ['in office hours', null, '2026-06-01T14:00:00Z', 'now'],
    ['at ten at night: as the office opens', null, '2026-06-02T02:00:00Z', '2026-06-02T12:00:00.000Z'],
    ['after closing: as it opens', null, '2026-06-01T22:00:00Z', '2026-06-02T12:00:00.000Z'],
    ['on a Friday night: on Monday', null, '2026-06-06T02:00:00Z', '2026-06-08T12:00:00.000Z'],
    ['before a holiday: after it', null, '2026-07-03T02:00:00Z', '2026-07-06T12:00:00.000Z'],
    [
      'far west, while the office is open: in their morning',
      'America/Los_Angeles',
      '2026-06-01T12:30:00Z',
      '2026-06-01T14:00:00.000Z',
    ],
    [
      'far west, in the evening of the office: in their morning',
      'America/Los_Angeles',
      '2026-06-01T22:00:00Z',
      '2026-06-02T14:00:00.000Z',
    ],
    [
      'in Guam, where it is night all day long: in their own morning',
      'Pacific/Guam',
      '2026-06-01T14:00:00Z',
      '2026-06-01T21:00:00.000Z',
    ],
    [
      'in a zone of which nobody knows: as the office opens',
      'Nowhere/Land',
      '2026-06-02T02:00:00Z',
      '2026-06-02T12:00:00.000Z',
    ],
  ])('%s', (_, zone, now, until) => {
    expect(untilOf(zone, now)).toBe(until);
  });

  test.each<[string, string, string, string]>([
    [
      'what is over before the office opens is told as their night ends',
      '2026-06-02T02:00:00Z',
      '2026-06-02T12:00:00Z',
      '2026-06-02T11:00:00.000Z',
    ],
    ['what is over in the night is told at once', '2026-06-02T02:00:00Z', '2026-06-02T05:00:00Z', 'now'],
    ['in the evening, for the next early morning: at once', '2026-06-01T22:00:00Z', '2026-06-02T12:00:00Z', 'now'],
    ['what is later can wait', '2026-06-02T02:00:00Z', '2026-06-02T15:00:00Z', '2026-06-02T12:00:00.000Z'],
  ])('%s', (_, now, before, until) => {
    expect(untilOf(null, now, before)).toBe(until);
  });

  test('where nobody knows when the office opens next, their own morning has to do', () => {
    expect(untilOf(null, '2027-02-01T04:00:00Z')).toBe('2027-02-01T12:00:00.000Z');
    expect(untilOf(null, '2027-02-01T18:00:00Z')).toBe('now');
  });

  test('nobody is told in their night, nor while the office is closed, nor before now; over all changes of clocks', () => {
    const from = Date.UTC(2026, 1, 1);
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 300 * 24 * 60 }),
        fc.constantFrom(null, 'America/Los_Angeles', 'America/Phoenix', 'Europe/London', 'America/Halifax'),
        (minutes, zone) => {
          const now = new Date(from + minutes * 60_000);
          const at = quietUntil({ zone }, rules, now) ?? now;
          expect(at.getTime()).toBeGreaterThanOrEqual(now.getTime());
          expect(isOpen(calendar, at)).toBe(true);
          expect(isQuietFor({ zone }, rules, at)).toBe(false);
          // Whoever waits then waits no longer.
          expect(quietUntil({ zone }, rules, at)).toBeUndefined();
        },
      ),
    );
  });

  test('a night that ends in the hour that comes twice ends the second time, for whoever is in it then', () => {
    const policy = { quietHours: { from: '20:00', to: '01:30' } };
    const unknown = buildCalendar({ ...calendar.spec, specialDays: [], confirmedYears: [2024] });
    const until = (now: string) => quietUntil(here, { policy, calendar: unknown }, new Date(now))?.toISOString();
    expect(until('2026-11-01T05:10:00Z')).toBe('2026-11-01T05:30:00.000Z');
    expect(until('2026-11-01T06:10:00Z')).toBe('2026-11-01T06:30:00.000Z');
  });
});
