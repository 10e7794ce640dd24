import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { rows } from '../../db/engine/client.ts';
import { UsageError } from '../../src/cli/dueOptions.ts';
import { runRestored } from '../../src/cli/restored.ts';
import { useDatabase } from '../support/database.ts';
import { openStory } from '../support/story.ts';

const use = useDatabase();

test('after `restored` nothing is sent before it was looked for', async () => {
  const story = await openStory(use.database);
  for (const name of ['ana', 'lee']) story.chat.failNext(`${name}@state.example`, 'retry');
  await story.person('ana').says('Do I need three quotes?');
  const said: string[] = [];
  const run = (args: string[]) =>
    runRestored(args, { out: (line) => said.push(line), withStore: (work) => work(story.store) });
  expect(await run([])).toBe(0);
  expect(said.join('\n')).toContain('2 messages that waited will be looked for');
  const states = await rows<{ state: string }>(use.database.db, sql`select distinct state from deliveries`);
  expect(states).toEqual([{ state: 'doubtful' }]);
  await story.settle();
  await story.settle();
  expect(story.person('ana').sees()).toHaveLength(1);
  // A card about a request that is gone with the time between must never be about another one.
  await story.person('ana').says('May we lease a copier?');
  await story.person('ana').presses('No, it is a new question');
  const ids = await rows<{ id: number }>(use.database.db, sql`select id from requests order by id`);
  expect(ids).toMatchObject([{ id: 1001 }, { id: 2003 }]);
  expect(await run(['--help'])).toBe(0);
  await expect(run(['--now'])).rejects.toThrow(UsageError);
});

test('only another copy of the database is taken for one', async () => {
  const story = await openStory(use.database);
  const isOther = (mark?: string) => story.store.transaction((tx) => tx.facts.isOtherCopy(mark));
  expect([await isOther('timeline 1'), await isOther('timeline 1'), await isOther()]).toEqual([false, false, false]);
  expect([await isOther('timeline 2'), await isOther('timeline 2')]).toEqual([true, false]);
  // As whatever brings back rows does: in a transaction of its own.
  await use.database.db.execute(sql`update desk_facts set value = value`);
  expect([await isOther('timeline 2'), await isOther('timeline 2')]).toEqual([true, false]);
});
