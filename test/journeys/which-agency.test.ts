import { expect, test } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { storyOffice } from '../support/office.ts';
import { openStory } from '../support/story.ts';

const data = useDatabase();

test('somebody of two agencies is offered just those, nobody else is bothered, and a wrong press is corrected', async () => {
  const office = storyOffice();
  const people = office.people.map((person) =>
    person.email.startsWith('ana@')
      ? { ...person, roles: [...person.roles, { role: 'requester' as const, agency: 'AGR' }] }
      : person,
  );
  const story = await openStory(data.database, { at: '2026-06-01T10:00', office: { people } });
  const [ana, lee, maria, sam] = ['ana', 'lee', 'maria', 'sam'].map((name) => story.person(name));
  if (!ana || !lee || !maria || !sam) throw new Error('four people');
  await ana.says('Do I need three quotes?');
  expect(ana.last()).toContain('We have your question. You will have a reply by Mon, Jun 1, 2:00 PM EDT');
  expect(ana.last()).toContain('Which agency is this for?');
  expect(ana.last()).toContain('Choose: Agriculture, Transportation');
  expect([...sam.sees(), ...lee.sees(), ...maria.sees()]).toEqual([]);
  expect(await ana.presses('Transportation')).toBe('R-1001 is for Transportation. Lee Park has it.');
  expect(lee.last()).toContain('Transportation: Do I need three quotes?');
  expect(ana.sees()[0]).not.toContain('Which agency');
  const agencies = await story.store.transaction((tx) => tx.people.agencies([1]));
  const agriculture = String(agencies.find(({ code }) => code === 'AGR')?.id);
  expect(await ana.presses('Another agency', { agency: agriculture })).toBe(
    'R-1001 is for Agriculture. Maria Lopez has it.',
  );
  expect(maria.last()).toContain('Agriculture: Do I need three quotes?');
  expect(lee.last()).toContain('Maria Lopez has it now. Reason: it is for Agriculture.');
  expect(sam.sees()).toEqual([]);
});

test('a newcomer who named the wrong agency names another; what is open comes along and both liaisons know', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  const [kim, lee, maria] = ['kim', 'lee', 'maria'].map((name) => story.person(name));
  if (!kim || !lee || !maria) throw new Error('three people');
  const agencies = await story.store.transaction((tx) => tx.people.agencies([1]));
  const idOf = (code: string): string => String(agencies.find((agency) => agency.code === code)?.id);
  await kim.says('Where do I buy seed?');
  await kim.presses('Choose your agency', { agency: idOf('DOT') });
  expect(lee.last()).toContain('is new here and says they work for Transportation');
  await kim.says('my liaison');
  expect(kim.last()).toContain('Wrong agency?');
  await kim.says('help');
  expect(kim.last()).toContain('Wrong agency?');
  expect(await kim.presses('Wrong agency?', { agency: idOf('AGR') })).toBe(
    'You work for Agriculture, and your open request goes there. Your liaison is asked to confirm it.',
  );
  expect(lee.sees().join('\n')).toContain(
    'kim does not work for Transportation after all: they chose the wrong agency.',
  );
  expect(lee.sees().join('\n')).not.toContain('Yes, they work for');
  expect(lee.last()).toContain('Maria Lopez has it now. Reason: it is for Agriculture.');
  expect(maria.last()).toContain('kim is new here and says they work for Agriculture. Do you know them?');
  await maria.presses('Yes, they work for Agriculture');
  await kim.says('my liaison');
  expect(kim.last()).toContain('Agriculture');
  expect(kim.last()).not.toContain('Transportation');
});

test('an agency of the office’s list is changed there', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  const ana = story.person('ana');
  await ana.says('my liaison');
  expect(ana.last()).not.toContain('Wrong agency?');
  expect(await ana.home()).not.toContain('Wrong agency?');
});
