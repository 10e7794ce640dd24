import { expect, test } from 'vitest';
import { buttonsOf } from '../../src/chat/message.ts';
import { importOffice, planImport } from '../../src/offices/importOffice.ts';
import { useDatabase } from '../support/database.ts';
import { storyOffice } from '../support/office.ts';
import { openStory, type Seat } from '../support/story.ts';

const data = useDatabase();

test('"Office closed today: snow" shows what it does, moves promises once it is confirmed, and may be withdrawn', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T16:00' });
  const [ana, lee, sam, ben] = ['ana', 'lee', 'sam', 'ben'].map((name) => story.person(name)) as [
    Seat,
    Seat,
    Seat,
    Seat,
  ];
  await ana.says('May I buy a drone?');
  await ben.says('Which quotes do I need?');
  await lee.says('hi');
  await story.settle();
  expect(ana.last()).toContain('by Tue, Jun 2, 12:00 PM EDT');

  await story.at('2026-06-02T07:30');
  await sam.says('Office closed today: snow');
  await story.settle();
  expect(sam.last()).toContain('Close Procurement Office?');
  expect(sam.last()).toContain('Closed on Tuesday, June 2: snow');
  expect(sam.last()).toContain('2 promises move later; whoever asked is told once, with the reason.');
  const quiet = ana.sees().length;
  await story.sweep();
  expect(ana.sees()).toHaveLength(quiet);

  await sam.presses('Close the office');
  await story.sweep();
  await story.sweep();
  const told = ana.sees().slice(quiet);
  expect(told).toHaveLength(1);
  expect(told[0]).toContain('You will now have a reply by Wed, Jun 3, 12:00 PM EDT');
  expect(told[0]).toContain('Reason: the office is closed on Tuesday, June 2 (snow).');
  expect(
    lee.sees().filter((text) => text.includes('Procurement Office is closed on Tuesday, June 2: snow.')),
  ).toHaveLength(1);
  expect(lee.sees().join()).not.toContain('Times that you promised have changed');
  expect(sam.last()).toContain('Withdraw closure');

  // Nobody is warned while the office is closed.
  await story.at('2026-06-02T14:00');
  expect(lee.sees().join()).not.toContain('Late');

  await sam.presses('Withdraw closure');
  await story.sweep();
  expect(sam.sees().join()).not.toContain('Withdraw closure');
  expect(lee.last()).toContain('Procurement Office is open after all on Tuesday, June 2 from 2 PM');
  expect(ana.last()).toContain('You will now have a reply by Tue, Jun 2, 5:00 PM EDT');
  expect(ana.last()).toContain('the office is open after all on Tuesday, June 2 from 2 PM');
});

test('of a closure that is declared at night people read in their morning, before the office would have opened', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T16:00' });
  const [ana, sam] = ['ana', 'sam'].map((name) => story.person(name)) as [Seat, Seat];
  await ana.says('May I buy a drone?');
  await story.at('2026-06-02T00:20');
  const quiet = ana.sees().length;
  await sam.says('Office closed today: snow');
  await story.settle();
  await sam.presses('Close the office');
  await story.sweep();
  await story.at('2026-06-02T06:59');
  expect(ana.sees()).toHaveLength(quiet);

  await story.at('2026-06-02T07:00');
  expect(ana.sees()).toHaveLength(quiet + 1);
  expect(ana.last()).toContain('You will now have a reply by Wed, Jun 3, 12:00 PM EDT');
});

test('whoever asks while it is closed reads why, until somebody has answered or it is open after all', async () => {
  const story = await openStory(data.database, { at: '2026-06-02T08:30' });
  const [ana, lee, sam] = ['ana', 'lee', 'sam'].map((name) => story.person(name)) as [Seat, Seat, Seat];
  await sam.says('Office closed today: snow');
  await sam.presses('Close the office');
  await story.at('2026-06-02T10:00');
  await ana.says('May I buy a drone?');
  const receipt = () => ana.sees().findLast((text) => text.startsWith('R-1001: May I')) ?? '';
  expect(receipt()).toContain('The office is closed until Wed, Jun 3, 9:00 AM EDT (snow).');
  await story.at('2026-06-02T14:00');
  await sam.presses('Withdraw closure');
  await story.sweep();
  expect(receipt()).toContain('The office opens Tue, Jun 2, 2:00 PM EDT (snow).');
  await story.at('2026-06-02T14:30');
  await lee.presses('Reply', { text: 'You may.' });
  expect(receipt()).not.toContain('The office opens');
});

test('a closure stays when the office file is imported again, and the file keeps its own calendar', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  const sam = story.person('sam');
  await sam.says('Office closed 2026-06-04 from noon: inventory');
  await sam.presses('Close the office');
  await story.settle();
  const plan = (change = {}) => story.store.transaction((tx) => planImport(tx, storyOffice(change), story.now()));
  expect((await plan()).difference.calendar).toBe(false);

  const { calendar } = storyOffice();
  const withHoliday = {
    calendar: {
      ...calendar,
      specialDays: [...calendar.specialDays, { date: '2026-06-19', name: 'Juneteenth', windows: [] }],
    },
  };
  await story.store.transaction((tx) => importOffice(tx, storyOffice(withHoliday), story.now()));
  const days = await story.store.transaction(async (tx) => {
    const [office] = await tx.offices.all();
    if (!office) throw new Error('there is an office');
    return (await tx.offices.rules(office)).calendar.spec.specialDays.map(({ date, name }) => `${date} ${name}`);
  });
  expect(days.sort()).toEqual(['2026-06-04 inventory', '2026-06-19 Juneteenth', '2026-07-03 Independence Day']);

  await sam.says('closures');
  await story.settle();
  expect(sam.last()).toContain('Procurement Office is closed on Thursday, June 4 from noon: inventory');
  await sam.presses('Withdraw');
  await story.settle();
  await sam.says('closures');
  await story.settle();
  expect(sam.last()).toContain('No closure is declared.');
  expect((await plan(withHoliday)).difference.calendar).toBe(false);
});

test('only those who may close an office can, and what changes nothing is refused in words', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  const [lee, sam, ada, ana] = ['lee', 'sam', 'ada', 'ana'].map((name) => story.person(name)) as [
    Seat,
    Seat,
    Seat,
    Seat,
  ];
  expect(await lee.home()).not.toContain('Close the office');
  expect(await ada.home()).toContain('Close the office');
  await ana.says('Office closed today: snow');
  await story.settle();
  expect(ana.last()).toContain('R-1001');

  await sam.says('menu');
  const form = { day: '2026-06-06', from: '', until: '', reason: 'paint' };
  expect(await sam.presses('Close the office', form)).toContain('Procurement Office is closed then anyway.');
  expect(await sam.presses('Close the office', { ...form, day: '2029-06-06' })).toContain('not confirmed for 2029');
  expect(await sam.presses('Close the office', { ...form, day: '2026-06-02', from: '4' })).toContain(
    '“4” may be morning or afternoon.',
  );
  // By the form it is the same: a look, then a press.
  const opened = await sam.answer('Close the office');
  if (opened.kind !== 'form') throw new Error('a form opens');
  const values = { day: '2026-06-02', from: 'noon', until: '3 pm', reason: 'drill' };
  const seen = await story.chat.submit('sam@state.example', opened.form, values);
  if (seen.kind !== 'show') throw new Error('what it does is shown');
  const [close] = buttonsOf(seen.message);
  if (!close) throw new Error('it has a button');
  const press = () => story.chat.hand('sam@state.example', { kind: 'press', press: close.press });
  expect(await press()).toMatchObject({
    text: ['Procurement Office is closed on Tuesday, June 2 from noon to 3 PM. Everybody who answers there is told.'],
  });
  expect(await press()).toMatchObject({ text: ['Procurement Office is closed then anyway (drill).'] });
  expect(await story.chat.hand('lee@state.example', { kind: 'press', press: close.press })).toMatchObject({
    text: ['There is no such request among yours.'],
  });
});

test('of two closures one is withdrawn: nobody is told that the office is open while it is not', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T15:00' });
  const [ana, lee, sam] = [story.person('ana'), story.person('lee'), story.person('sam')];
  await ana.says('May I buy a drone?');
  for (const text of ['Office closed tomorrow from 10 AM: water main', 'Office closed tomorrow: snow']) {
    await sam.says(text);
    await sam.presses('Close the office');
  }
  await story.sweep();
  expect(ana.last()).toContain('by Wed, Jun 3, 11:00 AM EDT');
  await sam.says('closures');
  // The newest is that of the snow.
  expect(await sam.presses('Withdraw')).toBe(
    'Procurement Office is open after all on Tuesday, June 2, but closed from 10 AM (water main).',
  );
  await story.sweep();
  expect(lee.last()).toContain('is open after all on Tuesday, June 2, but closed from 10 AM (water main).');
  expect(ana.last()).toContain('by Wed, Jun 3, 10:00 AM EDT');
  expect(ana.last()).toContain(
    'Reason: the office is open after all on Tuesday, June 2, but closed from 10 AM (water main).',
  );

  await sam.says('Office closed tomorrow: snow');
  await sam.presses('Close the office');
  await sam.says('closures');
  const [water] = (await story.chat.seen('sam@state.example')).slice(-1).flatMap(({ message }) => buttonsOf(message));
  if (!water) throw new Error('each has a button');
  expect(await story.chat.hand('sam@state.example', { kind: 'press', press: water.press })).toMatchObject({
    text: ['Procurement Office stays closed on Tuesday, June 2 (snow).'],
  });
});

test('hours that have passed are not taken out in silence, and what is late counts as moved by nothing', async () => {
  const story = await openStory(data.database, { at: '2026-06-02T09:00' });
  const [ana, ben, sam] = [story.person('ana'), story.person('ben'), story.person('sam')];
  await ana.says('May I buy a drone?');
  await story.at('2026-06-02T13:05');
  await ben.says('Which quotes do I need?');
  await story.at('2026-06-02T14:00');
  await sam.says('Office closed today: snow');
  expect(sam.last()).toContain('1 promise moves later');
  expect(sam.last()).toContain('The time from 9 AM to 2 PM has counted until now, and will count no more.');
  await sam.says('Office closed today from 2 PM: snow');
  expect(sam.last()).not.toContain('counted until now');
  await story.at('2026-06-02T23:40');
  await sam.says('Office closed today: snow');
  expect(sam.last()).toContain('The hours of that day are over: they have counted until now, and will count no more.');
  expect(sam.last()).toContain('If you mean another day, press Change.');
});
