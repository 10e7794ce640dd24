import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { rows } from '../../db/engine/client.ts';
import type { KeptEvent } from '../../src/chat/inbound.ts';
import { listenOnce } from '../../src/run/listen.ts';
import type { Logger } from '../../src/run/log.ts';
import { useDatabase } from '../support/database.ts';
import { openStory, type Story } from '../support/story.ts';

const data = useDatabase();
const ana = 'ana@state.example';
const ben = 'ben@state.example';

const messageOf = (story: Story, userId: string, key: string, text: string): KeptEvent & { kind: 'message' } => ({
  kind: 'message',
  key,
  from: { platform: 'fake', workspace: 'test', userId, address: userId, email: userId },
  at: story.now(),
  address: userId,
  text,
});
const states = async (): Promise<Record<string, string>> =>
  Object.fromEntries(
    (await rows<{ key: string; state: string }>(data.database.db, sql`select key, state from inbox`)).map((row) => [
      row.key,
      row.state,
    ]),
  );

test('an event that the desk stumbles over is tried again, then put aside, and holds up its own conversation only', async () => {
  const story = await openStory(data.database);
  const told: string[] = [];
  const log: Logger = {
    info() {},
    warn() {},
    failure: (message, _error, facts) => told.push(`${message} ${JSON.stringify(facts)}`),
  };
  const listen = async (): Promise<void> => {
    while (await listenOnce(story.store, story.now, log));
  };
  // No adapter hands in such a thing: words that are none.
  await story.store.keep({ ...messageOf(story, ana, 'bad', ''), text: 7 } as unknown as KeptEvent);
  await story.store.keep(messageOf(story, ana, 'behind it', 'Do I need three quotes?'));
  await story.store.keep(messageOf(story, ben, 'elsewhere', 'May I renew the lease?'));
  await listen();
  expect(await states()).toEqual({ bad: 'new', 'behind it': 'new', elsewhere: 'done' });
  expect(told).toEqual([expect.stringContaining('an event could not be handled {')]);

  for (let time = 0; time < 5; time++) {
    await data.database.db.execute(sql`update inbox set run_at = now() where state = 'new'`);
    await listen();
  }
  expect(await states()).toEqual({ bad: 'parked', 'behind it': 'done', elsewhere: 'done' });
  expect(told).toHaveLength(5);
  expect(told.at(-1)).toContain('is parked');
  const [problem] = await rows<{ problem: string }>(data.database.db, sql`select problem from inbox where key = 'bad'`);
  expect(problem?.problem).toContain('TypeError');
});
