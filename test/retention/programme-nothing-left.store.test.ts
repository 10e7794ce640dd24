import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { rows } from '../../db/engine/client.ts';
import { runRecords } from '../../src/cli/records.ts';
import { type ProgrammeKind, programmeKinds } from '../../src/offices/recordKinds.ts';
import type { RecordRules } from '../../src/offices/recordRules.ts';
import { verifyChains } from '../../src/records/verify.ts';
import { useDatabase } from '../support/database.ts';
import { dumpAll, whereIs } from '../support/dump.ts';
import { createWords, lives, programmeOffice } from '../support/lives.ts';
import { openStory, type Story } from '../support/story.ts';

const data = useDatabase();

/** Each kind is destroyed a year after its end. */
const records: RecordRules = {
  officer: 'ada@state.example',
  series: programmeKinds.map((of) => ({
    ...{ code: of.replace('_', '-'), name: `All ${of}`, of, trigger: 'closed', years: 1, disposition: 'destroy' },
    authority: 'GS 9-1',
  })),
};
const office = { ...programmeOffice, records };

async function destroys(story: Story, of: ProgrammeKind): Promise<string> {
  const said: string[] = [];
  const out = (line: string) => said.push(line);
  const io = {
    ...{ out, err: out, now: story.now, ask: undefined },
    withStore: <T>(work: (store: typeof story.store) => Promise<T>) => work(story.store),
  };
  const by = ['--by', 'ada@state.example', '--reason', 'Schedule applied for 2027', '--yes'];
  expect(await runRecords(['destroy', of.replace('_', '-'), ...by], io), said.join('\n')).toBe(0);
  return said.join('\n');
}

/** Of a certificate there are no words: it goes whole. */
test.each(programmeKinds.filter((of) => of !== 'certificates'))(
  'of %s that are destroyed no word is left, and the record verifies',
  { timeout: 120_000 },
  async (of) => {
    const { written, word } = createWords();
    const story = await openStory(data.database, { office });
    await story.sweep();
    await lives[of](story, word, data.database);
    expect(whereIs(await dumpAll(data.database), written).length).toBeGreaterThan(4);
    await story.at('2027-08-02T10:00');
    expect(await destroys(story, of)).toMatch(/ of “All .+” destroyed under GS 9-1\./u);
    expect(whereIs(await dumpAll(data.database), written)).toEqual([]);
    const findings: unknown[] = [];
    await story.store.transaction((tx) => verifyChains(tx.chain, (finding) => findings.push(finding)));
    expect(findings).toEqual([]);
    expect(await destroys(story, of), 'once').toMatch(/: 0 .+ due\./u);
    expect(story.failures).toEqual([]);
  },
);

test('a certificate goes whole when its time is over, and what the record of a person says of it', {
  timeout: 120_000,
}, async () => {
  const { word } = createWords();
  const story = await openStory(data.database, { office });
  await story.sweep();
  await lives.certificates(story, word, data.database);
  await story.at('2028-07-03T10:00');
  expect(await destroys(story, 'certificates'), 'a year is not over').toContain('0 certificates due');
  await story.at('2029-07-03T10:00');
  expect(await destroys(story, 'certificates')).toContain(
    '1 certificate of “All certificates” destroyed under GS 9-1.',
  );
  const { db } = data.database;
  expect(await rows(db, sql`select id from certificates`)).toEqual([]);
  const told = await rows<{ n: number }>(
    db,
    sql`select count(*)::int as n from events where kind like 'certificate %' and data <> 'null'`,
  );
  expect(told).toEqual([{ n: 0 }]);
  const findings: unknown[] = [];
  await story.store.transaction((tx) => verifyChains(tx.chain, (finding) => findings.push(finding)));
  expect(findings).toEqual([]);
});

test('an answer that was destroyed is shown to nobody any more, and an exchange takes no more words', {
  timeout: 120_000,
}, async () => {
  const { word } = createWords();
  const story = await openStory(data.database, { office });
  for (const of of ['answers', 'voices'] as const) await lives[of](story, word, data.database);
  await story.at('2027-08-02T10:00');
  for (const of of ['answers', 'voices'] as const) await destroys(story, of);
  await story.person('sam').says('answers');
  expect(story.person('sam').last()).not.toContain('Content destroyed');
  const answer = await story.chat.hand('sam@state.example', {
    ...{ kind: 'press', press: { name: 'answer voice', about: 'v2 voice=1' } },
  });
  expect(JSON.stringify(answer)).toContain('There is no such');
  await expect(
    data.database.db.execute(sql`update answers set answer = 'again' where id = 1`),
    'nothing is written in it any more',
  ).rejects.toThrow();
});
