import { expect, test } from 'vitest';
import { defaultSurveyRules } from '../../src/offices/surveyRules.ts';
import { useDatabase } from '../support/database.ts';
import { storyOffice } from '../support/office.ts';
import { openStory } from '../support/story.ts';

const data = useDatabase();

const { calendar } = storyOffice();
const halves = [
  { from: '09:00', to: '12:00' },
  { from: '13:00', to: '17:00' },
];
const withLunch = {
  ...calendar,
  hours: { mon: halves, tue: halves, wed: halves, thu: halves, fri: halves },
  specialDays: [{ date: '2026-06-03', name: 'Founders’ Day', windows: [] }],
};

test('what is due after lunch is due today, and what is counted since another day than yesterday says so', async () => {
  const story = await openStory(data.database, { at: '2026-06-02T16:30', office: { calendar: withLunch } });
  const [ana, sam] = [story.person('ana'), story.person('sam')];
  await ana.says('May I buy a drone?');
  await story.at('2026-06-04T09:00');
  const digest = sam.sees().find((text) => text.startsWith('Daily digest: Procurement Office')) ?? '';
  expect(digest).toContain('- Besides: 1 due today.');
  expect(digest).toContain('Asked since Tuesday, June 2: 1');
});

test('a card that could not be changed in place is nothing to decide', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  const [ana, lee, sam] = [story.person('ana'), story.person('lee'), story.person('sam')];
  await ana.says('May I buy a drone?');
  // The receipt is changed twice, then comes the reply.
  story.chat.failNext('ana@state.example', 'rejected', 'rejected', 'rejected');
  await ana.presses('Change topic to Contracts');
  await lee.presses('Reply', { text: 'You may.' });
  expect(ana.sees()).toHaveLength(1);
  await story.at('2026-06-02T09:00');
  const digest = sam.sees().find((text) => text.startsWith('Daily digest')) ?? '';
  expect(digest.match(/not delivered/giu)).toHaveLength(1);
});

test('a liaison who cannot be written to is a decision, until they write again', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  const [ana, lee, sam] = [story.person('ana'), story.person('lee'), story.person('sam')];
  const newest = () => sam.sees().findLast((text) => text.startsWith('Daily digest')) ?? '';
  await lee.says('queue');
  story.chat.failNext('lee@state.example', 'gone');
  await ana.says('May I buy a drone?');
  await story.at('2026-06-02T09:00');
  expect(newest().match(/Lee Park, liaison, cannot be written to \(.+\)\. Ask them to write to me/gu)).toHaveLength(1);
  await lee.says('queue');
  await story.at('2026-06-03T09:00');
  expect(newest()).toContain('Daily digest');
  expect(newest()).not.toContain('cannot be written to');
});

test('a bad rating is a decision until it is settled, whenever it was given', async () => {
  const story = await openStory(data.database, {
    at: '2026-06-01T10:00',
    office: { surveys: defaultSurveyRules(480) },
  });
  const [ana, lee, sam] = [story.person('ana'), story.person('lee'), story.person('sam')];
  const newest = () => sam.sees().findLast((text) => text.includes('digest: Procurement Office')) ?? '';
  await ana.says('May I buy a drone?');
  await lee.presses('Resolve', { outcome: 'answered', text: 'You may.' });
  await story.at('2026-06-02T10:01');
  await ana.presses('2 – Dissatisfied', { comment: 'It took a week.' });
  await story.at('2026-06-03T09:01');
  expect(newest()).toContain('Rated 2 of 5: R-1001 “It took a week.” · nobody sees to it yet');
  await sam.presses('I have this');
  await story.at('2026-06-05T09:01');
  expect(newest()).toContain('Rated 2 of 5: R-1001 “It took a week.” · Sam Reed sees to it');
  await sam.presses('It is settled', { text: 'We now send the list first.' });
  await story.at('2026-06-08T09:01');
  expect(newest()).toContain('Weekly digest');
  expect(newest()).not.toContain('Rated');
});

test('a request that is late and of which something did not arrive stands there once', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  const [ana, lee, sam] = [story.person('ana'), story.person('lee'), story.person('sam')];
  await ana.says('May I buy a drone?');
  story.chat.failNext('ana@state.example', 'rejected', 'rejected', 'rejected', 'rejected', 'rejected');
  await lee.presses('Reply', { text: 'You may.' });
  await lee.presses('Reply', { text: 'You may, I said.' });
  const newest = () => sam.sees().findLast((text) => text.startsWith('Daily digest')) ?? '';
  await story.at('2026-06-02T09:01');
  expect(newest()).toContain('2:00 PM EDT · not delivered to Ana Ruiz: told to fail');
  expect(newest().match(/R-1001 /gu), 'in one line').toHaveLength(1);
});

test('a long angry word is cut in a digest, and a rating that somebody sees to can be settled from there', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  const [ana, lee, sam] = [story.person('ana'), story.person('lee'), story.person('sam')];
  await ana.says('May I buy a drone?');
  await lee.presses('Resolve', { outcome: 'answered', text: 'You may.' });
  await story.at('2026-06-02T10:01');
  await ana.presses('1 – Very dissatisfied', { comment: 'This is\nan outrage! '.repeat(200) });
  await lee.presses('I have this');
  await story.at('2026-06-03T09:01');
  const newest = (who = sam) => who.sees().findLast((text) => text.startsWith('Daily digest')) ?? '';
  expect(newest()).toMatch(/Rated 1 of 5: R-1001 “This is an outrage! [^”\n]{1,120}…” · Lee Park sees to it/u);
  await lee.says('digests');
  const day = await lee.presses('Show me one now');
  expect(day, 'it is part of the day of whoever sees to it').toContain('Rated 1 of 5: R-1001 · Lee Park sees to it');
  expect(day).not.toContain('outrage');
  expect(await sam.presses('Settle R-1001', { text: 'We say now by when.' })).toContain('is told what came of it');
  expect(newest()).toContain('Now: it is settled.');
  expect(newest()).not.toContain('Settle R-1001');
  await lee.says('digests');
  expect(await lee.presses('Show me one now')).not.toContain('Rated');
});
