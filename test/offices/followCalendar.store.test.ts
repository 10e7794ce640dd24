import { sql } from 'drizzle-orm';
import { afterEach, expect, test } from 'vitest';
import { rows } from '../../db/engine/client.ts';
import { countToFollow, follow } from '../../src/cli/following.ts';
import { applyImport, planImport } from '../../src/offices/importOffice.ts';
import { followCalendars, sweepMoves } from '../../src/requests/follow.ts';
import { importDuties } from '../../src/requests/importDuties.ts';
import { sweepTelling, tellMoves } from '../../src/requests/tellMoves.ts';
import { withSpecialDays } from '../../src/sla/calendar.ts';
import { emptyDatabase, useDatabase } from '../support/database.ts';
import { storyOffice } from '../support/office.ts';
import { openStory, type Story } from '../support/story.ts';

const own = useDatabase();
const run = (statement: ReturnType<typeof sql>) => own.database.db.execute(statement);
afterEach(async () => {
  for (const table of ['clocks', 'deliveries']) await run(sql.raw(`drop trigger if exists broken on ${table}`));
});

const closedOn = (...dates: string[]) => {
  const { calendar } = storyOffice();
  return storyOffice({
    calendar: withSpecialDays(
      calendar,
      dates.map((date) => ({ date, name: 'Snow', windows: [] })),
    ),
  });
};

/** Six people's worth of questions, and an import that closes tomorrow: nobody has followed it yet. */
async function closing(): Promise<Story> {
  const story = await openStory(own.database, { at: '2026-06-01T15:00' });
  for (const name of ['ana', 'ben', 'fay']) {
    await story.person(name).says('Do I need three quotes?');
    await story.person(name).says('/ask Who signs the contract?');
  }
  await bring(story, closedOn('2026-06-02'));
  return story;
}

const bring = (story: Story, setup: ReturnType<typeof storyOffice>) =>
  story.store.transaction(async (tx) =>
    applyImport(tx, await planImport(tx, setup, story.now()), {}, story.now(), importDuties(story.now)),
  );

/** Where everything stands, and what everybody was told. */
async function outcome(story: Story) {
  await story.settle();
  return {
    promised: await rows(own.database.db, sql`select request_id, kind, due_at, step_at from clocks order by id`),
    pinned: await rows(own.database.db, sql`select id, calendar_id, revision from requests order by id`),
    told: ['ana', 'ben', 'fay', 'lee', 'devon', 'maria', 'sam'].map((name) => story.person(name).sees().toSorted()),
  };
}

async function inOneGo() {
  const story = await closing();
  const { moved, tried } = await followCalendars(story.store, story.now());
  expect(moved).toBe(tried);
  expect(moved).toBeGreaterThan(2);
  expect(await sweepTelling(story.store, story.now())).toBe(moved);
  const all = await outcome(story);
  await emptyDatabase(own.database);
  return all;
}

test('an import that was broken off goes on, and it comes to the same as in one go', async () => {
  const whole = await inOneGo();
  const story = await closing();
  const gone = () => {
    throw new Error('the process is gone');
  };
  await followCalendars(story.store, story.now(), { most: 1, batch: 1, lanes: 1 });
  await expect(followCalendars(story.store, story.now(), { most: 9, batch: 1, lanes: 1 }, gone)).rejects.toThrow(
    'the process is gone',
  );
  expect(await countToFollow(story.store)).toBeGreaterThan(0);
  // What has moved is told, whatever is still to follow.
  await expect(tellMoves(story.store, story.now(), { page: 9, batch: 1 }, gone)).rejects.toThrow('the process is gone');
  await story.sweep();
  expect(await outcome(story)).toEqual(whole);
});

const broken = async (table: 'clocks' | 'deliveries'): Promise<void> => {
  await run(
    sql`create or replace function broken() returns trigger language plpgsql as $$ begin raise 'broken'; end $$`,
  );
  await run(
    sql.raw(`create trigger broken before insert or update on ${table} for each row when (new.request_id = 1001)
      execute function broken()`),
  );
};
const mended = (table: 'clocks' | 'deliveries') => run(sql.raw(`drop trigger broken on ${table}`));

test('a batch that fails is taken apart: what can follow does, and nobody is told twice', async () => {
  const whole = await inOneGo();
  const story = await closing();
  const later = (minutes: number) => new Date(story.now().getTime() + minutes * 60_000);
  await broken('clocks');
  await expect(sweepMoves(story.store, story.now())).rejects.toThrow();
  expect(await rows(own.database.db, sql`select id from requests where calendar_id = 1`)).toEqual([{ id: 1001 }]);
  await mended('clocks');
  expect(await sweepMoves(story.store, story.now())).toBe(0);
  expect(await sweepMoves(story.store, later(2))).toBe(1);

  await broken('deliveries');
  await expect(sweepTelling(story.store, story.now())).rejects.toThrow();
  expect(await rows(own.database.db, sql`select id from requests where untold is not null`)).toEqual([{ id: 1001 }]);
  await mended('deliveries');
  expect(await sweepTelling(story.store, story.now())).toBe(0);
  expect(await sweepTelling(story.store, later(2))).toBe(1);
  expect(await outcome(story)).toEqual(whole);
});

test('the next import finds the one before it still on its way, and each is followed in its turn', async () => {
  const story = await closing();
  await bring(story, closedOn('2026-06-02', '2026-06-03'));
  const said: string[] = [];
  await follow(story.store, { now: story.now, err: (line) => said.push(line), progress: (line) => said.push(line) });
  await story.settle();
  expect(story.person('ana').last()).toContain('Thu, Jun 4');
  expect(said.findLast((line) => line.includes('checked'))).toMatch(
    /^\d+ of \d+ open requests checked, \d+ promises moved$/u,
  );
  expect(said.at(-1)).toMatch(/^new times of \d+ of \d+ requests are on their way$/u);
  await story.at('2026-06-01T15:06');
  expect(await story.store.transaction((tx) => tx.calendarMoves.open())).toEqual([]);
});

test('a question that was being asked meanwhile follows too', async () => {
  const story = await closing();
  await story.sweep();
  await run(sql`update requests set calendar_id = 1 where id = 1001`);
  await story.at('2026-06-01T15:06');
  expect((await story.store.transaction((tx) => tx.requests.read(1001)))?.calendarId).toBe(2);
});
