import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { rows } from '../../db/engine/client.ts';
import type { RecordSeries } from '../../src/offices/recordRules.ts';
import { verifyChains } from '../../src/records/verify.ts';
import { recordRules } from '../retention/office.ts';
import { useDatabase } from '../support/database.ts';
import { openStory, type Story } from '../support/story.ts';

const data = useDatabase();

const begin = (office: Parameters<typeof openStory>[1] = {}) =>
  openStory(data.database, { office: { records: recordRules }, ...office });

/** Ana asks, Lee answers and resolves. */
async function asked(story: Story, text: string, id: number): Promise<void> {
  await story.person('ana').asks(text);
  await story.person('lee').says(`R-${id}`);
  await story.person('lee').presses('Reply', { text: 'Yes, you may.' });
  await story.person('lee').says(`R-${id}`);
  await story.person('lee').presses('Resolve', { outcome: 'answered', text: '' });
}

const gone = async (): Promise<number[]> => {
  const found = await rows<{ id: number }>(
    data.database.db,
    sql`select id from requests where destroyed_at is not null order by id`,
  );
  return found.map(({ id }) => id);
};

async function isSound(story: Story): Promise<void> {
  const findings: unknown[] = [];
  await story.store.transaction((tx) => verifyChains(tx.chain, (finding) => findings.push(finding)));
  expect(findings).toEqual([]);
}

const ofOffice = (story: Story) => story.store.transaction((tx) => tx.records.of({ kind: 'office', id: 1 }));

async function destroyAll(story: Story, values: Record<string, string> = {}): Promise<string> {
  const ada = story.person('ada');
  await ada.says('retention');
  await ada.presses('See the list');
  const said = await ada.presses('Destroy 1 request', { reason: 'The schedule of 2027', ...values });
  await story.sweep();
  return said;
}

test('what is due is told once a month, to the records officer alone, and nothing goes by itself', async () => {
  const story = await begin();
  const [ada, sam] = [story.person('ada'), story.person('sam')];
  await asked(story, 'May I buy a drone?', 1001);
  const told = () => ada.sees().filter((text) => text.includes('kept as long as your schedule asks')).length;
  await story.at('2027-06-01T10:00');
  expect(told()).toBe(0);
  // Not on the first day of the month, when nothing was due; and not out of hours.
  await story.at('2027-07-01T05:00');
  expect(told()).toBe(0);
  await story.at('2027-07-01T10:00');
  await story.at('2027-07-15T10:00');
  expect(told()).toBe(1);
  expect(ada.sees().at(-1)).toContain('Correspondence · 1 request · 1 year after it ends · GS 1-31');
  await story.at('2027-08-02T10:00');
  expect(told()).toBe(2);
  expect(sam.sees().join()).not.toContain('kept as long as');
  expect(await gone()).toEqual([]);
  await isSound(story);
});

test('nobody else sees it: not a supervisor, not by an old button', async () => {
  const story = await begin();
  await asked(story, 'May I buy a drone?', 1001);
  await story.at('2027-07-05T10:00');
  await story.person('sam').says('retention');
  expect(story.person('sam').last()).not.toContain('due');
  const about = { name: 'destroy records', about: 'v2 office=1 series=letters day=2027-07-05' };
  for (const kind of ['press', 'submit'] as const)
    expect(
      await story.chat.hand('sam@state.example', { kind, press: about, values: { reason: 'mine' } }),
    ).toMatchObject({ kind: 'notice', text: ['There is no such request among yours.'] });
  await story.sweep();
  expect(await gone()).toEqual([]);
});

test('without a records officer the administrators are told, and decide', async () => {
  const story = await begin({ office: { records: { ...recordRules, officer: null } } });
  await asked(story, 'May I buy a drone?', 1001);
  await story.at('2027-07-05T10:00');
  expect(story.person('ada').last()).toContain('1 request of Procurement Office');
  expect(await destroyAll(story)).toBe(
    '1 request will be gone in a few minutes. The record keeps that they were, with your reason.',
  );
  expect(await gone()).toEqual([1001]);
});

test('where another is the officer, an administrator looks and holds, and does not destroy', async () => {
  const story = await begin({ office: { records: { ...recordRules, officer: 'sam@state.example' } } });
  await asked(story, 'May I buy a drone?', 1001);
  await story.at('2027-07-05T10:00');
  const ada = story.person('ada');
  await ada.says('retention');
  expect(await ada.presses('See the list')).toContain('The records officer says when they go.');
  const sam = story.person('sam');
  await sam.presses('See the list');
  await sam.presses('Destroy 1 request', { reason: 'The schedule of 2027' });
  await story.sweep();
  expect(await gone()).toEqual([1001]);
});

test('its content is gone everywhere people look, and nobody writes about it any more', async () => {
  const story = await begin();
  const [ana, lee, sam] = [story.person('ana'), story.person('lee'), story.person('sam')];
  await asked(story, 'May I buy a drone?', 1001);
  await story.at('2027-07-05T10:00');
  await destroyAll(story);
  await ana.says('R-1001');
  expect(ana.last()).toContain('R-1001: Content destroyed');
  expect(ana.last()).toContain('Under: Correspondence, GS 1-31');
  expect(ana.last()).not.toContain('drone');
  await ana.says('my resolved requests');
  expect(ana.last()).toContain('R-1001 Content destroyed');
  await sam.says('find drone');
  expect(sam.last()).toContain('Nothing');
  await sam.says('R-1001');
  expect(sam.last()).toContain('Why: The schedule of 2027');
  const press = (name: string, about = 'v2 request=1001') => ({ name, about });
  const refused = { kind: 'notice', text: [expect.stringContaining('What was written in R-1001 was destroyed')] };
  for (const name of ['reply', 'note', 'resolve', 'hand over'])
    expect(await story.chat.hand('lee@state.example', { kind: 'press', press: press(name) })).toMatchObject(refused);
  for (const name of ['reopen', 'accept', 'withdraw', 'mark urgent'].filter((each) => each !== 'mark urgent'))
    expect(await story.chat.hand('ana@state.example', { kind: 'press', press: press(name) })).toMatchObject(refused);
  // A form that stood open all the time, words under an old message, and an edit of the question.
  expect(
    await story.chat.hand('lee@state.example', { kind: 'submit', press: press('note'), values: { text: 'One more' } }),
  ).toMatchObject({ kind: 'errors', errors: { text: expect.stringContaining('was destroyed') } });
  const [receipt] = story.chat.seen('ana@state.example');
  await ana.says('Is the drone still allowed?', { thread: receipt?.sentId ?? '' });
  await story.at('2027-07-05T10:30');
  await lee.says('help');
  const words = await rows<{ text: string }>(data.database.db, sql`select text from messages where request_id = 1001`);
  expect(words.map(({ text }) => text)).toEqual(['', '']);
  // It became a question of its own.
  const asks = await rows<{ subject: string }>(data.database.db, sql`select subject from requests where id > 1001`);
  expect(asks).toEqual([{ subject: 'Is the drone still allowed?' }]);
  await isSound(story);
});

test('what goes to the archives needs their receipt, which stays on the record', async () => {
  const story = await begin();
  await asked(story, 'When does the contract end?', 1001);
  await story.at('2027-07-05T10:00');
  expect(await destroyAll(story)).toBe(
    'receipt: Hand them to the archives first, and write the number of their receipt.',
  );
  expect(await gone()).toEqual([]);
  await destroyAll(story, { receipt: 'Accession 2027-114' });
  expect(await gone()).toEqual([1001]);
  const events = await story.store.transaction((tx) => tx.records.of({ kind: 'request', id: 1001 }));
  expect(events).toMatchObject([
    {
      kind: 'content destroyed',
      data: { authority: 'GS 4-12', series: 'Contract files', receipt: 'Accession 2027-114' },
    },
  ]);
  expect((await ofOffice(story)).slice(-2)).toMatchObject([
    { kind: 'destruction confirmed', data: { requests: 1, receipt: 'Accession 2027-114' } },
    { kind: 'destruction finished', data: { destroyed: 1, kept: 0 } },
  ]);
});

test.each<[RecordSeries['trigger'], number[]]>([
  ['closed', [1001, 1002]],
  ['resolved', [1001]],
  ['answered', [1001]],
])('years count from when it is %s', async (trigger, due) => {
  const [, letters] = recordRules.series;
  if (!letters) throw new Error('there are two series');
  const story = await begin({ office: { records: { officer: null, series: [{ ...letters, trigger }] } } });
  await asked(story, 'May I buy a drone?', 1001);
  await story.person('ana').asks('May I buy salt?');
  await story.person('ana').says('R-1002');
  await story.person('ana').presses('Withdraw', {});
  const keeping = {
    officeId: 1,
    rules: { officer: null, series: [{ ...letters, trigger }] },
    zone: 'America/New_York',
  };
  const dueOn = (day: string) =>
    story.store.transaction(async (tx) => (await tx.retention.due(keeping, 'letters', day, 0, 10)).map(({ id }) => id));
  // A whole year has passed when the day itself is over.
  expect(await dueOn('2027-06-01')).toEqual([]);
  expect(await dueOn('2027-06-02')).toEqual(due);
});

test('what is reopened after it was confirmed stays, and so does what the office keeps longer by then', async () => {
  const story = await begin();
  await asked(story, 'May I buy a drone?', 1001);
  await story.at('2027-07-05T10:00');
  const ada = story.person('ada');
  await ada.presses('See the list');
  await ada.presses('Destroy 1 request', { reason: 'The schedule of 2027' });
  await data.database.db.execute(sql`update offices set records = jsonb_set(records, '{series,1,years}', '5')`);
  await story.sweep();
  expect(await gone()).toEqual([]);
  expect(ada.last()).toContain('Correspondence: 0 requests destroyed. 1 request stayed');
});
