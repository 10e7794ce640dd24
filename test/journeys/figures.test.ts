import { expect, test } from 'vitest';
import { figuresOfAll } from '../../src/figures/read.ts';
import { useDatabase } from '../support/database.ts';
import { linkOf, openPage } from '../support/page.ts';
import { openStory, type Story } from '../support/story.ts';

const data = useDatabase();

const inJune = { from: new Date('2026-06-01T04:00:00Z'), to: new Date('2026-07-01T04:00:00Z') };
const firstReplies = (story: Story) =>
  story.store.transaction((tx) =>
    figuresOfAll(tx, { officeId: 1, kind: 'first_reply', ...inJune, liaisonId: null }, story.now()),
  );

test('one answered in time, one late, one open and one withdrawn late: nothing that was ignored looks better', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T09:00' });
  const [ana, ben, lee, maria] = [story.person('ana'), story.person('ben'), story.person('lee'), story.person('maria')];
  await ana.says('Do I need three quotes for $40k?');
  await story.at('2026-06-01T10:00');
  await lee.presses('Reply', { text: 'Yes.' });
  expect(await firstReplies(story)).toMatchObject({ n: 0, due: 0 });

  await story.at('2026-06-02T09:00');
  await ben.says('Which quotes do I need?');
  await story.at('2026-06-02T15:00');
  await maria.presses('Reply', { text: 'Three.' });
  await story.at('2026-06-03T09:00');
  expect(await firstReplies(story)).toMatchObject({
    ...{ n: 2, due: 2, met: 1 },
    median: { minutes: 60, reached: true },
    p90: { minutes: 360, reached: true },
  });

  await story.person('fay').says('Who signs a renewal?');
  await story.at('2026-06-04T09:00');
  expect(await firstReplies(story)).toMatchObject({
    ...{ n: 3, due: 3, met: 1 },
    median: { minutes: 360, reached: true },
    p90: { minutes: 480, reached: false },
  });
  await story.person('fay').presses('Withdraw', {});
  await story.at('2026-06-05T09:00');
  expect(await firstReplies(story)).toMatchObject({ n: 3, due: 3, met: 1, p90: { minutes: 480, reached: false } });
});

test('a supervisor asks how the office is doing, agency by agency, and freezes a baseline once', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T09:00' });
  const [ana, ben, lee, maria, sam] = ['ana', 'ben', 'lee', 'maria', 'sam'].map((name) => story.person(name));
  if (!ana || !ben || !lee || !maria || !sam) throw new Error('all are there');
  await ana.says('Do I need three quotes for $40k?');
  await ben.says('Which quotes do I need?');
  await story.at('2026-06-01T10:00');
  await lee.presses('Reply', { text: 'Yes.' });
  await story.at('2026-06-02T10:00');
  await maria.presses('Reply', { text: 'Three.' });

  await sam.says('how are we doing?');
  expect(sam.last()).toContain('Procurement Office, June 2026');
  expect(sam.last()).toContain('First replies on time: 50% (1 of 2)');
  expect(sam.last()).toContain('Typical wait: 1 h (2 requests)');
  expect(sam.last()).not.toContain('Keep as our baseline');
  expect(await sam.presses('By agency')).toContain(
    '- Agriculture · on time 0% (0 of 1) · typical 9 h (1 request)\n- Transportation · on time 100% (1 of 1) · typical 1 h (1 request)',
  );
  expect(await sam.presses('By liaison')).toContain('Lee Park · on time 100% (1 of 1)');

  await lee.says('figures');
  expect(lee.last()).toContain('Lee Park, June 2026');
  expect(lee.last()).toContain('First replies on time: 100% (1 of 1)');
  expect(lee.last()).not.toContain('By agency');
  await ana.says('figures');
  expect(ana.last()).not.toContain('in time');

  await story.at('2026-07-06T10:00');
  await sam.says('figures');
  // What Ana wrote of figures went to her open request, and made no other.
  expect(sam.last()).toContain('June 2026: 50% (1 of 2)');
  const june = await sam.presses('June 2026');
  expect(june).toContain('Keep as our baseline');
  const press = { name: 'freeze baseline', about: 'v2 office=1 month=2026-06' };
  const freeze = (who: string) => story.chat.hand(`${who}@state.example`, { kind: 'press', press });
  expect(await freeze('lee')).toMatchObject({ text: ['There is no such request among yours.'] });
  expect(await freeze('sam')).toMatchObject({
    text: ['June 2026 is the baseline of Procurement Office from now on, as it is today.'],
  });
  expect(await freeze('sam')).toMatchObject({ text: ['The baseline is June 2026 already, and stays.'] });
  await sam.says('figures');
  expect(sam.last()).toContain('Baseline: June 2026, as it was then.');
});

test('the goal inside the promise stands beside it, for those who see it on their cards, and for no agency', async () => {
  const { story, browser } = await openPage(data.database, { story: { at: '2026-06-01T10:00' } });
  const [ana, ben, lee, maria, sam] = ['ana', 'ben', 'lee', 'maria', 'sam'].map((name) => story.person(name));
  await ana?.says('May I buy a drone?');
  await ben?.says('Which quotes do I need?');
  expect(lee?.last()).toContain('Reply by (goal): Mon, Jun 1, 1:00 PM EDT');
  await story.at('2026-06-01T13:00');
  await lee?.presses('Reply', { text: 'You may.' });
  await story.at('2026-06-01T13:30');
  await maria?.presses('Reply', { text: 'Three.' });
  await story.at('2026-06-02T10:00');
  await sam?.says('figures');
  expect(sam?.last()).toContain('First replies on time: 100% (2 of 2)');
  expect(sam?.last()).toContain('Within the goal: 50% (1 of 2)');
  expect(sam?.last()).toContain('The goal is the earlier time that the cards of liaisons show.');
  await maria?.says('my figures');
  expect(maria?.last()).toContain('Within the goal: 0% (0 of 1)');
  const page = browser();
  await page(await linkOf(story, 'sam'), {});
  expect((await page('/desk/figures?month=2026-06&table=month&file=csv')).text).toContain(
    'First replies,100% (2 of 2),50% (1 of 2)',
  );
  await story.at('2026-07-01T09:02');
  expect(sam?.sees().join('\n')).toMatch(/June 2026: Procurement Office[\s\S]*Within the goal: 50% \(1 of 2\)/u);
});

test('on the page a month is told apart by what one chooses, and one month and office stay chosen', async () => {
  const { story, browser } = await openPage(data.database, { story: { at: '2026-06-01T10:00' } });
  await story.person('ana').says('May I buy a drone?');
  await story.person('lee').presses('Reply', { text: 'Yes.' });
  await story.at('2026-06-02T10:00');
  const sam = browser();
  await sam(await linkOf(story, 'sam'), {});
  const first = await sam('/desk/figures?month=2026-06');
  expect(first.text).toContain('First replies by agency');
  expect(first.text).toContain('Transportation');
  expect(first.text).not.toContain('First replies by liaison');
  const to = /href="(?<to>[^"]*by=liaison[^"]*)"/u.exec(first.text)?.groups?.to?.replaceAll('&amp;', '&') ?? '';
  expect(to).toContain('month=2026-06');
  const chosen = await sam(to);
  expect(chosen.text).toContain('First replies by liaison');
  expect(chosen.text).toContain('Lee Park');
});
