import { expect, test } from 'vitest';
import { useDatabase } from '../support/database.ts';
import type { storyOffice } from '../support/office.ts';
import { openStory, type Story } from '../support/story.ts';

const data = useDatabase();

const monthly = {
  ...{ code: 'monthly', name: 'Monthly meeting', with: 'agencies' as const, agencies: ['DOT'] },
  ...{ rhythm: { nth: 'second' as const, weekday: 'tue' as const, every: 'month' as const } },
  ...{ minute: 600, minutes: 30, place: 'Room 4' },
};
const open = (change: Parameters<typeof storyOffice>[0] = { meetings: [monthly] }) =>
  openStory(data.database, { office: change });

const files = (story: Story, who: string) =>
  story.chat.seen(`${who}@state.example`).flatMap(({ file }) => (file ? [new TextDecoder().decode(file.bytes)] : []));

test('an agenda makes itself, goes to both sides two working days before, and takes topics until it begins', async () => {
  const story = await open();
  const [ana, ben, lee] = ['ana', 'ben', 'lee'].map((name) => story.person(name));
  if (!ana || !ben || !lee) throw new Error('they are there');
  await story.sweep();
  await ana.says('May I buy a drone?');
  await ana.says('meetings');
  expect(await ana.answer('Agenda')).toMatchObject({ kind: 'show' });
  expect(await ana.presses('Add a topic', { text: 'Road salt for next winter' }).catch(() => 'no button')).toBe(
    'no button',
  );
  await ana.presses('Agenda');
  expect(await ana.presses('Add a topic', { text: 'Road salt for next winter' })).toContain('two working days before');
  await story.at('2026-06-05T08:59');
  expect(ana.sees().join('\n')).not.toContain('Room 4');
  await story.at('2026-06-05T09:00');
  expect(ana.last()).toBe(
    [
      'Monthly meeting: Transportation',
      'Tue, Jun 9, 10:00 AM EDT, 30 minutes, Room 4',
      'Topics',
      '- Ana Ruiz: Road salt for next winter',
      '- Your topic: Road salt for next winter',
      '  Choose: Take it back',
      'Asked since Tuesday, May 5: 1, and 0 resolved',
      'Open now: 1, 1 late',
      'First replies on time: 0% (0 of 1)',
      'The file that comes with this puts it into your calendar.',
      'Choose: Add a topic, I can’t come',
    ].join('\n'),
  );
  expect(lee.last()).toContain('Open requests, for you alone\n- R-1001 May I buy a drone? · late');
  expect(lee.last()).toContain('Choose: Add a topic, Move it, Call it off');
  expect(ben.sees(), 'it is no meeting of theirs').toEqual([]);
  expect(files(story, 'ana')).toHaveLength(1);
  expect(files(story, 'ana')[0]).toContain('DTSTART:20260609T140000Z');
  expect(files(story, 'ana')[0]).toContain('SEQUENCE:0');
  const before = ana.sees().length;
  expect(await lee.presses('Add a topic', { text: 'The new form' })).toBe('It is on the agenda.');
  expect(ana.last(), 'in its place, and without a sound').toContain('- Lee Park: The new form');
  expect(ana.sees()).toHaveLength(before);
});

test('one is moved with a word, and called off: both sides hear of it, and their calendars follow', async () => {
  const story = await open();
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await story.at('2026-06-05T09:00');
  expect(await lee.presses('Move it', { day: '2026-06-20', time: '10 AM', reason: 'x' })).toContain(
    'time: The office is closed then.',
  );
  expect(await lee.presses('Move it', { day: '2026-06-16', time: '2 PM', reason: '' })).toContain(
    'reason: Say in a few words why.',
  );
  expect(await lee.presses('Move it', { day: '2026-06-16', time: '2 PM', reason: 'Lee is in court.' })).toBe(
    'Moved. Everybody who is invited hears of it.',
  );
  expect(ana.last()).toContain(
    'is now Tue, Jun 16, 2:00 PM EDT, 30 minutes, Room 4, not Tue, Jun 9, 10:00 AM EDT. Lee Park has moved it.',
  );
  expect(ana.last()).toContain('Lee Park: Lee is in court.');
  await story.at('2026-06-12T09:00');
  expect(ana.last(), 'there is another agenda').toContain(
    'Tue, Jun 16, 2:00 PM EDT, 30 minutes, Room 4\nNobody has added',
  );
  expect(await lee.presses('Call it off', { reason: 'Nobody has a topic.' })).toContain('Called off.');
  expect(ana.last()).toContain('Monthly meeting: Transportation, Tue, Jun 16, 2:00 PM EDT, will not take place.');
  const [first, second, third, last] = files(story, 'ana');
  const uid = /UID:\S+/u.exec(first ?? '')?.[0];
  for (const each of [second, third, last]) expect(each).toContain(uid);
  expect(second).toContain('SEQUENCE:1');
  expect(second).toContain('DTSTART:20260616T180000Z');
  expect(last).toContain('SEQUENCE:2');
  expect(last).toContain('METHOD:CANCEL');
  await story.at('2026-06-17T09:00');
  expect(lee.last(), 'what was called off is not asked about').not.toContain('Did it take place');
  await ana.says('meetings');
  expect(ana.last(), 'the next one is planned').toContain('Tue, Jul 14, 10:00 AM EDT');
});

test('minutes are written, corrected, confirmed, and then stand; actions are told, reminded of and done', async () => {
  const story = await open();
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await story.at('2026-06-05T09:00');
  await story.at('2026-06-10T08:59');
  expect(lee.last()).not.toContain('Did it take place');
  await story.at('2026-06-10T09:00');
  expect(lee.last()).toContain('Did it take place? Monthly meeting: Transportation');
  await lee.presses('It took place');
  expect(lee.last()).toContain('took place. (Lee Park)');
  const minutes = { said: 'Salt is short.', decisions: 'Buy early.', what: 'Send the list', due: '2026-06-18' };
  expect(await lee.presses('Write the minutes', { ...minutes, said: '' })).toContain('said: Write in a few words');
  expect(await lee.presses('Write the minutes', minutes)).toContain('owner: Choose who does it.');
  const { id } = (await story.store
    .transaction((tx) => tx.people.named([1, 2, 3, 4, 5, 6, 7, 8]))
    .then((all) => [...all.values()].find(({ name }) => name === 'Ana Ruiz'))) ?? { id: 0 };
  expect(await lee.presses('Write the minutes', { ...minutes, owner: String(id) })).toContain(
    'Send the list, Ana Ruiz, by Thursday, June 18',
  );
  expect(ana.sees().join('\n'), 'nobody reads them before they are sent').not.toContain('Salt is short.');
  expect(await lee.presses('Send to both sides')).toContain('Sent to 2 people.');
  expect(ana.last()).toContain('They stand from Wednesday, June 17 on, unless somebody says what is wrong.');
  expect(await ana.presses('Something is wrong', { wrong: 'Grit is short, too.' })).toContain('corrects them');
  expect(lee.last()).toContain('Ana Ruiz: Grit is short, too.');
  await lee.presses('Change the minutes', { said: 'Salt and grit are short.' });
  await lee.presses('Send to both sides');
  expect(ana.last()).toContain('Salt and grit are short.');
  expect(await ana.presses('That is right')).toBe('Thank you. The minutes stand.');
  expect(ana.last()).toContain('These minutes stand. Ana Ruiz confirmed them.');
  const again = { name: 'write minutes', about: 'v2 meeting=1' };
  expect(await story.chat.hand('lee@state.example', { kind: 'press', press: again })).toMatchObject({
    text: [expect.stringContaining('These minutes stand.')],
  });
  await story.sweep();
  expect(ana.last()).toBe(
    'You have taken this on:\n- Send the list, by Thursday, June 18 · Monthly meeting: Transportation\n  Choose: Done',
  );
  const reminders = () => ana.sees().filter((text) => text.startsWith('A reminder:'));
  await story.at('2026-06-17T09:00');
  await story.at('2026-06-17T12:00');
  expect(reminders()).toEqual([expect.stringContaining('due Thursday, June 18')]);
  await story.at('2026-06-18T09:00');
  expect(reminders()[1]).toContain('due today');
  const digest = (who: string) =>
    story
      .person(who)
      .sees()
      .filter((text) => text.includes('digest') || text.startsWith('Your '))
      .at(-1);
  const todo = 'Still to do: 1.';
  expect(digest('sam')).toContain(todo);
  expect(digest('sam')).toContain('- Send the list, Ana Ruiz, by Thursday, June 18');
  await story.at('2026-06-19T09:00');
  expect(digest('sam'), 'it stands there until it is done').toContain('Still to do: 1, 1 overdue.');
  await story.at('2026-06-22T09:00');
  expect(digest('lee')).toContain('Still to do: 1, 1 overdue.');
  expect(await ana.presses('Done', { result: 'It is in the folder.' })).toBe('Done. Thank you.');
  await story.at('2026-06-23T09:00');
  expect(digest('sam')).not.toContain('Still to do');
  expect(reminders()).toHaveLength(2);
  await story.at('2026-07-10T09:00');
  expect(ana.last()).toContain('Done since last time\n- Send the list, Ana Ruiz: It is in the folder.');
});

test('one that did not take place is said; while the liaison is out, the cover is asked', async () => {
  const story = await open({
    meetings: [monthly],
    absences: [{ person: 'lee@state.example', from: '2026-06-10', until: '2026-06-12', cover: null }],
  });
  const [ana, lee, devon] = [story.person('ana'), story.person('lee'), story.person('devon')];
  await story.at('2026-06-05T09:00');
  await story.at('2026-06-10T09:00');
  expect(lee.last()).not.toContain('Did it take place');
  expect(devon.last()).toContain('Did it take place?');
  const digest = () => story.person('sam').last();
  expect(digest(), 'whoever was asked this morning has time to say so').not.toContain('Nobody has said');
  await story.at('2026-06-11T09:00');
  expect(digest()).toContain('Nobody has said whether it took place: Monthly meeting: Transportation');
  expect(await devon.presses('It did not', { reason: 'Nobody came.' })).toBe('Noted. It stands in the digest.');
  expect(devon.last()).toContain('did not take place: Nobody came. (Devon Clark)');
  await ana.says('meetings');
  expect(ana.last()).toContain('did not take place: Nobody came.');
  await story.at('2026-06-12T09:00');
  expect(digest()).toContain(
    'Did not take place: Monthly meeting: Transportation, Tue, Jun 9, 10:00 AM EDT: Nobody came.',
  );
  expect(digest()).toContain('Since January 1 of 1 meetings did not take place.');
  await story.at('2026-06-15T09:00');
  expect(digest(), 'it stands in the week’s too').toContain('Did not take place');
  await story.at('2026-06-16T09:00');
  expect(digest(), 'and then no more').not.toContain('Did not take place');
});

test('in the meeting of all, agencies speak first; nothing of one agency is told to another', async () => {
  const leads = { ...monthly, code: 'leads', name: 'All leads', with: 'leads' as const, minute: 840 };
  const { agencies: _, ...all } = leads;
  const story = await open({ meetings: [all] });
  const [ana, ben, sam] = [story.person('ana'), story.person('ben'), story.person('sam')];
  await story.sweep();
  await ana.says('May I buy a drone?');
  await sam.says('meetings');
  await sam.presses('Agenda');
  await sam.presses('Add a topic', { text: 'The budget' });
  await ana.says('meetings');
  await ana.presses('Agenda');
  await ana.presses('Add a topic', { text: 'Salt' });
  await ana.presses('Recommend a change', { text: 'One form for all' });
  await story.at('2026-06-05T09:00');
  expect(ben.last()).toContain(
    'From the agencies\n- Ana Ruiz, Transportation: Salt\nChanges that are recommended\n- Ana Ruiz, Transportation: One form for all\nFrom the office\n- Sam Reed: The budget',
  );
  expect(ben.last()).not.toContain('drone');
  expect(ben.last()).not.toContain('Open now');
});

test('liaisons and supervisors plan and end meetings in chat; what is not theirs does not exist', async () => {
  const story = await open({});
  const [ben, maria, ana] = [story.person('ben'), story.person('maria'), story.person('ana')];
  await maria.says('meetings');
  const said = { title: 'Check-in', on: 'first Monday', every: 'quarter', time: '3 PM', minutes: '20' };
  expect(await maria.presses('New meetings', { ...said, agency: 'DOT' })).toContain(
    'agency: “DOT” is none of your agencies',
  );
  expect(await maria.presses('New meetings', { ...said, agency: 'AGR', on: 'Mondays' })).toContain(
    'on: Write first, second',
  );
  expect(await maria.presses('New meetings', { ...said, agency: 'AGR', time: '3 AM' })).toContain(
    'time: The office is closed then.',
  );
  expect(await maria.presses('New meetings', { ...said, agency: 'AGR' })).toContain(
    'Check-in: Agriculture, the first Monday of each quarter. The next is Mon, Jul 6, 3:00 PM EDT, 20 minutes.',
  );
  await ben.says('meetings');
  expect(ben.last()).toContain('Check-in: Agriculture');
  const nothing = { kind: 'notice', text: ['There is no such request among yours.'] };
  for (const name of [
    'meeting',
    'add topic',
    'move meeting',
    'call off meeting',
    'meeting held',
    'write minutes',
    'send minutes',
  ])
    for (const who of ['ana', 'fay', 'ada'])
      expect(
        await story.chat.hand(`${who}@state.example`, {
          kind: 'press',
          press: { name, about: 'v2 meeting=1 kind=topic' },
        }),
        `${who} ${name}`,
      ).toMatchObject(nothing);
  for (const name of ['move meeting', 'call off meeting', 'meeting held', 'write minutes'])
    expect(
      await story.chat.hand('ben@state.example', { kind: 'press', press: { name, about: 'v2 meeting=1' } }),
    ).toMatchObject(nothing);
  await ana.says('meetings');
  expect(ana.last()).not.toContain('Agriculture');
  await maria.says('meetings');
  expect(await maria.presses('End these')).toContain('there are no more of these');
  await ben.says('meetings');
  expect(ben.last(), 'nobody was told of it, so nobody is told that it ended').toBe('Meetings\nNo meeting is planned.');
});

test('a closure moves what it meets: quietly before the agenda, with a word and another file after it', async () => {
  const story = await open();
  const [ana, sam] = [story.person('ana'), story.person('sam')];
  await story.at('2026-06-05T09:00');
  await story.at('2026-06-08T10:00');
  await sam.says('Office closed tomorrow: snow');
  await sam.presses('Close the office');
  await story.sweep();
  expect(ana.sees().join('\n')).toContain(
    'is now Wed, Jun 10, 10:00 AM EDT, 30 minutes, Room 4, not Tue, Jun 9, 10:00 AM EDT. The office is closed then.',
  );
  expect(files(story, 'ana').at(-1)).toContain('DTSTART:20260610T140000Z');
  await ana.says('meetings');
  expect(ana.last()).toContain('Wed, Jun 10');
  await story.at('2026-06-11T09:00');
  expect(story.person('lee').last()).toContain('Did it take place?');
});

test('minutes to which nobody objects stand after five working days', async () => {
  const story = await open();
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await story.at('2026-06-05T09:00');
  await story.at('2026-06-10T09:00');
  await lee.presses('It took place');
  await lee.presses('Write the minutes', { said: 'Salt is short.' });
  await lee.presses('Send to both sides');
  await story.at('2026-06-17T08:59');
  expect(ana.last()).toContain('That is right');
  await story.at('2026-06-17T09:00');
  expect(ana.last()).toContain('These minutes stand.');
  expect(ana.last()).not.toContain('That is right');
});
