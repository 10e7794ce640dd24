import { expect, test } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { linkOf, openPage, press } from '../support/page.ts';

/** What is done on the page by the buttons and forms of the chat: pressed, filled in and sent as a browser does. */

const data = useDatabase();

test('an office is closed on the page: what moves is shown first, and whoever asked is told', async () => {
  const { story, browser, failures } = await openPage(data.database, { story: { at: '2026-06-01T16:00' } });
  const ana = story.person('ana');
  await ana.says('May I buy a drone?');
  const sam = browser();
  await sam(await linkOf(story, 'sam'), {});
  expect((await sam('/desk/coverage')).text).toContain('href="/desk/closures"');
  const form = await press(sam, await sam('/desk/closures'), 'Close Procurement Office');
  expect(form.text).toContain('You see what it does to open promises');
  const wrong = await press(sam, form, 'See what it does', { day: '2026-06-02', from: 'tea time', reason: 'snow' });
  expect([wrong.status, wrong.text]).toEqual([422, expect.stringContaining('Please look at what is marked')]);
  const preview = await press(sam, wrong, 'See what it does', {
    day: '2026-06-02',
    from: '',
    until: '',
    reason: 'snow',
  });
  expect(preview.text).toContain('1 promise moves later');
  const quiet = ana.sees().length;
  await story.sweep();
  expect(ana.sees()).toHaveLength(quiet);
  const closed = await press(sam, preview, 'Close the office');
  expect(closed.text).toContain('is closed on Tuesday, June 2');
  await story.sweep();
  await story.sweep();
  expect(ana.last()).toContain('the office is closed on Tuesday, June 2 (snow)');
  expect((await press(sam, await sam('/desk/closures'), 'Withdraw closure')).text).toContain('is open after all');
  expect((await sam('/desk/closures')).text).toContain('It is open as its calendar says.');
  const lee = browser();
  await lee(await linkOf(story, 'lee'), {});
  expect((await lee('/desk/closures')).status).toBe(404);
  expect(failures).toEqual([]);
});

test('several requests go to somebody else at once', async () => {
  const { story, browser } = await openPage(data.database);
  const ana = story.person('ana');
  for (const what of ['a drone', 'a tent', 'a boat']) await ana.asks(`May I buy ${what}?`);
  const sam = browser();
  await sam(await linkOf(story, 'sam'), {});
  const form = await press(sam, await sam('/desk/liaisons'), 'Hand some over');
  expect(form.text).toContain('May I buy a drone?');
  const devon = /value="(?<id>\d+)"[^>]*>\s*(?:<span[^>]*>)?Devon Clark/u.exec(form.text)?.groups?.id ?? '';
  const given = await press(sam, form, 'Hand over', { person: devon, requests: ['1001', '1003'] });
  expect(given.text).toContain('Devon Clark has 2 open requests of Lee Park now.');
  await story.settle();
  const list = (await sam('/desk/requests?list=all+open&file=csv&table=requests')).text;
  const holders = Object.fromEntries(
    [...list.matchAll(/^(R-\d+),.*?,(Devon Clark|Lee Park),/gmu)].map((m) => [m[1], m[2]]),
  );
  expect(holders).toEqual({ 'R-1001': 'Devon Clark', 'R-1002': 'Lee Park', 'R-1003': 'Devon Clark' });
});
