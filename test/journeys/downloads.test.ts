import { unzipSync } from 'fflate';
import { beforeEach, expect, test } from 'vitest';
import { brokenIn, textOf } from '../exports/unpacked.ts';
import { recordRules } from '../retention/office.ts';
import { useDatabase } from '../support/database.ts';
import { type Browser, linkOf, openPage } from '../support/page.ts';

/** What is taken away from the page as a file: packages of records, files of a request, the office's calendar. */

const data = useDatabase();
const LONG = 60_000;

let page: Awaited<ReturnType<typeof openPage>>;
let as: (who: string) => Promise<Browser>;
/** Ana (Transportation) asks with a file; Ben (Agriculture) asks a day later; Lee has a note. */
beforeEach(async () => {
  page = await openPage(data.database, { story: { office: { records: recordRules } } });
  const { story, browser } = page;
  as = async (who) => {
    const own = browser();
    await own(await linkOf(story, who), {});
    return own;
  };
  const [ana, ben, lee] = [story.person('ana'), story.person('ben'), story.person('lee')];
  await ana.says('Do I need quotes for card 555-12-3456?');
  story.chat.attached.set('f1', Buffer.from('<script>alert(1)</script>'));
  await story.chat.hand('ana@state.example', {
    ...{ kind: 'message', text: 'See the file', address: 'ana@state.example' },
    ...{ files: [{ ref: 'f1', name: 'Angebot “für” Ana.html', type: 'text/html', size: 7 }] },
    thread: story.chat.seen('ana@state.example')[0]?.sentId ?? '',
  });
  await story.settle();
  await lee.says('R-1001');
  await lee.presses('Note', { text: 'Ask legal first.' });
  await story.at('2026-06-02T10:00');
  await ben.says('How do I buy seeds?');
  await story.settle();
});

/** As the form of the page sends it. */
const fields = ['reason', 'agency', 'from', 'to', 'person', 'word', 'redact', 'with'];
const filledIn = (values: Record<string, string>): [string, string][] => [
  ['at', 'export?office=1'],
  ...fields.map((name): [string, string] => ['field', name]),
  ...Object.entries(values).map(([name, value]): [string, string] => [`v.${name}`, value]),
];

test('a package is made from the form, whole and verifiable, and the record says who handed out what', {
  timeout: LONG,
}, async () => {
  const ada = await as('ada');
  expect((await ada('/desk/records')).text).toContain('Hand out records of');
  expect((await ada('/desk/export')).text).toContain('Download the package');
  const given = await ada('/desk/take/records/1', filledIn({ reason: 'Request 26-014', agency: 'DOT', with: 'pdf' }));
  expect([given.status, given.headers.get('content-type'), given.headers.get('x-content-type-options')]).toEqual([
    ...[200, 'application/zip', 'nosniff'],
  ]);
  expect(given.headers.get('content-disposition')).toMatch(/^attachment; filename="records-[\w-]+-2026-06-02\.zip"/u);
  const files = unzipSync(given.bytes);
  expect(brokenIn(files)).toEqual([]);
  expect(textOf(files, 'data/index.csv')).toContain('R-1001');
  expect(textOf(files, 'data/index.csv')).not.toContain('R-1002');
  expect(Object.keys(files).filter((name) => /R-1001.*(?:pdf|\/files\/)/u.test(name))).toHaveLength(2);
  const events = () => page.story.store.transaction((tx) => tx.records.of({ kind: 'office', id: 1 }));
  // Whoever downloads has the last byte before the record has its end.
  await expect.poll(async () => (await events()).some(({ kind }) => kind === 'records exported')).toBe(true);
  const ended = (await events()).findLast(({ kind }) => kind === 'records exported');
  expect(ended?.data).toMatchObject({ of: 'agency: Transportation', requests: 1, files: 1, reason: 'Request 26-014' });
  expect((await events()).some(({ kind }) => kind === 'export begun')).toBe(true);
  expect(page.failures).toEqual([]);
});

test('what is withheld is in no byte of the copy, and the days are those of the office', {
  timeout: LONG,
}, async () => {
  const ada = await as('ada');
  const redact = '- { words: 555-12-3456, reason: A card number, exemption: RCW 42.56.230 }';
  const given = await ada('/desk/take/records/1', filledIn({ reason: 'R 15', redact, to: '2026-06-01' }));
  const files = unzipSync(given.bytes);
  expect(Object.keys(files).filter((name) => name.endsWith('.pdf'))).toEqual([]);
  expect(Object.values(files).filter((bytes) => Buffer.from(bytes).includes('555-12-3456'))).toEqual([]);
  expect(textOf(files, 'data/withheld.csv')).toContain('RCW 42.56.230');
  expect(textOf(files, 'data/index.csv')).not.toContain('R-1002');
});

test('what cannot be meant is said beside its field, and what was filled in stays', async () => {
  const ada = await as('ada');
  const ask = (values: Record<string, string>) => ada('/desk/take/records/1', filledIn(values));
  const wrong = await ask({
    agency: 'NONE',
    from: '2026-13-01',
    person: 'nobody@state.example',
    word: '!',
    redact: '-',
  });
  expect(wrong.status).toBe(422);
  for (const words of [
    ...['Say why', 'serves no agency NONE', '“2026-13-01” is no day', 'nobody with the e-mail nobody@state.example'],
    ...['has no word that a search finds', 'What is withheld, entry 1'],
  ])
    expect(wrong.text).toContain(words);
  expect(wrong.text).toContain('value="nobody@state.example"');
  expect((await ask({ reason: 'x', from: '2026-06-02', to: '2026-06-01' })).text).toContain('before the first day');
  expect((await ask({ reason: 'x', from: '2026-06-03' })).text).toContain('No record is of this kind');
  const nobody = '- { person: x@y.example, reason: a, exemption: b }';
  expect((await ask({ reason: 'x', redact: nobody })).text).toContain('who is to be withheld');
  const events = await page.story.store.transaction((tx) => tx.records.of({ kind: 'office', id: 1 }));
  expect(events.some(({ kind }) => kind === 'export begun')).toBe(false);
});

test('only those who look after records hand them out, and nothing comes from another site', async () => {
  const [ada, lee] = [await as('ada'), await as('lee')];
  const form = filledIn({ reason: 'x' });
  expect((await lee('/desk/export')).status).toBe(404);
  expect((await lee('/desk/take/records/1', form)).status).toBe(404);
  expect((await ada('/desk/take/records/2', form)).status).toBe(404);
  expect((await ada('/desk/take/records/1')).status).toBe(404);
  expect((await ada('/desk/take/records/1', form, { origin: 'https://evil.example' })).status).toBe(403);
  expect((await page.browser()('/desk/take/records/1', form)).status).toBe(401);
});

test('a file of a request comes as it was sent, as something that no browser opens, to those who may read it', async () => {
  const [lee, maria] = [await as('lee'), await as('maria')];
  const link = /\/desk\/take\/file\/\d+/u.exec((await lee('/desk/requests/R-1001')).text)?.[0] ?? '';
  const given = await lee(link);
  expect([given.status, given.text]).toEqual([200, '<script>alert(1)</script>']);
  expect(given.headers.get('content-type')).toBe('application/octet-stream');
  expect(given.headers.get('x-content-type-options')).toBe('nosniff');
  expect(given.headers.get('content-disposition')).toBe(
    `attachment; filename="Angebot _f_r_ Ana.html"; filename*=UTF-8''Angebot%20%E2%80%9Cf%C3%BCr%E2%80%9D%20Ana.html`,
  );
  expect((await maria(link)).status).toBe(404);
  expect((await page.browser()(link)).status).toBe(401);
  for (const other of ['/desk/take/file/999999', '/desk/take/file/1%20', '/desk/take/nothing', '/desk/take/'])
    expect((await lee(other)).status).toBe(404);
  const [id = 0] = await page.story.store.transaction(async (tx) =>
    (await tx.people.withRole(1, 'liaison')).filter(({ name }) => name === 'Lee Park').map((each) => each.id),
  );
  const events = await page.story.store.transaction((tx) => tx.records.of({ kind: 'person', id }));
  expect(events.filter(({ kind }) => kind === 'exported').map(({ data }) => data)).toEqual([
    { page: link.replace('/desk/', ''), table: 'file' },
  ]);
});

test('the calendar of an office comes as a file to those who see its coverage', async () => {
  const [sam, lee] = [await as('sam'), await as('lee')];
  expect((await sam('/desk/coverage')).text).toContain('/desk/take/calendar/1');
  const file = await sam('/desk/take/calendar/1');
  expect(file.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
  expect(file.text).toMatch(/^BEGIN:VCALENDAR/u);
  expect(file.text).toContain('R-1001');
  expect(file.text).not.toContain('quotes');
  expect((await lee('/desk/take/calendar/1')).status).toBe(404);
});
