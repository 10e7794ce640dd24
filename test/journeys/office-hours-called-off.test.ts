import { expect, test } from 'vitest';
import { importOffice } from '../../src/offices/importOffice.ts';
import { useDatabase } from '../support/database.ts';
import { storyOffice } from '../support/office.ts';
import { openOfficeHours, TEN, takes, tuesdays } from '../support/office-hours.ts';

const data = useDatabase();
const open = () => openOfficeHours(data.database);

test('either side calls it off with a word, the other is told once, and the slot is free again', async () => {
  const { files, ana, lee } = await open();
  await takes(ana, TEN);
  const before = lee.sees().length;
  await ana.says('menu');
  expect(await ana.presses('Call it off', { reason: 'Solved.' })).toBe(
    'Called off. Lee Park hears of it. Take it out of your calendar.',
  );
  expect(lee.last()).toBe(
    'Ana Ruiz (Transportation) has called off your slot, Tue, Jun 2, 10:00 AM EDT.\nAna Ruiz: Solved.',
  );
  expect(lee.sees()).toHaveLength(before + 1);
  expect(lee.sees().join('\n'), 'and what stood there changed').toContain('Called off by Ana Ruiz: your slot');
  expect(files('lee').at(-1)).toContain('METHOD:CANCEL');
  expect(await takes(ana, TEN)).toContain('It is yours');
  await lee.says('my office hours');
  expect(await lee.presses('Call it off', { reason: '' })).toBe('reason: Say in a few words why.');
  const then = ana.sees().length;
  await lee.presses('Call it off', { reason: 'I am in court.' });
  expect(ana.last()).toContain(
    'Lee Park has called off your slot, Tue, Jun 2, 10:00 AM EDT.\nLee Park: I am in court.',
  );
  expect(ana.last()).toContain('Free next\n- Tue, Jun 2, 10:00 AM EDT');
  expect(ana.sees()).toHaveLength(then + 1);
  expect(await ana.presses('Call it off'), 'of an old message').toBe('It was called off already.');
});

test('nobody is rung at night: a slot that is taken then waits for the morning, with one word about it', async () => {
  const { story, ana, lee } = await open();
  await story.at('2026-06-01T22:00');
  const before = lee.sees().length;
  expect(await takes(ana, TEN)).toContain('It is yours');
  expect(ana.last()).toContain('You have a slot with Lee Park');
  expect(lee.sees()).toHaveLength(before);
  await story.at('2026-06-02T08:59');
  expect(lee.sees()).toHaveLength(before);
  await story.at('2026-06-02T09:00');
  expect(
    lee
      .sees()
      .slice(before)
      .filter((text) => text.includes('Road salt')),
  ).toHaveLength(1);
  expect(ana.last(), 'a reminder on the morning of the day').toBe(
    'A reminder: this slot is today.\n- Lee Park, Tue, Jun 2, 10:00 AM EDT, 30 minutes, Room 4: Road salt\n  Choose: Call it off',
  );
  const reminded = ana.sees().length;
  await story.at('2026-06-02T09:30');
  expect(ana.sees()).toHaveLength(reminded);
});

test('what was called off before the liaison heard of it, they never hear of', async () => {
  const { story, ana, lee } = await open();
  await story.at('2026-06-01T22:00');
  const before = lee.sees().length;
  await takes(ana, TEN);
  expect(await ana.presses('Call it off', { reason: '' })).toBe('Called off. Take it out of your calendar.');
  await story.at('2026-06-02T09:30');
  expect(lee.sees().slice(before).join()).not.toContain('Ana Ruiz');
});

test('when the liaison is out after all, or the office closes, the desk calls it off and names the next', async () => {
  const { story, ana, lee, sam } = await open();
  await takes(ana, '2026-06-09T14:00:00.000Z');
  await lee.says('menu');
  expect(await lee.presses("I'm away", { from: '2026-06-08', until: '2026-06-12' })).toContain(
    'A slot of your office hours is called off, and whoever took it is told.',
  );
  const before = lee.sees().length;
  await story.at('2026-06-01T10:30');
  expect(ana.last()).toBe(
    [
      'Your slot with Lee Park, Tue, Jun 9, 10:00 AM EDT, is called off. Lee Park is out then. Devon Clark answers your questions then.',
      'Free next',
      '- Tue, Jun 2, 10:00 AM EDT, 30 minutes, Room 4',
      '- Tue, Jun 2, 10:30 AM EDT, 30 minutes, Room 4',
      '- Tue, Jun 16, 10:00 AM EDT, 30 minutes, Room 4',
      'Choose: Take a slot',
    ].join('\n'),
  );
  expect(lee.sees().join('\n')).toContain(
    'Called off: the slot with Ana Ruiz (Transportation), Tue, Jun 9, 10:00 AM EDT. You are out then.',
  );
  expect(lee.sees(), 'who says that they are out is not rung for it').toHaveLength(before);
  await takes(ana, TEN);
  await sam.says('Office closed tomorrow until 11 AM: ice');
  await sam.presses('Close the office');
  await story.at('2026-06-01T11:00');
  expect(ana.sees().join('\n')).toContain(
    'Your slot with Lee Park, Tue, Jun 2, 10:00 AM EDT, is called off. The office is closed then.',
  );
});

test('whoever answers an agency no more has no slots with it', async () => {
  const { story, ana, lee } = await open();
  await takes(ana, '2026-06-09T14:00:00.000Z');
  const { assignments } = storyOffice();
  const others = assignments.map((each) =>
    each.agency === 'DOT' ? { ...each, liaison: 'maria@state.example' } : each,
  );
  await story.store.transaction((tx) => importOffice(tx, storyOffice({ assignments: others }), story.now()));
  await story.at('2026-06-02T10:00');
  expect(ana.sees().join('\n')).toContain('is called off. Lee Park does not answer Transportation any more.');
  expect(lee.sees().join('\n')).toContain('You do not answer Transportation any more.');
});

test('a liaison reads in the digest who comes today, and a month counts the slots', async () => {
  const { story, ana, lee, sam } = await open();
  await lee.presses('Add office hours', { ...tuesdays, weekday: 'mon' });
  await takes(ana, '2026-06-08T14:00:00.000Z');
  await takes(ana, '2026-06-09T14:00:00.000Z');
  await story.at('2026-06-08T09:00');
  const digest = lee.sees().find((text) => text.startsWith('Your week'));
  expect(digest).toContain(
    'In your office hours today\n- Ana Ruiz, Transportation, Mon, Jun 8, 10:00 AM EDT, 30 minutes, Room 4: Road salt',
  );
  expect(digest).not.toContain('Jun 9, 10:00');
  await story.at('2026-06-08T09:30');
  await ana.says('menu');
  await ana.presses('Call it off', { reason: '' });
  await story.at('2026-07-01T09:00');
  expect(sam.sees().join('\n')).toContain('Office hours: 2 slots taken, 1 called off');
});
