import { expect, test } from 'vitest';
import { buildCalendar, openingOfDay } from '../../src/sla/calendar.ts';
import { problemsOf, soundOffice, yamlWith } from './officeFolder.ts';

/** office.yaml with these seasons, on its fifth line. */
const withSeasons = (seasons: string) => ({
  'office.yaml': yamlWith('confirmed_years: [2026]', `seasons: ${seasons}\nconfirmed_years: [2026]`),
});

test('an office has the hours of a season on its days, and the usual ones on all others', async () => {
  const { calendar } = await soundOffice(
    withSeasons('{ Summer hours: { from: 06-01, until: 08-31, hours: Mon-Thu 07:00-17:30 } }'),
  );
  const built = buildCalendar(calendar);
  const opens = (day: string) => openingOfDay(built, day)?.toISOString() ?? null;
  expect(['2026-05-29', '2026-06-04', '2026-06-05'].map(opens)).toEqual([
    ...['2026-05-29T13:00:00.000Z', '2026-06-04T11:00:00.000Z', null],
  ]);
});

test.each([
  [
    '{ A: { from: 6-1, until: 08-31, hours: Mon 08:00-09:00 } }',
    '5:23: error: seasons.A.from is not a day of the year; write it as MM-DD, such as 06-01',
  ],
  [
    '{ A: { from: 06-01, until: 08-31, hours: Mon 08:00-09:00 }, B: { from: 08-31, until: 09-01, hours: Mon 08:00-09:00 } }',
    '5:1: error: seasons cannot be kept: the seasons "A" and "B" share days; end one before the other',
  ],
  [
    '{ A: { from: 03-01, until: 04-30, hours: Sun 02:30-10:00 } }',
    'error: seasons.A.hours cannot be kept: A, Sunday: 02:30 cannot open the office',
  ],
])('%s is told with line, column and what to do', async (seasons, problem) => {
  expect((await problemsOf(withSeasons(seasons))).join('\n')).toContain(problem);
});
