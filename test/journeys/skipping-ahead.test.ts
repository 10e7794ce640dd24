import { expect, test } from 'vitest';
import { type Skip, skipAhead } from '../../src/run/skipAhead.ts';
import { useDatabase } from '../support/database.ts';
import { openStory } from '../support/story.ts';

const data = useDatabase();

test.each<[Skip, string, string]>([
  ['hour', '2026-06-01T10:00', '2026-06-01T15:00:00.000Z'],
  ['opening', '2026-06-01T10:00', '2026-06-02T13:00:00.000Z'],
  ['opening', '2026-06-06T10:00', '2026-06-08T13:00:00.000Z'],
  ['business day', '2026-06-01T10:00', '2026-06-02T14:00:00.000Z'],
  // From a closed hour a business day ends at closing; then nobody would be there to see what came.
  ['business day', '2026-06-06T10:00', '2026-06-09T13:00:00.000Z'],
  ['business day', '2026-07-02T10:00', '2026-07-06T14:00:00.000Z'],
  ['week', '2026-06-01T10:00', '2026-06-08T14:00:00.000Z'],
])('a %s after %s it is %s', async (skip, at, expected) => {
  const story = await openStory(data.database, { at });
  const log = { info() {}, warn() {}, failure: (message: string) => expect.unreachable(message) };
  await skipAhead({ store: story.store, clock: story.clock, log }, skip, story.settle);
  expect(story.now().toISOString()).toBe(expected);
  // Other desks, and the next start, find it moved.
  expect(await story.store.transaction((tx) => tx.facts.clockAhead())).toBe(story.clock.ahead());
});

test('on the way everything happens in its order and at its time', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await ana.says('Do I need three quotes?');
  const log = { info() {}, warn() {}, failure: (message: string) => expect.unreachable(message) };
  await skipAhead({ store: story.store, clock: story.clock, log }, 'week', story.settle);
  const times = story.chat
    .seen('sam@state.example')
    .map(({ at, text }) => [at.toISOString().slice(5, 16), text.split('\n')[0]]);
  expect(times).toEqual([
    ['06-01T18:01', 'Late: R-1001 · Transportation'],
    ...['06-02', '06-03', '06-04', '06-05'].map((day) => [`${day}T13:00`, 'Daily digest: Procurement Office']),
    ['06-08T13:00', 'Weekly digest: Procurement Office'],
  ]);
  // One card for each day on which there was something to warn of, changed in place.
  expect(lee.sees().filter((text) => /^(?:Late|Due soon): R-1001/u.test(text))).toHaveLength(4);
});
