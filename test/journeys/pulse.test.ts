import { expect, test } from 'vitest';
import { defaultSurveyRules } from '../../src/offices/surveyRules.ts';
import { useDatabase } from '../support/database.ts';
import { fakeChat } from '../support/fake-chat.ts';
import { storyOffice } from '../support/office.ts';
import { openStory } from '../support/story.ts';

const data = useDatabase();
const { people } = storyOffice();
const more = ['kim', 'zoe', 'tim'].map((name) => ({
  ...{ email: `${name}@state.example`, name, zone: null },
  roles: [{ role: 'liaison' as const, agency: null }],
}));
const staffed = (absences: { person: string; from: string; until: string; cover: null }[] = []) => ({
  office: { people: [...people, ...more], absences },
  chats: (now: () => Date) => [fakeChat({ now, emails: [...people, ...more].map(({ email }) => email) })],
});

test('liaisons are asked once a month, and what they say is shown without names, once the month is over', async () => {
  const out = { person: 'kim@state.example', from: '2026-06-15', until: '2026-06-23', cover: null };
  const story = await openStory(data.database, { at: '2026-06-19T16:00', ...staffed([out]) });
  const liaisons = ['lee', 'devon', 'kim', 'zoe', 'tim'].map((name) => story.person(name));
  const asked = () => liaisons.map((each) => each.sees().filter((text) => text.startsWith('In June 2026,')).length);
  const maria = story.person('maria');
  expect(asked()).toEqual([0, 0, 0, 0, 0]);
  await story.at('2026-06-22T09:01');
  expect(asked()).toEqual([1, 1, 0, 1, 1]);
  expect(liaisons[0]?.last()).toContain('Nobody sees who answered what');
  expect(await liaisons[0]?.presses('Mostly')).toBe('Thank you, your answer is counted.');
  expect(liaisons[0]?.last()).toBe(
    'In June 2026, could you help your agencies the way you wanted to? Thank you, your answer is counted.',
  );
  for (const each of [liaisons[1], liaisons[3], liaisons[4]]) await each?.presses('Always');
  await story.at('2026-06-24T09:01');
  expect(asked()).toEqual([1, 1, 1, 1, 1]);
  await liaisons[2]?.presses('Rarely');
  if (maria.sees().some((text) => text.startsWith('In June 2026,'))) await maria.presses('Always');
  await story.at('2026-07-01T09:01');
  const month =
    story
      .person('sam')
      .sees()
      .findLast((text) => text.startsWith('June 2026')) ?? '';
  expect(month).toMatch(
    /Liaisons who could help as they wanted: 8[03]% mostly or always \([45] of [56] who answered, [56] asked\)/u,
  );
});

test('nothing is answered twice, nor when the month is over', async () => {
  const story = await openStory(data.database, { at: '2026-06-19T16:00', ...staffed() });
  const [lee, devon] = [story.person('lee'), story.person('devon')];
  await story.at('2026-06-22T09:01');
  const { message } = story.chat.seen('lee@state.example').at(-1) ?? {};
  const [press] = message?.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : [])) ?? [];
  await lee.presses('Never');
  const again = await story.chat.hand('lee@state.example', {
    kind: 'press',
    press: press?.press ?? { name: '', about: '' },
  });
  expect(again).toEqual({ kind: 'notice', text: ['You have answered already.'] });
  await story.at('2026-07-01T09:01');
  expect(await devon.presses('Always')).toContain('That question has ended.');
  const month =
    story
      .person('sam')
      .sees()
      .findLast((text) => text.startsWith('June 2026')) ?? '';
  expect(month).toContain('Liaisons who could help as they wanted: too few answers to show (fewer than 5)');
});

test.each([
  ['of fewer than five nobody is asked, since nothing could be shown', {}],
  [
    'an office may ask none',
    { ...staffed(), office: { ...staffed().office, surveys: { ...defaultSurveyRules(480), asksLiaisons: false } } },
  ],
])('%s', async (_, more) => {
  const story = await openStory(data.database, { at: '2026-06-19T16:00', ...more });
  await story.at('2026-06-22T09:01');
  expect(story.person('lee').sees().join('\n')).not.toContain('In June 2026');
});
