import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { type Db, rows } from '../../db/engine/client.ts';
import { verifyChains } from '../../src/records/verify.ts';
import { emptyDatabase, useDatabase } from '../support/database.ts';
import { openStory, type Story } from '../support/story.ts';
import { writtenStory } from './writtenStory.ts';

const data = useDatabase();

async function verified(story: Story) {
  const found: unknown[] = [];
  const told = await story.store.transaction((tx) => verifyChains(tx.chain, (finding) => void found.push(finding)));
  return { ...told, found };
}

type Entry = { kind: 'person' | 'office'; id: number };

const insert = (entries: readonly Entry[], db: Db = data.database.db) =>
  db.execute(sql`insert into events (subject_kind, subject_id, kind, at, data)
    select e ->> 'kind', (e ->> 'id')::int, 'account closed', '2026-06-01T14:00:00Z', jsonb_build_object('nth', n, 'of', e)
    from jsonb_array_elements(${JSON.stringify(entries)}::text::jsonb) with ordinality as all_of_them (e, n) order by n`);

/** What stands where. Hashes are held by verifying; they differ each time, since salts do. */
const chain = () =>
  rows<object>(
    data.database.db,
    sql`select subject_kind, subject_id, l.position, event_id::int, h.position as head, h.hash = l.hash as is_head
      from record_links l join record_heads h using (subject_kind, subject_id) order by 1, 2, 3`,
  );

/** So many subjects, whose entries are mixed: of some there are many. */
const mixed = (count: number): Entry[] =>
  Array.from({ length: count * 4 }, (_, n) => ({
    kind: n % 3 === 0 ? 'office' : 'person',
    id: 1 + ((n * 7 + (n % 5)) % (n % 4 === 0 ? 3 : count)),
  }));

test('what one statement writes of many subjects is chained as if it came one by one', async () => {
  const entries = mixed(60);
  const before = entries.slice(0, 25);
  const write = async (all: (entries: readonly Entry[]) => Promise<unknown>) => {
    await emptyDatabase(data.database);
    const story = await openStory(data.database);
    for (const each of before) await insert([each]);
    await all(entries);
    const { found, links } = await verified(story);
    expect(found).toEqual([]);
    expect(links).toBeGreaterThanOrEqual(before.length + entries.length);
    return chain();
  };
  const oneByOne = await write(async () => {
    for (const each of entries) await insert([each]);
  });
  expect(await write((all) => insert(all))).toEqual(oneByOne);
  expect(await write((all) => data.database.transaction((tx) => insert(all, tx)))).toEqual(oneByOne);
});

test('many messages at once are chained, each in its request', async () => {
  const story = await writtenStory(data.database);
  const before = await verified(story);
  await data.database.db.execute(sql`insert into messages (office_id, request_id, number, author_id, kind, text, at, source)
    select office_id, request_id, 50 + n, author_id, kind, 'Word ' || n, at, source || ' ' || n
    from messages, generate_series(1, 3) n where number = 1 and text <> '' order by n, id desc`);
  expect(await verified(story)).toMatchObject({ found: [], links: before.links + 6 });
});

test('what is older than the chain comes under it with what is written of many at once', async () => {
  for (const table of ['events', 'messages']) {
    await emptyDatabase(data.database);
    const story = await writtenStory(data.database);
    const before = await verified(story);
    await data.database.transaction(async (tx: Db) => {
      await tx.execute(sql`set local session_replication_role = replica`);
      await tx.execute(sql`delete from record_links where subject_id in (1001, 1002)`);
      await tx.execute(sql`delete from record_heads where subject_id in (1001, 1002)`);
    });
    await data.database.db.execute(
      table === 'events'
        ? sql`insert into events (office_id, subject_kind, subject_id, request_id, kind, at, data)
            select office_id, 'request', id, id, 'accepted', now(), '{}' from requests, generate_series(1, 2) order by id desc`
        : sql`insert into messages (office_id, request_id, number, author_id, kind, text, at, source)
            select office_id, request_id, 50 + n, author_id, kind, 'Word ' || n, now(), source || ' ' || n
            from messages, generate_series(1, 2) n where number = 1 and text <> ''`,
    );
    expect(await verified(story), table).toMatchObject({
      ...{ found: [], chains: before.chains },
      links: before.links + (table === 'events' ? 6 : 4),
    });
  }
});

test('those who write of many at once do not stand in each other’s way', async () => {
  const story = await openStory(data.database);
  const { links } = await verified(story);
  const entries = mixed(40);
  // Without retries: the victim of a deadlock is seen.
  const write = (n: number) => {
    const some = entries.slice(n, n + 60);
    return data.database.transaction((tx) => insert(n % 2 === 0 ? some : some.reverse(), tx), { retries: 0 });
  };
  await Promise.all(Array.from({ length: 16 }, (_, n) => write(n)));
  expect(await verified(story)).toMatchObject({ found: [], links: links + 16 * 60 });
});

test('a head moves forward only', async () => {
  await openStory(data.database);
  await insert(mixed(5));
  for (const change of ['position = position - 1', 'position = position', 'position = 0, hash = null'])
    await expect(
      data.database.db.execute(sql.raw(`update record_heads set ${change}`)).catch((error: Error) => {
        throw error.cause ?? error;
      }),
      change,
    ).rejects.toThrow('append-only');
});
