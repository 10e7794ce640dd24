import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { rows } from '../../db/engine/client.ts';
import { importOffice } from '../../src/offices/importOffice.ts';
import { useDatabase } from '../support/database.ts';
import { storyOffice } from '../support/office.ts';
import { formOf, idOf, learners, openTraining, plan, rfp, rfq, signsUp } from '../support/training.ts';

const data = useDatabase();

test('who was there has a certificate and one question; what comes after it needs it, on the day', async () => {
  const story = await openTraining(data.database);
  const { ana, ben, fay, lee } = learners(story);
  await plan(data.database, lee, { seats: '5' });
  await plan(data.database, lee, { course: 'rfp', day: '2026-07-15' });
  await ana.says('training');
  expect(ana.last()).toContain('Requests for proposals · Wed, Jul 15, 10:00 AM EDT · needs Requests for quotes first');
  await signsUp(ana);
  await signsUp(ben);
  await story.at('2026-06-17T11:59');
  expect(lee.last()).not.toContain('Who was there?');
  await story.at('2026-06-17T12:00');
  expect(lee.last()).toContain(
    'Who was there? Requests for quotes, Wed, Jun 17, 10:00 AM EDT, 2 hours, Room 4, 2 people had a seat.',
  );
  const there = { there1: await idOf(data.database, 'ana') };
  expect(
    await lee.presses('Say who was there', { ...there, others: 'fay@state.example, who@state.example' }),
  ).toContain('others: The desk does not know who@state.example.');
  expect(await lee.presses('Say who was there', { ...there, others: 'sam@state.example' })).toBe(
    'others: This course is not for sam@state.example.',
  );
  const bens = ben.sees().length;
  expect(await lee.presses('Say who was there', { ...there, others: 'Fay@state.example' })).toBe(
    'Saved. 2 people have the certificate.',
  );
  expect(lee.last(), 'in its place').toContain('2 people were there (Lee Park).');
  expect(ben.sees(), 'whoever was not there is told nothing').toHaveLength(bens);
  for (const each of [ana, fay])
    expect(each.last()).toContain('Your certificate (may buy up to $50,000 by RFQ) holds until June 17, 2028.');
  expect(await ana.presses('4')).toBe('Thank you.');
  expect(ana.last()).toContain('You found it 4 of 5 useful.');
  expect(await ana.presses('Say more', { words: ' ' })).toContain('words: Write a few words.');
  await ana.presses('Say more', { words: 'More examples, please.' });
  expect(ana.last()).not.toContain('Say more');
  expect(await formOf(story, 'ana', { name: 'training useful', about: 'v2 session=1 useful=1' }, {})).toContain(
    'already',
  );
  expect(await formOf(story, 'ben', { name: 'training useful', about: 'v2 session=1 useful=1' }, {})).toBe(
    'There is no such request among yours.',
  );
  expect(
    await formOf(story, 'lee', { name: 'training who comes', about: 'v2 session=1' }, {}),
    'of one answer nothing is shown',
  ).not.toMatch(/examples|%/u);
  // The card of a request says it, and whoever has the certificate may go on.
  await ana.says('May I buy a drone?');
  expect(lee.last()).toContain('Trained: Requests for quotes until June 17, 2028 (may buy up to $50,000 by RFQ)');
  expect(await signsUp(ana)).toBe('You have a seat.');
  await ben.says('training');
  expect(ben.last()).toContain('needs Requests for quotes first');
  expect(await formOf(story, 'ben', { name: 'training sign up', about: 'v2 session=2' }, {})).toContain(
    'You need the certificate in Requests for quotes first',
  );
  // It is corrected without a word but in its place.
  const anas = ana.sees().length;
  expect(await lee.presses('Correct who was there', { there1: await idOf(data.database, 'ben') })).toContain(
    'One person has',
  );
  expect(ana.sees()).toHaveLength(anas);
  expect(ana.sees().join('\n')).toContain('it was noted later that you were not there');
  expect(ben.last()).toContain('Thank you for coming to Requests for quotes');
  expect(story.failures).toEqual([]);
});

test('sessions that overlap are refused in words, and what is nobody’s business says nothing', async () => {
  const story = await openTraining(data.database);
  const { ana, ben, lee } = learners(story);
  await plan(data.database, lee, { seats: '5' });
  await plan(data.database, lee, { seats: '5', time: '11 AM' });
  await signsUp(ana);
  expect(ana.sees().join('\n')).toContain('You have a seat: Requests for quotes, Wed, Jun 17, 11:00 AM');
  await ana.says('training');
  expect(ana.last()).toContain('10:00 AM EDT · at the same time as Requests for quotes, for which you have signed up');
  expect(await formOf(story, 'ana', { name: 'training sign up', about: 'v2 session=1' }, {})).toContain(
    'Give that up first',
  );
  expect(await formOf(story, 'ana', { name: 'training sign up', about: 'v2 session=2' }, {})).toBe(
    'You have a seat already.',
  );
  const hidden = 'There is no such request among yours.';
  for (const name of [
    'change training',
    'call off training',
    'training attendance',
    'training who comes',
    'training not held',
  ])
    for (const who of ['ana', 'maria'])
      expect(await formOf(story, who, { name, about: 'v2 session=1' }, {})).toBe(hidden);
  expect(await formOf(story, 'ben', { name: 'plan training', about: 'v2' }, {})).toBe(hidden);
  expect(await formOf(story, 'ana', { name: 'training sign up', about: 'v2 session=99' }, {})).toBe(hidden);
  expect(
    await formOf(story, 'lee', { name: 'training sign up', about: 'v2 session=1' }, {}),
    'it is for agencies',
  ).toBe(hidden);
  expect(await formOf(story, 'ben', { name: 'training give up', about: 'v2 session=1' }, {})).toBe(
    'You are not signed up for this session.',
  );
  expect(await formOf(story, 'lee', { name: 'training attendance', about: 'v2 session=1' }, {})).toBe(
    'It is still ahead.',
  );
  expect(await ben.presses('Sign up').catch(() => 'no button')).toBe('no button');
});

test('a certificate that ends is told of 60 days before, once, with the sessions that renew it', async () => {
  const story = await openTraining(data.database, {
    certificates: [
      { person: 'ana@state.example', course: 'rfq', day: '2024-08-03' },
      { person: 'ben@state.example', course: 'rfq', day: '2024-08-03' },
      { person: 'ben@state.example', course: 'rfq', day: '2025-08-03' },
    ],
  });
  const { ana, ben, lee } = learners(story);
  await plan(data.database, lee, { course: 'rfp', day: '2026-08-05' });
  await plan(data.database, lee, { day: '2026-07-15' });
  await ana.says('training');
  expect(ana.last()).toContain('needs Requests for quotes first');
  expect(ana.last(), 'it holds today').toContain('Requests for quotes until August 3: may buy');
  await story.at('2026-06-04T09:00');
  const told =
    'Your certificate in Requests for quotes (may buy up to $50,000 by RFQ) ends in 60 days, on Monday, August 3.';
  expect(ana.last()).toContain(`${told}\nThese renew it:\n- Requests for quotes · Wed, Jul 15`);
  expect(ben.sees().join('\n'), 'a newer one holds').not.toContain('ends in');
  await story.at('2026-07-20T10:00');
  expect(ana.sees().join('\n').split(told)).toHaveLength(2);
  await story.at('2026-08-04T10:00');
  await ana.says('training');
  expect(ana.last()).toContain('Requests for quotes, ended August 3');
  const ended = await rows<{ n: number }>(
    data.database.db,
    sql`select count(*)::int as n from events where kind = 'certificate ended'`,
  );
  expect(ended[0]?.n).toBe(1);
});

test('sessions of a course that come again and again are at nine by the clock, whatever that does', async () => {
  const sessions = {
    ...{ rhythm: { nth: 'second' as const, weekday: 'wed' as const, every: 'month' as const } },
    ...{ minute: 540, minutes: 60, seats: 5, place: null },
  };
  const story = await openTraining(data.database, { courses: [{ ...rfq, sessions }] });
  const ana = story.person('ana');
  for (const [now, said] of [
    ['2026-06-01T10:00', 'Wed, Jun 10, 9:00 AM EDT'],
    ['2026-10-20T10:00', 'Wed, Nov 11, 9:00 AM EST'],
  ] as const) {
    await story.at(now);
    await ana.says('training');
    expect(ana.last()).toContain(said);
  }
});

test('at a conference other offices take part, and their agencies sign up for the same seats', async () => {
  const story = await openTraining(data.database);
  const second = storyOffice({
    ...{ code: 'hr', name: 'Human Resources', assignments: [], agencies: [{ code: 'UNI', name: 'University' }] },
    people: [
      { email: 'fay@state.example', name: 'Fay Lund', zone: null, roles: [{ role: 'requester', agency: 'UNI' }] },
      { email: 'devon@state.example', name: 'Devon Clark', zone: null, roles: [{ role: 'supervisor', agency: null }] },
    ],
  });
  // Fay belongs to an agency that only the second office serves.
  const first = storyOffice({ courses: [rfq, rfp] });
  await story.store.transaction((tx) =>
    importOffice(tx, { ...first, people: first.people.filter(({ name }) => name !== 'Fay Lund') }, story.now()),
  );
  await story.store.transaction((tx) => importOffice(tx, second, story.now()));
  const { ana, fay, lee } = learners(story);
  const devon = story.person('devon');
  expect(await plan(data.database, lee, { shared: 'yes' })).toContain('Supervisors of other offices see it');
  await fay.says('training');
  expect(fay.last()).toContain('No session is open to you');
  expect(await formOf(story, 'fay', { name: 'training sign up', about: 'v2 session=1' }, {})).toContain(
    'no such request',
  );
  await devon.says('training');
  expect(devon.last()).toContain(
    'Requests for quotes · Wed, Jun 17, 10:00 AM EDT · Procurement Office · the one seat is free',
  );
  expect(await devon.presses('Take part')).toContain('Your agencies may sign up now');
  expect(await signsUp(fay)).toBe('You have a seat.');
  expect(await signsUp(ana, 'Join the waiting list')).toBe('It is full. You are on the waiting list.');
  await devon.says('training');
  expect(await devon.presses('Take part no more')).toContain('Whoever has a seat keeps it.');
  expect(await fay.presses('I can’t come')).toContain('Your seat is free now.');
  expect(ana.last()).toContain('A seat came free');
  expect(story.failures).toEqual([]);
});
