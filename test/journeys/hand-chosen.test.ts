import { expect, test } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { linkOf, openPage, press } from '../support/page.ts';

/** Several requests of a list are handed over at once, by the boxes beside them. */

const data = useDatabase();
const plain = (text: string): string =>
  text.replace(/<(?:script|style)[\s\S]*?<\/\w+>|<[^>]+>/gu, ' ').replace(/\s+/gu, ' ');

test('a supervisor gives several to one liaison: one list for them, one message for each who asked', async () => {
  const { story, browser, failures } = await openPage(data.database, { story: { at: '2026-06-01T10:00' } });
  for (const text of ['May I buy a drone?', 'May I buy a boat?', 'May I buy a truck?', 'May I buy a tent?'])
    await story.person('ana').asks(text);
  await story.person('fay').asks('Who renews our contract?');
  await story.person('lee').presses('Resolve', { outcome: 'answered', text: 'Yes.' });
  const devon = story.person('devon');
  const before = { devon: devon.sees().length, ana: story.person('ana').sees().length };
  const sam = browser();
  await sam(await linkOf(story, 'sam'), {});
  const list = await sam('/desk/requests?list=all+open');
  expect(list.text.match(/type="checkbox" form="choose-requests" name="chosen"/gu)).toHaveLength(4);
  expect((await press(sam, list, 'Hand over the chosen')).text).toContain('Choose the requests first');
  const ids = ['1001', '1002', '1003', '1004', '1005', '999'];
  const chosen: [string, string][] = ids.map((id) => ['chosen', id]);
  const form = await press(sam, list, 'Hand over the chosen', {}, {}, chosen);
  expect(plain(form.text)).toContain('R-999 : there is no such request among yours R-1004 : it is resolved already');
  const wrong = await press(sam, form, 'Hand over');
  expect([wrong.status, wrong.text]).toEqual([422, expect.stringContaining('Fill in “To whom?”.')]);
  const devonId = /value="(\d+)"[^>]*> <span dir="auto">Devon Clark/u.exec(wrong.text)?.[1] ?? '';
  const done = await press(sam, wrong, 'Hand over', { person: devonId, reason: 'Lee has a lot just now.' });
  expect(plain(done.text)).toContain('Devon Clark has 4 more requests now: R-1001, R-1002, R-1003, R-1005.');
  expect(plain(done.text)).toContain('R-999 : there is no such request among yours R-1004 : it is resolved already');
  await story.settle();
  expect(devon.sees()).toHaveLength(before.devon + 1);
  expect(devon.last()).toContain('Lee has a lot just now. 4 requests come to you:');
  expect(story.person('ana').sees()).toHaveLength(before.ana + 1);
  const again = await press(sam, wrong, 'Hand over', { person: devonId, reason: 'Lee has a lot just now.' });
  expect(again.status, 'the same form sent twice').toBe(200);
  await story.settle();
  expect(devon.sees()).toHaveLength(before.devon + 1);
  expect(failures).toEqual([]);
});

test('triage is given to somebody in the same way, and a box is checked for all by a link', async () => {
  const { story, browser, failures } = await openPage(data.database, { story: { at: '2026-06-01T10:00' } });
  await story.person('fay').asks('May I buy a drone?');
  await story.person('fay').asks('May I buy a boat?');
  const sam = browser();
  await sam(await linkOf(story, 'sam'), {});
  const list = await sam('/desk/requests?list=triage&chosen=all');
  expect(list.text.match(/name="chosen" value="\d+" checked/gu)).toHaveLength(2);
  expect(list.text).toContain('Choose none');
  const form = await press(sam, list, 'Hand over the chosen', {}, {}, [
    ['chosen', '1001'],
    ['chosen', '1002'],
  ]);
  const maria = /value="(\d+)"[^>]*> <span dir="auto">Maria Lopez/u.exec(form.text)?.[1] ?? '';
  const done = await press(sam, form, 'Hand over', { person: maria, reason: 'Maria knows Finance' });
  expect(plain(done.text)).toContain('Maria Lopez has 2 more requests now: R-1001, R-1002.');
  await story.settle();
  expect(story.person('fay').last()).toContain('Maria knows Finance. Maria Lopez has your requests now.');
  // A liaison hands over what is theirs, and nothing else.
  const lee = browser();
  await lee(await linkOf(story, 'lee'), {});
  const own = await lee('/desk/requests?list=queue');
  expect(own.text).not.toContain('name="chosen"');
  const devon = browser();
  await devon(await linkOf(story, 'devon'), {});
  const mariasPage = browser();
  await mariasPage(await linkOf(story, 'maria'), {});
  const queue = await mariasPage('/desk/requests?list=queue');
  const refused = await press(devon, queue, 'Hand over the chosen', {}, {}, [['chosen', '1001']]);
  expect(plain(refused.text)).toContain('There is no such request among yours.');
  expect((await press(devon, queue, 'Hand over the chosen', {}, {}, [['chosen', '../x']])).status).toBe(400);
  expect(failures).toEqual([]);
});
