import { expect, test } from 'vitest';
import { importOffice } from '../../src/offices/importOffice.ts';
import type { OfficeSetup } from '../../src/offices/setup.ts';
import { useDatabase } from '../support/database.ts';
import { storyOffice } from '../support/office.ts';
import type { Story } from '../support/story.ts';
import { files, formOf, idOf, learners, openTraining, plan, rfp, rfq, signsUp } from '../support/training.ts';

const data = useDatabase();
const { calendar, people: listed } = storyOffice();

const importAgain = (story: Story, change: Partial<OfficeSetup>) =>
  story.store.transaction((tx) => importOffice(tx, storyOffice({ courses: [rfq, rfp], ...change }), story.now()));
const closedOn = (date: string) => ({
  calendar: { ...calendar, specialDays: [...calendar.specialDays, { date, name: 'Storm', windows: [] }] },
});

const third = { nth: 'third' as const, weekday: 'wed' as const, every: 'month' as const };
const recurring = { ...rfq, sessions: { rhythm: third, minute: 600, minutes: 120, seats: 20, place: 'Room 4' } };

test('a session that recurs follows a later closure; whoever comes, and whoever leads it, hears so', async () => {
  const story = await openTraining(data.database, { courses: [recurring] });
  const { ana } = learners(story);
  await story.sweep();
  expect(await signsUp(ana)).toBe('You have a seat.');
  expect(ana.last()).toContain('Wed, Jun 17, 10:00 AM EDT');
  await importAgain(story, { courses: [recurring], ...closedOn('2026-06-17') });
  await story.at('2026-06-01T11:00');
  expect(ana.last()).toContain(
    'Requests for quotes is now Thu, Jun 18, 10:00 AM EDT, 2 hours, Room 4, not Wed, Jun 17, 10:00 AM EDT. The office is closed then. You have a seat.',
  );
  expect(files(story, 'ana').at(-1)).toContain('DTSTART:20260618T140000Z');
  const told = ana.sees().length;
  await story.at('2026-06-01T12:00');
  expect(ana.sees()).toHaveLength(told);
  expect(story.person('sam').sees().join('\n')).toContain('which you lead, is now Thu, Jun 18');
});

test('one whose time somebody chose stays, and whoever leads it is asked once', async () => {
  const story = await openTraining(data.database);
  const { ana, lee } = learners(story);
  await plan(data.database, story.person('sam'), { day: '2026-06-17' });
  expect(lee.last(), 'whoever leads it hears that it was planned').toContain(
    'You lead Requests for quotes, Wed, Jun 17',
  );
  await signsUp(ana);
  await importAgain(story, closedOn('2026-06-17'));
  await story.at('2026-06-01T11:00');
  await story.at('2026-06-01T12:00');
  expect(lee.sees().filter((text) => text.startsWith('The office is closed at the time of'))).toHaveLength(1);
  expect(ana.sees().join('\n')).not.toContain('closed');
});

test('one that was planned on a closed day is meant so, and nobody is asked', async () => {
  const story = await openTraining(data.database);
  await plan(data.database, story.person('sam'), { day: '2026-06-20' });
  await importAgain(story, closedOn('2026-06-19'));
  await story.at('2026-06-01T11:00');
  expect(story.person('lee').sees().join('\n')).not.toContain('The office is closed at the time');
});

test('whoever leads a session hears that somebody else has changed it or called it off', async () => {
  const story = await openTraining(data.database);
  const { lee } = learners(story);
  await plan(data.database, story.person('sam'));
  const values = { minutes: '120', seats: '1', place: 'Room 4', leader: await idOf(data.database, 'lee') };
  const change = { day: '2026-06-18', time: '9 AM', reason: 'The room.', ...values };
  await formOf(story, 'sam', { name: 'change training', about: 'v2 session=1' }, change);
  expect(lee.last()).toContain('which you lead, is now Thu, Jun 18, 9:00 AM EDT, 2 hours, Room 4, not Wed, Jun 17');
  await formOf(story, 'sam', { name: 'call off training', about: 'v2 session=1' }, { reason: 'Nobody.' });
  expect(lee.last()).toContain('Requests for quotes, Thu, Jun 18, 9:00 AM EDT, will not take place.');
});

test('the seat of whoever has left goes to who waits, as those who come are reminded', async () => {
  const story = await openTraining(data.database);
  const { ana, ben } = learners(story);
  await plan(data.database, story.person('sam'));
  await signsUp(ana);
  await signsUp(ben, 'Join the waiting list');
  await importAgain(story, { people: listed.filter(({ name }) => name !== 'Ana Ruiz') });
  await story.at('2026-06-15T09:00');
  expect(ben.sees().join('\n')).toContain('A seat came free, and it is yours: Requests for quotes');
  expect(ana.sees().join('\n')).not.toContain('If you can’t come');
});
