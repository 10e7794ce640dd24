import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { ANA, CARD, LEE, openScriptedDesk, RECEIPT, RESOLVE, type ScriptedDesk } from './scripted-desk.ts';
import { describedBy, hasFocus, seat } from './seat.ts';

const say = (text: string) => ({ blocks: [{ kind: 'text' as const, text: [text] }] });

let browser: Browser;
let desk: ScriptedDesk;
let page: Page;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());
beforeEach(async () => {
  desk = await openScriptedDesk();
  page = await browser.newPage();
  await page.goto(desk.url);
});
afterEach(async () => {
  await page.close();
  await desk.close();
});

describe('buttons and forms', () => {
  test('a notice stands at its message, is a status, and can be dismissed', async () => {
    const ana = seat(page, 'Agency staff');
    await desk.say(ANA, RECEIPT);
    desk.answer = async () => ({ kind: 'notice', text: ['Marked as urgent.'] });
    await ana.log.getByRole('button', { name: 'Mark urgent', exact: true }).click();
    const status = ana.log.getByRole('article').getByRole('status');
    await status.getByText('Marked as urgent.').waitFor();
    expect(desk.heard).toMatchObject([
      { kind: 'press', press: { name: 'urgent', about: 'R-1042' }, from: { userId: ANA } },
    ]);
    await status.getByRole('button', { name: 'Dismiss' }).click();
    expect(await status.textContent()).toBe('');
  });

  test('a double click is one deed, and the buttons of the message rest meanwhile', async () => {
    const lee = seat(page, 'Liaison');
    await desk.say(LEE, CARD);
    let finish = () => {};
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    desk.answer = async () => {
      await finished;
      return { kind: 'notice', text: ['Done.'] };
    };
    const resolve = lee.log.getByRole('button', { name: 'Resolve' });
    await resolve.dblclick();
    await expect.poll(() => lee.log.getByRole('button', { name: 'Reply' }).isDisabled()).toBe(true);
    await resolve.dispatchEvent('click');
    finish();
    await lee.log.getByText('Done.').waitFor();
    expect(await resolve.isEnabled()).toBe(true);
    expect(desk.heard).toHaveLength(1);
    await resolve.click();
    await expect.poll(() => desk.heard.length).toBe(2);
    expect(desk.heard[1]?.key).not.toBe(desk.heard[0]?.key);
  });

  test('the buttons are described by what they are about', async () => {
    const lee = seat(page, 'Liaison');
    await desk.say(LEE, CARD);
    const reply = lee.log.getByRole('button', { name: 'Reply', exact: true });
    await reply.waitFor();
    const about = (await describedBy(reply)).join();
    expect(about).toBe('New request R-1042 from Transportation');
  });

  test('a form opens in a dialog, keeps what was written beside its errors, and closes when it is taken', async () => {
    const lee = seat(page, 'Liaison');
    await desk.say(LEE, CARD);
    desk.answer = async (inbound) => {
      if (inbound.kind === 'press') return { kind: 'form', form: RESOLVE };
      if (inbound.kind === 'submit' && inbound.values.summary === 'No.') {
        return { kind: 'errors', errors: { summary: 'Say a little more.' } };
      }
      return { kind: 'notice', text: ['Resolved.'] };
    };
    const opener = lee.log.getByRole('button', { name: 'Resolve' });
    await opener.click();
    const dialog = page.getByRole('dialog', { name: 'Resolve R-1042' });
    const summary = dialog.getByLabel('What the agency is told');
    await dialog.getByRole('button', { name: 'Resolve' }).click();
    await dialog.getByText('Fill in “Outcome”.').waitFor();
    expect(await hasFocus(dialog.getByLabel('Answered'))).toBe(true);
    expect(desk.heard).toHaveLength(1);
    await dialog.getByLabel('Answered').check();
    await summary.fill('No.');
    await dialog.getByRole('button', { name: 'Resolve' }).click();
    await dialog.getByText('Say a little more.').waitFor();
    expect(await summary.inputValue()).toBe('No.');
    expect(await summary.getAttribute('aria-invalid')).toBe('true');
    expect(await hasFocus(summary)).toBe(true);
    const described = await describedBy(summary);
    expect(described).toEqual(['Ana Ortiz will read this.', 'Say a little more.']);
    expect(await dialog.getByText('Fill in “Outcome”.').count()).toBe(0);
    await summary.fill('Two quotes are enough.');
    await dialog.getByRole('button', { name: 'Resolve' }).dblclick();
    await lee.log.getByText('Resolved.').waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await hasFocus(opener)).toBe(true);
    const values = { outcome: 'answered', summary: 'Two quotes are enough.', 'follow up': '', reference: '' };
    expect(desk.heard.slice(2)).toMatchObject([
      { kind: 'submit', press: RESOLVE.press, values, from: { userId: LEE } },
    ]);
    expect(desk.heard[2]?.key).not.toBe(desk.heard[1]?.key);
  });

  test('what the desk shows opens in a dialog, and its buttons work there', async () => {
    const ana = seat(page, 'Agency staff');
    desk.answer = async (inbound) =>
      inbound.kind === 'press' && inbound.press.name === 'my requests'
        ? { kind: 'show', message: RECEIPT }
        : { kind: 'notice', text: ['Marked as urgent.'] };
    await ana.region.getByRole('button', { name: 'My requests' }).click();
    const dialog = page.getByRole('dialog', { name: 'We have your question: R-1042' });
    await dialog.getByRole('button', { name: 'Mark urgent' }).click();
    await dialog.getByRole('status').getByText('Marked as urgent.').waitFor();
    expect(await ana.said()).toEqual([]);
    await dialog.getByRole('button', { name: 'Close' }).click();
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  test('the menu is drawn anew when the conversation changes', async () => {
    const ana = seat(page, 'Agency staff');
    await ana.region.getByRole('button', { name: 'My requests' }).waitFor();
    desk.home = (inbound) => say(`For ${inbound.from.name}: 1 open request`);
    await desk.say(ANA, RECEIPT);
    await ana.region.getByText('For Ana Ortiz: 1 open request').waitFor();
    expect(await seat(page, 'Liaison').region.getByRole('button', { name: 'My requests' }).count()).toBe(1);
  });
});
