import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { rows } from '../../db/engine/client.ts';
import { useDatabase } from '../support/database.ts';
import { fakeChat } from '../support/fake-chat.ts';
import { storyOffice } from '../support/office.ts';
import { openStory } from '../support/story.ts';

const data = useDatabase();

const rates = {
  title: 'Mileage rates change',
  text: 'The state pays 70 cents a mile. Please use the new form.',
  holdsFrom: '2026-07-01',
  readBy: '2026-06-05',
};

test('a supervisor tells all agencies; who reads it, asks, or is reminded, stands on the card', async () => {
  const story = await openStory(data.database);
  const [ana, ben, fay, sam] = ['ana', 'ben', 'fay', 'sam'].map((name) => story.person(name));
  if (!ana || !ben || !fay || !sam) throw new Error('they are there');
  await sam.says('announce');
  expect(await sam.presses('Announce something', rates)).toContain('It goes to 3 people at 3 agencies now.');
  expect(ana.sees(), 'nobody is told before it is confirmed').toEqual([]);
  expect(await sam.presses('Send it')).toContain('on its way to 3 people');
  expect(ana.last()).toBe(
    [
      'Mileage rates change',
      'Sam Reed, Procurement Office: The state pays 70 cents a mile. Please use the new form.',
      'Holds from: Wednesday, July 1',
      'Please read by: Friday, June 5',
      'Choose: I have read this, Ask about this',
    ].join('\n'),
  );
  expect(ben.last()).toBe(ana.last());
  expect(await ana.presses('I have read this')).toBe('Thank you. Sam sees that you have read it.');
  expect(ana.last()).toContain('You have read this.');
  expect(ana.last()).not.toContain('I have read this');
  await ben.presses('Ask about this', { question: 'From which form on?' });
  expect(ben.sees().join('\n')).toContain('About “Mileage rates change”: From which form on?');
  await story.at('2026-06-01T10:30');
  expect(sam.sees().join('\n')).toContain('Of 3 people, 2 have read it and 1 has not.');
  expect(await sam.presses('Who has read it')).toContain(
    '- Finance: 0 of 1 have read it; still to read it: 1 (Fay Lund)',
  );
  expect(await sam.presses('Who has read it')).toContain(
    'Somebody has asked about it:\n- R-1001, Agriculture · open\n  Choose: Show R-1001',
  );
  expect(await sam.presses('Show R-1001')).toContain('About “Mileage rates change”: From which form on?');
  // Thursday is the last working day before Friday: once, and to nobody else.
  await story.at('2026-06-04T09:00');
  await story.at('2026-06-04T09:30');
  expect(fay.sees().filter((text) => text.startsWith('Sam Reed asks you to read this by Friday, June 5'))).toHaveLength(
    1,
  );
  expect([...ana.sees(), ...ben.sees()].join()).not.toContain('asks you to read');
  expect(await fay.presses('Show it')).toContain('The state pays 70 cents a mile.');
  await fay.presses('I have read this');
  await story.at('2026-06-04T10:00');
  expect(sam.sees().join('\n')).toContain('Of 3 people, 3 have read it.');
  await story.at('2026-06-08T09:00');
  expect(sam.last(), 'there is nothing to decide').not.toContain('have not read it by');
});

test('whoever has not read it by its day stands in one digest of the morning, and leads to who they are', async () => {
  const story = await openStory(data.database);
  const [ana, sam] = [story.person('ana'), story.person('sam')];
  await sam.says('announce');
  await sam.presses('Announce something', { ...rates, readBy: '2026-06-03' });
  await sam.presses('Send it');
  await ana.presses('I have read this');
  await story.at('2026-06-03T09:00');
  expect(sam.last()).not.toContain('have not read it by');
  await story.at('2026-06-04T09:00');
  expect(sam.last()).toContain('Mileage rates change: 2 of 3 have not read it by Wednesday, June 3.');
  expect(await sam.presses('Who has read “Mileage rates change”')).toContain('- Finance: 0 of 1 have read it');
  await story.at('2026-06-05T09:00');
  expect(sam.last()).toContain('Daily digest');
  expect(sam.last(), 'it is said once').not.toContain('have not read it by');
});

test('a liaison finds their own among many of others', async () => {
  const story = await openStory(data.database);
  const [lee, sam] = [story.person('lee'), story.person('sam')];
  await lee.says('announce');
  await lee.presses('Announce something', { title: 'I am away in July', text: 'Devon answers then.' });
  await lee.presses('Send it');
  for (let n = 1; n <= 11; n += 1) {
    await sam.says('announce');
    await sam.presses('Announce something', { ...rates, title: `Rule ${n} changes` });
    await sam.presses('Send it');
  }
  await lee.says('announcements');
  expect(lee.last()).toContain('I am away in July');
  expect(lee.last()).not.toContain('Rule');
  await sam.says('announcements');
  expect(sam.last()).toContain('Rule 11 changes');
});

test('a new question hears what changes soon on its topic, and no other', async () => {
  const story = await openStory(data.database);
  const [ana, sam] = [story.person('ana'), story.person('sam')];
  await sam.says('announcements');
  await sam.presses('Announce something', { ...rates, line: 'contracts', agencies: 'DOT' });
  await sam.presses('Send it');
  await ana.says('May I buy ten chairs with three quotes?');
  expect(ana.last()).not.toContain('Mileage');
  await ana.asks('When does the renewal of our contract begin?');
  expect(ana.last()).toContain('From Wednesday, July 1: Mileage rates change');
  await story.person('ben').asks('When does the renewal of our contract begin?');
  expect(story.person('ben').last(), 'it is about Transportation alone').not.toContain('Mileage');
});

test('a liaison tells the agencies they answer for, at an hour; it can be changed and withdrawn until then', async () => {
  const story = await openStory(data.database);
  const [ana, ben, maria] = [story.person('ana'), story.person('ben'), story.person('maria')];
  await maria.says('announce');
  const said = { title: 'New portal', text: 'It opens on Monday.', day: '2026-06-03', time: '2 PM' };
  expect(await maria.presses('Announce something', { ...said, agencies: 'DOT' })).toContain(
    'agencies: “DOT” is none of your agencies',
  );
  expect(await maria.presses('Announce something', said)).toContain(
    'It goes to 1 person at 1 agency, Wed, Jun 3, 2:00 PM EDT.',
  );
  expect(await maria.presses('Plan it')).toBe('It goes out Wed, Jun 3, 2:00 PM EDT.');
  expect(await maria.presses('Change', { title: 'The new portal' })).toContain('The new portal');
  await maria.presses('Plan it');
  await story.at('2026-06-03T13:59');
  expect(ben.sees()).toEqual([]);
  await story.at('2026-06-03T14:00');
  expect(ben.last()).toContain('The new portal');
  expect(ana.sees()).toEqual([]);
  expect(maria.last(), 'what has gone out is not withdrawn').not.toContain('Withdraw');
  const press = { name: 'withdraw announcement', about: 'v2 announcement=1' };
  const answer = await story.chat.hand('maria@state.example', { kind: 'press', press });
  expect(answer).toMatchObject({ kind: 'notice', text: [expect.stringContaining('It has gone out already.')] });
});

test('nobody is written to at night, nor on a day the office closes after all', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T20:00' });
  const [ana, sam] = [story.person('ana'), story.person('sam')];
  await sam.says('announce');
  expect(await sam.presses('Announce something', rates)).toContain('Tue, Jun 2, 9:00 AM EDT');
  await sam.presses('Plan it');
  await sam.says('Office closed tomorrow until noon: snow');
  await sam.presses('Close the office');
  await story.at('2026-06-02T09:00');
  expect(ana.sees()).toEqual([]);
  await story.at('2026-06-02T12:00');
  expect(ana.last()).toContain('Mileage rates change');
});

test('withdrawn in time, nobody hears of it; what is not theirs does not exist', async () => {
  const story = await openStory(data.database);
  const [ana, sam, lee] = [story.person('ana'), story.person('sam'), story.person('lee')];
  await sam.says('announce');
  await sam.presses('Announce something', { ...rates, day: '2026-06-02' });
  await sam.presses('Plan it');
  const hand = (who: string, name: string) =>
    story.chat.hand(`${who}@state.example`, { kind: 'press', press: { name, about: 'v2 announcement=1' } });
  const nothing = { kind: 'notice', text: ['There is no such request among yours.'] };
  for (const name of ['send announcement', 'withdraw announcement', 'announcement readers', 'change announcement'])
    for (const who of ['ana', 'lee', 'ada']) expect(await hand(who, name), `${who} ${name}`).toMatchObject(nothing);
  for (const name of ['read announcement', 'ask about announcement', 'show announcement'])
    expect(await hand('ana', name)).toMatchObject(nothing);
  expect(await sam.presses('Withdraw')).toBe('Withdrawn. Nobody was told.');
  expect(sam.last()).toContain('You withdrew this announcement.');
  await story.at('2026-06-02T12:00');
  expect([...ana.sees(), ...lee.sees()]).toEqual([]);
});

test('the form says what is wrong, field by field', async () => {
  const story = await openStory(data.database);
  const sam = story.person('sam');
  await sam.says('announce');
  const wrong = (values: Record<string, string>) => sam.presses('Announce something', { ...rates, ...values });
  expect(await wrong({ title: ' ' })).toContain('title: Say in a few words what changes.');
  expect(await wrong({ text: '' })).toContain('text: Write what people should know.');
  expect(await wrong({ agencies: 'DOTT' })).toContain('agencies: “DOTT” is none of your agencies; did you mean DOT?');
  expect(await wrong({ day: '2026-06-06' })).toContain('day: The office is closed that day.');
  expect(await wrong({ day: '2026-05-01' })).toContain('day: That day is over.');
  expect(await wrong({ time: '7 PM' })).toContain('time: The office is closed then.');
  expect(await wrong({ time: '9:15 AM' })).toContain('time: That time is over.');
  expect(await wrong({ time: 'soon' })).toContain('time: “soon” is no time of day.');
  expect(await wrong({ holdsFrom: '2026-05-01' })).toContain('holdsFrom: That day is over.');
  expect(await wrong({ readBy: '2026-06-01' })).toContain('readBy: Give people at least a day');
});

test('only those who asked are told, where its author chose so', async () => {
  const story = await openStory(data.database);
  const [ana, ben, sam] = [story.person('ana'), story.person('ben'), story.person('sam')];
  await ana.says('May I buy ten chairs?');
  await sam.says('announce');
  expect(await sam.presses('Announce something', { ...rates, audience: 'asking' })).toContain('1 person at 1 agency');
  await sam.presses('Send it');
  expect(ana.last()).toContain('Mileage rates change');
  expect(ben.sees()).toEqual([]);
  expect(await sam.presses('Announce something', { ...rates, audience: 'asked', line: 'contracts' })).toContain(
    'Nobody is there whom it would reach.',
  );
});

test('of many, eight are on their way at once; who is answered meanwhile waits behind these alone', async () => {
  const { people: known } = storyOffice();
  const askers = Array.from({ length: 50 }, (_, n) => ({
    ...{ email: `asker${n}@state.example`, name: `Asker ${n}`, zone: null },
    roles: [{ role: 'requester' as const, agency: 'DOT' }],
  }));
  const everybody = [...known, ...askers];
  const story = await openStory(data.database, {
    office: { people: everybody },
    chats: (now) => [fakeChat({ now, emails: everybody.map(({ email }) => email) })],
  });
  const sam = story.person('sam');
  await sam.says('announce');
  expect(await sam.presses('Announce something', { ...rates, agencies: 'Transportation' })).toContain('51 people');
  // Confirmed, and nothing is sent yet.
  await story.chat.hand('sam@state.example', {
    ...{ kind: 'press', press: { name: 'send announcement', about: 'v2 announcement=1' } },
  });
  const waiting = sql`select 1 from deliveries where state = 'pending' and key like 'announcement 1 to %'`;
  expect(await rows(data.database.db, waiting)).toHaveLength(8);
  await story.settle();
  for (const { email } of askers) expect(story.person(email).sees().join(), email).toContain('Mileage rates change');
  expect(story.person('ben').sees()).toEqual([]);
});
