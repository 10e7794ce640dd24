import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { rows } from '../../db/engine/client.ts';
import { alternateRules, application } from '../support/alternates.ts';
import { useDatabase } from '../support/database.ts';
import { openStory, type Story } from '../support/story.ts';

const data = useDatabase();

/** Granted on June 3; the first list is asked for on July 10, and due on July 17. */
async function granted(reports = 'purchases'): Promise<Story> {
  const story = await openStory(data.database, { office: { alternates: alternateRules } });
  const [ana, sam] = [story.person('ana'), story.person('sam')];
  await ana.says('alternate process');
  await ana.presses('Ask for one', application);
  await story.at('2026-06-03T14:00');
  await sam.presses('Grant', { until: '2026-08-31', reports });
  await story.at('2026-07-10T10:00');
  return story;
}

async function sendsFile(story: Story, who: string, name: string, more: { text?: string; thread?: string } = {}) {
  story.chat.attached.set(name, new TextEncoder().encode(`content of ${name}`));
  const address = `${who}@state.example`;
  await story.chat.hand(address, {
    ...{ kind: 'message', text: more.text ?? '', address, files: [{ ref: name, name, type: 'text/plain', size: 9 }] },
    ...(more.thread !== undefined && { thread: more.thread }),
  });
  await story.settle();
}

const filesOf = (story: Story, who: string) =>
  story.chat.seen(`${who}@state.example`).flatMap(({ file }) => (file ? [file.name] : []));

test('a report needs its file: it is asked for, sent behind the form, and goes to the liaison with the report', async () => {
  const story = await granted();
  const [ana, lee, ben] = ['ana', 'lee', 'ben'].map((name) => story.person(name));
  if (!ana || !lee || !ben) throw new Error('they are there');
  expect(ana.last()).toContain('A report is due:\n- List of purchases, June 3 to July 2: due July 17');
  expect(await ana.presses('Send the report', { hours: '', times: '9' })).toContain(
    'hours: Write how many hours it saved',
  );
  expect(await ana.presses('Send the report', { hours: '12', times: '9', words: 'Well.' })).toContain(
    'send it here in this chat within the hour',
  );
  expect(lee.sees().join('\n'), 'it is not whole').not.toContain('has sent');
  expect(ana.last()).toContain('its file is missing, due July 17');
  await sendsFile(story, 'ben', 'seed.txt', { text: 'What of this?' });
  expect(ben.last(), 'files of others are questions as ever').not.toContain('report');
  await sendsFile(story, 'ana', 'list.txt', { text: 'here it is' });
  expect(ana.last()).toContain('list.txt goes with your report List of purchases, June 3 to July 2.');
  expect(lee.last()).toContain('Ana Ruiz of Transportation has sent List of purchases, June 3 to July 2.');
  expect(lee.last()).toContain('Saved: 12 hours\nUsed: 9 times\nAna Ruiz: Well.');
  expect(filesOf(story, 'lee')).toEqual(['list.txt']);
  expect(ana.sees().join('\n')).toContain('All is here. Thank you.');
  expect(ana.sees().join('\n')).toContain('Saved, as reports show: 12 hours, from 1 of 1 report');
  await sendsFile(story, 'ana', 'more.txt');
  expect(filesOf(story, 'lee')).toEqual(['list.txt', 'more.txt']);
  const requests = await rows<{ id: number }>(data.database.db, sql`select id::int as id from requests`);
  expect(
    requests.map(({ id }) => id),
    'only Ben has asked',
  ).toEqual([1001]);
});

test('an address of a file is as good; a report is corrected, found wanting, and due anew', async () => {
  const story = await granted();
  const [ana, lee, sam] = ['ana', 'lee', 'sam'].map((name) => story.person(name));
  if (!ana || !lee || !sam) throw new Error('they are there');
  const told = { hours: '12', times: '9', link: 'https://files.example/list' };
  expect(await ana.presses('Send the report', { ...told, link: 'files' })).toContain('link: Write the whole address');
  expect(await ana.presses('Send the report', told)).toBe('Thank you, the report is in.');
  expect(lee.last()).toContain('File: https://files.example/list');
  const stale = { name: 'refuse report', about: 'v2 report=1 revision=1' };
  await ana.presses('Correct it', { hours: '10' });
  expect(lee.last()).toContain('has corrected List of purchases');
  expect(await story.chat.hand('lee@state.example', { kind: 'press', press: stale })).toMatchObject({
    text: ['It was corrected meanwhile. Look at the newest one.'],
  });
  expect(await lee.presses('This is not enough', { because: '' })).toContain('because: Say in a few words');
  expect(await lee.presses('This is not enough', { because: 'Prices are missing.' })).toContain('asked for a new one');
  expect(ana.last()).toBe(
    'List of purchases, June 3 to July 2: it is not enough yet. Please send it anew by July 17.\nLee Park: Prices are missing.\nChoose: Correct it',
  );
  expect(sam.sees().find((text) => text.includes('Granted'))).toContain('nothing yet, from 0 of 1 report');
  await story.at('2026-07-16T09:00');
  expect(ana.last()).toContain('A reminder:');
  await ana.presses('Correct it', { hours: '11', words: 'With prices.' });
  expect(lee.last()).toContain('Saved: 11 hours');
  await story.at('2026-07-20T09:00');
  expect(lee.sees().join('\n')).not.toContain('has not sent');
  const kept = await rows<{ kind: string }>(
    data.database.db,
    sql`select kind from events where kind like 'report%' or kind in ('alternate asked', 'alternate granted') order by id`,
  );
  expect(kept.map(({ kind }) => kind)).toEqual([
    ...['alternate asked', 'alternate granted', 'report asked'],
    ...['report sent', 'report sent', 'report refused', 'report sent'],
  ]);
});

test('a file in the thread of the message that asked goes with its report, whenever it comes', async () => {
  const story = await granted();
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  const thread = story.chat.seen('ana@state.example').findLast(({ text }) => text.includes('A report is due'))?.sentId;
  if (thread === undefined) throw new Error('it was asked for');
  await sendsFile(story, 'ana', 'list.txt', { thread });
  expect(ana.last()).toContain('list.txt goes with your report');
  expect(lee.sees().join('\n'), 'the report itself is still to come').not.toContain('has sent');
  expect(await ana.presses('Send the report', { hours: '3', times: '1' })).toContain('the report is in');
  expect(lee.last()).toContain('has sent List of purchases');
});

test('what was a question after all becomes one, with its file, and the report waits on', async () => {
  const story = await granted();
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await ana.presses('Send the report', { hours: '3', times: '1' });
  await sendsFile(story, 'ana', 'offer.txt', { text: 'May I accept this offer?' });
  expect(await ana.presses('No, it is a question')).toContain('This is now a new question: R-1001.');
  expect(lee.sees().join('\n')).toContain('May I accept this offer?');
  expect(ana.sees().join('\n')).toContain('its file is missing');
  const again = { name: 'not for report', about: 'v2 held=1 report=1' };
  expect(await story.chat.hand('ana@state.example', { kind: 'press', press: again })).toMatchObject({
    text: [expect.stringContaining('It is a question already.')],
  });
  await story.at('2026-07-10T11:01');
  await sendsFile(story, 'ana', 'late.txt', { text: 'And may I accept that one?' });
  expect(ana.last(), 'after an hour files are questions again').not.toContain('goes with your report');
  expect(await ana.presses('Send a file')).toContain('within the hour');
  await sendsFile(story, 'ana', 'list.txt');
  expect(lee.sees().join('\n')).toContain('has sent List of purchases');
});

test('a file that cannot be had is told to whoever sent it, and the report is not whole', async () => {
  const story = await granted();
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await ana.presses('Send the report', { hours: '3', times: '1' });
  await sendsFile(story, 'ana', 'run.exe');
  expect(ana.sees().join('\n')).toContain('The file run.exe does not go with your report');
  const address = 'ana@state.example';
  const gone = { ref: 'gone', name: 'gone.pdf', type: 'application/pdf', size: 9 };
  await story.chat.hand(address, { kind: 'message', text: '', address, files: [gone] });
  await story.settle();
  expect(ana.last()).toContain('The file gone.pdf does not go with your report');
  expect(lee.sees().join('\n')).not.toContain('has sent');
});

test('a month says hours as agencies say and as reports show, to supervisors and to the head of the agency', async () => {
  const story = await granted();
  const [ana, sam] = [story.person('ana'), story.person('sam')];
  await ana.presses('Send the report', { hours: '12', times: '9', link: 'https://files.example/list' });
  await story.at('2026-08-03T09:00');
  const month = sam.sees().findLast((text) => text.startsWith('July 2026')) ?? '';
  // 31 days of a week with 2.5 hours.
  expect(month).toContain('Saved by alternate processes, as agencies say: 11.1 hours');
  expect(month).toContain('Saved by alternate processes, as reports show: 12 hours, from 1 of 1 report');
});
