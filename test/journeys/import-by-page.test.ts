import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { importOffice } from '../../src/offices/importOffice.ts';
import { useDatabase } from '../support/database.ts';
import { storyOffice } from '../support/office.ts';
import { type Browser, linkOf, openPage, press, type Visited } from '../support/page.ts';
import type { Story } from '../support/story.ts';

/** Administrators bring the files of their office by the page: looked at first, then all of it or nothing. */

const data = useDatabase();

const files = {
  'office.yaml': `code: procurement
name: Procurement Office
zone: America/New_York
hours: Mon-Fri 09:00-17:00
confirmed_years: [2026, 2027]
special_days:
  2026:
    2026-07-03: Independence Day
  2027: {}
service_lines:
  - { code: purchasing, name: Purchasing, words: [quote, quotes, buy] }
  - { code: contracts, name: Contracts, words: [contract, renewal] }
targets:
  normal: { first_reply: 4 hours, next_reply: 4 hours, resolution: 5 days }
  urgent: { first_reply: 1 hour, next_reply: 1 hour, resolution: 1 business day }
`,
  'agencies.csv': 'code,name\nDOT,Transportation\nAGR,Agriculture\nFIN,Finance\n',
  'people.csv': `email,name,role,agency,formerly
lee@state.example,Lee Park,liaison,,
devon@state.example,Devon Clark,liaison,,
maria@state.example,Maria Lopez,liaison,,
sam@state.example,Sam Reed,supervisor,,
ada@state.example,Ada Wong,administrator,,
ana@state.example,Ana Ruiz,requester,DOT,
ben@state.example,Ben Osei,requester,AGR,
fay@state.example,Fay Lund,requester,FIN,
`,
  'assignments.csv': `agency,service_line,liaison,backup,from,until
DOT,,lee@state.example,devon@state.example,,
AGR,,maria@state.example,lee@state.example,,
FIN,,devon@state.example,maria@state.example,,
`,
};
const people = (before: string, after: string) => ({
  ...files,
  'people.csv': files['people.csv'].replace(before, after),
});
const withoutLee = {
  ...people('lee@state.example,Lee Park,liaison,,\n', ''),
  'assignments.csv': files['assignments.csv']
    .replaceAll('lee@', 'devon@')
    .replace('devon@state.example,devon@state.example', 'devon@state.example,'),
};

const wordsOf = ({ text }: Visited): string =>
  text
    .replace(/<(?:script|style)[\s\S]*?<\/\w+>|<[^>]+>/gu, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replace(/\s+/gu, ' ');
const look = (browser: Browser, page: Visited, sent: Record<string, string | Uint8Array<ArrayBuffer>>) =>
  press(browser, page, 'See what changes', {}, sent);

async function signedIn(story: Story, browser: () => Browser, who: string): Promise<Browser> {
  const own = browser();
  await own(await linkOf(story, who), {});
  return own;
}

test('what is wrong is said with file and line, what changes is shown, and one press does it', async () => {
  const { story, browser, failures } = await openPage(data.database);
  const ada = await signedIn(story, browser, 'ada');
  const page = await ada('/desk/import');
  expect(page.text).toContain('<a href="/desk/import" aria-current="page">Import</a>');
  const wrong = await look(ada, page, people('Ana Ruiz,requester,DOT', 'Ana Ruiz,requester,DOTT'));
  expect(wrong.status).toBe(422);
  expect(wordsOf(wrong)).toContain('1 error to mend. Nothing was changed. people.csv:7: error: ');
  const shown = await look(ada, wrong, people('Fay Lund', 'Fay Lunde'));
  expect(shown.status).toBe(200);
  expect(wordsOf(shown)).toContain('~ Fay Lunde <fay@state.example>: "Fay Lund" → "Fay Lunde"');
  const before = await story.store.transaction((tx) => tx.people.everybody(100));
  expect(
    before.map(({ person }) => person.name),
    'nothing happens before the yes',
  ).toContain('Fay Lund');
  const done = await press(ada, shown, 'Import into Procurement Office');
  expect(wordsOf(done)).toContain('Procurement Office is as in your files now.');
  const after = await story.store.transaction((tx) => tx.people.everybody(100));
  expect(after.map(({ person }) => person.name)).toContain('Fay Lunde');
  const office = (await story.store.transaction((tx) => tx.offices.all()))[0];
  const events = await story.store.transaction((tx) => tx.records.of({ kind: 'office', id: office?.id ?? 0 }));
  const adaId = after.find(({ person }) => person.name === 'Ada Wong')?.person.id;
  expect(events.filter(({ kind }) => kind === 'imported').map(({ actorId }) => actorId)).toEqual([null, adaId]);
  const again = await press(ada, shown, 'Import into Procurement Office');
  expect(wordsOf(again), 'pressed twice').toContain('Nothing to change: the desk has all of it already.');
  expect(failures).toEqual([]);
});

test('a zip with its folder does as well, and what is in it is measured first', async () => {
  const { story, browser, failures } = await openPage(data.database);
  const ada = await signedIn(story, browser, 'ada');
  const page = await ada('/desk/import');
  const bytes = (text: string) => new TextEncoder().encode(text);
  const packed = (entries: Record<string, string>): Uint8Array<ArrayBuffer> =>
    new Uint8Array(zipSync(Object.fromEntries(Object.entries(entries).map(([name, text]) => [name, bytes(text)]))));
  const inFolder = (prefix: string) =>
    Object.fromEntries(Object.entries(files).map(([name, text]) => [`${prefix}${name}`, text]));
  const zip = packed({ ...inFolder('ours/'), '__MACOSX/ours/._office.yaml': 'x' });
  expect(wordsOf(await look(ada, page, { 'ours.zip': zip }))).toContain('What changes in Procurement Office');
  const bomb = packed({ ...inFolder(''), 'zeros.csv': '0'.repeat(6_000_000) });
  expect(bomb.length).toBeLessThan(100_000);
  expect(wordsOf(await look(ada, page, { 'ours.zip': bomb }))).toContain('Together these files are larger than 5 MB.');
  const two = packed({ ...inFolder('a/'), ...inFolder('b/') });
  expect(wordsOf(await look(ada, page, { 'ours.zip': two }))).toContain(
    'more than one office here: a/office.yaml and b/office.yaml',
  );
  expect(wordsOf(await look(ada, page, { 'ours.zip': 'no zip' }))).toContain('ours.zip cannot be unpacked.');
  expect(wordsOf(await look(ada, page, { 'people.csv': files['people.csv'] }))).toContain('office.yaml is missing.');
  expect(wordsOf(await look(ada, page, { ...files, 'people.csv': new Uint8Array([0x50, 0x4b, 3, 4]) }))).toContain(
    'people.csv: error: this is an Excel workbook',
  );
  const tooMuch = await look(ada, page, { 'people.csv': 'x'.repeat(8_100_000) });
  expect([tooMuch.status, wordsOf(tooMuch)]).toEqual([
    413,
    expect.stringContaining('more than the page takes at once'),
  ]);
  expect(failures).toEqual([]);
});

test('nobody agrees to what they have not seen: the desk changed, or they chose otherwise', async () => {
  const { story, browser, failures } = await openPage(data.database);
  const ada = await signedIn(story, browser, 'ada');
  const page = await ada('/desk/import');
  const shown = await look(ada, page, withoutLee);
  // Meanwhile somebody asks, and whoever is to go has it.
  await story.person('ana').asks('May I buy a drone?');
  const stopped = await press(ada, shown, 'Import into Procurement Office');
  expect(wordsOf(stopped)).toContain('Nothing was changed: meanwhile the desk has other requests or people.');
  expect(wordsOf(stopped)).toContain('say who takes them below: R-1001');
  const chosen = await press(ada, stopped, 'See what changes then', { takes: 'devon@state.example' });
  expect(wordsOf(chosen)).toContain('devon@state.example takes over 1 open request: R-1001.');
  const otherwise = await press(ada, chosen, 'Import into Procurement Office', { takes: 'maria@state.example' });
  expect(wordsOf(otherwise)).toContain('Nothing was changed yet: you chose otherwise');
  const done = await press(ada, otherwise, 'Import into Procurement Office', { takes: 'maria@state.example' });
  expect(wordsOf(done)).toContain('Procurement Office is as in your files now.');
  await story.settle();
  expect(story.person('maria').last()).toContain('R-1001');
  expect(failures).toEqual([]);
});

test('supervisors have no such page, and other offices do not exist', async () => {
  const { story, browser, failures } = await openPage(data.database);
  await story.store.transaction((tx) =>
    importOffice(
      tx,
      storyOffice({
        code: 'hr',
        name: 'Human Resources',
        people: [
          ...storyOffice()
            .people.filter(({ email }) => email.startsWith('lee'))
            .map((each) => ({
              ...each,
              email: 'hal@state.example',
              name: 'Hal Moss',
              roles: [{ role: 'supervisor' as const, agency: null }],
            })),
        ],
        assignments: [],
        agencies: [],
      }),
      story.now(),
    ),
  );
  const sam = await signedIn(story, browser, 'sam');
  expect((await sam('/desk')).text).not.toContain('/desk/import');
  expect((await sam('/desk/import')).status).toBe(404);
  const form = new FormData();
  for (const [name, text] of Object.entries(files)) form.append('files', new Blob([text]), name);
  expect((await sam('/desk/bring/import', form)).status).toBe(404);
  expect((await browser()('/desk/bring/import', form)).status).toBe(401);

  const ada = await signedIn(story, browser, 'ada');
  const page = await ada('/desk/import');
  const inCode = async (code: string) =>
    wordsOf(
      await look(ada, page, {
        ...files,
        'office.yaml': files['office.yaml'].replace('code: procurement', `code: ${code}`),
      }),
    ).replace(code, '…');
  expect(await inCode('hr')).toBe(await inCode('nowhere'));
  expect(await inCode('hr')).toContain('is none that you look after');
  // Nobody gets the sign-in of somebody who has rights elsewhere.
  const taken = await look(
    ada,
    page,
    people(
      'lee@state.example,Lee Park,liaison,,\n',
      'lee@state.example,Lee Park,liaison,,\nevil@state.example,Hal Moss,liaison,,hal@state.example\n',
    ),
  );
  expect(wordsOf(taken)).toContain('Hal Moss works for an office that you do not look after');
  expect(taken.text).not.toContain('Import into');
  expect(failures).toEqual([]);
});
