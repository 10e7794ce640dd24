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
  expect(digest.match(/Not delivered/gu)).toHaveLength(1);
});

test('a liaison who cannot be written to is a decision, until they write again', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  const [ana, lee, sam] = [story.person('ana'), story.person('lee'), story.person('sam')];
  const newest = () => sam.sees().findLast((text) => text.startsWith('Daily digest')) ?? '';
  await lee.says('queue');
  story.chat.failNext('lee@state.example', 'gone');
  await ana.says('May I buy a drone?');
  await story.at('2026-06-02T09:00');
  expect(
    newest().match(/Lee Park, liaison, cannot be written to \(.+\): ask them to write to the desk/gu),
  ).toHaveLength(1);
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
