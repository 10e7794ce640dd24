import { expect, test } from 'vitest';
import { importOffice } from '../../src/offices/importOffice.ts';
import { useDatabase } from '../support/database.ts';
import { fakeChat } from '../support/fake-chat.ts';
import { storyOffice } from '../support/office.ts';
import { openStory, type Story } from '../support/story.ts';

const data = useDatabase();

const rates = {
  title: 'Mileage rates change',
  text: 'The state pays 70 cents a mile. Please use the new form.',
  holdsFrom: '2026-07-01',
  readBy: '2026-06-05',
};

/** Somebody is in no file of the office any more, and has no role left. */
const leaves = async (story: Story, name: string): Promise<void> => {
  const people = storyOffice().people.filter((each) => each.name !== name);
  await story.store.transaction((tx) => importOffice(tx, storyOffice({ people }), story.now()));
};

test('what is confirmed at night goes out as the office opens', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T16:50' });
  const [ana, sam] = [story.person('ana'), story.person('sam')];
  await sam.says('announce');
  await sam.presses('Announce something', rates);
  await story.at('2026-06-01T23:30');
  expect(await sam.presses('Send it')).toBe('It goes out Tue, Jun 2, 9:00 AM EDT.');
  expect(ana.sees()).toEqual([]);
  await story.at('2026-06-02T09:00');
  expect(ana.last()).toContain('Mileage rates change');
});

test('what its author never sends stands in their list and their digest, until they throw it away', async () => {
  const story = await openStory(data.database);
  const [sam, lee] = [story.person('sam'), story.person('lee')];
  await sam.says('announce');
  await sam.presses('Announce something', rates);
  await story.at('2026-06-02T09:00');
  expect(sam.last()).toContain(
    'You have written an announcement, and nobody was told yet: Mileage rates change\n  Choose: Look at “Mileage rates change”, Throw it away',
  );
  expect(lee.sees().join('\n'), 'it is nobody else’s').not.toContain('Mileage');
  expect(await sam.presses('Look at “Mileage rates change”')).toContain('It goes to 3 people at 3 agencies now.');
  await sam.says('announcements');
  expect(sam.last()).toContain('Mileage rates change · nobody was told yet');
  expect(await sam.presses('Throw it away')).toBe('Thrown away. Nobody was told.');
  await sam.says('announcements');
  expect(sam.last()).toContain('Nothing has been announced yet.');
  await story.at('2026-06-03T09:00');
  expect(sam.last()).not.toContain('nobody was told yet');
});

test('a planned one that is changed says that the change waits, and does not go out without a word', async () => {
  const story = await openStory(data.database);
  const sam = story.person('sam');
  await sam.says('announce');
  await sam.presses('Announce something', { ...rates, day: '2026-06-02', time: '2 PM' });
  await sam.presses('Plan it');
  const card = () => sam.sees().find((text) => text.startsWith('Mileage'));
  expect(card()).toContain('Goes out Tue, Jun 2, 2:00 PM EDT.');
  await sam.presses('Change', { text: 'By ten percent.' });
  expect(card()).toContain('nobody has confirmed the change');
  await story.at('2026-06-02T14:01');
  expect(story.person('ana').sees()).toEqual([]);
  await sam.presses('Look at it');
  expect(await sam.presses('Send it').catch(() => sam.presses('Plan it'))).toContain('It is on its way to 3 people.');
  expect(card()).toContain('Of 3 people');
});

test('one that is wrong is taken back: whoever was told hears why, nobody is reminded, no receipt names it', async () => {
  const story = await openStory(data.database);
  const [ana, ben, sam] = [story.person('ana'), story.person('ben'), story.person('sam')];
  await sam.says('announce');
  await sam.presses('Announce something', { ...rates, agencies: 'DOT, AGR' });
  await sam.presses('Send it');
  await ana.presses('I have read this');
  expect(await sam.presses('Take it back', { reason: ' ' })).toBe('reason: Say in a few words why.');
  expect(await sam.presses('Take it back', { reason: 'It is put off.' })).toContain(
    'Everybody who was told hears of it.',
  );
  for (const reader of [ana, ben]) {
    expect(reader.sees()[0]).toContain('Sam Reed has taken this back.\nSam Reed: It is put off.\nIt said:');
    expect(reader.last()).toBe(
      'Sam Reed has taken this back: Mileage rates change\nSam Reed: It is put off.\nChoose: Show it, Ask about this',
    );
    expect(reader.sees()).toHaveLength(2);
  }
  expect(sam.sees().join('\n')).toContain('Sam Reed has taken it back: It is put off.');
  const old = { name: 'read announcement', about: 'v2 announcement=1' };
  expect(await story.chat.hand('ben@state.example', { kind: 'press', press: old })).toMatchObject({
    text: ['Sam Reed has taken this back: It is put off.'],
  });
  const again = { name: 'take back announcement', about: 'v2 announcement=1' };
  expect(await story.chat.hand('sam@state.example', { kind: 'press', press: again })).toMatchObject({
    text: ['It was taken back.'],
  });
  expect(await story.chat.hand('ana@state.example', { kind: 'press', press: again })).toMatchObject({
    text: ['There is no such request among yours.'],
  });
  await story.at('2026-06-04T09:00');
  await story.at('2026-06-08T09:00');
  expect(ben.sees(), 'nobody is reminded').toHaveLength(2);
  expect(sam.last()).not.toContain('have not read it');
  await ana.asks('Do I need three quotes?');
  expect(ana.last()).not.toContain('Mileage');
});

test('who has left since is not reminded, and is missed no more', async () => {
  const story = await openStory(data.database);
  const [ana, ben, sam] = [story.person('ana'), story.person('ben'), story.person('sam')];
  await sam.says('announce');
  await sam.presses('Announce something', { ...rates, agencies: 'DOT, AGR' });
  await sam.presses('Send it');
  await leaves(story, 'Ana Ruiz');
  await story.at('2026-06-04T09:00');
  expect(ana.sees().join('\n')).not.toContain('asks you to read');
  expect(ben.last()).toContain('asks you to read');
  expect(await sam.presses('Who has read it')).toBe(
    'Mileage rates change\nOf 1 person, 0 have read it and 1 has not.\n- Agriculture: 0 of 1 have read it; still to read it: 1 (Ben Osei)',
  );
  await ben.presses('I have read this');
  expect(ben.last(), 'the reminder asks no more').toContain('You have read this.\nChoose: Show it');
  expect(ben.sees().join('\n')).not.toContain('I have read this');
});

test('what heads alone were told stands beside nobody’s receipt', async () => {
  const head = { email: 'hed@state.example', name: 'Hed Roe', zone: null };
  const people = [...storyOffice().people, { ...head, roles: [{ role: 'agency head' as const, agency: 'DOT' }] }];
  const story = await openStory(data.database, { office: { people } });
  const [ana, sam] = [story.person('ana'), story.person('sam')];
  await sam.says('announce');
  await sam.presses('Announce something', { ...rates, audience: 'heads' });
  expect(await sam.presses('Send it')).toContain('one person');
  await ana.asks('Do I need three quotes?');
  expect(ana.last()).not.toContain('Mileage');
});

test('reminders to many go out in office hours alone, each once', async () => {
  const many = Array.from({ length: 45 }, (_, n) => ({
    ...{ email: `asker${n}@state.example`, name: `Asker ${n}`, zone: null },
    roles: [{ role: 'requester' as const, agency: 'DOT' }],
  }));
  const { people } = storyOffice();
  const emails = [...people, ...many].map(({ email }) => email);
  const story = await openStory(data.database, {
    office: { people: [...people, ...many] },
    chats: (now) => [fakeChat({ now, emails })],
  });
  const sam = story.person('sam');
  await sam.says('announce');
  await sam.presses('Announce something', rates);
  await sam.presses('Send it');
  const reminded = () => many.map(({ email }) => story.chat.seen(email).length - 1);
  await story.at('2026-06-04T20:00');
  expect(new Set(reminded()), 'a desk that was away all day wakes nobody up').toEqual(new Set([0]));
  await story.at('2026-06-05T09:00');
  await story.at('2026-06-05T09:10');
  expect(new Set(reminded()), 'one after another, without waiting for the next minute').toEqual(new Set([1]));
});
