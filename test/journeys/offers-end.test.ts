import { expect, test } from 'vitest';
import { buttonsOf } from '../../src/chat/message.ts';
import { applyImport, planImport } from '../../src/offices/importOffice.ts';
import { importDuties } from '../../src/requests/importDuties.ts';
import { useDatabase } from '../support/database.ts';
import { fakeChat } from '../support/fake-chat.ts';
import { storyOffice } from '../support/office.ts';
import { openStory, type Story } from '../support/story.ts';

const data = useDatabase();

const of = (story: Story, who: string, text: string) =>
  story.chat.seen(`${who}@state.example`).findLast((line) => line.text.includes(text));
const labels = (story: Story, who: string, text: string): string[] => {
  const seen = of(story, who, text);
  return seen ? buttonsOf(seen.message).map(({ label }) => label) : ['nothing was seen'];
};

test('a newcomer whom the office’s list knows by now is asked about no more', async () => {
  const emails = ['lee', 'kim'].map((name) => `${name}@state.example`);
  const story = await openStory(data.database, { chats: (now) => [fakeChat({ now, emails })] });
  const kim = story.person('kim');
  await kim.says('How do I buy salt?');
  const agencies = await story.store.transaction((tx) => tx.people.agencies([1]));
  const transportation = agencies.find(({ name }) => name === 'Transportation');
  await kim.presses('Choose your agency', { agency: String(transportation?.id) });
  expect(labels(story, 'lee', 'Do you know them?')).toHaveLength(2);
  const setup = storyOffice();
  const roles = [{ role: 'requester' as const, agency: 'DOT' }];
  const people = [...setup.people, { email: 'kim@state.example', name: 'kim', zone: null, roles }];
  await story.store.transaction(async (tx) =>
    applyImport(tx, await planImport(tx, { ...setup, people }, story.now()), {}, story.now(), importDuties(story.now)),
  );
  await story.sweep();
  expect(labels(story, 'lee', 'The office’s list confirmed that kim works for Transportation.')).toEqual([]);
  expect(story.failures).toEqual([]);
});

test('an administrator in a supervisor’s place is offered what they may do', async () => {
  const story = await openStory(data.database, {
    office: {
      absences: [{ person: 'sam@state.example', from: '2026-06-01', until: '2026-06-30', cover: null }],
    },
  });
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await ana.says('May I buy a drone?');
  await lee.presses('Resolve', { outcome: 'answered', text: 'No.' });
  await story.at('2026-06-02T12:00');
  await ana.presses('1 – Very dissatisfied', { comment: 'Too short.' });
  expect(of(story, 'sam', '1 of 5')).toBeUndefined();
  expect(labels(story, 'ada', '1 of 5 for R-1001')).not.toContain('Reply');
  expect(labels(story, 'lee', '1 of 5 for R-1001')).toContain('Reply');
});
