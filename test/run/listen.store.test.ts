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
  from: { platform: 'fake', workspace: 'test', userId, address: userId, email: userId, vouched: 'office' },
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
  expect(told[0]).toContain('an event could not be handled; it is tried again {');

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

/** Raises this error whenever something about a request is to be written, as a database in trouble does. */
const failWith = async (code: string): Promise<void> => {
  await data.database.db.execute(
    sql.raw(`create or replace function fail_now() returns trigger language plpgsql as
      $$ begin raise exception 'not now' using errcode = '${code}'; end $$`),
  );
  await data.database.db.execute(
    sql`create or replace trigger fail_now before insert on requests for each row execute function fail_now()`,
  );
};
const recover = () => data.database.db.execute(sql`drop trigger if exists fail_now on requests`);
const dueNow = () => data.database.db.execute(sql`update inbox set run_at = now() where state = 'new'`);
const silent: Logger = { info() {}, warn() {}, failure() {} };
const listenAll = async (story: Story): Promise<void> => {
  while (await listenOnce(story.store, story.now, silent));
};

test.each([
  ['a statement took too long', '57014'],
  ['a table is locked', '55P03'],
  ['the disk is full', '53100'],
  ['the server shuts down', '57P01'],
  ['the connection broke', '08006'],
  ['conflicts do not end', '40001'],
  ['the server only reads', '25006'],
])('while %s nothing is ever put aside, and everything is handled afterwards', async (_, code) => {
  const story = await openStory(data.database);
  await story.store.keep(messageOf(story, ana, 'asked', 'Do I need three quotes?'));
  await failWith(code);
  try {
    for (let time = 0; time < 8; time++) {
      await listenAll(story);
      await dueNow();
    }
    expect(await states()).toEqual({ asked: 'new' });
  } finally {
    await recover();
  }
  await story.settle();
  expect(story.person('ana').sees().join()).toContain(': Do I need three quotes?');
});

test('what waits for the database is tried again soon at first, and not too often later', async () => {
  const story = await openStory(data.database);
  await story.store.keep(messageOf(story, ana, 'asked', 'Do I need three quotes?'));
  const waits = async (ageSeconds: number): Promise<number> => {
    await data.database.db.execute(
      sql`update inbox set received_at = now() - ${ageSeconds}::int * interval '1 second'`,
    );
    await story.store.transaction((tx) => tx.inbox.postpone(1, '57014'));
    const [row] = await rows<{ s: number }>(
      data.database.db,
      sql`select extract(epoch from run_at - now())::float8 as s from inbox`,
    );
    return Number(row?.s);
  };
  expect(Math.ceil(await waits(0))).toBe(1);
  // A quarter of its age, give or take what this test itself took.
  expect(Math.round((await waits(40)) / 5)).toBe(2);
  expect(Math.ceil(await waits(86_400))).toBe(30);
});

test('who wrote what cannot be handled is told once, and so is the supervisor, without their words', async () => {
  const story = await openStory(data.database);
  await story.person('sam').says('help');
  const before = story.person('sam').sees().length;
  await story.store.keep({ ...messageOf(story, ana, 'bad', 'x'), text: 7 } as unknown as KeptEvent);
  const park = async (): Promise<void> => {
    for (let time = 0; time < 5; time++) {
      await listenAll(story);
      await dueNow();
    }
  };
  await park();
  await story.settle();
  expect(story.person('ana').sees()).toEqual([
    'Sorry, something went wrong on our side with what you wrote on Mon, Jun 1, 10:00 AM EDT. It is not lost, and a ' +
      'supervisor knows of it. If it cannot wait, please write it again in other words.',
  ]);
  const told = story.person('sam').sees().slice(before);
  expect(told).toHaveLength(1);
  expect(told[0]).toContain('Please get in touch with Ana Ruiz: the desk could not handle what they wrote');
  expect(await story.store.transaction((tx) => tx.inbox.unpark())).toBe(1);
  await park();
  await story.settle();
  expect(story.person('ana').sees()).toHaveLength(1);
  expect(story.person('sam').sees()).toHaveLength(before + 1);
});

test('when much goes wrong at once a supervisor is not told of each', async () => {
  const story = await openStory(data.database);
  for (let n = 0; n < 12; n++)
    await story.store.keep({ ...messageOf(story, ana, `bad ${n}`, 'x'), text: n } as unknown as KeptEvent);
  for (let time = 0; time < 60; time++) {
    await listenAll(story);
    await dueNow();
  }
  await story.settle();
  expect(Object.values(await states())).toEqual(Array.from({ length: 12 }, () => 'parked'));
  const told = story.person('sam').sees();
  expect(told.filter((text) => text.includes('Please get in touch'))).toHaveLength(5);
  expect(told.filter((text) => text.includes('several people'))).toHaveLength(1);
});
