import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Db, rows } from '../../db/engine/client.ts';
import { linkOldRecord } from '../../src/records/linkOld.ts';
import { verifyChains } from '../../src/records/verify.ts';
import { useDatabase } from '../support/database.ts';
import { openStory, type Story } from '../support/story.ts';
import { writtenStory } from './writtenStory.ts';

const data = useDatabase();

async function verified(story: Story) {
  const found: unknown[] = [];
  const told = await story.store.transaction((tx) => verifyChains(tx.chain, (finding) => void found.push(finding)));
  return { ...told, found };
}

const asSuperuser = (...statements: string[]) =>
  data.database.transaction(async (tx: Db) => {
    await tx.execute(sql`set local session_replication_role = replica`);
    for (const statement of statements) await tx.execute(sql.raw(statement));
  });

test('the database and we hash whatever data alike', async () => {
  const story = await openStory(data.database);
  // What jsonb cannot hold, and names of members that are not ASCII, are on no record.
  const text = fc.string({ unit: 'grapheme' }).filter((it) => !it.includes('\u0000') && it.isWellFormed());
  const json = fc.letrec<{ json: unknown }>((tie) => ({
    json: fc.oneof(
      { depthSize: 'small' },
      fc.constant(null),
      fc.boolean(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.integer(),
      text,
      fc.constantFrom('\u007f', '\u2028', '\b\f\n\r\t"\\/', '\u0001\u001f', 'é😀'),
      fc.array(tie('json'), { maxLength: 4 }),
      fc.dictionary(fc.string({ unit: 'grapheme-ascii', maxLength: 5 }), tie('json'), { maxKeys: 5 }),
    ),
  })).json;
  const insert = (it: unknown) =>
    data.database.db.execute(
      sql`insert into events (subject_kind, subject_id, kind, at, data)
        values ('person', 1, 'account closed', now(), ${JSON.stringify({ it })}::text::jsonb)`,
    );
  for (const number of [0, -1, 0.1, 1e-6, 9.9e-7, 1e-7, 1e20, 123456789012345680000, 1e21, 1.5e300, 5e-324, 2 ** 53])
    await insert(number);
  await fc.assert(
    fc.asyncProperty(json, async (it) => void (await insert(it))),
    { numRuns: 300 },
  );
  const { found, links } = await verified(story);
  expect(found).toEqual([]);
  expect(links).toBeGreaterThan(300);
});

test('many who write at once about the same office stand one behind another', async () => {
  const story = await openStory(data.database);
  const { links } = await verified(story);
  const add = (n: number) =>
    story.store.transaction((tx) =>
      tx.records.add({ kind: n % 2 === 0 ? 'office' : 'person', id: 1 }, 1, [
        { kind: 'checked in', at: story.now(), actorId: null, data: { agency: n, people: [] } },
        { kind: 'checked in', at: story.now(), actorId: null, data: { agency: n, people: [1] } },
      ]),
    );
  await Promise.all(Array.from({ length: 40 }, (_, n) => add(n)));
  expect(await verified(story)).toMatchObject({ found: [], links: links + 80, chains: 2 });
});

test('what was written before there was a chain comes under it bit by bit, or when something is added', async () => {
  const story = await writtenStory(data.database);
  const before = await verified(story);
  await asSuperuser(
    `delete from record_links where subject_kind = 'request'`,
    `delete from record_heads where subject_kind = 'request'`,
    `update events set data = '{}' where data = 'null'`,
  );
  const office = await verified(story);
  expect(office).toMatchObject({ chains: 1, isComplete: false, found: [] });

  // Of his second one the content is destroyed: it takes nothing more.
  await story.person('ben').says('R-1002');
  await story.person('ben').presses('Mark urgent', { reason: 'It is late.' });
  const one = await verified(story);
  expect(one).toMatchObject({ chains: 2, isComplete: false, found: [] });
  expect(one.links).toBeGreaterThan(office.links + 3);

  let looks = 0;
  await linkOldRecord(story.store, () => ++looks > 1);
  expect(await verified(story), 'broken off').toMatchObject({ isComplete: false, found: [] });
  await linkOldRecord(story.store, () => false);
  const all = await verified(story);
  expect(all).toMatchObject({ isComplete: true, found: [] });
  expect(all.links).toBeGreaterThanOrEqual(before.links - 10);

  // From now on there is nothing from before: what is under no link was brought in.
  await asSuperuser(
    'delete from record_links where subject_id = 1002',
    'delete from record_heads where subject_id = 1002',
  );
  expect((await verified(story)).found).not.toEqual([]);
  await linkOldRecord(story.store, () => false);
  expect((await verified(story)).found).not.toEqual([]);
});

test('an older wording that was never said is not put aside', async () => {
  const story = await writtenStory(data.database);
  const [message] = await rows<{ id: number }>(data.database.db, sql`select min(id)::int as id from messages`);
  const forge = data.database.transaction(async (tx) => {
    await tx.execute(sql`update messages set text = 'I said nothing.' where id = ${message?.id ?? 0}`);
    await tx.execute(
      sql`insert into revisions (office_id, message_id, text, at) values (1, ${message?.id ?? 0}, 'What I never said', now())`,
    );
  });
  await expect(forge.catch((error: Error) => Promise.reject(error.cause ?? error))).rejects.toThrow('append-only');
  expect((await verified(story)).found).toEqual([]);
});
