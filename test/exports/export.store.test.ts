import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeEach, expect, test } from 'vitest';
import { runExport } from '../../src/cli/export.ts';
import type { ExportedRequest } from '../../src/exports/exported.ts';
import { recordRules } from '../retention/office.ts';
import { useDatabase } from '../support/database.ts';
import { openStory, type Story } from '../support/story.ts';
import { allOfPdf, brokenIn, memorySink, textOf } from './unpacked.ts';

const data = useDatabase();
const LONG = 60_000;
const BY = ['--by', 'ada@state.example', '--reason', 'Request 26-014'];

type Files = Record<string, Uint8Array>;

async function exported(story: Story, args: string[], files: Record<string, string> = {}) {
  const said: string[] = [];
  const say = (line: string) => void said.push(line);
  const sinks = new Map<string, ReturnType<typeof memorySink>>();
  const code = await runExport(args, {
    ...{ out: say, err: say, now: story.now, read: async (file) => files[file] ?? '' },
    async sink(file) {
      const made = memorySink();
      sinks.set(file, made);
      return made.sink;
    },
    withStore: (work) => work(story.store),
  });
  const packages = [...sinks.values()].map((each): Files => each.files());
  return { code, said: said.join('\n'), names: [...sinks.keys()], files: packages[0] ?? {}, packages };
}

const requestIn = (files: Files, id: number): ExportedRequest =>
  JSON.parse(textOf(files, `data/requests/R-${id}/request.json`));

let story: Story;
/** Ana (Transportation) asks, edits, sends a file, and Lee answers and notes; Ben (Agriculture) asks in other letters. */
beforeEach(async () => {
  story = await openStory(data.database, { office: { records: recordRules } });
  const [ana, lee, ben] = [story.person('ana'), story.person('lee'), story.person('ben')];
  await ana.says('Do I need quotes for card 555-12-3456?', { key: 'first' });
  await story.chat.hand('ana@state.example', {
    kind: 'edit',
    of: 'first',
    text: 'Do I need quotes for CARD 555-12-3456 <now>?',
  });
  await story.settle();
  story.chat.attached.set('f1', Buffer.from('the file 555-12-3456'));
  const [receipt] = story.chat.seen('ana@state.example');
  await story.chat.hand('ana@state.example', {
    ...{ kind: 'message', text: 'See the file', address: 'ana@state.example' },
    ...{
      files: [{ ref: 'f1', name: 'Angebot für Ana.pdf', type: 'application/pdf', size: 7 }],
      thread: receipt?.sentId ?? '',
    },
  });
  await story.settle();
  await lee.says('R-1001');
  await lee.presses('Note', { text: 'Ask legal: confidential strategy of Ana.' });
  await lee.says('R-1001');
  await lee.presses('Reply', { text: '=cmd|no, Ana, you do not' });
  await story.at('2026-06-03T10:00');
  await ben.says('Вопрос о семенах 👍 한국어 合同 สวัสดี שלום עולם?\n=2+5');
});

test('a package has each request whole, for people and for programs, and vouches for all of it', {
  timeout: LONG,
}, async () => {
  const { code, said, files, names } = await exported(story, ['--out', 'r.zip', ...BY]);
  expect({ code, names }).toEqual({ code: 0, names: ['r.zip'] });
  expect(said).toContain('r.zip: 2 requests, 1 file.');
  expect(brokenIn(files)).toEqual([]);
  expect(textOf(files, 'bagit.txt')).toBe('BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n');
  expect(textOf(files, 'bag-info.txt')).toMatch(/^Payload-Oxum: \d+\.9$/mu);
  expect(
    Object.keys(files)
      .filter((name) => !name.startsWith('data/requests'))
      .sort(),
  ).toEqual([
    ...['bag-info.txt', 'bagit.txt', 'data/README.txt', 'data/index.csv'],
    ...['manifest-sha256.txt', 'tagmanifest-sha256.txt'],
  ]);
  const it = requestIn(files, 1001);
  expect(
    it.messages.map(({ kind, author, to, wordings }) => [kind, author.name, to, wordings.map(({ text }) => text)]),
  ).toEqual([
    [
      ...['from agency', 'Ana Ruiz', 'Procurement Office'],
      ['Do I need quotes for card 555-12-3456?', 'Do I need quotes for CARD 555-12-3456 <now>?'],
    ],
    ['from agency', 'Ana Ruiz', 'Procurement Office', ['See the file']],
    ['note', 'Lee Park', 'Procurement Office, internal', ['Ask legal: confidential strategy of Ana.']],
    ['to agency', 'Lee Park', 'Ana Ruiz', ['=cmd|no, Ana, you do not']],
  ]);
  const [file] = it.files;
  expect(file).toMatchObject({ name: 'Angebot für Ana.pdf', path: `files/${file?.id}.pdf`, message: 'R-1001·2' });
  expect(textOf(files, `data/requests/R-1001/${file?.path}`)).toBe('the file 555-12-3456');
  expect(it.receipts.join('\n')).toContain('counted');
  expect(it.story.join('\n')).toContain('replied (R-1001·4)');
  expect(it.chain.length).toBe(it.events.length + 5);
  const html = textOf(files, 'data/requests/R-1001/request.html');
  expect(html).toContain('CARD 555-12-3456 &lt;now&gt;?');
  expect(html).toContain('<html lang="en">');
  const index = parse(textOf(files, 'data/index.csv'), { columns: true, bom: true }) as Record<string, string>[];
  expect(index.map(({ request, agency, requester_email: email }) => [request, agency, email])).toEqual([
    ['R-1001', 'Transportation', 'ana@state.example'],
    ['R-1002', 'Agriculture', 'ben@state.example'],
  ]);
  // Anybody's own program says the same.
  const folder = mkdtempSync(join(tmpdir(), 'desk-bag-'));
  for (const [name, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  }
  for (const manifest of ['manifest-sha256.txt', 'tagmanifest-sha256.txt'])
    expect(execFileSync('sha256sum', ['-c', manifest], { cwd: folder, encoding: 'utf8' })).not.toContain('FAILED');
});

test('its PDFs are tagged for screen readers, and say what was written, in any letters', {
  timeout: LONG,
}, async () => {
  const { files } = await exported(story, ['--out', 'r.zip', ...BY]);
  const pdf = files['data/requests/R-1002/request.pdf'] ?? new Uint8Array();
  const all = allOfPdf(pdf);
  for (const part of ['%PDF-1.7', 'pdfuaid:part', '/StructTreeRoot', '/Lang']) expect(all).toContain(part);
  for (const words of ['Вопрос', 'семенах', '한국어', '合同', 'letters in Thai']) expect(all).toContain(words);
  const latin = allOfPdf(files['data/requests/R-1001/request.pdf'] ?? new Uint8Array());
  expect([latin.includes('555-12-3456'), latin.includes('cannot show')]).toEqual([true, false]);
  const again = await exported(story, ['--out', 'r.zip', '--word', 'семенах', ...BY]);
  expect(Buffer.compare(Buffer.from(again.files['data/requests/R-1002/request.pdf'] ?? []), Buffer.from(pdf))).toBe(0);
});

test.each([
  [['--agency', 'agr'], [1002]],
  [['--person', 'lee@state.example'], [1001]],
  [['--word', 'quote'], [1001]],
  [['--from', '2026-06-02'], [1002]],
  [['--to', '2026-06-02'], [1001]],
  [['--from', '2026-06-03', '--to', '2026-06-03', '--agency', 'DOT'], []],
])('%s chooses', async (args, ids) => {
  const { files } = await exported(story, ['--out', 'r.zip', '--without-pdf', ...args, ...BY]);
  const found = Object.keys(files).flatMap((name) => /requests\/R-(\d+)\/request\.html/u.exec(name)?.[1] ?? []);
  expect(found.map(Number)).toEqual(ids);
  expect(Object.keys(files).some((name) => name.endsWith('.pdf'))).toBe(ids.includes(1001));
  expect(brokenIn(files)).toEqual([]);
});

test('that records were handed out is on record, with who, which, why, and what vouches for them', async () => {
  const { said } = await exported(story, ['--out', 'r.zip', '--without-pdf', '--agency', 'DOT', ...BY]);
  const events = await story.store.transaction((tx) => tx.records.of({ kind: 'office', id: 1 }));
  const manifest = /^ {2}(?<hash>[0-9a-f]{64})$/mu.exec(said)?.groups?.hash;
  expect(events.slice(-2)).toMatchObject([
    {
      kind: 'export begun',
      data: { of: 'agency: Transportation', requests: 1, reason: 'Request 26-014', redacted: false },
    },
    { kind: 'records exported', data: { requests: 1, files: 1, manifests: [manifest] } },
  ]);
  const refused = await exported(story, ['--out', 'r.zip', '--by', 'sam@state.example', '--reason', 'mine']);
  expect(refused).toMatchObject({ code: 1, names: [] });
  await expect(exported(story, ['--out', 'r.zip', '--by', 'ada@state.example'])).rejects.toThrow('--reason');
});

const REDACTIONS = `
- { words: 555-12-3456, reason: A card number, exemption: RCW 42.56.230 }
- { person: ana@state.example, reason: Asked not to be named, exemption: RCW 42.56.250 }
- { message: R-1001-3, reason: Deliberation, exemption: RCW 42.56.280 }
`;
const WITHHELD = ['555-12-3456', 'Ana', 'Ruiz', 'ana@state.example', 'confidential strategy'];

test('what is withheld is nowhere in the package, and the log says what was, where, and why', {
  timeout: LONG,
}, async () => {
  const args = ['--out', 'r.zip', '--redact', 'r.yaml', '--person', 'ana@state.example', ...BY];
  const { files, said } = await exported(story, args, { 'r.yaml': REDACTIONS });
  expect(brokenIn(files)).toEqual([]);
  const found = Object.entries(files).flatMap(([name, bytes]) => {
    const all = name.endsWith('.pdf') ? allOfPdf(bytes) : Buffer.from(bytes).toString('utf8');
    return WITHHELD.filter((word) => new RegExp(`(?<![\\p{L}])${word}(?![\\p{L}])`, 'iu').test(`${name} ${all}`)).map(
      (word) => `${word} in ${name}`,
    );
  });
  expect(found).toEqual([]);
  const log = parse(textOf(files, 'data/withheld.csv'), { columns: true, bom: true }) as Record<string, string>[];
  expect(log.map(({ message, withheld, times, exemption }) => [message, withheld, times, exemption])).toContainEqual([
    ...['R-1001·1', 'words', '2', 'RCW 42.56.230'],
  ]);
  expect(log.map(({ message, withheld }) => `${message} ${withheld}`)).toContain('R-1001·3 the whole message');
  expect(
    log.some(({ withheld, exemption }) => withheld?.startsWith('attachment') && exemption === 'not reviewed'),
  ).toBe(true);
  const it = requestIn(files, 1001);
  expect(it.messages[0]?.wordings[1]?.text).toBe('Do I need quotes for CARD [withheld: RCW 42.56.230] <now>?');
  expect(it.requester).toMatchObject({
    name: '[name withheld: RCW 42.56.250]',
    email: '[name withheld: RCW 42.56.250]',
  });
  expect(it.chain.every(({ salt }) => salt === null)).toBe(true);
  expect(said).toMatch(/, \d+ withheld\./u);
  // The record itself keeps all of it.
  const kept = await exported(story, ['--out', 'r.zip', '--without-pdf', ...BY]);
  expect(requestIn(kept.files, 1001).messages[0]?.wordings[0]?.text).toContain('555-12-3456');
});

test('an attachment that somebody has looked at goes out; a request may be withheld whole', async () => {
  const whole = await exported(story, ['--out', 'r.zip', '--without-pdf', ...BY]);
  const [file] = requestIn(whole.files, 1001).files;
  const rules = `release,request,reason,exemption\n${file?.id},,,\n,R-1002,Trade secret,RCW 42.56.270\n`;
  const { files } = await exported(story, ['--out', 'r.zip', '--without-pdf', '--redact', 'r.csv', ...BY], {
    'r.csv': rules,
  });
  expect(textOf(files, `data/requests/R-1001/files/${file?.id}.pdf`)).toContain('the file');
  const stub = textOf(files, 'data/requests/R-1002/request.json');
  for (const words of ['семенах', 'Ben', 'Agriculture']) expect(stub).not.toContain(words);
});

test.each([
  ['', 'names nothing; write entries such as'],
  ['- { words: abc, reason: because of abc, exemption: x }', 'entry 1: says the withheld words in its reason'],
  [
    '[{ words: abc, reason: x, exemption: y }, { words: def, reason: in a bid of Abc, exemption: y }]',
    'Entry 2 says in its reason or exemption what this copy withholds',
  ],
  ['- { person: ana@state.example, reason: Ana asked us, exemption: y }', 'Entry 1 says in its reason'],
  ['- { words: abc, exemption: x }', 'entry 1: needs a reason and an exemption'],
  ['- { reason: x, exemption: y }', 'entry 1: says not what is withheld'],
  ['- { words: a, person: b, reason: x, exemption: y }', 'entry 1: names two things'],
  ['- { message: 7, reason: x, exemption: y }', 'entry 1: message is written as R-1042-7'],
  ['- { word: abc, reason: x, exemption: y }', 'entry 1: has words, person, message, request, record or release'],
  ['- { person: who@x.example, reason: x, exemption: y }', 'The desk knows nobody with the e-mail who@x.example'],
])('%s is no redaction file, and nothing is written', async (content, problem) => {
  const args = ['--out', 'r.zip', '--redact', 'r.yaml', ...BY];
  expect(await exported(story, args, { 'r.yaml': content })).toMatchObject({
    ...{ code: 1, names: [], said: expect.stringContaining(problem) },
  });
});
