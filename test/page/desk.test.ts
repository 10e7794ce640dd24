import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import { unzipSync } from 'fflate';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../src/desk.ts';
import { createClock } from '../../src/run/clock.ts';
import type { Logger } from '../../src/run/log.ts';
import { readConfig } from '../../src/settings/settings.ts';
import { follow, launchChromium } from '../support/chromium.ts';

/** The desk's own page on the try-it desk, as whoever works for an office meets it in a browser. */
const folder = mkdtempSync(join(tmpdir(), 'desk-'));
const failures: string[] = [];
const log: Logger = { info() {}, warn() {}, failure: (message, error) => failures.push(`${message} ${String(error)}`) };
const monday = Date.parse('2026-03-02T17:30:00Z');
const began = Date.now();
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let browser: Browser;
let desk: Desk;
let page: Page;

const post = async (path: string, values: Record<string, string>): Promise<void> => {
  const answer = await fetch(`${desk.address}${path}`, {
    ...{ method: 'POST', headers: { origin: desk.address }, body: new URLSearchParams(values) },
  });
  expect(answer.status).toBe(200);
};
const key = () => crypto.randomUUID();
const asks = (who: string, text: string) =>
  post('/try/say', { key: key(), seat: 'agency', picked: `${who}.cascadia.example`, text });
const lookAs = async (name: string): Promise<void> => {
  await page.goto(`${desk.address}/desk`);
  const labels = await page.getByLabel('Look as').locator('option').allTextContents();
  await page.getByLabel('Look as').selectOption({ label: labels.find((label) => label.startsWith(name)) ?? '' });
  await follow(page, page.getByRole('button', { name: 'Change' }));
};
const open = (path: string) => page.goto(`${desk.address}/desk/${path}`);

beforeAll(async () => {
  const clock = createClock(() => monday + Date.now() - began);
  [browser, desk] = await Promise.all([
    launchChromium(),
    startDesk(readConfig({ DATA_DIR: folder, PORT: '0' }), log, clock),
  ]);
  page = await (await browser.newContext({ viewport: { width: 1440, height: 1000 }, bypassCSP: true })).newPage();
  await asks('ana.ruiz@dot', 'Do I need three quotes for $40k?');
  await asks('kim.nguyen@dhhs', '=1+1 is what the form says, <b>why</b>?');
  await asks('peter.novak@dep', 'Who renews our lease?');
});
afterAll(async () => {
  await browser?.close();
  await desk?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('a supervisor sees what there is, and each list has its address', async () => {
  await page.goto(desk.address);
  await follow(page, page.getByRole('link', { name: 'The desk’s own page' }));
  await expect.poll(() => page.getByRole('link', { name: /All open/u }).textContent()).toContain('3');
  await follow(page, page.getByRole('link', { name: /All open/u }));
  expect(page.url()).toContain('list=all+open');
  const rows = page.getByRole('table').getByRole('row');
  expect(await rows.count()).toBe(4);
  expect(await rows.nth(1).textContent()).toContain('Ana Ruiz');
  await follow(page, page.getByRole('link', { name: 'Urgent', exact: true }));
  expect(page.url()).toContain('only=urgent');
  expect(await page.getByText('No request matches.').count()).toBe(1);
});

test('the rows come as files, and nothing in them is run by a spreadsheet', async () => {
  await open('requests?list=all+open');
  const address = (name: string) => page.getByRole('link', { name }).getAttribute('href');
  const bytes = await (await fetch(`${desk.address}${await address('CSV')}`)).arrayBuffer();
  const csv = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  expect(csv.startsWith('\uFEFFRequest,Question,Agency,From,')).toBe(true);
  expect(csv).toContain(`R-1002,"'=1+1 is what the form says, <b>why</b>?",`);
  expect(csv).toMatch(/,2026-03-02T09:\d\d:\d\d-08:00,/u);
  const xlsx = new Uint8Array(await (await fetch(`${desk.address}${await address('Excel')}`)).arrayBuffer());
  const sheet = new TextDecoder().decode(unzipSync(xlsx)['xl/worksheets/sheet1.xml']);
  expect(sheet).not.toContain('<f>');
  expect(sheet.match(/<row /gu)).toHaveLength(4);
});

test('one request has its whole story, and what its promise was counted from', async () => {
  await open('requests?list=all+open');
  await follow(page, page.getByRole('link', { name: 'R-1002' }));
  const text = await page.locator('main').textContent();
  expect(text).toContain('=1+1 is what the form says, <b>why</b>?');
  expect(text).toContain('How R-1002 was counted');
  expect(text).toContain('is open: Mon–Fri, 8 AM–5 PM Pacific.');
  await open('search?words=lease');
  expect(await page.getByRole('rowheader').allTextContents()).toEqual(['R-1003']);
});

test('what is done there is done by the same deeds as in the chat', async () => {
  await open('requests/R-1001');
  await follow(page, page.getByRole('button', { name: 'Change priority' }));
  await page.getByLabel('Urgent').check();
  await follow(page, page.locator('form.fields button'));
  await page.getByText('Please look at what is marked below.').waitFor();
  expect(await page.getByLabel('Urgent').isChecked()).toBe(true);
  await page.getByLabel(/reason|why/iu).fill('Snow tonight');
  await follow(page, page.locator('form.fields button'));
  await page.getByRole('status').getByText('R-1001 is urgent now.').waitFor();
  expect(page.url()).toBe(`${desk.address}/desk/requests/R-1001`);
  expect(await page.locator('main').textContent()).toContain('Snow tonight');
});

test('nobody is shown what is not theirs, in the words for what does not exist', async () => {
  await lookAs('Omar Siddiqui');
  const words: (string | null)[] = [];
  for (const path of ['requests/R-1001', 'requests/R-9999', 'liaisons', 'nowhere']) {
    expect((await open(path))?.status()).toBe(404);
    words.push(await page.locator('main').textContent());
  }
  // Below a list of theirs the way back to it is offered, whatever stands there or not.
  const [theirs, nobodys, closed, nowhere] = words;
  expect([theirs, closed]).toEqual([nobodys, nowhere]);
  await open('requests?list=queue');
  expect(await page.getByText('Nothing waits for you.').count()).toBe(1);
  await lookAs('Ruth Feldman');
});

test('whoever looks after records downloads a package from a form', async () => {
  await lookAs('Noor Haddad');
  await open('records');
  await follow(page, page.getByRole('link', { name: /^Hand out records of/u }).first());
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await violations()).toEqual([]);
  }
  await page.setViewportSize({ width: 320, height: 900 });
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
  await page.setViewportSize({ width: 1440, height: 1000 });
  // Whoever looks after two offices can tell their tables apart.
  const there = page.url();
  await open('import');
  expect(await violations()).toEqual([]);
  await page.getByLabel('The files').setInputFiles({
    ...{ name: 'office.yaml', mimeType: 'text/yaml', buffer: Buffer.from('code: procurement\n') },
  });
  await follow(page, page.getByRole('button', { name: 'See what changes' }));
  await page.getByText('to mend. Nothing was changed.').waitFor();
  await page.setViewportSize({ width: 320, height: 900 });
  expect(await violations()).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
  await page.setViewportSize({ width: 1440, height: 1000 });
  await open('coverage');
  expect(await violations()).toEqual([]);
  await page.goto(there);
  await page.getByLabel('With which words?').fill('lease');
  await page.getByLabel('A PDF of each record').uncheck();
  await follow(page, page.getByRole('button', { name: 'Download the package' }));
  await page.getByText('Fill in “Why?”.').or(page.getByText('Say why: it stays on the record.')).waitFor();
  expect(await page.getByLabel('With which words?').inputValue()).toBe('lease');
  await page.getByLabel('Why?').fill('Request 26-014');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download the package' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^records-procurement-2026-03-0\d\.zip$/u);
  const files = unzipSync(new Uint8Array(readFileSync(await download.path())));
  expect(Object.keys(files).filter((name) => name.startsWith('data/requests/'))).toEqual([
    ...['data/requests/R-1003/request.json', 'data/requests/R-1003/request.html'],
  ]);
  await lookAs('Ruth Feldman');
});

/** What axe finds wrong by the rules of WCAG 2.2 AA and by good practice. */
async function violations(): Promise<string[]> {
  await page.evaluate(axeSource);
  const results = (await page.evaluate('axe.run(document)')) as AxeResults;
  expect(results.passes.length).toBeGreaterThan(15);
  return results.violations.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}: ${html}`));
}
const paths = [
  '',
  'requests',
  'requests?list=all+open',
  'requests/R-1001',
  'search?words=quotes',
  'liaisons',
  'coverage',
  'closures',
  'figures',
  'satisfaction',
  'not-arrived',
  'announcements',
  'meetings',
  'meetings/1',
  'training',
  'training/1',
  'answers',
  'answers?which=waiting&words=quotes',
  'reviews',
  'reviews/1',
  'alternates',
  'listening',
  'schedule',
  'nowhere',
];

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  test('axe finds nothing on any page', async () => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const path of paths) {
      await open(path);
      expect(await violations(), path).toEqual([]);
    }
    await open('requests/R-1001');
    await follow(page, page.getByRole('button', { name: 'Note' }));
    expect(await violations()).toEqual([]);
  });
});

test.each([320, 768, 3840])('fits a window of %i pixels: only tables are scrolled sideways', async (width) => {
  await page.setViewportSize({ width, height: 900 });
  for (const path of paths) {
    await open(path);
    expect(await page.evaluate('document.documentElement.scrollWidth'), path).toBeLessThanOrEqual(width);
  }
  await page.setViewportSize({ width: 1440, height: 1000 });
});

test('when and whether it is late is seen in a usual window, without moving anything', async () => {
  await page.setViewportSize({ width: 1280, height: 900 });
  for (const path of ['', 'requests?list=all+open']) {
    await open(path);
    const hidden = await page.locator('.scroll').evaluateAll((all) => all.map((it) => it.scrollWidth - it.clientWidth));
    expect(
      hidden.filter((pixels) => pixels > 0),
      path,
    ).toEqual([]);
  }
  await page.setViewportSize({ width: 1440, height: 1000 });
});

test('on paper there is what is to be read: no ways, no buttons, and no table is cut', async () => {
  // What is between the margins of a sheet of letter paper, in pixels of 96 an inch.
  await page.setViewportSize({ width: 702, height: 942 });
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  for (const path of paths) {
    await open(path);
    expect(await page.evaluate('document.documentElement.scrollWidth'), path).toBeLessThanOrEqual(702);
    expect(await page.locator('nav:visible, button:visible, input:visible, select:visible').count(), path).toBe(0);
    expect(await page.locator('.files a:visible').count(), path).toBe(0);
    expect(await page.evaluate('getComputedStyle(document.body).color')).toBe('rgb(0, 0, 0)');
  }
  await page.emulateMedia({ media: 'screen' });
  await page.setViewportSize({ width: 1440, height: 1000 });
});

test('several requests are chosen and handed over by keys alone', async () => {
  await open('requests?list=all+open');
  const focused = () => page.evaluate('document.activeElement.closest("label, button, a")?.textContent.trim()');
  const tabTo = async (name: string): Promise<void> => {
    for (let keys = 0; (await focused()) !== name; keys += 1) {
      if (keys > 80) throw new Error(`no key leads to ${name}`);
      await page.keyboard.press('Tab');
    }
  };
  for (const name of ['Choose R-1001', 'Choose R-1003']) {
    await tabTo(name);
    const ring = await page.evaluate('getComputedStyle(document.activeElement).outlineWidth');
    expect(ring).toBe('3px');
    await page.keyboard.press('Space');
  }
  await tabTo('Hand over the chosen');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Hand over' }).waitFor();
  expect(await violations()).toEqual([]);
  const said = await page.locator('main').textContent();
  expect([said?.includes('R-1001'), said?.includes('R-1002'), said?.includes('R-1003')]).toEqual([true, false, true]);
});

test('the first key leads past the ways to the content', async () => {
  await open('requests');
  await page.keyboard.press('Tab');
  expect(await page.evaluate('document.activeElement.textContent')).toBe('To the content');
  await page.keyboard.press('Enter');
  expect(await page.evaluate('document.activeElement.id')).toBe('content');
});

test('nothing failed meanwhile', () => expect(failures).toEqual([]));
