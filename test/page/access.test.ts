import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import {
  ANA,
  CARD,
  DIGEST,
  LEE,
  MARIA,
  openScriptedDesk,
  RECEIPT,
  RESOLVE,
  type ScriptedDesk,
} from './scripted-desk.ts';
import { hasFocus, seat } from './seat.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const LONG_WORD = `https://procurement.example/${'contract-'.repeat(60)}`;

let browser: Browser;
let desk: ScriptedDesk;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());
beforeEach(async () => {
  desk = await openScriptedDesk();
});
afterEach(() => desk.close());

async function openPage(options: BrowserContextOptions = {}): Promise<Page> {
  const page = await browser.newPage(options);
  await page.goto(desk.url);
  return page;
}

/** A page with everything on it: all blocks, a person's words, a notice, news for somebody else. */
async function fill(page: Page): Promise<void> {
  const ana = seat(page, 'Agency staff');
  await ana.write(`Do I need three quotes?\n${LONG_WORD}`);
  for (const message of [RECEIPT, CARD, DIGEST]) await desk.say(ANA, message);
  await desk.say(LEE, CARD);
  await desk.say(MARIA, CARD);
  desk.answer = async (inbound) => {
    if (inbound.kind === 'submit') return { kind: 'errors', errors: { summary: 'Say more.', elsewhere: 'Too late.' } };
    if (inbound.kind === 'press' && inbound.press.name === 'resolve') return { kind: 'form', form: RESOLVE };
    return { kind: 'notice', text: ['Marked as urgent.'] };
  };
  await ana.log.getByRole('button', { name: 'Mark urgent' }).click();
  await ana.log.getByText('Marked as urgent.').waitFor();
  await page.getByRole('button', { name: 'Show Maria Chen' }).waitFor();
}

/** What axe finds wrong by the rules of WCAG 2.2 AA and by good practice; what it could not decide is not counted. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const results = (await page.evaluate('axe.run(document)')) as AxeResults;
  expect(results.passes.length).toBeGreaterThan(20);
  return results.violations.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}: ${html}`));
}

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  test('axe finds nothing on the page, in a form with errors, nor in what is shown', async () => {
    const page = await openPage({ colorScheme, reducedMotion: 'reduce' });
    expect(await violations(page)).toEqual([]);
    await fill(page);
    expect(await violations(page)).toEqual([]);
    await seat(page, 'Liaison').log.getByRole('button', { name: 'Resolve' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Resolve' }).click();
    await dialog.getByText('Fill in “Outcome”.').waitFor();
    expect(await violations(page)).toEqual([]);
    await dialog.getByLabel('Answered').check();
    await dialog.getByLabel('What the agency is told').fill('Two.');
    await dialog.getByRole('button', { name: 'Resolve' }).click();
    await dialog.getByText('Too late.').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    desk.answer = async () => ({ kind: 'show', message: DIGEST });
    await seat(page, 'Supervisor').region.getByRole('button', { name: 'My requests' }).click();
    await page.getByRole('dialog', { name: 'Daily digest' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.close();
  });

  test('axe finds nothing where somebody new is asked for a name, on a phone', async () => {
    const page = await openPage({ colorScheme, viewport: { width: 320, height: 640 } });
    await seat(page, 'Agency staff').region.getByLabel('Person').selectOption({ value: 'new' });
    await page.getByLabel('Your name').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.close();
  });
});

test.each([320, 360, 768, 961, 1280, 2560, 3840])('fits a window of %i pixels, long words and all', async (width) => {
  const page = await openPage({ viewport: { width, height: 900 } });
  await fill(page);
  const widest =
    'Math.max(...[...document.querySelectorAll("body *:not(.to-seats a)")].map((e) => e.getBoundingClientRect().right))';
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
  expect(await page.evaluate(widest)).toBeLessThanOrEqual(width);
  for (const log of await page.getByRole('log').all()) {
    expect(await log.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
  }
  await seat(page, 'Liaison').log.getByRole('button', { name: 'Resolve' }).click();
  await page.getByLabel('What the agency is told').fill(LONG_WORD);
  expect(await page.getByRole('dialog').evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
  const box = await page.getByRole('dialog').boundingBox();
  expect(box?.x).toBeGreaterThanOrEqual(0);
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(width);
  await page.close();
});

test('everything can be done by keyboard alone', async () => {
  const page = await openPage();
  const ana = seat(page, 'Agency staff');
  const lee = seat(page, 'Liaison');
  await lee.region.getByRole('button', { name: 'My requests' }).waitFor();
  const tabTo = async (target: ReturnType<Page['locator']>, back = false) => {
    for (let presses = 0; presses < 60 && !(await hasFocus(target)); presses++) {
      await page.keyboard.press(back ? 'Shift+Tab' : 'Tab');
    }
    expect(await hasFocus(target)).toBe(true);
  };

  // The first thing of all are links to the seats.
  await tabTo(page.getByRole('link', { name: 'Liaison' }));
  await page.keyboard.press('Enter');
  expect(page.url()).toContain('#seat-liaison');
  await page.keyboard.press('Tab');
  expect(await hasFocus(lee.region.getByLabel('Person'))).toBe(true);
  await tabTo(ana.box, true);
  await page.keyboard.type('A question');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('in two lines');
  await page.keyboard.press('Enter');
  await expect.poll(() => ana.said()).toEqual(['A question\nin two lines']);
  expect(await hasFocus(ana.box)).toBe(true);

  await desk.say(LEE, CARD);
  desk.answer = async (inbound) => (inbound.kind === 'press' ? { kind: 'form', form: RESOLVE } : { kind: 'done' });
  const opener = lee.log.getByRole('button', { name: 'Resolve' });
  await opener.waitFor();
  await tabTo(opener);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Resolve R-1042' });
  await dialog.waitFor();
  expect(await hasFocus(dialog.getByLabel('Answered'))).toBe(true);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  expect(await hasFocus(opener)).toBe(true);

  await page.keyboard.press('Space');
  await dialog.waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await page.keyboard.type('It went to the small purchases desk.');
  await tabTo(dialog.getByRole('button', { name: 'Resolve' }));
  // The card changes while the dialog is open; focus still finds its button.
  await desk.say(LEE, RECEIPT);
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'hidden' });
  expect(await hasFocus(opener)).toBe(true);
  expect(desk.heard.at(-1)).toMatchObject({
    values: { outcome: 'another way', summary: 'It went to the small purchases desk.' },
  });

  await tabTo(page.getByRole('button', { name: '1 business day' }), true);
  await page.keyboard.press('Enter');
  await page.getByRole('status').filter({ hasText: 'It is now' }).waitFor();
  expect(await hasFocus(page.getByRole('button', { name: '1 business day' }))).toBe(true);
  await page.close();
});

test('new messages and notices come into places that a screen reader watches', async () => {
  const page = await openPage();
  const ana = seat(page, 'Agency staff');
  expect(await ana.log.getAttribute('aria-live')).toBe('polite');
  expect(await ana.log.getAttribute('aria-label')).toBe('Conversation of Ana Ortiz with the desk');
  // Found by their role while they are still empty: what is added with its words already in it is not announced.
  expect(await page.locator('#clock').getByRole('status').count()).toBe(1);
  await desk.say(ANA, RECEIPT);
  await ana.log.getByRole('button', { name: 'Mark urgent' }).waitFor();
  expect(await ana.log.getByRole('article').getByRole('status').count()).toBe(1);
  expect(await ana.log.evaluate((log) => log.getAttribute('role'))).toBe('log');
  await page.close();
});

test('moves nothing for those who asked for stillness', async () => {
  const moving =
    'document.getAnimations().length + [...document.querySelectorAll("*")].filter((e) => getComputedStyle(e).transitionDuration !== "0s").length';
  const lively = await openPage({ reducedMotion: 'no-preference' });
  expect(await lively.evaluate(moving)).toBeGreaterThan(0);
  await lively.close();
  const still = await openPage({ reducedMotion: 'reduce' });
  expect(await still.evaluate(moving)).toBe(0);
  await still.close();
});
