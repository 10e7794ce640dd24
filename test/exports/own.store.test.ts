import { expect, test } from 'vitest';
import { runExport } from '../../src/cli/export.ts';
import { recordRules } from '../retention/office.ts';
import { alternateRules, application } from '../support/alternates.ts';
import { useDatabase } from '../support/database.ts';
import { openStory, type Story } from '../support/story.ts';
import { brokenIn, memorySink, textOf } from './unpacked.ts';

const data = useDatabase();

/** The package of their own, by the command; `redact`: what the file says that is withheld. */
async function packageFor(story: Story, email: string, redact?: string): Promise<Record<string, Uint8Array>> {
  const { sink, files } = memorySink();
  const said: string[] = [];
  const io = {
    ...{ out: (line: string) => said.push(line), err: (line: string) => said.push(line), now: story.now },
    ...{ read: async () => redact ?? '', sink: async () => sink },
    withStore: <T>(work: (store: typeof story.store) => Promise<T>) => work(story.store),
  };
  const args = ['--person', email, '--own', '--out', 'own.zip', '--without-pdf', '--by', 'ada@state.example'];
  const withheld = redact === undefined ? [] : ['--redact', 'withheld.yaml'];
  expect(await runExport([...args, '--reason', 'She asked', ...withheld], io), said.join('\n')).toBe(0);
  return files();
}

test('somebody gets what is kept about them, and of everybody else no more than what they are', async () => {
  const story = await openStory(data.database, { office: { records: recordRules } });
  const [ana, ben, lee] = [story.person('ana'), story.person('ben'), story.person('lee')];
  await ana.says('May I buy a drone?');
  await lee.says('R-1001');
  await lee.presses('Reply', { text: 'Yes, Ana. Lee Park, lee@state.example' });
  await ben.says('May I buy seed?');
  await lee.says('R-1001');
  await lee.presses('Resolve', { outcome: 'answered', text: '' });
  await story.at('2026-06-03T11:00');
  await ana.presses('2 – Dissatisfied', { comment: 'It took a week.' });
  await ana.says('feedback');
  const { sink, files: unpacked } = memorySink();
  const said: string[] = [];
  const io = {
    ...{ out: (line: string) => said.push(line), err: (line: string) => said.push(line), now: story.now },
    ...{ read: async () => '', sink: async () => sink },
    withStore: <T>(work: (store: typeof story.store) => Promise<T>) => work(story.store),
  };
  const by = ['--out', 'own.zip', '--without-pdf', '--by', 'ada@state.example', '--reason', 'She asked'];
  expect(await runExport(['--person', 'ana@state.example', '--own', ...by], io), said.join('\n')).toBe(0);
  const files = unpacked();
  expect(brokenIn(files)).toEqual([]);
  const request = textOf(files, 'data/requests/R-1001/request.json');
  for (const words of ['May I buy a drone?', 'Ana Ruiz', 'ana@state.example', '[somebody of the office]', 'Yes, Ana.'])
    expect(request).toContain(words);
  const all = Object.entries(files).map(([name, bytes]) => `${name} ${Buffer.from(bytes)}`);
  for (const name of ['Lee Park', 'lee@state.example', 'Ben Osei', 'seed'])
    expect(
      all.filter((each) => each.includes(name)),
      name,
    ).toEqual([]);
  const person = JSON.parse(textOf(files, 'data/person.json'));
  expect(person.people).toMatchObject([{ name: 'Ana Ruiz', email: 'ana@state.example' }]);
  expect(person.surveys).toMatchObject([{ rating: 2, comment: 'It took a week.' }]);
  expect(person.accounts).toHaveLength(1);
  const events = await story.store.transaction((tx) => tx.records.of({ kind: 'office', id: 1 }));
  expect(events.find(({ kind }) => kind === 'export begun')).toMatchObject({
    data: { own: true, reason: 'She asked' },
  });
  await expect(runExport(['--own', ...by], io)).rejects.toThrow('--person');
});

test('what they said without their name is left out: whoever makes the package may not see whose it is', async () => {
  const story = await openStory(data.database, { office: { records: recordRules } });
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await ana.says('May I buy a drone?');
  await lee.says('R-1001');
  await lee.presses('Reply', { text: 'Yes.' });
  await lee.says('R-1001');
  await lee.presses('Resolve', { outcome: 'answered', text: '' });
  await story.at('2026-06-03T11:00');
  await ana.presses('Answer without my name');
  await ana.presses('2 – Dissatisfied', { comment: 'It took a week.' });
  const kept = await story.store.transaction(async (tx) => {
    const person = await tx.retention.personNamed('ana@state.example');
    return tx.exports.person(person?.id ?? 0, 1);
  });
  expect(kept.people).toHaveLength(1);
  expect(kept.surveys).toEqual([]);
});

test('what they did in the programme is theirs, too: answers, votes, slots, reports with their files', async () => {
  const office = { records: recordRules, alternates: alternateRules };
  const story = await openStory(data.database, { office });
  const [ana, ben, lee, sam] = ['ana', 'ben', 'lee', 'sam'].map((name) => story.person(name));
  if (!ana || !ben || !lee || !sam) throw new Error('they are there');
  await ana.says('recommend a change');
  await ana.presses('Recommend a change', { title: 'One form', text: 'We fill in three.' });
  await ben.says('recommend a change');
  await ben.presses('Recommend a change', { title: 'Fewer forms', text: 'Seven are too many.' });
  await lee.says('my office hours');
  await lee.presses('Add office hours', { weekday: 'tue', from: '10 AM', until: '11 AM', minutes: '30' });
  await ana.says('my liaison');
  await ana.presses('Schedule');
  await ana.presses('Take a slot', { slot: '2026-06-02T14:00:00.000Z', about: 'Road salt' });
  await ana.says('alternate process');
  await ana.presses('Ask for one', application);
  await lee.presses('Say what I think', { recommends: 'yes', because: 'They keep good lists.' });
  await sam.presses('Grant', { until: '2026-08-31', reports: 'purchases' });
  await story.at('2026-07-10T10:00');
  await ana.presses('Send the report', { hours: '12', times: '9', words: 'It went well.' });
  story.chat.attached.set('list', new TextEncoder().encode('salt'));
  const address = 'ana@state.example';
  const files = [{ ref: 'list', name: 'list.txt', type: 'text/plain', size: 4 }];
  await story.chat.hand(address, { kind: 'message', text: '', address, files });
  await story.settle();
  const kept = await story.store.transaction(async (tx) => {
    const person = await tx.retention.personNamed(address);
    return tx.exports.person(person?.id ?? 0, 1);
  });
  expect(kept.listening_answers).toMatchObject([{ text: 'One form: We fill in three.' }]);
  expect(kept.office_hour_slots).toMatchObject([{ about: 'Road salt' }]);
  expect(kept.alternates).toMatchObject([{ why: 'Bridges break at night.' }]);
  expect(kept.alternate_reports).toMatchObject([{ words: 'It went well.', minutes_saved: 720 }]);
  expect(kept.report_files).toMatchObject([{ name: 'list.txt', state: 'stored' }]);
  const packed = await packageFor(story, address);
  const [{ path } = { path: '' }] = JSON.parse(textOf(packed, 'data/person.json')).report_files;
  expect(path).toMatch(/^reports\/\d+\.txt$/u);
  expect(textOf(packed, `data/${path}`)).toBe('salt');
  expect(brokenIn(packed)).toEqual([]);
  const redacted = await packageFor(story, address, '- { words: went well, reason: Deliberation, exemption: RCW 1 }');
  expect(textOf(redacted, 'data/withheld.csv')).toMatch(/words, in person\.json.*attachment \d+/su);
  const everything = Object.values(redacted).map((bytes) => Buffer.from(bytes).toString());
  expect(everything.filter((each) => each.includes('went well') || each === 'salt')).toEqual([]);
  expect(JSON.stringify(kept), 'what the office thinks of it, and what others said, is not theirs').not.toMatch(
    /good lists|Seven/u,
  );
});
