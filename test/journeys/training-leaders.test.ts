import { expect, test } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { formOf, idOf, learners, openTraining, plan, rfp, rfq, signsUp } from '../support/training.ts';

/** Who leads a session takes no seat in it, and gives themselves no certificate. */

const data = useDatabase();

/** A course for the office's own people, too. */
const forAll = { ...rfq, roles: ['requester', 'liaison', 'supervisor'] as const } as typeof rfq;
const signUp = { name: 'training sign up', about: 'v2 session=1' };

test('whoever leads a session reads so, and is refused a seat in words that say what to do', async () => {
  const story = await openTraining(data.database, { courses: [forAll, rfp] });
  const { ana, lee } = learners(story);
  const maria = story.person('maria');
  await plan(data.database, lee, { seats: '5' });
  await lee.says('training');
  expect(lee.last()).toContain('Requests for quotes · Wed, Jun 17, 10:00 AM EDT · you lead it');
  expect(await lee.presses('Sign up').catch(() => 'no button')).toBe('no button');
  expect(await formOf(story, 'lee', signUp, {}), 'an old button').toContain('You lead this session yourself.');
  expect(await signsUp(maria)).toBe('You have a seat.');
  expect(await signsUp(ana)).toBe('You have a seat.');
});

test('whoever comes to lead it has their seat given to somebody who waits', async () => {
  const story = await openTraining(data.database, { courses: [forAll, rfp] });
  const { ana, ben, lee } = learners(story);
  const maria = story.person('maria');
  await plan(data.database, lee, { seats: '2' });
  for (const each of [maria, ana]) await signsUp(each);
  await signsUp(ben, 'Join the waiting list');
  await lee.says('training');
  await lee.presses('Who comes');
  expect(await lee.presses('Change it', { leader: await idOf(data.database, 'maria') })).toBe('Changed.');
  expect(ben.last()).toContain('A seat came free, and it is yours');
  expect(maria.last()).toContain('You lead Requests for quotes, Wed, Jun 17, 10:00 AM EDT');
  expect(maria.sees().join('\n'), 'where she had signed up').toContain('Your seat is free for somebody else.');
  expect(maria.sees().join('\n')).not.toContain('You are not coming');
  // Lee, who leads it no more, may learn there.
  expect(await signsUp(lee, 'Join the waiting list')).toBe('It is full. You are on the waiting list.');
  expect(story.failures).toEqual([]);
});

test('who comes to lead it as it moves hears when it is, and of no time before', async () => {
  const story = await openTraining(data.database);
  const { ana, lee } = learners(story);
  const maria = story.person('maria');
  await plan(data.database, lee, { seats: '2' });
  await signsUp(ana);
  await lee.says('training');
  await lee.presses('Who comes');
  const change = { leader: await idOf(data.database, 'maria'), time: '2 PM', reason: 'I am out.' };
  expect(await lee.presses('Change it', change)).toBe('Changed. Everybody who is signed up hears of it.');
  expect(maria.last()).toContain('You lead Requests for quotes, Wed, Jun 17, 2:00 PM EDT');
  expect(maria.sees().join('\n')).not.toContain('10:00 AM');
  expect(ana.last()).toContain('is now Wed, Jun 17, 2:00 PM EDT');
  expect(ana.last()).toContain('not Wed, Jun 17, 10:00 AM EDT');
});

test('nobody gives a certificate to themselves, nor takes away what somebody else has given them', async () => {
  const story = await openTraining(data.database, { courses: [forAll, rfp] });
  const { ana, lee } = learners(story);
  const sam = story.person('sam');
  await plan(data.database, lee, { seats: '5' });
  await signsUp(ana);
  await signsUp(sam);
  await story.at('2026-06-17T12:00');
  const ids = { ana: await idOf(data.database, 'ana'), sam: await idOf(data.database, 'sam') };
  expect(await lee.presses('Say who was there', { there1: ids.ana, others: 'Lee@state.example' })).toBe(
    'others: Nobody gives a certificate to themselves. Somebody else who leads this session, or supervises the office, can add you.',
  );
  const attendance = { name: 'training attendance', about: 'v2 session=1' };
  expect(await formOf(story, 'sam', attendance, { there1: `${ids.ana},${ids.sam}` })).toContain('One person has');
  expect(sam.sees().join('\n')).not.toContain('Your certificate');
  expect(await formOf(story, 'lee', attendance, { there1: `${ids.ana},${ids.sam}` })).toContain('2 people have');
  expect(sam.last()).toContain('Your certificate');
  expect(await formOf(story, 'sam', attendance, { there1: ids.ana })).toContain('2 people have');
  expect(sam.last()).toContain('Your certificate');
  expect(story.failures).toEqual([]);
});
