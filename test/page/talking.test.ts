import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { LONGEST_TEXT } from '../../src/chat/message.ts';
import { launchChromium } from '../support/chromium.ts';
import { ANA, CARD, LEE, MARIA, openScriptedDesk, RECEIPT, type ScriptedDesk } from './scripted-desk.ts';
import { seat } from './seat.ts';

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

describe('talking', () => {
  test('what is written shows at once, goes to the desk, and its answer comes without reloading', async () => {
    const ana = seat(page, 'Agency staff');
    await ana.write('Do I need <b>three</b> quotes?');
    await expect.poll(() => ana.said()).toEqual(['Do I need <b>three</b> quotes?']);
    expect(await ana.box.inputValue()).toBe('');
    expect(desk.heard).toMatchObject([
      { kind: 'message', text: 'Do I need <b>three</b> quotes?', address: ANA, from: { userId: ANA }, at: desk.now },
    ]);
    await desk.say(ANA, RECEIPT);
    await ana.log.getByRole('heading', { name: 'We have your question: R-1042' }).waitFor();
    const time = ana.log.locator('.bubble time');
    expect(await time.getAttribute('datetime')).toBe('2026-06-09T14:30:00.000Z');
    expect(await time.textContent()).toBe('Tue, Jun 9, 10:30 AM EDT');
  });

  test('two messages with the same words are two deeds', async () => {
    const ana = seat(page, 'Agency staff');
    await ana.write('thanks');
    await expect.poll(() => ana.said()).toEqual(['thanks']);
    await ana.write('thanks');
    await expect.poll(() => ana.said()).toEqual(['thanks', 'thanks']);
    expect(new Set(desk.heard.map(({ key }) => key)).size).toBe(2);
  });

  test('when the desk cannot store it, that is said and the text stays', async () => {
    const ana = seat(page, 'Agency staff');
    desk.answer = async () => {
      throw new Error('no database');
    };
    await ana.write('Please keep this.');
    const status = ana.region.getByRole('status').filter({ hasText: 'Nothing was taken' });
    await status.waitFor();
    expect(await status.textContent()).toContain('Your text is still in the box');
    expect(await ana.box.inputValue()).toBe('Please keep this.');
    expect(await ana.said()).toEqual([]);
    desk.answer = async () => ({ kind: 'done' });
    await ana.send.click();
    await expect.poll(() => ana.said()).toEqual(['Please keep this.']);
    expect(new Set(desk.heard.map(({ key }) => key)).size).toBe(1);
    await status.waitFor({ state: 'detached' });
  });

  test('text that is too long is refused kindly and stays in the box', async () => {
    const ana = seat(page, 'Agency staff');
    await ana.write('x'.repeat(LONGEST_TEXT + 1));
    await ana.region.getByText('40,001 characters').waitFor();
    expect((await ana.box.inputValue()).length).toBe(LONGEST_TEXT + 1);
    expect(desk.heard).toEqual([]);
  });

  test('a message is changed in place', async () => {
    const ana = seat(page, 'Agency staff');
    const sentId = await desk.say(ANA, RECEIPT);
    await desk.say(ANA, say('Something later.'));
    await ana.log.getByText('Something later.').waitFor();
    await desk.say(ANA, say('R-1042 was withdrawn.'), sentId);
    await ana.log.getByText('R-1042 was withdrawn.').waitFor();
    expect(await ana.log.locator('.bubble').allInnerTexts()).toEqual(['R-1042 was withdrawn.', 'Something later.']);
  });

  test('nothing is missed when the desk was away, and nothing is shown twice', async () => {
    const ana = seat(page, 'Agency staff');
    await desk.say(ANA, say('before'));
    await ana.log.getByText('before').waitFor();
    await desk.hang();
    await desk.say(ANA, say('meanwhile'));
    await page.getByText('The connection to the desk is lost.').waitFor();
    await desk.resume();
    await ana.log.getByText('meanwhile').waitFor();
    await desk.say(ANA, say('after'));
    await ana.log.getByText('after').waitFor();
    expect(await ana.log.locator('.bubble').allInnerTexts()).toEqual(['before', 'meanwhile', 'after']);
    await page.getByRole('status').filter({ hasText: 'Connected again' }).waitFor();
  });

  test('a page that was left is no longer looked after', async () => {
    const other = await browser.newPage();
    await other.goto(desk.url);
    await page.goto('about:blank');
    await other.close();
    let reads = 0;
    const { read } = desk.transcript;
    desk.transcript.read = (address, limit) => {
      reads++;
      return read(address, limit);
    };
    await expect
      .poll(async () => {
        const before = reads;
        await desk.say(ANA, say('is anybody there?'));
        await new Promise((resolve) => setImmediate(resolve));
        return reads - before;
      })
      .toBe(0);
    await page.goto(desk.url);
    expect(reads).toBeGreaterThan(0);
  });

  test('the log follows new messages, unless the reader has scrolled up', async () => {
    const ana = seat(page, 'Agency staff');
    const fromEnd = () => ana.log.evaluate((log) => Math.round(log.scrollHeight - log.scrollTop - log.clientHeight));
    for (let count = 1; count <= 12; count++) await desk.say(ANA, say(`message ${count}\n\n\n`));
    await ana.log.getByText('message 12').waitFor();
    await expect.poll(fromEnd).toBeLessThan(2);
    const newer = ana.region.getByRole('button', { name: 'New messages' });
    expect(await newer.isVisible()).toBe(false);
    await ana.log.evaluate((log) => log.scrollTo(0, 0));
    await expect.poll(fromEnd).toBeGreaterThan(200);
    await desk.say(ANA, say('one more'));
    await newer.click();
    await expect.poll(fromEnd).toBeLessThan(2);
    expect(await newer.isVisible()).toBe(false);
  });
});

describe('people', () => {
  test('another person takes the seat, a reload keeps them, and drafts wait', async () => {
    const liaison = seat(page, 'Liaison');
    await desk.say(MARIA, CARD);
    await liaison.box.fill('half a sentence');
    await liaison.region.getByLabel('Person').selectOption({ value: MARIA });
    await liaison.log.getByText('New request R-1042').waitFor();
    expect(await liaison.box.inputValue()).toBe('');
    await expect.poll(() => page.url()).toContain(`liaison=${encodeURIComponent(MARIA)}`);
    await page.reload();
    await liaison.log.getByText('New request R-1042').waitFor();
    await desk.say(MARIA, say('live here too'));
    await liaison.log.getByText('live here too').waitFor();
    await liaison.region.getByLabel('Person').selectOption({ value: LEE });
    await expect.poll(() => liaison.box.inputValue()).toBe('half a sentence');
  });

  test('messages for somebody who is not shown are counted in the picker, and are one press away', async () => {
    const liaison = seat(page, 'Liaison');
    await liaison.region.getByRole('button', { name: 'My requests' }).waitFor();
    await desk.say(MARIA, CARD);
    await desk.say(MARIA, say('and more'));
    const show = liaison.region.getByRole('status').getByRole('button', { name: 'Show Maria Chen' });
    await show.waitFor();
    await expect
      .poll(() => liaison.region.getByRole('option').allTextContents())
      .toEqual(['Lee Park, Purchasing', 'Maria Chen, Contracts — 2 new']);
    await show.click();
    await liaison.log.getByText('and more').waitFor();
    expect(await liaison.region.getByRole('option').allTextContents()).toEqual([
      'Lee Park, Purchasing',
      'Maria Chen, Contracts',
    ]);
    expect(await show.count()).toBe(0);
  });

  test('somebody new gives a name and is heard without an e-mail', async () => {
    const ana = seat(page, 'Agency staff');
    await ana.region.getByLabel('Person').selectOption({ label: 'Someone new (not on the list)' });
    await ana.region.getByRole('button', { name: 'Start' }).click();
    await ana.region.getByText('Write a name first').waitFor();
    await ana.region.getByLabel('Your name').fill('Kim Hara');
    await ana.region.getByRole('button', { name: 'Start' }).click();
    await ana.write('Whom do I ask?');
    await expect.poll(() => ana.said()).toEqual(['Whom do I ask?']);
    const from = desk.heard[0]?.from;
    expect(from).toMatchObject({ name: 'Kim Hara', userId: expect.stringMatching(/^visitor-/) });
    expect(from).not.toHaveProperty('email');
    await desk.say(from?.address ?? '', say('Which agency are you with?'));
    await ana.log.getByText('Which agency are you with?').waitFor();
    await page.reload();
    await ana.log.getByText('Which agency are you with?').waitFor();
  });
});

describe('time', () => {
  test('a skip shows that it is under way, then says the new time', async () => {
    let arrive = () => {};
    const arrived = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    const asked: string[] = [];
    desk.skip = async (to) => {
      asked.push(to);
      await arrived;
      desk.now = new Date('2026-06-09T12:00:00Z');
    };
    const group = page.getByRole('group', { name: 'Skip ahead' });
    await group.getByRole('button', { name: 'To next opening' }).click();
    await page.getByRole('status').filter({ hasText: 'Skipping ahead…' }).waitFor();
    expect(await page.locator('#clock').getAttribute('aria-busy')).toBe('true');
    expect(await group.getByRole('button', { name: '1 week' }).isDisabled()).toBe(true);
    arrive();
    await page.getByRole('status').filter({ hasText: 'It is now Tue, Jun 9, 8:00 AM EDT.' }).waitFor();
    expect(await page.locator('#now').textContent()).toBe('Tue, Jun 9, 8:00 AM EDT');
    expect(await page.locator('#clock').getAttribute('aria-busy')).toBe('false');
    expect(asked).toEqual(['opening']);
  });

  test('there is nothing to skip with where time is real', async () => {
    const real = await openScriptedDesk({ mayUseSkip: false });
    await page.goto(real.url);
    expect(await page.getByText('Desk time').isVisible()).toBe(true);
    expect(await page.getByRole('group', { name: 'Skip ahead' }).count()).toBe(0);
    await page.goto('about:blank');
    await real.close();
  });
});
