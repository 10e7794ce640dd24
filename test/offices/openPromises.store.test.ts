import { expect, test } from 'vitest';
import type { OpenPromise } from '../../src/offices/roster.ts';
import { useDatabase } from '../support/database.ts';
import { openStory } from '../support/story.ts';

const data = useDatabase();

test('the promises of open requests are read in pages, each once, with the pauses of its own requests', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  for (const n of [1, 2, 3]) await ana.asks(`May I buy ${n} drones?`);
  await lee.presses('Ask the agency', { text: 'Which ones?' });
  const read = async (size?: number): Promise<(readonly OpenPromise[])[]> => {
    const pages: (readonly OpenPromise[])[] = [];
    await story.store.transaction((tx) => tx.roster.openPromises(1, (page) => void pages.push(page), size));
    return pages;
  };
  const whole = await read();
  const pages = await read(2);
  expect(pages.map((page) => [...new Set(page.map(({ requestId }) => requestId))])).toEqual([[1001, 1002], [1003]]);
  expect(whole).toHaveLength(1);
  expect(pages.flat()).toEqual(whole.flat());
  expect(whole.flat().filter(({ pauses }) => pauses.length > 0).length).toBeGreaterThan(0);
  expect(
    await story.store.transaction(async (tx) => {
      let seen = 0;
      await tx.roster.openPromises(2, () => void seen++);
      return seen;
    }),
  ).toBe(0);
});
