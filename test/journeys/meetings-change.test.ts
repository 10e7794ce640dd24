import { expect, test } from 'vitest';
import { importOffice } from '../../src/offices/importOffice.ts';
import type { OfficeSetup } from '../../src/offices/setup.ts';
import { useDatabase } from '../support/database.ts';
import { storyOffice } from '../support/office.ts';
import { personId } from '../support/reviews.ts';
import { openStory, type Story } from '../support/story.ts';

const data = useDatabase();

const second = { nth: 'second' as const, weekday: 'tue' as const, every: 'month' as const };
const times = { rhythm: second, minute: 600, minutes: 30, place: 'Room 4' };
const monthly = { ...times, code: 'monthly', name: 'Monthly meeting', with: 'agencies' as const, agencies: ['DOT'] };
const all = { ...times, code: 'leads', name: 'All leads', with: 'leads' as const, agencies: [] };
const open = (meetings: OfficeSetup['meetings'] = [monthly]) => openStory(data.database, { office: { meetings } });

const { people: listed, calendar } = storyOffice();
const importAgain = (story: Story, change: Partial<OfficeSetup>) =>
  story.store.transaction((tx) => importOffice(tx, storyOffice({ meetings: [monthly], ...change }), story.now()));
const seen = (story: Story, who: string) => story.person(who).sees().join('\n');

test('who has moved to another agency since they were invited reads nothing of the old one any more', async () => {
  const story = await open();
  await story.sweep();
  await story.person('ana').says('meetings');
  expect(story.person('ana').last()).toContain('Monthly meeting: Transportation');
  const moved = { ...listed[0], roles: [{ role: 'requester' as const, agency: 'FIN' }] };
  const ria = {
    email: 'ria@state.example',
    name: 'Ria Holt',
    zone: null,
    roles: [{ role: 'requester' as const, agency: 'DOT' }],
  };
  await importAgain(story, { people: [moved as (typeof listed)[number], ria, ...listed.slice(1)] });
  await story.at('2026-06-05T09:00');
  expect(seen(story, 'lee')).toContain('Tue, Jun 9, 10:00 AM EDT');
  expect(seen(story, 'ana')).not.toContain('Room 4');
  await story.person('lee').presses('Move it', { day: '2026-06-10', time: '10 AM', reason: 'I am out.' });
  expect(seen(story, 'ana')).not.toContain('I am out.');
});

test('whoever has come to lead since it was planned hears that it moves', async () => {
  const story = await openStory(data.database, { office: { meetings: [all] } });
  await story.at('2026-06-05T09:00');
  const kim = {
    email: 'kim@state.example',
    name: 'Kim Berg',
    zone: null,
    roles: [{ role: 'supervisor' as const, agency: null }],
  };
  await importAgain(story, { meetings: [all], people: [...listed, kim] });
  await story.person('sam').presses('Move it', { day: '2026-06-10', time: '10 AM', reason: 'The room.' });
  const invited = await story.store.transaction((tx) => tx.meetings.invited(1));
  const names = await story.store.transaction((tx) => tx.people.named(invited.map((each) => each.personId)));
  expect([...names.values()].map(({ name }) => name)).toContain('Kim Berg');
});

test('a topic is taken back by whoever said it, and by nobody else', async () => {
  const story = await open();
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await story.at('2026-06-05T09:00');
  await ana.presses('Add a topic', { text: 'Our new director' });
  expect(lee.last()).toContain('- Ana Ruiz: Our new director');
  expect(ana.last()).toContain('- Your topic: Our new director\n  Choose: Take it back');
  const press = { name: 'take back topic', about: 'v2 meeting=1 topic=1' };
  expect(await story.chat.hand('lee@state.example', { kind: 'press', press })).toMatchObject({
    text: ['It is not on the agenda any more.'],
  });
  expect(await story.chat.hand('ben@state.example', { kind: 'press', press })).toMatchObject({
    text: ['There is no such request among yours.'],
  });
  expect(await ana.presses('Take it back')).toBe('It is off the agenda.');
  expect(seen(story, 'lee')).not.toContain('Our new director');
  expect(seen(story, 'ana')).not.toContain('Our new director');
});

test('an agency that cannot come says so and suggests a time; whoever leads it moves it with a press', async () => {
  const story = await open();
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await story.at('2026-06-05T09:00');
  expect(lee.last()).not.toContain('I can’t come');
  expect(await ana.presses('I can’t come', { reason: '' })).toBe('reason: Say in a few words why.');
  expect(await ana.presses('I can’t come', { reason: 'Court', day: '2026-06-13', time: '10 AM' })).toContain(
    'time: The office is closed then.',
  );
  const rung = lee.sees().length;
  expect(await ana.presses('I can’t come', { reason: 'Court', day: '2026-06-10', time: '2 PM' })).toContain(
    'Thank you',
  );
  expect(lee.sees()).toHaveLength(rung + 1);
  expect(lee.last()).toBe(
    'Ana Ruiz can’t come to Monthly meeting: Transportation, Tue, Jun 9, 10:00 AM EDT, 30 minutes, Room 4. They suggest Wed, Jun 10, 2:00 PM EDT.\nAna Ruiz: Court\nChoose: Move it, Call it off',
  );
  expect(await lee.presses('Move it', { reason: 'Ana is in court.' })).toContain('Moved.');
  expect(ana.last()).toContain('is now Wed, Jun 10, 2:00 PM EDT');
  const press = { name: 'cannot come to meeting', about: 'v2 meeting=1' };
  expect(await story.chat.hand('ben@state.example', { kind: 'press', press })).toMatchObject({
    text: ['There is no such request among yours.'],
  });
});

test('one that somebody moved onto a day that closes later: whoever leads it is asked, once', async () => {
  const story = await open();
  const lee = story.person('lee');
  await story.at('2026-06-05T09:00');
  await lee.presses('Move it', { day: '2026-06-16', time: '2 PM', reason: 'I am out.' });
  const storm = { date: '2026-06-16', name: 'Storm', windows: [] };
  await importAgain(story, { calendar: { ...calendar, specialDays: [...calendar.specialDays, storm] } });
  await story.at('2026-06-08T10:00');
  await story.at('2026-06-08T11:00');
  const asked = lee.sees().filter((text) => text.startsWith('The office is closed at the time of'));
  expect(asked).toHaveLength(1);
  await lee.presses('Move it', { day: '2026-06-17', time: '2 PM', reason: 'The storm.' });
  expect(story.person('ana').last()).toContain('is now Wed, Jun 17, 2:00 PM EDT');
});

/** The meeting took place, and Ana has taken something on. */
async function takenOn(story: Story): Promise<void> {
  const lee = story.person('lee');
  await story.at('2026-06-05T09:00');
  await story.at('2026-06-10T09:00');
  await lee.presses('It took place');
  const owner = await personId(story, 'Ana Ruiz');
  await lee.presses('Write the minutes', { said: 'Salt.', what: 'Send the list', due: '2026-06-18', owner });
  await lee.presses('Send to both sides');
  await story.sweep();
}

test('once something is done, no message asks for it any more', async () => {
  const story = await open();
  const ana = story.person('ana');
  await takenOn(story);
  await story.at('2026-06-17T09:00');
  expect(ana.sees().filter((text) => text.includes('Send the list, '))).toHaveLength(3);
  await ana.presses('Done', { result: 'There it is.' });
  expect(ana.sees().filter((text) => text.includes('Choose: Done'))).toEqual([]);
  expect(ana.last()).toBe(
    'A reminder:\n- Send the list, due Thursday, June 18 · Monthly meeting: Transportation · done',
  );
});

test('the liaison gives it to somebody else or another day, and drops it; the agency cannot', async () => {
  const story = await open();
  const [ana, lee, devon] = [story.person('ana'), story.person('lee'), story.person('devon')];
  await takenOn(story);
  const press = { name: 'change action', about: 'v2 action=1' };
  expect(await story.chat.hand('ana@state.example', { kind: 'press', press })).toMatchObject({
    text: ['There is no such request among yours.'],
  });
  await lee.says('actions');
  expect(lee.last()).toContain(
    '- Ana Ruiz: Send the list, due Thursday, June 18 · Monthly meeting: Transportation\n  Choose: Change',
  );
  expect(await lee.presses('Change', { due: '2026-05-01', what: '' })).toBe(
    'what: Say in a few words what is to be done.\ndue: That day is over.',
  );
  expect(await lee.presses('Change', { owner: await personId(story, 'Devon Clark'), due: '2026-06-25' })).toBe(
    'Changed. Devon Clark is told.',
  );
  await story.sweep();
  expect(ana.sees().join('\n')).toContain(
    'Send the list, by Thursday, June 18 · Monthly meeting: Transportation · Devon Clark does it now',
  );
  expect(devon.last()).toContain('You have taken this on:\n- Send the list, by Thursday, June 25');
  await lee.says('actions');
  expect(await lee.presses('Change', { owner: 'nobody' })).toBe('Nobody has to do it any more.');
  expect(devon.last()).toContain('nobody has to do it any more');
  await story.at('2026-06-24T09:00');
  expect(devon.sees().join('\n')).not.toContain('A reminder:');
});

test('when whoever has taken it on has left, the liaison is asked who does it now', async () => {
  const story = await open();
  const lee = story.person('lee');
  await takenOn(story);
  await importAgain(story, { people: listed.filter(({ name }) => name !== 'Ana Ruiz') });
  await story.at('2026-06-17T09:00');
  expect(lee.sees().join('\n')).toContain(
    'Ana Ruiz has left and had this to do. Who does it now?\n- Send the list, due Thursday, June 18 · Monthly meeting: Transportation\n  Choose: Change',
  );
  expect(await lee.presses('Change', { owner: await personId(story, 'Lee Park'), due: '2026-06-25' })).toContain(
    'Lee Park is told.',
  );
  expect(lee.sees().join('\n')).toContain('Transportation · Lee Park does it now');
});

test('an agenda says when more is open than it names', async () => {
  const story = await open();
  const lee = story.person('lee');
  await story.sweep();
  for (let n = 1; n <= 11; n += 1) await story.person('ana').asks(`May I buy tool number ${n}?`);
  await story.at('2026-06-05T09:00');
  const agenda = lee.sees().find((text) => text.startsWith('Monthly meeting')) ?? '';
  expect(agenda.split('May I buy tool')).toHaveLength(11);
  expect(agenda).toContain('- … and others: type “all open” or “my queue”');
});
