import { expect, test } from 'vitest';
import { alternateRules, application } from '../support/alternates.ts';
import { useDatabase } from '../support/database.ts';
import { pressed, sends, toTheVote } from '../support/listening.ts';
import { noises } from '../support/noise.ts';
import { finish, personId, yearly } from '../support/reviews.ts';
import { openStory } from '../support/story.ts';
import { formOf, idOf, openTraining, plan, signsUp } from '../support/training.ts';

/** What the programme rings with, beside requests (noise.test.ts). */

const data = useDatabase();
const { note, rowsStand } = noises();
const begin = () => openStory(data.database, { at: '2026-06-01T09:00' });

test('an announcement that one has read, and another is reminded of', { timeout: 180_000 }, async () => {
  const story = await begin();
  const sam = story.person('sam');
  await sam.says('announce');
  const said = { title: 'Rates change', text: 'By 5 %.', agencies: 'DOT, AGR', readBy: '2026-06-04' };
  expect(await sam.presses('Announce something', said)).toContain('It goes to');
  await sam.presses('Send it');
  await story.person('ana').presses('I have read this');
  for (const day of ['01T12:00', '03T09:05', '03T12:00']) await story.at(`2026-06-${day}`);
  expect(story.person('ben').sees(), 'it, and one reminder').toHaveLength(2);
  note('an announcement, read at once', story);
});

test('a review, from its beginning until its findings are closed', async () => {
  const story = await openStory(data.database, { office: { reviews: [yearly] } });
  await story.sweep();
  await story.at('2026-06-02T09:00');
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await finish(story);
  for (let n = 1; n <= 2; n += 1) {
    const press = { name: 'finish action', about: `v2 action=${n}` };
    const opened = await story.chat.hand('ana@state.example', { kind: 'press', press });
    if (opened.kind !== 'form') throw new Error('it opens');
    await story.chat.submit('ana@state.example', opened.form, { result: 'It is done.' });
    await story.sweep();
    await lee.presses('Accept');
  }
  expect(ana.last()).toContain('All findings are closed.');
  note('a review with two findings', story);
});

test('a slot of office hours, taken on the day before', async () => {
  const story = await begin();
  const send = async (who: string, press: { name: string; about: string }, values: Record<string, string>) => {
    const opened = await story.chat.hand(`${who}@state.example`, { kind: 'press', press });
    if (opened.kind !== 'form') throw new Error('it opens a form');
    await story.chat.submit(`${who}@state.example`, opened.form, values);
    await story.settle();
  };
  const hours = { weekday: 'tue', from: '10 AM', until: '11 AM', minutes: '30' };
  await send('lee', { name: 'set office hours', about: 'v2' }, hours);
  const [lee] = await story.store.transaction((tx) => tx.officeHours.of({ officeId: 1 }));
  const slot = { slot: '2026-06-02T14:00:00.000Z', about: 'Road salt' };
  await send('ana', { name: 'take slot', about: `v2 office=1 person=${lee?.liaisonId}` }, slot);
  for (const time of ['02T09:00', '02T10:30', '02T12:00']) await story.at(`2026-06-${time}`);
  note('a slot of office hours, taken on the day before', story);
});

test('a listening round, from the question to what came of it', async () => {
  const story = await begin();
  await toTheVote(story);
  const [ana, sam] = [story.person('ana'), story.person('sam')];
  await ana.presses('Vote', { needs: '1' });
  await story.at('2026-06-22T09:00');
  const later = { choice: 'later', effort: 'large', again: '2026-09-01' };
  for (const need of [1, 2]) await sends(story, 'sam', 'decide need', `v2 need=${need}`, later);
  await pressed(story, 'sam', 'tell listening results', 'v2 round=1');
  await story.settle();
  expect(ana.last()).toContain('What became of your answers');
  expect(
    ana.sees().filter((text) => text.includes('Which contracts do you need?')),
    'asked, called to vote, told',
  ).toHaveLength(3);
  expect(sam.sees().join('\n')).toContain('Everybody who answered has read what you decided.');
  note('a listening round', story);
});

test('an alternate process, from the question to its end, with a report each month', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T09:00', office: { alternates: alternateRules } });
  const [ana, lee, sam] = [story.person('ana'), story.person('lee'), story.person('sam')];
  await ana.says('alternate process');
  await ana.presses('Ask for one', application);
  await lee.presses('Say what I think', { recommends: 'yes', because: 'Good lists.' });
  await sam.presses('Grant', { until: '2026-07-31', reports: 'purchases' });
  for (const day of ['07-08', '08-07']) {
    await story.at(`2026-${day}T10:00`);
    await ana.presses('Send the report', { hours: '12', times: '9', link: 'https://files.example/list' });
  }
  note('an alternate process of two months', story);
});

test('a meeting, from its agenda until what was taken on is done', async () => {
  const rhythm = { nth: 'second' as const, weekday: 'tue' as const, every: 'month' as const };
  const monthly = { code: 'monthly', name: 'Monthly meeting', with: 'agencies' as const, agencies: ['DOT'], rhythm };
  const meetings = [{ ...monthly, minute: 600, minutes: 30, place: null }];
  const story = await openStory(data.database, { at: '2026-06-01T09:00', office: { meetings } });
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await story.sweep();
  await story.at('2026-06-05T09:00');
  await ana.presses('Add a topic', { text: 'Road salt' });
  await lee.presses('Add a topic', { text: 'The new form' });
  await story.at('2026-06-10T09:00');
  await lee.presses('It took place');
  const owner = await personId(story, 'Ana Ruiz');
  await lee.presses('Write the minutes', { said: 'Salt.', what: 'Send the list', due: '2026-06-12', owner });
  await lee.presses('Send to both sides');
  await ana.presses('That is right');
  for (const day of ['10T09:05', '11T09:00', '12T09:00']) await story.at(`2026-06-${day}`);
  await ana.presses('Done', { result: 'It is in the folder.' });
  await story.sweep();
  note('a meeting, its minutes, and an action done on its day', story);
});

test('a week of training: signed up, reminded, there, and answered', async () => {
  const story = await openTraining(data.database);
  const ana = story.person('ana');
  await plan(data.database, story.person('sam'), { day: '2026-06-04', seats: '20' });
  await signsUp(ana);
  await story.at('2026-06-02T09:00');
  await story.at('2026-06-04T12:00');
  const there = { there1: await idOf(data.database, 'ana') };
  await formOf(story, 'lee', { name: 'training attendance', about: 'v2 session=1' }, there);
  await ana.presses('5');
  for (const day of ['04T13:00', '05T09:00']) await story.at(`2026-06-${day}`);
  note('a week of training, with a certificate', story);
});

test('the figures stand in CONTRIBUTING, and only fall', () => rowsStand());
