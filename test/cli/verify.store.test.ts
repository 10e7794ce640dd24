import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { runVerify } from '../../src/cli/verify.ts';
import { linkOldRecord } from '../../src/records/linkOld.ts';
import { writtenStory } from '../records/writtenStory.ts';
import { useDatabase } from '../support/database.ts';
import type { Story } from '../support/story.ts';

const data = useDatabase();

async function run(story: Story, ...args: string[]) {
  const said: string[] = [];
  const code = await runVerify(args, {
    out: (line) => void said.push(line),
    read: () => Promise.reject(new Error('no such file')),
    withRecord: (work) => work(story.store, undefined),
  });
  return { code, said: said.join('\n') };
}

const asSuperuser = (...statements: string[]) =>
  data.database.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`);
    for (const statement of statements) await tx.execute(sql.raw(statement));
  });

test('a record that nobody touched is found so, and what was done to one is named in words', async () => {
  const story = await writtenStory(data.database);
  await linkOldRecord(story.store, () => false);
  const sound = await run(story);
  expect(sound.said).toMatch(
    /^\d+ entries on 4 records, 0 checkpoints: all as they were written\.\nThere is no checkpoint yet/u,
  );
  expect(sound.code).toBe(0);

  await asSuperuser(
    `update messages set text = 'No, you may not.' where request_id = 1001 and number = 2`,
    `update events set at = at + interval '1 hour' where request_id = 1001 and kind = 'resolved'`,
    `delete from events where request_id = 1001 and kind = 'edited'`,
    `insert into events (office_id, subject_kind, subject_id, request_id, kind, at, data) values (1, 'request', 1002, 1002, 'accepted', now(), '{}')`,
    `update events set data = data || '{"added": 9}' where subject_kind = 'office' and kind = 'imported'`,
  );
  const { code, said } = await run(story);
  expect(code).toBe(1);
  expect(said).toMatch(
    /R-1001, entry \d+ \(message 2 as it was first written, 2026-06-01 14:00:00 UTC, by Lee Park\) says something else than what was written\./u,
  );
  expect(said).toMatch(
    /R-1001, entry \d+ \(“resolved”, 2026-06-01 15:00:00 UTC, by Lee Park\) has another time, author, kind or place/u,
  );
  expect(said).toMatch(/R-1001, entry \d+ was deleted\.\nR-1001, entry \d+ was deleted\./u);
  expect(said).toContain('R-1002: the event “accepted” was put there by somebody else than the desk.');
  expect(said).toMatch(/The record of the office .*, entry 1 \(“imported”, .*\) says something else/u);
  expect(said).toMatch(/\n\d+ entries on 4 records, 0 checkpoints: 6 findings\.\n/u);
  // What people wrote is not shown.
  expect(said).not.toMatch(/drone|may not/u);
});

test('what is older than the chain is told, and is no finding', async () => {
  const story = await writtenStory(data.database);
  const { code, said } = await run(story);
  expect(code).toBe(0);
  expect(said).toContain('not under it yet');
});

test('a wrong command line is told', async () => {
  const story = await writtenStory(data.database);
  await expect(run(story, '--all')).rejects.toThrow("Unknown option '--all'");
  await expect(run(story, '--against', 'nowhere.json')).rejects.toThrow('nowhere.json cannot be read');
  expect((await run(story, '--help')).said).toContain('Exit code');
});
