import { count } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { requestCounts, requests } from '../../db/schema.ts';
import { useDatabase } from '../support/database.ts';
import { openStory } from '../support/story.ts';

const use = useDatabase();

test('figures say how many requests there are in each state, without counting them anew', async () => {
  const story = await openStory(use.database);
  const { db } = use.database;
  const figures = async () => (await story.store.transaction((tx) => tx.facts.health())).requests;
  const counted = async () => {
    const states = await db.select({ state: requests.state, n: count() }).from(requests).groupBy(requests.state);
    return Object.fromEntries(states.map(({ state, n }) => [state, n]));
  };
  expect(await figures()).toEqual({});
  await story.person('ana').says('Do I need three quotes?');
  await story.person('ben').says('May I buy a drone?');
  expect(await figures()).toEqual({ open: 2 });
  await story.person('lee').presses('Resolve', { outcome: 'answered' });
  expect(await figures()).toMatchObject(await counted());
  await story.store.transaction((tx) => tx.facts.foldCounts());
  expect(await figures()).toMatchObject(await counted());
  const states = await db.select({ state: requestCounts.state }).from(requestCounts);
  expect(states.length).toBe(new Set(states.map(({ state }) => state)).size);
});
