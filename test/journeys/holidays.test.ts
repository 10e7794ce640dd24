import { expect, test } from 'vitest';
import { importOffice, planImport } from '../../src/offices/importOffice.ts';
import { useDatabase } from '../support/database.ts';
import { storyOffice } from '../support/office.ts';
import { openStory } from '../support/story.ts';

const data = useDatabase();

const days2028 = ["2028-01-01 New Year's Day", '2028-01-17 Martin Luther King Jr. Day', 'December 25: Christmas Day'];

test('a request past the end of the calendar is a task of the administrator, and has its time once the year is there', async () => {
  const story = await openStory(data.database, { at: '2027-12-31T15:00-05:00' });
  const [ana, ben, lee, ada, sam] = [
    ...[story.person('ana'), story.person('ben'), story.person('lee'), story.person('ada'), story.person('sam')],
  ] as const;
  await ana.says('May I buy a drone?');
  await ben.says('Where do I buy seed?');
  await story.sweep();
  await story.sweep();
  const tasks = () => ada.sees().filter((text) => text.includes('The calendar of Procurement Office'));
  expect(tasks()).toHaveLength(1);
  expect(tasks()[0]).toContain('ends on December 31, 2027.');
  expect(tasks()[0]).toContain('2 requests have a promise that cannot be dated: R-1001, R-1002.');
  expect(sam.sees().join()).not.toContain('cannot be dated');

  // One more changes that message, and rings nobody.
  await ana.asks('And a kite?');
  await story.sweep();
  expect(tasks()).toHaveLength(1);
  expect(tasks()[0]).toContain('3 requests have a promise that cannot be dated: R-1001, R-1002, R-1003.');

  // Answered where nobody can tell whether it is in time.
  await story.at('2028-01-03T10:00-05:00');
  await lee.presses('Reply', { text: 'You may.' });
  const verdicts = () =>
    story.store.transaction(async (tx) => (await tx.clocks.of([1003])).map(({ kind, met }) => [kind, met]));
  expect(await verdicts()).toContainEqual(['first_reply', null]);

  const quiet = ana.sees().length;
  expect(await ada.presses('Holidays of 2028', { days: days2028.join('\n') })).toContain('2028: 3 new.');
  expect(ana.sees()).toHaveLength(quiet);
  expect(await ada.presses('Confirm 2028')).toBe('The holidays of 2028 are confirmed for Procurement Office.');
  await story.sweep();
  await story.sweep();
  expect(ana.sees().slice(quiet).join('\n')).toContain('the office has confirmed its holidays of 2028');
  // Asked at three on the last day: two of four hours had passed.
  expect(ben.last()).toContain('R-1002: we can give you a time now.');
  expect(ben.last()).toContain('Mon, Jan 3, 11:00 AM EST');
  expect(tasks()).toHaveLength(1);
  expect(tasks()[0]).toContain('The calendar of Procurement Office has 2028 now.');
  expect(await verdicts()).toContainEqual(['first_reply', true]);
  const events = await story.store.transaction((tx) => tx.records.of({ kind: 'office', id: 1 }));
  expect(events.filter(({ kind }) => kind === 'year confirmed')).toMatchObject([{ data: { year: 2028, days: 3 } }]);
});

test('the end is foreseen from October 1 on, once, by day', async () => {
  const story = await openStory(data.database, { at: '2027-09-30T16:00-04:00' });
  const ada = story.person('ada');
  await story.sweep();
  expect(ada.sees()).toEqual([]);
  await story.at('2027-10-01T03:00-04:00');
  expect(ada.sees()).toEqual([]);
  await story.at('2027-10-01T10:00-04:00');
  await story.at('2027-10-04T10:00-04:00');
  const told = ada.sees().filter((text) => text.includes('The calendar of'));
  expect(told).toHaveLength(1);
  expect(told[0]).toContain('The calendar of Procurement Office ends on December 31, 2027.');
  expect(told[0]).toContain('Holidays of 2028');
});

test('where nobody administers the office its supervisors confirm, and nobody else ever may', async () => {
  const people = storyOffice().people.filter(({ email }) => !email.startsWith('ada'));
  const story = await openStory(data.database, { at: '2027-12-20T10:00-05:00', office: { people } });
  const [sam, lee] = [story.person('sam'), story.person('lee')];
  await story.sweep();
  expect(await sam.presses('Holidays of 2028', { days: days2028.join('\n') })).toContain('3 new');
  expect(await sam.presses('Confirm 2028')).toContain('are confirmed');
  await lee.says('holidays');
  expect(lee.last()).toContain('Nothing was sent. Where does this belong?');
});

test('a supervisor sees the years and confirms none where somebody administers the office', async () => {
  const story = await openStory(data.database, { at: '2027-12-20T10:00-05:00' });
  const sam = story.person('sam');
  await sam.says('holidays');
  await story.settle();
  expect(sam.last()).toContain('2028: nobody has confirmed it yet');
  expect(sam.last()).not.toContain('Choose:');
  const press = { name: 'change year', about: 'v2 office=1 year=2028' };
  expect(await story.chat.hand('sam@state.example', { kind: 'press', press })).toMatchObject({
    text: ['There is no such request among yours.'],
  });
});

test('what is typed is read line by line, and what cannot be is said', async () => {
  const story = await openStory(data.database, { at: '2027-12-20T10:00-05:00' });
  const ada = story.person('ada');
  await story.sweep();
  const enter = (days: string) => ada.presses('Holidays of 2028', { days });
  expect(await enter('Christmas')).toContain('has no date in front');
  expect(await enter('2028-02-30 Leap')).toContain('2028-02-30 is a day that no calendar has.');
  expect(await enter('2027-12-25 Christmas')).toContain('is not in 2028');
  expect(await enter('2028-12-25 Christmas\nDec 25 Xmas')).toContain('stands there twice');
  expect(await enter('2028-12-24 4-6 Christmas Eve')).toContain('“2028-12-24 4-6 Christmas Eve”:');
  expect(await enter('2028- Juneteenth')).toContain('“Juneteenth” has no date yet');
  // The names of the year before stand there, without dates: the desk does not guess.
  const opened = await ada.answer('Holidays of 2028');
  if (opened.kind !== 'form') throw new Error('a form opens');
  expect(opened.form.fields[0]?.initial).toBe('');
});

test('a year that was confirmed stays at an import, until the file itself says something else of it', async () => {
  const story = await openStory(data.database, { at: '2027-12-20T10:00-05:00' });
  const ada = story.person('ada');
  await story.sweep();
  await ada.presses('Holidays of 2028', { days: days2028.join('\n') });
  await ada.presses('Confirm 2028');
  const plan = (change = {}) => story.store.transaction((tx) => planImport(tx, storyOffice(change), story.now()));
  expect((await plan()).difference.calendar).toBe(false);
  expect((await plan()).years).toEqual({ kept: [2028], replaced: [] });

  const { calendar } = storyOffice();
  const filed = {
    calendar: {
      ...calendar,
      confirmedYears: [2026, 2027, 2028],
      specialDays: [...calendar.specialDays, { date: '2028-07-04', name: 'Independence Day', windows: [] }],
    },
  };
  expect((await plan(filed)).years).toEqual({ kept: [], replaced: [2028] });
  await story.store.transaction((tx) => importOffice(tx, storyOffice(filed), story.now()));
  await ada.says('holidays');
  expect(ada.last()).toContain('2028: July 4 Independence Day');
  expect((await plan(filed)).difference.calendar).toBe(false);
  expect((await plan(filed)).years).toEqual({ kept: [], replaced: [] });
});
