import { expect, test } from 'vitest';
import type { FigureGroup } from '../../src/figures/figures.ts';
import { readFigures } from '../../src/figures/read.ts';
import { useDatabase } from '../support/database.ts';
import { openStory } from '../support/story.ts';
import { idle } from '../support/two-offices.ts';

const data = useDatabase();

const at = (day: number, hour = 13): Date => new Date(Date.UTC(2026, 5, day, hour));
const [before, from, to] = [at(1), at(8), at(15)];
const requestIds = [1001, 1002, 1003];

test('by liaison and by agency there is due and kept what all figures say', async () => {
  const story = await openStory(data.database, { at: '2026-05-25T10:00' });
  for (const who of ['ana', 'ben', 'fay']) await story.person(who).asks('May I buy a drone?');
  const { store } = story;
  await store.transaction(async (tx) => {
    const [somebody] = await tx.people.withRole(1, 'liaison');
    const ends = [
      // Kept, and broken; by whoever held it then.
      { stoppedAt: at(2), elapsed: 60, met: true },
      { stoppedAt: at(20), elapsed: 900, met: false, heldBy: somebody?.id ?? null },
      // It runs and is late; it was dropped in time, and late; nobody could judge it.
      {},
      { droppedAt: at(1, 14) },
      { droppedAt: at(20) },
      { stoppedAt: at(20) },
    ];
    for (const requestId of requestIds) {
      const own = ends
        .slice(0, requestId - 998)
        .flatMap((end) => [2, 3, 9].map((day) => ({ dueAt: at(day, 14), end })));
      const owed = { ...idle, officeId: 1, requestId, kind: 'first_reply' as const };
      await tx.clocks.start(own.map(({ dueAt }, nth) => ({ ...owed, dueAt, startedAt: new Date(+at(1, 1) + nth) })));
      const started = (await tx.clocks.of([requestId])).filter(({ dueAt }) => dueAt && dueAt > before);
      const isDue = (day: Date) => started.filter(({ dueAt }) => dueAt?.getTime() === day.getTime());
      const days = [2, 3, 9].map((day) => isDue(at(day, 14)));
      await tx.clocks.save(days.flatMap((clocks) => clocks.map((clock, nth) => ({ ...clock, ...ends[nth] }))));
    }
  });
  const shares = await store.transaction((tx) => tx.figures.shares(1, { before, from, to }));
  const figures = (by: FigureGroup, span: { from: Date; to: Date }) =>
    store.transaction(async (tx) => {
      const read = await readFigures(tx, { officeId: 1, kind: 'first_reply', ...span, by, liaisonId: null }, to);
      return [...read.values()].map(({ due, met }) => `${met} of ${due}`).sort();
    });
  for (const by of ['liaison', 'agency'] as const) {
    const own = shares.filter((each) => each.by === by);
    expect(own.filter(({ now, before: last }) => now.due > 0 && last.due > 0).length).toBeGreaterThan(1);
    const spans = [
      ['now', { from, to }],
      ['before', { from: before, to: from }],
    ] as const;
    for (const [which, span] of spans) {
      const said = own.map((each) => `${each[which].met} of ${each[which].due}`).sort();
      expect(said, `${by} ${which}`).toEqual(await figures(by, span));
    }
  }
});
