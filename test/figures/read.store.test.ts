import { expect, test } from 'vitest';
import { figureGroups } from '../../src/figures/figures.ts';
import { readFigures } from '../../src/figures/read.ts';
import { useDatabase } from '../support/database.ts';
import { openStory } from '../support/story.ts';
import { idle, minutes } from '../support/two-offices.ts';

const data = useDatabase();

/** 2026-05-31T23:30 in New York, and so on: where the month is another in Greenwich. */
const dues = ['2026-04-30T23:59', '2026-05-01T00:00', '2026-05-31T23:30', '2026-06-01T00:00', '2026-06-01T12:00'].map(
  (wall) => new Date(`${wall}:00-04:00`),
);

test('a month is that of the office, whatever its zone, and every way to tell apart finds all', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  await story.person('ana').says('May I buy a drone?');
  await story.at('2026-06-30T10:00');
  await story.store.transaction(async (tx) => {
    const owed = { ...idle, officeId: 1, requestId: 1001, kind: 'update' } as const;
    await tx.clocks.start(dues.map((dueAt) => ({ ...owed, startedAt: dueAt, dueAt })));
    const clocks = (await tx.clocks.of([1001])).filter(({ kind }) => kind === 'update');
    // The last is open still.
    await tx.clocks.save(
      clocks.slice(0, 4).map((clock, n) => ({ ...clock, stoppedAt: minutes(n), elapsed: 30.5 + 40 * n, met: n === 0 })),
    );
  });
  const read = (by: (typeof figureGroups)[number] | null) =>
    story.store.transaction((tx) => {
      const span = { from: new Date('2026-04-10T12:00:00Z'), to: new Date('2026-07-01T04:00:00Z') };
      return readFigures(tx, { officeId: 1, kind: 'update', ...span, by, liaisonId: null }, story.now());
    });
  const months = await read('month');
  expect(Object.fromEntries([...months].map(([key, { n, due, met }]) => [key, [n, due, met]]))).toEqual({
    '2026-04': [1, 1, 1],
    '2026-05': [2, 2, 0],
    '2026-06': [2, 2, 0],
  });
  // Half a minute counts as a whole one.
  expect(months.get('2026-05')?.median).toEqual({ minutes: 71, reached: true });
  const whole = (await read(null)).get('');
  expect(whole).toMatchObject({ n: 5, due: 5, met: 1, median: { minutes: 111, reached: true } });
  for (const by of figureGroups.filter((group) => group !== 'month'))
    expect([...(await read(by)).values()], by).toEqual([whole]);
});
