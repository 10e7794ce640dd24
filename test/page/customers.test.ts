import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../src/desk.ts';
import { createClock } from '../../src/run/clock.ts';
import type { Logger } from '../../src/run/log.ts';
import { readConfig } from '../../src/settings/settings.ts';
import { follow, launchChromium } from '../support/chromium.ts';

/** What customers meet who have asked nothing: how the office is doing is asked of them, and its head reads of their agency. */
const folder = mkdtempSync(join(tmpdir(), 'desk-'));
const failures: string[] = [];
const log: Logger = { info() {}, warn() {}, failure: (message, error) => failures.push(`${message} ${String(error)}`) };
/** Monday morning, 9:30 in the sample office. */
const monday = Date.parse('2026-03-02T17:30:00Z');
const began = Date.now();
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
type SeatName = 'Agency staff' | 'Liaison' | 'Supervisor';

let browser: Browser;
let desk: Desk;
let page: Page;
beforeAll(async () => {
  // The sample office, which asks all of its customers on the morrow.
  const office = join(folder, 'office');
  cpSync('offices/sample', office, { recursive: true });
  const yaml = join(office, 'office.yaml');
  writeFileSync(yaml, readFileSync(yaml, 'utf8').replace('surveys:\n', 'surveys:\n  relationship_on: [03-03]\n'));
  const config = readConfig({ DATA_DIR: join(folder, 'data'), PORT: '0', OFFICE_FILE: yaml });
  const clock = createClock(() => monday + Date.now() - began);
  [browser, desk] = await Promise.all([launchChromium(), startDesk(config, log, clock)]);
  const context = await browser.newContext({ viewport: { width: 1400, height: 1000 }, bypassCSP: true });
  page = await context.newPage();
  await page.goto(desk.address);
});
afterAll(async () => {
  await browser?.close();
  await desk?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const seat = (name: SeatName) => page.getByRole('region', { name });
const seen = (name: SeatName) => seat(name).getByRole('log').textContent();
async function pick(name: SeatName, person: string): Promise<void> {
  const picker = seat(name).getByLabel('Person');
  const labels = await picker.locator('option').allTextContents();
  await picker.selectOption({ label: labels.find((label) => label.startsWith(person)) ?? '' });
}
const presses = (name: SeatName, label: string) =>
  seat(name).getByRole('button', { name: label, exact: true }).last().click();
async function fills(title: string, label: string, text: string): Promise<void> {
  const form = page.getByRole('dialog', { name: title });
  await form.getByLabel(label).fill(text);
  await form.getByRole('button', { name: 'Send' }).click();
}
const LONG = { timeout: 20_000 };

test('all customers are asked how the office is doing, and the supervisor answers what they say, name or not', async () => {
  await pick('Agency staff', 'Ana Ruiz');
  await page.getByRole('group', { name: 'Skip ahead' }).getByRole('button', { name: 'To next opening' }).click();
  const asked = 'All in all, how satisfied are you with the help you get from the State of Cascadia';
  await expect.poll(() => seen('Agency staff'), LONG).toContain(asked);
  await presses('Agency staff', '2 – Dissatisfied');
  await fills('Thank you', 'What should we do better?', 'I never know whom to ask.');
  await expect.poll(() => seen('Agency staff'), LONG).toContain('What you wrote is noted.');
  await expect.poll(() => seen('Supervisor'), LONG).toContain('I never know whom to ask.');
  await presses('Supervisor', 'Answer');
  await fills('Answer', 'Your answer', 'From today on Lee answers all of your questions.');
  await expect.poll(() => seen('Agency staff'), LONG).toContain('From today on Lee answers all of your questions.');

  await pick('Agency staff', 'Ben Kowalski');
  await expect.poll(() => seen('Agency staff'), LONG).toContain(asked);
  await presses('Agency staff', 'Answer without my name');
  await expect.poll(() => seen('Agency staff'), LONG).toContain('Nobody in the office sees that this answer is yours.');
  await presses('Agency staff', '1 – Very dissatisfied');
  await fills('Thank you', 'What should we do better?', 'Call back, please.');
  await expect.poll(() => seen('Supervisor'), LONG).toContain('Call back, please.');
  const told = (await seen('Supervisor')) ?? '';
  expect(told.slice(told.indexOf('Somebody wrote about'))).not.toMatch(/Ben Kowalski|1 of 5/u);
  await presses('Supervisor', 'Answer');
  await fills('Answer', 'Your answer', 'We do from now on.');
  await expect.poll(() => seen('Agency staff'), LONG).toContain('We do from now on.');
  expect(failures).toEqual([]);
});

test('the head of an agency sees on the page how it was served, and axe finds nothing', async () => {
  await page.goto(`${desk.address}/desk`);
  const labels = await page.getByLabel('Look as').locator('option').allTextContents();
  const marta = labels.find((label) => label.startsWith('Marta Kowalczyk'));
  expect(marta).toContain('agency head');
  await page.getByLabel('Look as').selectOption({ label: marta ?? '' });
  await follow(page, page.getByRole('button', { name: 'Change' }));
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Transportation, February 2026');
  expect(await page.locator('header nav a').allTextContents()).toEqual([
    ...['My agency', 'Meetings', 'Reviews', 'Alternate processes', 'Schedule', 'Training'],
  ]);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.evaluate(axeSource);
    const { violations, passes } = (await page.evaluate('axe.run(document)')) as AxeResults;
    expect(passes.length).toBeGreaterThan(15);
    expect(violations.map(({ id, help }) => `${id}: ${help}`)).toEqual([]);
  }
  expect((await page.goto(`${desk.address}/desk/requests`))?.status()).toBe(404);
  expect(failures).toEqual([]);
});
