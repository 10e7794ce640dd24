import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { rows } from '../../db/engine/client.ts';
import type { ChangingIo } from '../../src/cli/changingIo.ts';
import { runRecords } from '../../src/cli/records.ts';
import { recordRules } from '../retention/office.ts';
import { useDatabase } from '../support/database.ts';
import { openStory, type Story } from '../support/story.ts';

const data = useDatabase();

async function run(story: Story, args: string[], ask?: ChangingIo['ask']) {
  const said: string[] = [];
  const say = (line: string) => void said.push(line);
  const withStore: ChangingIo['withStore'] = (work) => work(story.store);
  const code = await runRecords(args, { out: say, err: say, now: story.now, ask, withStore });
  return { code, said: said.join('\n') };
}

async function begin(): Promise<Story> {
  const story = await openStory(data.database, { office: { records: recordRules } });
  for (const [n, text] of ['May I buy a drone?', 'May I buy road salt?'].entries()) {
    await story.person('ana').asks(text);
    await story.person('ana').says(`R-${1001 + n}`);
    await story.person('ana').presses('Withdraw', {});
  }
  await story.at('2027-07-05T10:00');
  return story;
}

const gone = async () =>
  (
    await rows<{ id: number }>(
      data.database.db,
      sql`select id from requests where destroyed_at is not null order by id`,
    )
  ).map(({ id }) => id);
const BY = ['--by', 'ada@state.example', '--reason', 'The schedule of 2027'];

test('what is due and held is shown, held, destroyed and lifted', async () => {
  const story = await begin();
  expect((await run(story, [])).said).toMatchInlineSnapshot(`
    "Procurement Office
      contracts: Contract files (contracts): 1 year after it is resolved, then to the archives, under GS 4-12
      letters: Correspondence: 1 year after it ends, then destroyed, under GS 1-31
      Due: 2 requests of letters"
  `);
  expect((await run(story, ['hold', '--words', 'salt', ...BY])).said).toBe(
    'Hold 1 stands: words “salt”, 1 request by now.',
  );
  expect((await run(story, ['due', 'letters'])).said).toMatchInlineSnapshot(`
    "R-1001  2026-06-01  Transportation  May I buy a drone?
    R-1002  2026-06-01  Transportation  May I buy road salt?  (stays: hold 1)"
  `);
  // Nobody is there to be asked, or says no.
  expect(await run(story, ['destroy', 'letters', ...BY])).toMatchObject({ code: 1 });
  expect(await run(story, ['destroy', 'letters', ...BY], async () => false)).toMatchObject({ code: 1 });
  expect(await gone()).toEqual([]);
  expect(await run(story, ['destroy', 'letters', ...BY, '--yes'])).toMatchInlineSnapshot(`
    {
      "code": 0,
      "said": "Correspondence: 1 request due, and 1 more held.
    1 request of “Correspondence” destroyed under GS 1-31.",
    }
  `);
  expect(await gone()).toEqual([1001]);
  expect(await run(story, ['lift', '1', ...BY])).toEqual({ code: 0, said: 'Hold 1 is lifted: words “salt”.' });
  expect(await run(story, ['lift', '1', ...BY])).toMatchObject({ code: 1 });
  await run(story, ['destroy', 'letters', ...BY, '--yes']);
  expect(await gone()).toEqual([1001, 1002]);
});

test('who may not do it, and what is wrong, is said in words', async () => {
  const story = await begin();
  const bySam = ['--by', 'sam@state.example', '--reason', 'mine', '--yes'];
  expect((await run(story, ['destroy', 'letters', ...bySam])).said).toBe(
    'sam@state.example may not do that: ada@state.example is the records officer.',
  );
  expect((await run(story, ['destroy', 'contracts', ...BY, '--yes'])).said).toContain('--receipt');
  expect((await run(story, ['destroy', 'other', ...BY])).said).toBe(
    'Procurement Office has no series “other”; there are contracts, letters.',
  );
  expect((await run(story, ['hold', '--agency', 'XYZ', ...BY])).said).toContain('serves no agency XYZ');
  for (const args of [['hold', ...BY], ['hold', '--agency', 'DOT', '--words', 'x', ...BY], ['nothing'], ['destroy']])
    await expect(run(story, args)).rejects.toThrow();
  await expect(run(story, ['hold', '--agency', 'DOT', '--by', 'ada@state.example'])).rejects.toThrow('--reason');
  expect(await gone()).toEqual([]);
});
