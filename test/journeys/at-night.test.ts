import { expect, test } from 'vitest';
import { importOffice } from '../../src/offices/importOffice.ts';
import { useDatabase } from '../support/database.ts';
import { inChats, inChatsTimeout } from '../support/in-chats.ts';
import { openListening, seats, sends, toTheVote } from '../support/listening.ts';
import { storyOffice } from '../support/office.ts';
import { openStory, type Story } from '../support/story.ts';
import { learners, openTraining, plan, signsUp } from '../support/training.ts';

/** What somebody does at night rings nobody: each hears it in their own morning, once, as it is then. */

const data = useDatabase();

const monthly = {
  ...{ code: 'monthly', name: 'Monthly meeting', with: 'agencies' as const, agencies: ['DOT'] },
  ...{ rhythm: { nth: 'second' as const, weekday: 'tue' as const, every: 'month' as const } },
  ...{ minute: 600, minutes: 30, place: 'Room 4' },
};
const { people: listed } = storyOffice();
/** These people are somewhere else. */
const inZone = (zone: string, ...names: string[]) =>
  listed.map((each) => (names.some((name) => each.email.startsWith(`${name}@`)) ? { ...each, zone } : each));
const rung = (story: Story, who: string) => story.person(who).sees().length;

const begun = async (people = listed): Promise<Story> => {
  const story = await openStory(data.database, { office: { meetings: [monthly], people } });
  await story.at('2026-06-05T09:00');
  return story;
};

test('a meeting that is moved at night is told in the morning, however often it was moved', async () => {
  const story = await begun();
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await story.at('2026-06-05T22:00');
  const before = rung(story, 'ana');
  expect(await lee.presses('Move it', { day: '2026-06-10', time: '10 AM', reason: 'I am out.' })).toBe(
    'Moved. Nobody is rung now: everybody who is invited hears of it Mon, Jun 8, 9:00 AM EDT.',
  );
  expect(lee.last(), 'whoever does it reads so at once').toContain('is now Wed, Jun 10, 10:00 AM EDT');
  await lee.presses('Move it', { day: '2026-06-11', time: '2 PM', reason: 'The room.' });
  expect(rung(story, 'ana')).toBe(before);
  await story.at('2026-06-08T08:59');
  expect(rung(story, 'ana')).toBe(before);
  await story.at('2026-06-08T09:00');
  const told = ana.sees().filter((text) => text.includes('has moved it'));
  expect(told).toHaveLength(1);
  expect(told[0]).toContain('is now Thu, Jun 11, 2:00 PM EDT, 30 minutes, Room 4, not Tue, Jun 9, 10:00 AM EDT');
  expect(told[0]).toContain('The room.');
});

test('moved and moved back in one night is nothing to tell', async () => {
  const story = await begun();
  const lee = story.person('lee');
  await story.at('2026-06-05T22:00');
  await lee.presses('Move it', { day: '2026-06-10', time: '10 AM', reason: 'I am out.' });
  await lee.presses('Move it', { day: '2026-06-09', time: '10 AM', reason: 'I am there after all.' });
  await story.at('2026-06-08T09:00');
  expect(story.person('ana').sees().join('\n')).not.toContain('has moved it');
});

test('moved and then called off in one night: they hear that it is off, by the time they know', async () => {
  const story = await begun();
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await story.at('2026-06-05T22:00');
  await lee.presses('Move it', { day: '2026-06-10', time: '10 AM', reason: 'I am out.' });
  await lee.presses('Call it off', { reason: 'Nobody has a topic.' });
  await story.at('2026-06-08T09:00');
  expect(ana.sees().filter((text) => text.includes('is now'))).toEqual([]);
  expect(ana.sees().join('\n')).toContain('Tue, Jun 9, 10:00 AM EDT, will not take place.');
});

test('of what was planned, moved by the calendar and called off while somebody sleeps they hear nothing', async () => {
  const story = await begun(inZone('America/Los_Angeles', 'ana'));
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await story.at('2026-06-05T09:10');
  const closed = { ...storyOffice().calendar, specialDays: [{ date: '2026-06-09', name: 'Storm', windows: [] }] };
  const setup = storyOffice({ meetings: [monthly], calendar: closed, people: inZone('America/Los_Angeles', 'ana') });
  await story.store.transaction((tx) => importOffice(tx, setup, story.now()));
  await story.at('2026-06-05T09:20');
  expect(lee.last()).toContain('is now Wed, Jun 10');
  await lee.presses('Show the agenda');
  await lee.presses('Call it off', { reason: 'Nobody has a topic.' });
  await story.at('2026-06-05T10:00');
  await story.at('2026-06-08T12:00');
  expect(ana.sees()).toEqual([]);
});

test('what would be too late in the morning is told as the night ends, or at once', async () => {
  const story = await begun();
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await story.at('2026-06-08T12:00');
  await lee.presses('Move it', { day: '2026-06-09', time: '9 AM', reason: 'Earlier.' });
  await story.at('2026-06-08T22:00');
  await lee.presses('Call it off', { reason: 'I am ill.' });
  expect(ana.last()).not.toContain('will not take place');
  await story.at('2026-06-09T07:00');
  expect(ana.last()).toContain('will not take place');
});

test('whoever is in another zone hears of it in their own morning, while the others are told at once', async () => {
  const story = await begun(inZone('America/Los_Angeles', 'ana'));
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  expect(ana.sees().join('\n'), 'at six in the morning there is no agenda yet').not.toContain('Room 4');
  await story.at('2026-06-05T10:00');
  expect(ana.last()).toContain('Tue, Jun 9');
  await story.at('2026-06-08T09:30');
  expect(await lee.presses('Move it', { day: '2026-06-11', time: '2 PM', reason: 'The room.' })).toBe(
    'Moved. Nobody is rung now: everybody who is invited hears of it Mon, Jun 8, 10:00 AM EDT.',
  );
  expect(ana.sees().join('\n')).not.toContain('has moved it');
  await story.at('2026-06-08T10:00');
  expect(ana.sees().filter((text) => text.includes('has moved it'))).toHaveLength(1);
});

test('whoever says that they are out hears which meetings somebody else leads then', async () => {
  const story = await begun();
  const lee = story.person('lee');
  await lee.says('menu');
  expect(await lee.presses("I'm away", { from: '2026-06-09', until: '2026-06-12' })).toContain(
    'Whoever stands in for you leads Monthly meeting: Transportation on Tuesday, June 9.',
  );
});

test('a session that is changed, changed back and called off at night', async () => {
  const story = await openTraining(data.database);
  const { ana, ben } = learners(story);
  const sam = story.person('sam');
  await plan(data.database, sam, { seats: '5' });
  await signsUp(ana);
  await signsUp(ben);
  await story.at('2026-06-02T22:00');
  await sam.says('training');
  const lee = rung(story, 'lee');
  await sam.presses('Who comes');
  await sam.presses('Change it', { time: '2 PM', reason: 'The room.' });
  await sam.says('training');
  await sam.presses('Who comes');
  await sam.presses('Change it', { time: '10 AM', reason: 'It is free after all.' });
  await ben.says('training');
  await story.at('2026-06-03T09:00');
  expect(ana.sees().join('\n')).not.toContain('has changed it');
  expect(rung(story, 'lee') - lee, 'nor does who leads it').toBeLessThanOrEqual(1);
  await story.at('2026-06-03T22:00');
  await sam.says('training');
  await sam.presses('Who comes');
  await sam.presses('Change it', { time: '2 PM', reason: 'The room.' });
  await sam.says('training');
  await sam.presses('Who comes');
  await sam.presses('Call it off', { reason: 'Nobody teaches it.' });
  expect(ana.sees().join('\n')).not.toContain('will not take place');
  await story.at('2026-06-04T09:00');
  expect(ana.sees().filter((text) => text.includes('has changed it'))).toEqual([]);
  expect(ana.last()).toContain('Wed, Jun 17, 10:00 AM EDT, will not take place.');
});

test('an announcement reaches those in another zone in their morning, and the others at once', async () => {
  const story = await openStory(data.database, { office: { people: inZone('America/Los_Angeles', 'ana', 'ben') } });
  const [ana, fay, sam] = [story.person('ana'), story.person('fay'), story.person('sam')];
  await story.at('2026-06-02T09:10');
  await sam.says('announce');
  await sam.presses('Announce something', { title: 'Mileage rates', text: '70 cents a mile.' });
  await sam.presses('Send it');
  await story.sweep();
  expect(fay.last()).toContain('70 cents a mile.');
  expect(ana.sees()).toEqual([]);
  expect((await story.store.transaction((tx) => tx.announcements.nextMoment(story.now())))?.toISOString()).toBe(
    '2026-06-02T14:00:00.000Z',
  );
  await story.at('2026-06-02T10:00');
  for (const name of ['ana', 'ben']) expect(story.person(name).last()).toContain('70 cents a mile.');
  await story.at('2026-06-02T10:20');
  expect(sam.sees().join('\n')).toContain('Of 3 people');
});

test('what a vote has decided and what was taken back go out as the office opens, and whoever does it reads so', async () => {
  const story = await openListening(data.database);
  const { ana, fay, sam } = seats(story);
  await sam.says('announce');
  await sam.presses('Announce something', { title: 'Mileage rates', text: '70 cents a mile.' });
  await sam.presses('Send it');
  await toTheVote(story);
  for (const each of [ana, fay]) await each.presses('Vote', { needs: '1' });
  await story.at('2026-06-22T09:00');
  await story.at('2026-06-22T22:00');
  for (const need of [1, 2]) {
    const no = { choice: 'no', effort: 'small', because: 'The law forbids it.', instead: 'Rent them.' };
    await sends(story, 'sam', 'decide need', `v2 need=${need}`, no);
  }
  await sam.presses('See the result');
  expect(await sam.presses('Tell everybody who answered')).toBe(
    'Nobody is rung now: it goes to the 3 people who answered or voted Tue, Jun 23, 9:00 AM EDT.',
  );
  expect(await sam.presses('Take it back', { reason: 'It is put off.' })).toBe(
    'Taken back. Nobody is rung now: everybody who was told hears of it Tue, Jun 23, 9:00 AM EDT.',
  );
  const rings = [rung(story, 'ana'), rung(story, 'fay')];
  await story.at('2026-06-23T08:59');
  expect([rung(story, 'ana'), rung(story, 'fay')]).toEqual(rings);
  await story.at('2026-06-23T09:00');
  for (const each of [ana, fay]) {
    expect(each.sees().join('\n')).toContain('What became of your answers');
    expect(each.sees().join('\n')).toContain('Sam Reed has taken this back');
  }
});

test('an agency that has gone quiet is asked in the morning how it is doing', async () => {
  const story = await openStory(data.database);
  const [ana, sam] = [story.person('ana'), story.person('sam')];
  await ana.says('May I buy a drone?');
  await story.person('lee').presses('Resolve', { outcome: 'answered', text: 'You may.' });
  await story.at('2026-07-06T09:01');
  await story.at('2026-07-06T22:00');
  const before = rung(story, 'ana');
  await sam.presses('Check in with Transportation', { text: 'Is all well?' });
  expect(rung(story, 'ana')).toBe(before);
  await story.at('2026-07-07T09:00');
  expect(ana.last()).toContain('Is all well?');
});

test('whoever works for the office and asks elsewhere has both under “listening”', async () => {
  const both = [
    { role: 'liaison' as const, agency: null },
    { role: 'requester' as const, agency: 'FIN' },
  ];
  const people = listed.map((each) => (each.name === 'Lee Park' ? { ...each, roles: both } : each));
  const story = await openStory(data.database, { office: { people } });
  const lee = story.person('lee');
  await lee.says('listening');
  expect(lee.last()).toContain('Choose: Ask the agencies');
  expect(lee.last()).toContain('Choose: Recommend a change');
});

test.each(inChats)(
  'in %s: moved twice at night, it is told once in the morning',
  { timeout: inChatsTimeout },
  async (_, begin) => {
    const telling = { at: '2026-06-01T10:00', office: { meetings: [monthly] } };
    const { seats, at } = await begin(data.database, telling, ['ana', 'lee']);
    const { ana, lee } = seats;
    for (const each of [ana, lee]) await each.says('help');
    await at('2026-06-05T09:00');
    await at('2026-06-05T22:00');
    await lee.presses('Move it', { day: '2026-06-10', time: '10 AM', reason: 'I am out.' });
    await lee.presses('Move it', { day: '2026-06-11', time: '2 PM', reason: 'The room.' });
    expect(await ana.seen()).not.toContain('has moved it');
    await at('2026-06-08T09:00');
    expect((await ana.seen()).split('has moved it')).toHaveLength(2);
    expect(await ana.seen()).toContain('The room.');
    expect((await ana.files()).toSorted()).toEqual(['meeting-2026-06-09.ics', 'meeting-2026-06-11.ics']);
  },
);
