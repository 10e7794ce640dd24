import { expect, test } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { openStory } from '../support/story.ts';

const data = useDatabase();
const MINUTE = 60_000;
const DUE = new Date('2026-06-02T17:00:00Z');

test('what fails rests longer each time, and comes again', async () => {
  const { store } = await openStory(data.database);
  const at = (minutes: number) => new Date(DUE.getTime() + minutes * MINUTE);
  const failed = (minutes: number) => store.transaction((tx) => tx.sweeps.failed('surveys', '7', at(minutes)));
  const rests = (minutes: number) => store.transaction((tx) => tx.sweeps.resting('surveys', at(minutes)));
  await failed(0);
  expect([(await rests(1)).has('7'), (await rests(2)).has('7')]).toEqual([true, false]);
  await failed(2);
  expect([(await rests(5)).has('7'), (await rests(6)).has('7')]).toEqual([true, false]);
  for (let minute = 10; minute < 1_000; minute += 60) await failed(minute);
  expect([(await rests(970 + 59)).has('7'), (await rests(970 + 60)).has('7')]).toEqual([true, false]);
  await failed(5_000);
  expect((await rests(5_002)).has('7')).toBe(false);
});
