import { expect, test } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { files, formOf, idOf, learners, openTraining, plan, signsUp } from '../support/training.ts';

const data = useDatabase();

test('seats go in the order of arrival, a free one to whoever waits longest, and who comes back stands at the end', async () => {
  const story = await openTraining(data.database);
  const { ana, ben, fay, lee } = learners(story);
  expect(await plan(data.database, lee)).toContain(
    'Planned: Requests for quotes, Wed, Jun 17, 10:00 AM EDT, 2 hours, Room 4',
  );
  expect(await signsUp(ana)).toBe('You have a seat.');
  expect(ana.last()).toContain('You have a seat: Requests for quotes');
  expect(files(story, 'ana')[0]).toContain('DTSTART:20260617T140000Z');
  expect(files(story, 'ana')[0]).toContain('UID:training-');
  await ben.says('training');
  expect(ben.last()).toContain('full · Room 4');
  expect(await ben.presses('Join the waiting list')).toBe('It is full. You are on the waiting list.');
  expect(ben.last()).toContain('You are number 1 on the waiting list');
  await signsUp(fay, 'Join the waiting list');
  expect(fay.last()).toContain('number 2');
  expect(files(story, 'fay')).toEqual([]);
  // At night nobody is told, and in the morning everybody who has to be.
  await story.at('2026-06-08T22:00');
  const [bens, fays] = [ben.sees().length, fay.sees().length];
  expect(await ana.presses('I can’t come')).toContain('Your seat is free now.');
  expect(ana.last()).toContain('You are not coming to Requests for quotes');
  expect(ben.sees()).toHaveLength(bens);
  await story.at('2026-06-09T09:00');
  expect(ben.last()).toContain('A seat came free, and it is yours: Requests for quotes');
  expect(files(story, 'ben')).toHaveLength(1);
  expect(fay.sees(), 'in its place, and without a sound').toHaveLength(fays);
  expect(fay.last()).toContain('number 1');
  await signsUp(ana, 'Join the waiting list');
  expect(ana.last()).toContain('number 2');
  await lee.says('training');
  await lee.presses('Who comes');
  const shown = await lee.answer('Who comes');
  expect(JSON.stringify(shown)).toMatch(/Ben Osei, Agriculture.*1\. Fay Lund, Finance.*2\. Ana Ruiz, Transportation/u);
  expect(story.failures).toEqual([]);
});

test('nobody moves up who would hear of it too late, and nobody passes those who wait', async () => {
  const story = await openTraining(data.database);
  const { ana, ben, fay, lee } = learners(story);
  await plan(data.database, lee);
  await signsUp(ana);
  await signsUp(ben, 'Join the waiting list');
  await fay.says('training');
  await story.at('2026-06-17T09:01');
  const seen = ben.sees().length;
  expect(await ana.presses('I can’t come')).toContain('Your seat is free now.');
  await story.at('2026-06-17T09:30');
  expect(ben.sees()).toHaveLength(seen);
  expect(await fay.presses('Join the waiting list')).toBe(
    'Sign-up for this session is over. Type “training” for others.',
  );
  await story.at('2026-06-17T12:00');
  expect(await ben.presses('Take me off the list')).toBe('This session is over.');
});

test('one reminder comes two working days before, to those with a seat', async () => {
  const story = await openTraining(data.database);
  const { ana, ben, lee } = learners(story);
  await plan(data.database, lee);
  await signsUp(ana);
  await signsUp(ben, 'Join the waiting list');
  const seen = [ana.sees().length, ben.sees().length];
  await story.at('2026-06-15T08:59');
  expect(ana.sees()).toHaveLength(seen[0] ?? 0);
  await story.at('2026-06-15T09:00');
  expect(ana.last()).toContain('If you can’t come, please say so: one person would like your seat.');
  expect(lee.last(), 'whoever leads it too').toContain(
    'You lead Requests for quotes, Wed, Jun 17, 10:00 AM EDT, 2 hours, Room 4. One person has a seat.',
  );
  expect(files(story, 'lee')).toHaveLength(1);
  await story.at('2026-06-17T09:00');
  expect([ana.sees().length, ben.sees().length]).toEqual([(seen[0] ?? 0) + 1, seen[1]]);
});

test('a session moves with a reason and is called off: everybody signed up hears it once, with the calendar file', async () => {
  const story = await openTraining(data.database);
  const { ana, ben, lee } = learners(story);
  await plan(data.database, lee);
  await signsUp(ana);
  await ben.says('training');
  await ben.presses('Join the waiting list');
  await plan(data.database, lee, { day: '2026-07-15' });
  const first = { day: '2026-06-17', time: '10 AM', minutes: '120', seats: '1', place: 'Room 4' };
  const change = { ...first, leader: await idOf(data.database, 'lee') };
  const move = { ...change, day: '2026-06-18', seats: '2' };
  const firstSession = async (label: string, values: Record<string, string>) => {
    const name = label === 'Change it' ? 'change training' : 'call off training';
    return formOf(story, 'lee', { name, about: 'v2 session=1' }, values);
  };
  expect(await firstSession('Change it', { ...move, reason: '' })).toContain('reason: Say in a few words why.');
  expect(await firstSession('Change it', { ...move, time: '25' })).toContain('time:');
  const [anas, bens] = [ana.sees().length, ben.sees().length];
  expect(await firstSession('Change it', { ...move, reason: 'The room is taken.' })).toBe(
    'Changed. Everybody who is signed up hears of it.',
  );
  expect(ana.last()).toContain('is now Thu, Jun 18, 10:00 AM EDT, 2 hours, Room 4, with Lee Park, not Wed, Jun 17');
  expect(ana.last()).toContain('Lee Park: The room is taken.');
  expect(ben.last(), 'who moves up by it hears it in the same message').toContain('has changed it. You have a seat.');
  expect([ana.sees().length, ben.sees().length]).toEqual([anas + 1, bens + 1]);
  expect(files(story, 'ana').at(-1)).toContain('SEQUENCE:1');
  // A smaller room, and nobody has to be told of it but the one without a seat.
  expect(await firstSession('Change it', { ...move, seats: '1', reason: '' })).toBe(
    'Changed. One person waits for a seat again.',
  );
  expect(ben.last()).toContain('There is less room than was planned: you are number 1');
  expect(ana.sees()).toHaveLength(anas + 1);
  // Another room is said by the reminder, or at once when that has come.
  await firstSession('Change it', { ...move, seats: '1', place: 'Room 5', reason: '' });
  expect(ana.sees()).toHaveLength(anas + 1);
  await story.at('2026-06-16T09:00');
  expect(ana.last()).toContain('Room 5');
  await firstSession('Change it', { ...move, seats: '1', place: 'Room 6', reason: '' });
  expect(ana.last()).toContain('has changed: Thu, Jun 18, 10:00 AM EDT, 2 hours, Room 6');
  expect(await firstSession('Call it off', { reason: 'Lee is ill.' })).toContain('Called off.');
  expect(ana.last()).toContain(
    'will not take place.\nLee Park: Lee is ill.\nInstead\n- Requests for quotes · Wed, Jul 15',
  );
  expect(files(story, 'ana').at(-1)).toContain('METHOD:CANCEL');
  expect(await ana.presses('Sign up'), 'the way to the next one').toBe('You have a seat.');
  await story.at('2026-06-19T12:00');
  expect(lee.sees().join('\n')).not.toContain('Who was there?');
  expect(story.failures).toEqual([]);
});
