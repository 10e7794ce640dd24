import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { runExport } from '../../src/cli/export.ts';
import type { ExportedRecord } from '../../src/exports/exportedRecord.ts';
import { type ProgrammeKind, programmeKinds } from '../../src/offices/recordKinds.ts';
import { useDatabase } from '../support/database.ts';
import { createWords, lives, programmeOffice } from '../support/lives.ts';
import { openStory, type Story } from '../support/story.ts';
import { allOfPdf, brokenIn, memorySink, textOf } from './unpacked.ts';

/** Records of the programme are handed out as requests are: each whole, or without what is withheld. */

const data = useDatabase();
const LONG = 120_000;

type Files = Record<string, Uint8Array>;

async function exported(story: Story, args: string[], redact?: string): Promise<{ files: Files; said: string }> {
  const { sink, files } = memorySink();
  const said: string[] = [];
  const io = {
    ...{ out: (line: string) => said.push(line), err: (line: string) => said.push(line), now: story.now },
    ...{ read: async () => redact ?? '', sink: async () => sink },
    withStore: <T>(work: (store: typeof story.store) => Promise<T>) => work(story.store),
  };
  const by = ['--out', 'r.zip', '--by', 'ada@state.example', '--reason', 'Request 26-014'];
  const withheld = redact === undefined ? [] : ['--redact', 'withheld.yaml'];
  expect(await runExport([...args, ...withheld, ...by], io), said.join('\n')).toBe(0);
  return { files: files(), said: said.join('\n') };
}

const all = (files: Files): string[] =>
  Object.entries(files).map(([name, bytes]) =>
    name.endsWith('.pdf') ? `${name} ${allOfPdf(bytes)}` : `${name} ${Buffer.from(bytes).toString('utf8')}`,
  );
const recordsIn = (files: Files, kind: string): ExportedRecord[] =>
  Object.keys(files)
    .filter((name) => new RegExp(`^data/programme/${kind}/\\d+/record\\.json$`, 'u').test(name))
    .map((name) => JSON.parse(textOf(files, name)));

/**
 * How many of the words people wrote are in the record itself. An answer to a training session says whose it is where four
 * others are missing; a report has its file beside it, and no words of the message that brought it; what is decided for later
 * has no other way.
 */
const apart: Partial<Record<ProgrammeKind, number>> = { training: 2, alternates: 2, listening: 2 };

/** Of a certificate there are no words of anybody. */
const withWords = programmeKinds.filter((kind) => kind !== 'certificates');

test.each(withWords)(
  'of %s all that people wrote is handed out, and of what is withheld nothing is left anywhere',
  { timeout: LONG },
  async (kind) => {
    const { written, word } = createWords();
    const story = await openStory(data.database, { office: programmeOffice });
    await story.sweep();
    await lives[kind](story, word, data.database);
    const { files, said } = await exported(story, []);
    expect(brokenIn(files)).toEqual([]);
    expect(said).toMatch(/, \d+ records? of the programme/u);
    const [record] = recordsIn(files, kind);
    expect(record).toMatchObject({ kind, office: 'Procurement Office', onlyFor: null, destroyed: null });
    expect(record?.chain.map(({ hash }) => hash.length)).toEqual(record?.events.map(() => 64));
    const folder = `data/programme/${kind}/1`;
    const json = textOf(files, `${folder}/record.json`);
    const missing = written.filter((each) => !json.includes(each));
    expect(missing).toHaveLength(apart[kind] ?? 0);
    // Earlier wordings are in the JSON alone, on the record.
    const standing = written.filter((each) => JSON.stringify([record?.parts, record?.files]).includes(each));
    const [html, pdf] = [
      textOf(files, `${folder}/record.html`),
      allOfPdf(files[`${folder}/record.pdf`] ?? new Uint8Array()),
    ];
    for (const each of standing) expect([html.includes(each), pdf.includes(each)], each).toEqual([true, true]);
    for (const part of ['pdfuaid:part', '/StructTreeRoot', '/Lang']) expect(pdf).toContain(part);
    expect(textOf(files, 'data/programme.csv')).toContain(`programme/${kind}/1`);
    for (const { path } of record?.files ?? []) expect(missing).toContain(textOf(files, `${folder}/${path}`));
    expect(record?.files.length).toBe(kind === 'alternates' ? 1 : 0);
    const rules = written.map((each) => `- { words: ${each}, reason: Deliberation, exemption: RCW 1 }`).join('\n');
    const redacted = await exported(story, [], rules);
    expect(brokenIn(redacted.files)).toEqual([]);
    expect(all(redacted.files).filter((each) => written.some((secret) => each.includes(secret)))).toEqual([]);
    const log = textOf(redacted.files, 'data/withheld.csv');
    expect(log).toContain(`${record?.record},,,,,"words, in “`);
    expect(log.includes('attachment')).toBe(kind === 'alternates');
    expect(recordsIn(redacted.files, kind)[0]?.chain.filter(({ salt }) => salt !== null)).toEqual([]);
  },
);

test('a record may be withheld whole, by its name; of a withheld message nothing stands in minutes either', async () => {
  const story = await openStory(data.database, { office: programmeOffice });
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await story.sweep();
  const quoted = 'We pay the salt contractor twice what others pay';
  await ana.says(`${quoted}, may we?`);
  await story.at('2026-06-05T09:00');
  await ana.presses('Add a topic', { text: `I wrote: ${quoted}, may we?` });
  expect(lee.sees().length).toBeGreaterThan(0);
  const message = '- { message: R-1001-1, reason: Trade, exemption: RCW 2 }';
  const { files } = await exported(story, ['--without-pdf'], message);
  expect(all(files).filter((each) => each.includes(quoted))).toEqual([]);
  expect(recordsIn(files, 'meetings')[0]?.parts.find(({ name }) => name === 'topics')?.rows).toMatchObject([
    { topic: 'I wrote: [withheld: RCW 2]' },
  ]);
  const whole = '- { record: meeting 1, reason: Litigation, exemption: RCW 3 }';
  const stub = await exported(story, ['--without-pdf'], whole);
  expect(recordsIn(stub.files, 'meetings')[0]).toMatchObject({
    record: 'Meeting 1',
    title: '[withheld: RCW 3]',
    parts: [],
  });
  expect(textOf(stub.files, 'data/withheld.csv')).toContain('Meeting 1,,,,,the whole record,1,RCW 3,Litigation');
});

const leads = {
  ...{ code: 'leads', name: 'All leads', with: 'leads' as const, minute: 840, minutes: 30, place: 'Room 4' },
  rhythm: { nth: 'second' as const, weekday: 'tue' as const, every: 'month' as const },
};

test('of what several agencies took part in, one is given what is theirs and what everybody was shown', {
  timeout: LONG,
}, async () => {
  const { word } = createWords();
  const story = await openStory(data.database, { office: { ...programmeOffice, meetings: [leads] } });
  const [ana, ben, sam] = [story.person('ana'), story.person('ben'), story.person('sam')];
  await story.sweep();
  await ana.says('meetings');
  await ana.presses('Agenda');
  await ana.presses('Add a topic', { text: 'Salt for the roads' });
  await ben.says('meetings');
  await ben.presses('Agenda');
  await ben.presses('Add a topic', { text: 'Seeds, not to be told' });
  await ben.says('meetings');
  await ben.presses('Agenda');
  await ben.presses('Take it back');
  for (const each of ['announcements', 'listening'] as const) await lives[each](story, word, data.database);
  const { files } = await exported(story, ['--agency', 'DOT', '--without-pdf']);
  const dot = JSON.stringify([...['announcements', 'listening', 'meetings'].flatMap((kind) => recordsIn(files, kind))]);
  expect(textOf(files, 'data/programme.csv')).toContain(',no,');
  for (const theirs of ['Salt for the roads', 'Road salt', 'Ana Ruiz', 'All leads', 'Salt for all', 'No money'])
    expect(dot, theirs).toContain(theirs);
  for (const other of ['Seeds', 'Drones', 'Ben Osei', 'Agriculture', 'Fay Lund'])
    expect(
      Object.values(files).filter((bytes) => Buffer.from(bytes).includes(other)),
      other,
    ).toEqual([]);
  const agr = await exported(story, ['--agency', 'AGR', '--without-pdf']);
  const [round] = recordsIn(agr.files, 'listening');
  expect(round?.parts.find(({ name }) => name === 'answers')?.rows).toMatchObject([{ by: { name: 'Ben Osei' } }]);
  // A word that another agency wrote does not even say that it did.
  expect((await exported(story, ['--agency', 'DOT', '--word', 'drones', '--without-pdf'])).said).not.toContain(
    'programme',
  );
  const some = await exported(story, ['--word', 'drones', '--without-pdf']);
  expect(some.said).toContain('1 record of the programme');
  for (const [args, kinds] of [
    [['--person', 'ben@state.example', '--word', 'seeds'], ['meetings']],
    [['--person', 'lee@state.example', '--word', 'rates'], []],
    [['--from', '2026-06-21', '--to', '2026-06-21'], []],
    [['--from', '2026-06-22', '--to', '2026-06-22', '--word', 'salt'], ['listening']],
  ] as const) {
    const found = Object.keys((await exported(story, [...args, '--without-pdf'])).files);
    const names = found.flatMap((name) => /programme\/(?<kind>\w+)\/\d+\/record\.html/u.exec(name)?.groups?.kind ?? []);
    expect(names, args.join(' ')).toEqual(kinds);
  }
  expect(sam.sees().length).toBeGreaterThan(0);
});

test('what another agency recommended is put together with theirs, and is not theirs to read', async () => {
  const story = await openStory(data.database, { office: { people: programmeOffice.people } });
  const [ana, ben] = [story.person('ana'), story.person('ben')];
  await ana.says('recommend a change');
  await ana.presses('Recommend a change', { title: 'One form', text: 'We fill in three.' });
  await ben.says('recommend a change');
  await ben.presses('Recommend a change', { title: 'Fewer forms', text: 'Seven are too many.' });
  await data.database.db.execute(sql`update listening_needs set merged_into = 1 where id = 2`);
  await data.database.db.execute(sql`update listening_answers set need_id = 1 where need_id = 2`);
  const { files } = await exported(story, ['--agency', 'AGR', '--without-pdf']);
  const [record] = recordsIn(files, 'recommendations');
  // Its name is what the first of them called it, and nobody has told the others yet.
  expect(record).toMatchObject({ title: 'Recommendation 1', onlyFor: 'Agriculture', events: [] });
  expect(all(files).filter((each) => /One form|fill in three|Ana Ruiz/u.test(each))).toEqual([]);
  expect(JSON.stringify(record)).toContain('Seven are too many.');
  await data.database.db.execute(sql`update listening_answers set taken_back_at = now() where id = 2`);
  const later = await exported(story, ['--without-pdf']);
  expect(recordsIn(later.files, 'recommendations')).toHaveLength(1);
  expect(all(later.files).filter((each) => each.includes('Seven are too many'))).toEqual([]);
});

test('whoever told the supervisors something without their name stands nowhere in the package', {
  timeout: LONG,
}, async () => {
  const { word, written } = createWords();
  const story = await openStory(data.database);
  await lives.voices(story, word, data.database);
  const { files } = await exported(story, []);
  const [voice] = recordsIn(files, 'voices');
  expect(voice?.parts.map(({ name, rows }) => [name, rows.length])).toEqual([
    ['told', 1],
    ['what_was_said', 3],
  ]);
  expect(all(files).filter((each) => each.includes(written[0] ?? '')).length).toBeGreaterThan(2);
  expect(
    all(files)
      .filter((each) => /Ana Ruiz|ana@state/u.test(each))
      .map((each) => each.slice(0, 60)),
  ).toEqual([]);
  // Nor does it say so that their package, or a hold on them, would have it.
  expect((await exported(story, ['--person', 'ana@state.example'])).said).not.toContain('programme');
  await story.person('ben').says('feedback');
  await story.person('ben').presses('Tell the supervisor', { text: 'Maria is great.', name: 'named' });
  const named = await exported(story, ['--person', 'ben@state.example']);
  expect(recordsIn(named.files, 'voices')).toMatchObject([
    { parts: [{ rows: [{ by: { name: 'Ben Osei' } }] }, {}, {}] },
  ]);
  // With a name it is their agency's, too, also for a hold on it.
  expect(recordsIn((await exported(story, ['--agency', 'AGR'])).files, 'voices')).toHaveLength(1);
  expect(recordsIn((await exported(story, ['--agency', 'DOT'])).files, 'voices')).toEqual([]);
});

test('certificates are handed out by agency and person, with those of the training session that gave them', {
  timeout: LONG,
}, async () => {
  const { word } = createWords();
  const story = await openStory(data.database, { office: programmeOffice });
  await story.sweep();
  await lives.certificates(story, word, data.database);
  for (const [args, n] of [
    [['--agency', 'DOT'], 1],
    [['--agency', 'AGR'], 0],
    [['--person', 'ana@state.example'], 1],
  ] as const) {
    const { files } = await exported(story, [...args, '--without-pdf']);
    expect(recordsIn(files, 'certificates')).toHaveLength(n);
    expect(JSON.stringify(recordsIn(files, 'training')).includes('holds_until')).toBe(n > 0);
  }
});
