import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../src/desk.ts';
import { createClock } from '../../src/run/clock.ts';
import type { Logger } from '../../src/run/log.ts';
import { readConfig } from '../../src/settings/settings.ts';
import { launchChromium } from '../support/chromium.ts';

/** The real desk with its sample office, as a newcomer meets it: in a browser, on a folder, with nothing configured. */
const folder = mkdtempSync(join(tmpdir(), 'desk-'));
const failures: string[] = [];
const log: Logger = { info() {}, warn() {}, failure: (message, error) => failures.push(`${message} ${String(error)}`) };
/** Monday morning, 9:30 in the sample office. */
const monday = Date.parse('2026-03-02T17:30:00Z');
const began = Date.now();
const open = (): Promise<Desk> =>
  startDesk(
    readConfig({ DATA_DIR: folder, PORT: '0' }),
    log,
    createClock(() => monday + Date.now() - began),
  );

let browser: Browser;
let desk: Desk;
let page: Page;
beforeAll(async () => {
  [browser, desk] = await Promise.all([launchChromium(), open()]);
  const context = await browser.newContext({ viewport: { width: 1400, height: 1000 }, bypassCSP: true });
  page = await context.newPage();
  await page.goto(desk.address);
});
afterAll(async () => {
  await browser?.close();
  await desk?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const seat = (name: 'Agency staff' | 'Liaison' | 'Supervisor') => page.getByRole('region', { name });
async function pick(name: 'Agency staff' | 'Liaison' | 'Supervisor', person: string): Promise<void> {
  const picker = seat(name).getByLabel('Person');
  const labels = await picker.locator('option').allTextContents();
  await picker.selectOption({ label: labels.find((label) => label.startsWith(person)) ?? '' });
}
async function say(name: 'Agency staff' | 'Liaison' | 'Supervisor', text: string): Promise<void> {
  await seat(name).getByLabel('Message the desk').fill(text);
  await seat(name).getByRole('button', { name: 'Send' }).click();
}
const skip = (label: string) =>
  page.getByRole('group', { name: 'Skip ahead' }).getByRole('button', { name: label }).click();

test('a promise kept, one broken and escalated, a survey and a digest, in one sitting', async () => {
  await pick('Agency staff', 'Ana Ruiz');
  await pick('Liaison', 'Lee Park');
  const intro = page.locator('#intro');
  expect(await intro.getAttribute('open')).toBe('');
  await say('Agency staff', 'Do I need three quotes for $40k?');
  const ana = seat('Agency staff').getByRole('log');
  const lee = seat('Liaison').getByRole('log');
  const supervisor = seat('Supervisor').getByRole('log');
  await expect.poll(() => intro.getAttribute('open')).toBeNull();
  await expect
    .poll(() => ana.textContent())
    .toContain('Lee Park has your question. You will have a reply by Tue, Mar 3, 9:30 AM PST');
  await expect.poll(() => lee.textContent()).toContain('R-1001 · Transportation: Do I need three quotes for $40k?');

  await seat('Liaison').getByRole('button', { name: 'Reply', exact: true }).click();
  const form = page.getByRole('dialog', { name: 'Reply to Ana Ruiz' });
  await form.getByLabel('Your reply').fill('Three quotes, yes.');
  await form.getByRole('button', { name: 'Send reply' }).click();
  await expect.poll(() => ana.textContent()).toContain('Three quotes, yes.');

  await seat('Liaison').getByRole('button', { name: 'Resolve', exact: true }).first().click();
  await page.getByRole('dialog', { name: 'Resolve R-1001' }).getByRole('button', { name: 'Resolve' }).click();
  await seat('Agency staff').getByRole('button', { name: 'That answered it' }).click();
  await expect.poll(() => seat('Agency staff').textContent()).toContain('Good to hear.');

  await say('Agency staff', 'Can we extend the road salt contract until spring?');
  await expect.poll(() => ana.textContent()).toContain('R-1002: Can we extend the road salt contract until spring?');
  // Another line of the same thought stands on the card, and rings nobody again.
  await say('Agency staff', 'It is the one with Acme.');
  await expect.poll(() => lee.textContent()).toContain('It is the one with Acme.');
  expect((await lee.textContent())?.split('It is the one with Acme.')).toHaveLength(2);
  expect(await ana.textContent()).not.toContain('Added to R-1002');
  await skip('1 business day');
  await expect.poll(() => ana.textContent(), { timeout: 20_000 }).toContain('How did we do?');
  await seat('Agency staff').getByRole('button', { name: '2 – Dissatisfied' }).click();
  const thanks = page.getByRole('dialog', { name: 'Thank you' });
  await thanks.getByRole('textbox').fill('It took a while.');
  await thanks.getByRole('button', { name: 'Send' }).click();
  await expect.poll(() => supervisor.textContent()).toContain('2 of 5 for R-1001');

  await skip('To next opening');
  await expect
    .poll(() => page.getByRole('banner').textContent(), { timeout: 20_000 })
    .toContain('It is now Wed, Mar 4, 8:00 AM PST');
  await expect.poll(() => lee.textContent()).toContain('Late: R-1002');
  await expect.poll(() => supervisor.textContent()).toMatch(/Late: R-1002.*Daily digest.*Late: R-1002/su);
  expect(failures).toEqual([]);
});

test('what was answered before, and when a liaison is there, is there from the first minute', async () => {
  const ben = seat('Agency staff');
  await pick('Agency staff', 'Ben Kowalski');
  await expect.poll(() => ben.textContent()).not.toContain('Three quotes, yes.');
  await say('Agency staff', 'How does a vendor register with the state?');
  await expect.poll(() => ben.textContent(), { timeout: 20_000 }).toContain('We have answered this before:');
  await ben.getByRole('button', { name: 'That answered it' }).last().click();
  await expect.poll(() => ben.textContent()).toContain('You said that this answered it:');
  await say('Agency staff', 'my liaison');
  await ben.getByRole('button', { name: 'Schedule' }).first().click();
  await expect.poll(() => page.textContent('body')).toContain('Tuesdays, 2 PM–4 PM, 30 minutes each, Room 210');
  await page.keyboard.press('Escape');
  await pick('Agency staff', 'Ana Ruiz');
});

test('a listening round is open for votes from the first minute, and has rung nobody', async () => {
  const marta = seat('Agency staff');
  await pick('Agency staff', 'Marta Kowalczyk');
  expect(await marta.textContent()).not.toContain('Road salt');
  await say('Agency staff', 'listening');
  await expect.poll(() => marta.textContent()).toContain('Which statewide contracts would help you most?');
  await marta.getByRole('button', { name: 'Show it' }).last().click();
  await expect.poll(() => page.textContent('body')).toContain('Road salt for the whole winter');
  await page.keyboard.press('Escape');
  await pick('Agency staff', 'Ana Ruiz');
});

test('two tabs that saw the same time move it once', async () => {
  const other = await page.context().newPage();
  // It never hears that time has moved, so both press what they saw.
  await other.route(/\/try\/live/u, (route) => route.abort());
  await other.goto(desk.address);
  const shown = () => other.locator('#now time').getAttribute('datetime');
  const before = Date.parse((await shown()) ?? '');
  for (const tab of [page, other]) {
    await tab.getByRole('button', { name: '1 hour', exact: true }).click();
    await expect.poll(() => tab.locator('#clock-status').textContent()).toMatch(/It is now/u);
  }
  await other.reload();
  const moved = Date.parse((await shown()) ?? '') - before;
  expect(moved / 3_600_000).toBeCloseTo(1, 1);
  await other.close();
});

test('people of two offices have a seat each, and it says where they sit', async () => {
  const labels = async (name: 'Agency staff' | 'Liaison' | 'Supervisor') => {
    const options = await seat(name).getByLabel('Person').locator('option').allTextContents();
    return options.map((label) => label.replace(/ — \d+ new$/u, ''));
  };
  const [agency, liaison, supervisor] = [
    await labels('Agency staff'),
    await labels('Liaison'),
    await labels('Supervisor'),
  ];
  expect(agency.filter((label) => label.startsWith('Ana Ruiz'))).toEqual(['Ana Ruiz, Transportation']);
  expect(agency).toContain('Priya Natarajan, Administrative Services');
  expect(liaison).toContain('Priya Natarajan, Division of Procurement Services');
  expect(liaison).toContain('Keiko Sato, Human Resources Shared Services');
  expect(supervisor.find((label) => label.startsWith('Noor Haddad'))).toMatch(
    /administrator of Division of Procurement Services/u,
  );
  expect(supervisor).toContain('Marcus Bell, Division of Procurement Services and Human Resources Shared Services');
  await pick('Agency staff', 'Ana Ruiz');
  await say('Agency staff', 'my liaison');
  await expect
    .poll(() => seat('Agency staff').getByRole('log').textContent())
    .toMatch(/Division of Procurement Services.*Lee Park.*Human Resources Shared Services.*Keiko Sato/su);
});

test('every seat can ask how a time was counted, and a supervisor sees what other promises would do', async () => {
  await pick('Supervisor', 'Marcus Bell');
  const dialog = page.getByRole('dialog');
  const close = () => page.keyboard.press('Escape');
  for (const name of ['Agency staff', 'Liaison', 'Supervisor'] as const) {
    // Nobody has to know what to type: it is in the menu, or under a card.
    if (name === 'Agency staff') await seat(name).getByRole('button', { name: 'My requests', exact: true }).click();
    const open = (name === 'Agency staff' ? dialog : seat(name)).getByRole('button', {
      name: /^(?:Show all|Open R-1002)$/u,
    });
    await open.last().click();
    await dialog.getByRole('button', { name: 'How was this counted?' }).click();
    await expect.poll(() => dialog.textContent()).toMatch(/How R-100\d was counted/u);
    await close();
  }
  await seat('Supervisor').getByRole('button', { name: 'Promises', exact: true }).first().click();
  await dialog.getByRole('button', { name: 'Change Normal' }).first().click();
  await dialog.getByLabel('First reply within').fill('2 business days');
  await dialog.getByRole('button', { name: 'See what it does' }).click();
  await expect.poll(() => dialog.textContent()).toContain('If open requests follow too');
  await close();
  expect(failures).toEqual([]);
});

test('axe finds nothing on the page as it now is, in light and dark', async () => {
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  await page.evaluate(axe);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const found = await page.evaluate(async () => {
      const { axe: tool } = globalThis as unknown as {
        axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
      };
      return (await tool.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
    });
    expect(found).toEqual([]);
  }
});

test('a second start finds everything again, at the time it had come to', async () => {
  await desk.stop();
  desk = await open();
  await page.goto(
    `${desk.address}/?agency=ana.ruiz%40dot.cascadia.example&liaison=lee.park%40procurement.cascadia.example`,
  );
  await pick('Agency staff', 'Ana Ruiz');
  await expect.poll(() => seat('Agency staff').getByRole('log').textContent()).toContain('Three quotes, yes.');
  expect(await page.getByRole('banner').textContent()).toMatch(/Wed, Mar 4, 9:\d\d AM PST/u);
  await say('Agency staff', 'my requests');
  await expect
    .poll(() => seat('Agency staff').getByRole('log').textContent())
    .toContain('R-1001 Do I need three quotes for $40k?');
});
