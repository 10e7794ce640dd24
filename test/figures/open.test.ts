import { expect, test } from 'vitest';
import { type OpenWaits, withOpen } from '../../src/figures/figures.ts';
import { buildCalendar } from '../../src/sla/calendar.ts';
import { parseHours } from '../../src/sla/hoursText.ts';

const calendar = buildCalendar({
  zone: 'America/New_York',
  hours: parseHours('Mon-Fri 09:00-17:00'),
  specialDays: [],
  confirmedYears: [2026],
});
const NOW = new Date('2026-06-05T12:00:00-04:00');
const june = (day: number, hour: number) => new Date(Date.UTC(2026, 5, day, hour + 4));
const open = (started: Date[], more: Partial<OpenWaits> = {}): OpenWaits => ({
  ...{ key: 'DOT', calendarId: 1, started, endedAt: null, late: true, pauses: [] },
  ...more,
});

test('what waits stands beside what was answered, each with its own length', () => {
  const answered = [{ key: 'DOT', waits: [{ minutes: 30, answered: 2, open: 0 }], due: 2, met: 1 }];
  const found = withOpen(
    'first_resolution',
    answered,
    [
      open([june(4, 16), june(5, 9)]),
      open([june(4, 9)], { endedAt: june(4, 10), late: false }),
      open([june(4, 9)], { key: 'DMR', pauses: [{ kind: 'waiting_on_agency', from: june(4, 10), to: june(4, 16) }] }),
    ],
    new Map([[1, calendar]]),
    NOW,
  );
  const waits = (...minutes: number[]) => minutes.map((each) => ({ minutes: each, answered: 0, open: 1 }));
  expect(found).toEqual([
    { key: 'DOT', waits: [{ minutes: 30, answered: 2, open: 0 }, ...waits(240, 180, 60)], due: 4, met: 1 },
    { key: 'DMR', waits: waits(300), due: 1, met: 0 },
  ]);
  expect(answered[0]?.waits, 'what was read stays as it was').toHaveLength(1);
});

test('a hundred thousand that wait are counted at once, not one after another in a growing list', () => {
  const started = Array.from({ length: 100_000 }, (_, n) => new Date(june(1, 9).getTime() + n * 1_000));
  const [group] = withOpen('first_reply', [], [open(started)], new Map([[1, calendar]]), NOW);
  expect(group?.due).toBe(100_000);
});
