import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ChangingIo } from '../../src/cli/changingIo.ts';
import { runHolidays } from '../../src/cli/holidays.ts';
import { importOffice } from '../../src/offices/importOffice.ts';
import { beside, rosterPerson } from '../support/beside.ts';
import { useDatabase } from '../support/database.ts';
import { openStory, type Story } from '../support/story.ts';

const data = useDatabase();
const sample = 'offices/sample/holidays-2028.ics';
const fileOf = (text: string): string => {
  const file = join(mkdtempSync(join(tmpdir(), 'desk-holidays-')), 'days.ics');
  writeFileSync(file, text);
  return file;
};

async function run(story: Story, args: string[], ask?: ChangingIo['ask']) {
  const said: string[] = [];
  const say = (line: string) => void said.push(line);
  const withStore: ChangingIo['withStore'] = (work) => work(story.store);
  const code = await runHolidays(args, { out: say, err: say, now: story.now, ask, withStore, progress() {} });
  return { code, said: said.join('\n') };
}

test('a file is a draft: shown as a difference, asked about in chat, and nothing counts before it is confirmed', async () => {
  const story = await openStory(data.database, { at: '2027-12-30T15:00-05:00' });
  const [ana, ada, sam] = [story.person('ana'), story.person('ada'), story.person('sam')];
  await story.at('2027-12-31T15:00-05:00');
  await ana.says('May I buy a drone?');
  const drafted = await run(story, ['draft', sample]);
  expect(drafted.said).toMatchInlineSnapshot(`
    "2028: 10 new:
    + 2028-01-17 Martin Luther King Jr. Day
    + 2028-02-21 Presidents' Day
    + 2028-05-29 Memorial Day
    + 2028-06-19 Juneteenth
    + 2028-07-04 Independence Day
    + 2028-09-04 Labor Day
    + 2028-11-10 Veterans Day (observed)
    + 2028-11-23 Thanksgiving Day
    + 2028-11-24 Native American Heritage Day
    + 2028-12-25 Christmas Day
    1 request without a time gets one (R-1001). Whoever asked is told.
    Kept as a draft; nothing counts yet: Ada Wong gets it in chat with a button, or run “holidays confirm 2028”."
  `);
  expect(drafted.code).toBe(0);
  await story.sweep();
  await story.sweep();
  const asked = ada.sees().filter((text) => text.includes('10 new'));
  expect(asked).toHaveLength(1);
  expect(asked[0]).toContain('This is a draft, from the file holidays-2028.ics');
  expect(asked[0]).toContain('Monday, January 17: Martin Luther King Jr. Day');
  expect(asked[0]).toContain('1 request without a time gets one (R-1001).');
  expect(sam.sees().join()).not.toContain('10 new');
  expect(ana.last()).toContain('We cannot promise a time yet');
  expect((await run(story, [])).said).toContain('2028  a draft of 10 days from holidays-2028.ics, not confirmed');

  expect(await ada.presses('Confirm 2028')).toBe('The holidays of 2028 are confirmed for Procurement Office.');
  await story.sweep();
  expect(ana.last()).toContain('R-1001: we can give you a time now.');
  expect(ada.sees().join()).toContain(
    'The holidays of 2028 are confirmed for Procurement Office, by Ada Wong: 10 days.',
  );
  expect(ada.sees().join()).not.toContain('Confirm 2028');
  expect((await run(story, [])).said).toContain('2028  confirmed, with 10 special days');
});

test('it is confirmed from the command line by somebody who may, after a look and a yes', async () => {
  const story = await openStory(data.database, { at: '2027-11-10T10:00-05:00' });
  await run(story, ['draft', sample]);
  await story.sweep();
  const confirm = (by: string, ask?: ChangingIo['ask'], ...more: string[]) =>
    run(story, ['confirm', '2028', '--by', by, ...more], ask);
  expect(await confirm('sam@state.example', undefined, '--yes')).toEqual({
    code: 1,
    said: 'sam@state.example may not confirm it: Ada Wong <ada@state.example> may.',
  });
  expect((await confirm('ada@state.example')).said).toContain('In a script, add --yes.');
  expect(await confirm('ada@state.example', async () => false)).toMatchObject({ code: 1 });
  const done = await confirm('Ada@State.example', async () => true);
  expect(done.code).toBe(0);
  expect(done.said).toContain('2028: 10 new:\n+ 2028-01-17 Martin Luther King Jr. Day');
  expect(done.said).toContain('The holidays of 2028 are confirmed for Procurement Office.');
  await story.sweep();
  expect(story.person('ada').last()).not.toContain('Confirm 2028');
  expect(await confirm('ada@state.example', undefined, '--yes')).toMatchObject({
    code: 1,
    said: expect.stringContaining('There is no draft of 2028'),
  });
  expect((await run(story, ['draft', sample, '--year', '2028'])).said).toContain(
    'These are the holidays of 2028 already. Nothing was kept.',
  );
});

test('a later draft takes the place of an earlier one, and the old button says so', async () => {
  const story = await openStory(data.database, { at: '2027-11-10T10:00-05:00' });
  const ada = story.person('ada');
  await run(story, ['draft', sample]);
  await story.sweep();
  const [one] = await story.store.transaction((tx) => tx.years.of(1));
  await run(story, [
    'draft',
    fileOf('BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20281225\nSUMMARY:Christmas\nEND:VEVENT\nEND:VCALENDAR'),
  ]);
  await story.sweep();
  expect(ada.sees().join()).toContain('There is a later draft of the holidays of 2028');
  expect(ada.sees().join()).not.toContain('10 new');
  expect(ada.last()).toContain('2028: 1 new.');
  const old = { name: 'confirm year', about: `v2 draft=${one?.id}` };
  expect(await story.chat.hand('ada@state.example', { kind: 'press', press: old })).toMatchObject({
    text: ['There is another draft of 2028 by now. Please look at that.'],
  });
});

test('bad files and wrong lines are answered in clear words, and nothing is kept', async () => {
  const story = await openStory(data.database, { at: '2027-11-10T10:00-05:00' });
  const said = async (...args: string[]) => (await run(story, args)).said;
  expect(await said('draft', 'https://state.example/holidays.ics')).toContain('save the feed as a file');
  expect(await said('draft', 'no-such-file.ics')).toBe(
    'no-such-file.ics: error: there is no such file: mend the path, or write it',
  );
  expect(await said('draft', 'offices')).toContain('error: this is a folder');
  expect(await said('draft', 'offices/sample/people.csv')).toContain('is not an iCalendar file');
  expect(await said('draft', fileOf('x'.repeat(3 * 1024 * 1024)))).toContain('larger than 2 MB');
  expect(await said('draft', sample, '--year', '2029')).toContain('there is no holiday of 2029 in it');
  expect(await said('draft', sample, '--office', 'x')).toBe('There is no office "x"; there are procurement.');
  expect(await story.store.transaction((tx) => tx.years.of(1))).toEqual([]);
  await expect(run(story, ['draft'])).rejects.toThrow('name the file');
  await expect(run(story, ['confirm', '28', '--by', 'ada@state.example'])).rejects.toThrow('"28" is no year');
  await expect(run(story, ['confirm', '2028'])).rejects.toThrow('say who confirms it');
  const hr = beside('hr', 'Human Resources', 'America/Los_Angeles', 'benefits', [
    rosterPerson('kim', 'Kim Bell', 'liaison'),
  ]);
  await story.store.transaction((tx) => importOffice(tx, hr, story.now()));
  expect(await said()).toBe('There are several offices: say which, with --office and one of procurement, hr.');
});
