import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import type { Db } from '../../db/engine/client.ts';
import { runCheckpoint } from '../../src/cli/checkpoint.ts';
import { runVerify } from '../../src/cli/verify.ts';
import { checkpointText } from '../../src/records/checkpoint.ts';
import { linkOldRecord } from '../../src/records/linkOld.ts';
import { type SigningKey, signingKey } from '../../src/records/signingKey.ts';
import { takeDailyCheckpoint } from '../../src/records/takeCheckpoint.ts';
import { useDatabase } from '../support/database.ts';
import type { Story } from '../support/story.ts';
import { writtenStory } from './writtenStory.ts';

const data = useDatabase();
const newKey = () => signingKey(randomBytes(32).toString('base64'));
const ours = newKey();

let story: Story;
beforeEach(async () => {
  story = await writtenStory(data.database);
});

async function verify(more: { key?: SigningKey | undefined; kept?: string; former?: SigningKey[] } = { key: ours }) {
  const said: string[] = [];
  const former = (more.former ?? []).map((each) => `--key=${each.public}`);
  const code = await runVerify([...(more.kept === undefined ? [] : ['--against', 'kept']), ...former], {
    out: (line) => void said.push(line),
    read: async () => more.kept ?? '',
    withRecord: (work) => work(story.store, 'key' in more ? more.key : ours),
  });
  return { code, said: said.join('\n') };
}

async function checkpoint(args: string[], key: SigningKey | undefined = ours) {
  const said: string[] = [];
  const code = await runCheckpoint(args, {
    ...{ out: (line: string) => void said.push(line), now: story.now },
    withRecord: (work) => work(story.store, key),
  });
  return { code, said: said.join('\n') };
}

const asSuperuser = (...statements: string[]) =>
  data.database.transaction(async (tx: Db) => {
    await tx.execute(sql`set local session_replication_role = replica`);
    for (const statement of statements) await tx.execute(sql.raw(statement));
  });

/** The end of R-1001 goes, so that nothing shows it but a checkpoint. */
const cutTail = [
  `delete from record_links where subject_kind = 'request' and subject_id = 1001 and position > 3`,
  `update record_heads h set position = 3, hash = (select hash from record_links where subject_kind = 'request' and subject_id = 1001 and position = 3)
    where subject_kind = 'request' and subject_id = 1001`,
  'delete from events e where not exists (select from record_links where event_id = e.id)',
  'delete from messages m where not exists (select from record_links where message_id = m.id)',
  `delete from revisions`,
  `update messages m set text = 'May I buy a drone?' where request_id = 1001`,
];

test('the end of a record that was cut off is found by a checkpoint, and not without', async () => {
  expect((await verify()).said).toContain('There is no checkpoint yet');
  expect((await checkpoint(['--take'])).said).toMatch(
    /^Checkpoint 1, 2026-06-01 \d\d:\d\d UTC, of 4 records\n {2}Root {4}[0-9a-f]{64}\n {2}Signed {2}with the key/u,
  );
  await story.person('ben').asks('Where do I buy paint?');
  await checkpoint(['--take']);
  expect((await verify()).code).toBe(0);

  await asSuperuser(...cutTail);
  const { code, said } = await verify();
  expect(code).toBe(1);
  expect(said).toMatch(/^R-1001: entry \d+, the last at checkpoint 1, is gone: its end was cut off\.\n/u);
});

test('a cut that nothing else shows is seen against a checkpoint that somebody kept', async () => {
  await checkpoint(['--take']);
  const kept = (await checkpoint(['--json'])).said;
  const root = /[0-9a-f]{64}/u.exec(kept)?.[0] ?? '';
  const line = `On record: checkpoint 1 of Mon, Jun 1 (${root.slice(0, 32)})`;
  for (const each of [kept, line]) expect((await verify({ kept: each })).code).toBe(0);
  await asSuperuser(...cutTail, 'delete from checkpoints', 'delete from checkpoint_heads');
  expect((await verify()).code).toBe(0);
  for (const each of [kept, line])
    expect((await verify({ kept: each })).said).toContain('Checkpoint 1 was kept, and this database has none');
  await checkpoint(['--take']);
  for (const each of [kept, line]) {
    const { code, said } = await verify({ kept: each });
    expect(code).toBe(1);
    expect(said).toContain('Checkpoint 1 is not the one that was kept: the record was written anew since.');
  }
  await expect(verify({ kept: 'nothing of the kind' })).rejects.toThrow('kept has no checkpoint');
});

test.each([
  ['its time', `update checkpoints set at = at + interval '1 microsecond' where number = 2`, 'has a signature'],
  ['how many there were', 'update checkpoints set chains = 3 where number = 3', 'has a signature'],
  ['its root', `update checkpoints set root = repeat('0', 64) where number = 1`, 'has a signature'],
  ['its place', 'delete from checkpoints where number = 2', 'Checkpoint 3 does not follow'],
  [
    'its signature goes',
    'update checkpoints set key = null, signature = null where number = 3',
    'Checkpoint 3 comes after',
  ],
  ['a leaf', 'update checkpoint_heads set position = position - 1 where subject_id = 1002', 'is another one now'],
  [
    'a leaf that is gone',
    'delete from checkpoint_heads where subject_id = 1002',
    'Checkpoint 3 was made of other records',
  ],
  [
    'a record written anew',
    `update record_links set hash = sha256(hash) where subject_id = 1002 and position = 1`,
    'R-1002, entry 1',
  ],
])('a checkpoint is held to what was signed: %s', async (_, statement, finding) => {
  for (const topic of ['paint', 'sand', 'ink']) {
    await checkpoint(['--take']);
    await story.person('ben').asks(`Where do I buy ${topic}?`);
  }
  expect((await verify()).code).toBe(0);
  await asSuperuser(statement);
  const { code, said } = await verify();
  expect(code).toBe(1);
  expect(said).toContain(finding);
});

test('somebody without the key cannot put checkpoints of their own behind it; whoever changes the key can', async () => {
  await checkpoint(['--take']);
  const next = newKey();
  await checkpoint(['--take'], next);
  expect((await verify({ key: next })).code).toBe(0);
  expect((await verify({ key: ours })).said).toContain('Checkpoint 2 comes after one that this desk has signed');
  expect((await verify({ key: undefined })).code).toBe(0);
});

test('what a former key has signed verifies with its public half, and nothing signed with another passes for it', async () => {
  await checkpoint(['--take']);
  await story.person('ben').asks('Where do I buy paint?');
  await checkpoint(['--take']);
  const next = newKey();
  await checkpoint(['--take'], next);
  expect((await verify({ key: next, former: [ours] })).code).toBe(0);
  expect((await verify({ key: undefined, former: [ours, next] })).code).toBe(0);
  // Of another key nothing is known: neither where it stands first, nor behind.
  expect((await verify({ key: next, former: [newKey()] })).said).toContain(
    'Checkpoint 1 is signed with a key that is none',
  );
  // Somebody writes what is older than the change of keys anew, and signs it with a key of their own.
  const forger = newKey();
  const [first] = await story.store.transaction((tx) => tx.chain.checkpoints(0, 1));
  const signature = forger.sign(first ? checkpointText(first) : '');
  await asSuperuser(`update checkpoints set key = '${forger.public}', signature = '${signature}' where number = 1`);
  expect((await verify({ key: next })).said).not.toContain('Checkpoint 1 ');
  const { code, said } = await verify({ key: next, former: [ours] });
  expect([code, said]).toEqual([
    1,
    expect.stringContaining('Checkpoint 1 is signed with a key that is none of this desk'),
  ]);
  await expect(
    runVerify(['--key', 'short'], { out() {}, read: async () => '', withRecord: () => Promise.reject() }),
  ).rejects.toThrow('is no public key');
});

test('one desk takes one a day, once everything is under the chain', async () => {
  const count = async () => (await story.store.transaction((tx) => tx.chain.checkpoints(0, 10))).length;
  await takeDailyCheckpoint(story.store, story.now(), ours);
  expect(await count()).toBe(0);
  await linkOldRecord(story.store, () => false);
  for (const _ of [1, 2]) await takeDailyCheckpoint(story.store, story.now(), ours);
  expect(await count()).toBe(1);
  await data.database.db.execute(sql`update chores set begun_at = now() - interval '25 hours'`);
  await Promise.all([1, 2].map(() => takeDailyCheckpoint(story.store, story.now(), ours)));
  expect(await count()).toBe(2);
});

test('checkpoints cannot be changed by the desk', async () => {
  await checkpoint(['--take']);
  for (const statement of ['update checkpoints set chains = 1', 'delete from checkpoint_heads', 'truncate checkpoints'])
    await expect(
      data.database.db.execute(sql.raw(statement)).catch((error: Error) => Promise.reject(error.cause ?? error)),
    ).rejects.toThrow('append-only');
});

test('supervisors have the newest one in their weekly digest, and what it says is enough to hold the record to', async () => {
  await checkpoint(['--take']);
  await story.at('2026-06-08T09:00');
  const digest =
    story
      .person('sam')
      .sees()
      .findLast((text) => text.startsWith('Weekly digest')) ?? '';
  expect(digest).toMatch(/^On record: checkpoint 1 of Mon, Jun 1.*\([0-9a-f]{32}\)$/mu);
  expect((await verify({ kept: digest })).code).toBe(0);
  await asSuperuser(`update checkpoints set root = repeat('0', 64)`);
  expect((await verify({ kept: digest })).said).toContain('Checkpoint 1 is not the one that was kept');
  await story.at('2026-06-09T09:00');
  expect(story.person('sam').last()).not.toContain('On record');
});
