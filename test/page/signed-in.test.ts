import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../src/desk.ts';
import type { Logger } from '../../src/run/log.ts';
import { readConfig } from '../../src/settings/settings.ts';
import { follow, launchChromium } from '../support/chromium.ts';
import { CLIENT, openProvider, type Signing } from '../support/provider.ts';

/** The way in, by keys alone and as axe reads it: real sessions in a real browser, with the office's own provider. */
const folder = mkdtempSync(join(tmpdir(), 'desk-'));
const failures: string[] = [];
const log: Logger = { info() {}, warn() {}, failure: (message, error) => failures.push(`${message} ${String(error)}`) };
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let browser: Browser;
let context: BrowserContext;
let desk: Desk;
let signing: Signing;
let page: Page;

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const bound = server.address();
      server.close(() => resolve(typeof bound === 'object' && bound ? bound.port : 0));
    });
  });

beforeAll(async () => {
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  signing = await openProvider('client_secret_basic', {}, address);
  const settings = {
    ...{ DATA_DIR: folder, PORT: String(port), PAGE_URL: 'https://desk.state.example' },
    ...{
      SIGN_IN_ISSUER: signing.issuer,
      SIGN_IN_CLIENT_ID: CLIENT.clientId,
      SIGN_IN_CLIENT_SECRET: CLIENT.clientSecret,
    },
  };
  // Nobody stands in front of the desk with a certificate here; browsers trust this machine as they trust https.
  const config = { ...readConfig(settings), pageUrl: address };
  [browser, desk] = await Promise.all([launchChromium(), startDesk(config, log)]);
  context = await browser.newContext({ viewport: { width: 1280, height: 900 }, bypassCSP: true });
  page = await context.newPage();
});
afterAll(async () => {
  await browser?.close();
  await desk?.stop();
  await signing?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The address that Ruth, who supervises, is answered with in her chat. */
async function linkFromChat(): Promise<string> {
  const email = 'ruth.feldman@procurement.cascadia.example';
  const written = { key: crypto.randomUUID(), seat: 'supervisor', picked: email, text: 'page' };
  const headers = { origin: desk.address, cookie: `seat-supervisor=${email}` };
  await fetch(`${desk.address}/try/say`, { method: 'POST', headers, body: new URLSearchParams(written) });
  const links = async (): Promise<string[]> => {
    const seat = await (await fetch(`${desk.address}/try/seat/supervisor?supervisor=${email}`, { headers })).text();
    return seat.match(/http:[^"\s<]+\/desk\/enter\/[\w-]+/gu) ?? [];
  };
  const before = known.size;
  await expect.poll(async () => new Set([...known, ...(await links())]).size).toBeGreaterThan(before);
  const fresh = (await links()).filter((each) => !known.has(each)).at(-1) ?? '';
  known.add(fresh);
  return fresh;
}
const known = new Set<string>();

/** Whatever this page is, everybody can read it: light, dark, and in a narrow window. */
async function isForEverybody(title: string | RegExp): Promise<void> {
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.evaluate(axeSource);
    const results = (await page.evaluate('axe.run(document)')) as AxeResults;
    expect(results.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([]);
  }
  await page.setViewportSize({ width: 320, height: 700 });
  expect(await page.evaluate('document.documentElement.scrollWidth'), String(title)).toBeLessThanOrEqual(320);
  await page.setViewportSize({ width: 1280, height: 900 });
}

/** Goes there by the tabulator, as whoever has no mouse, and presses it. */
async function press(name: string): Promise<void> {
  const focused = () =>
    page.evaluate('[document.activeElement.textContent.trim(), getComputedStyle(document.activeElement).outlineStyle]');
  for (let keys = 0; keys < 60; keys += 1) {
    await page.keyboard.press('Tab');
    const [words, outline] = (await focused()) as [string, string];
    if (words !== name) continue;
    expect(outline).toBe('solid');
    return page.keyboard.press('Enter');
  }
  throw new Error(`no key leads to ${name}`);
}

async function throughProvider(): Promise<void> {
  await page.getByPlaceholder('Enter any login').fill('u-17');
  await page.getByPlaceholder('and password').fill('x');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Continue' }).click();
}

test('an account is linked, signs in, and is unlinked, by keys alone', async () => {
  await page.goto(`${desk.address}/desk`);
  await isForEverybody('Sign in');
  await press('Sign in with your office account');
  await throughProvider();
  await isForEverybody('u-17@login is not linked to you yet');
  const link = await linkFromChat();
  await page.goto(link);
  await isForEverybody('Sign in as Ruth Feldman?');
  await press('Sign in');
  await isForEverybody('Link u-17@login to Ruth Feldman?');
  await press('Link it');
  await isForEverybody('How you sign in');
  expect(page.url()).toBe(`${desk.address}/desk/account`);
  await page.goto(link);
  await isForEverybody('This link leads nowhere');
  await page.goto(`${desk.address}/desk/provider/link`);
  await isForEverybody('Nothing to link');
  await page.goto(`${desk.address}/desk/account`);
  await press('Sign out');
  await isForEverybody('You are signed out');
  await press('Sign in with your office account');
  // Whether the provider asks again is its own affair.
  const title = page.getByRole('heading', { level: 1, name: 'What needs you now' });
  const login = page.getByPlaceholder('Enter any login');
  await title.or(login).waitFor();
  if (await login.isVisible()) await throughProvider();
  await title.waitFor();
  await page.goto(`${desk.address}/desk/account`);
  expect(await page.getByRole('row', { name: /u-17@login/u }).count()).toBeGreaterThan(0);
  await press('Unlink');
  // What the account had begun has ended with it.
  await isForEverybody('Sign in');
});

test('whoever has signed out sees nothing by going back, and presses nothing in another tab', async () => {
  await page.goto(await linkFromChat());
  await follow(page, page.getByRole('button', { name: 'Sign in' }));
  await page.getByRole('heading', { level: 1, name: 'What needs you now' }).waitFor();
  const other = await context.newPage();
  await other.goto(`${desk.address}/desk/account`);
  await follow(page, page.getByRole('button', { name: 'Sign out' }));
  await page.getByRole('heading', { name: 'You are signed out' }).waitFor();
  await page.goBack();
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Sign in');
  await follow(other, other.getByRole('button', { name: 'End it' }).first());
  await other.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
  await other.close();
});

test('nothing failed meanwhile', () => expect([failures, signing.errors]).toEqual([[], []]));
