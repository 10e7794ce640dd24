import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { type Db, rows } from '../../db/engine/client.ts';
import { createStore } from '../../db/store.ts';
import { useDatabase } from '../support/database.ts';
import { openStory } from '../support/story.ts';

const data = useDatabase();

/** Ana asks R-1001 and edits it; Lee replies. */
async function aStory() {
  const story = await openStory(data.database);
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await ana.says('May I buy a drone?', { key: 'first' });
  await story.store.keep({
    ...{
      kind: 'edit',
      key: 'edit',
      of: 'first',
      at: story.now(),
      text: 'May I buy two drones?',
      address: 'ana@state.example',
    },
    from: { platform: 'fake', workspace: 'test', userId: 'ana@state.example', address: 'ana@state.example' },
  });
  await story.settle();
  await lee.presses('Reply', { text: 'Yes, you may.' });
  return story;
}

const refused = (work: (tx: Db) => Promise<unknown>) =>
  data.database.transaction(work).then(
    () => 'done',
    (error: Error & { cause?: Error }) => (error.cause ?? error).message,
  );

test.each([
  ['an event is changed', `update events set data = '{"number": 9}' where kind = 'message'`],
  ['what happened is given another time', `update events set at = at + interval '1 hour' where kind = 'opened'`],
  ['somebody else is said to have done it', 'update events set actor_id = 1 where actor_id <> 1'],
  ['an event is deleted', `delete from events where kind = 'edited'`],
  ['content goes without a line', `update events set data = 'null'`],
  ['a wording from before an edit is changed', `update revisions set text = 'May I buy nothing?'`],
  ['a wording from before an edit is deleted', 'delete from revisions'],
  ['a message is deleted', `delete from messages where kind = 'to agency'`],
  ['a message is another one’s', 'update messages set author_id = 1 where author_id <> 1'],
  ['a message was written at another time', `update messages set at = at - interval '1 day'`],
  ['a new wording comes without the old one', `update messages set text = 'No, you may not.' where kind = 'to agency'`],
  ['a wording is emptied', `update messages set text = '' where kind = 'to agency'`],
  ['all events go', 'truncate events'],
  ['all requests go, and what belongs to them', 'truncate requests cascade'],
  ['content is destroyed without a line that says so', `select destroy_content('request', 1001)`],
])('refused: %s', async (_, statement) => {
  await aStory();
  expect(await refused((tx) => tx.execute(sql.raw(statement)))).toMatch(
    /^The record is append-only: .* is refused\.$/u,
  );
});

test.each([
  ['events', `update events set data = 'null' where subject_kind = 'request' and subject_id = 1001`],
  ['wordings from before an edit', `update revisions set text = ''`],
  ['messages', `update messages set text = '' where kind = 'to agency'`],
  ['salts of links', `update record_links set salt = null where subject_kind = 'request' and subject_id = 1001`],
])('refused: %s are emptied by who sets by hand what destroying sets, without its line', async (_, statement) => {
  await aStory();
  const asIfDestroying = sql`select set_config('desk.destroys', '[request 1001]', true)`;
  const byHand = refused(async (tx) => {
    await tx.execute(asIfDestroying);
    await tx.execute(sql.raw(statement));
  });
  expect(await byHand).toMatch(/^The record is append-only: .* is refused\.$/u);
});

test('what is done in the course of things is taken: words change, arrive, are taken back and brought back', async () => {
  const { store } = await aStory();
  const said = await store.transaction((tx) => tx.requests.facts(1001, false));
  expect(said?.messages.map(({ text }) => text)).toEqual(['May I buy two drones?', 'Yes, you may.']);
  const kept = await rows(data.database.db, sql`select text from revisions`);
  expect(kept).toEqual([{ text: 'May I buy a drone?' }]);
  const [first] = said?.messages ?? [];
  if (!first) throw new Error('Ana has asked');
  for (const deletedAt of [new Date(), null])
    await store.transaction((tx) => tx.requests.mark(first.id, { deletedAt }));
});

test('content that is destroyed lawfully goes, and a line stays; other requests keep theirs', async () => {
  const story = await aStory();
  await story.person('ben').says('Where do I buy seed?');
  const store = createStore(data.database);
  const subject = { kind: 'request' as const, id: 1001 };
  const before = await store.transaction((tx) => tx.records.of(subject));
  const line = { authority: 'GS1-2, 6 years after closing', reason: null };
  await store.transaction((tx) =>
    tx.records.destroyContent([subject], 1, { kind: 'content destroyed', at: story.now(), actorId: 1, data: line }),
  );
  const left = await store.transaction((tx) => tx.records.of(subject));
  expect(left).toEqual([{ kind: 'content destroyed', at: story.now(), actorId: 1, data: line }]);
  const lines = await rows<{ n: number }>(
    data.database.db,
    sql`select count(*)::int as n from events where subject_id = 1001 and subject_kind = 'request'`,
  );
  expect(lines).toEqual([{ n: before.length + 1 }]);
  const words = await rows(
    data.database.db,
    sql`select distinct text from messages where request_id = 1001 union all select text from revisions`,
  );
  expect(words).toEqual([{ text: '' }, { text: '' }]);
  expect((await store.transaction((tx) => tx.requests.facts(1002, false)))?.messages[0]?.text).toBe(
    'Where do I buy seed?',
  );
  // It was opened for those transactions alone.
  expect(await refused((tx) => tx.execute(sql`update messages set text = '' where request_id = 1002`))).toContain(
    'append-only',
  );
  expect(
    await refused((tx) =>
      tx.execute(sql`update events set data = '{"number": 1}' where subject_id = 1001 and kind = 'opened'`),
    ),
  ).toContain('append-only');
});
