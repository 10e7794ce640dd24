import { expect, test } from 'vitest';
import { plainText } from '../../src/chat/message.ts';
import { useDatabase } from '../support/database.ts';
import { storyOffice } from '../support/office.ts';
import { openStory, type Story } from '../support/story.ts';

const data = useDatabase();
const ana = 'ana@state.example';
const lee = 'lee@state.example';

const typed = (story: Story, who: string, text: string, key: string, thread: string) =>
  story.person(who).says(text, { key, thread });
const change = async (story: Story, who: string, of: string, text: string | undefined) => {
  await story.chat.hand(who, text === undefined ? { kind: 'delete', of } : { kind: 'edit', of, text });
  await story.settle();
};
/** The message with these words, where it stands in somebody's chat. */
const standing = (story: Story, who: string, words: string) =>
  story.chat.seen(who).find(({ text }) => text.includes(words));

const home = async (story: Story, who: string): Promise<string> => {
  const answer = await story.chat.view(who, { kind: 'home', whole: true });
  return answer.kind === 'show' ? plainText(answer.message) : '';
};

test('a question that was edited or deleted is marked on card, receipt, list and home page', async () => {
  const story = await openStory(data.database);
  const [anaSeat, leeSeat] = [story.person('ana'), story.person('lee')];
  await anaSeat.says('Do I need two quotes?', { key: 'ts-1' });
  await change(story, ana, 'ts-1', 'Do I need three quotes?');
  const places = async () => {
    await leeSeat.says('queue');
    const queue = leeSeat.last();
    await anaSeat.says('my requests');
    return {
      ...{ card: leeSeat.sees()[0], receipt: anaSeat.sees()[0], queue, list: anaSeat.last() },
      ...{ home: await home(story, lee), herHome: await home(story, ana) },
    };
  };
  for (const [place, text] of Object.entries(await places()))
    expect(text, place).toContain('Do I need three quotes? (edited)');
  await change(story, ana, 'ts-1', undefined);
  for (const [place, text] of Object.entries(await places()))
    expect(text, place).toContain('Do I need three quotes? (question deleted)');
  await story.chat.hand(ana, { kind: 'delete', of: 'ts-1', undone: true });
  await story.settle();
  for (const [place, text] of Object.entries(await places()))
    expect(text, place).toContain('Do I need three quotes? (edited)');
});

test('a further message reads where it was relayed as it does now', async () => {
  const story = await openStory(data.database);
  const anaSeat = story.person('ana');
  await anaSeat.says('Do I need two quotes?');
  await anaSeat.says('For salt.', { key: 'ts-2' });
  await change(story, ana, 'ts-2', 'For sand.');
  expect(standing(story, lee, 'Ana Ruiz (edited): For sand.')?.text).toMatch(/R-1001·2[\s\S]*Choose: Reply/u);
  expect(story.person('lee').sees().join('\n')).not.toContain('Ana Ruiz: For salt.');
  await change(story, ana, 'ts-2', undefined);
  expect(standing(story, lee, 'deleted by its sender; the record keeps it): For sand.')?.text).toContain('R-1001·2');
  expect(story.person('lee').last()).toContain('deleted the message R-1001·2');
});

test('where typing replies, an edited or deleted reply is changed where the requester reads it, and they are told', async () => {
  const story = await openStory(data.database, { office: storyOffice({ typingReplies: true }) });
  const anaSeat = story.person('ana');
  await anaSeat.says('Do I need two quotes?');
  const card = standing(story, lee, 'R-1001 ·')?.sentId ?? '';
  await typed(story, 'lee', 'Two are enough.', 'reply-1', card);
  expect(anaSeat.last()).toContain('Lee Park, Procurement Office: Two are enough.');
  await change(story, lee, 'reply-1', 'Three are needed.');
  expect(anaSeat.last()).toContain('Lee Park changed the message R-1001·2. It now reads:');
  expect(standing(story, ana, 'Lee Park (edited), Procurement Office: Three are needed.')).toBeDefined();
  expect(anaSeat.sees().join('\n')).not.toContain('Two are enough.');
  await change(story, lee, 'reply-1', undefined);
  expect(anaSeat.last()).toContain('Lee Park deleted the message R-1001·2 in their chat.');
  expect(standing(story, ana, 'This message was deleted by its sender.')?.text).toContain('R-1001·2');
  await anaSeat.says('R-1001');
  expect(anaSeat.last(), 'what was taken back is the office’s to read').not.toContain('Three are needed.');
  await story.person('lee').says('R-1001');
  expect(story.person('lee').last()).toContain('the record keeps it, delivered): Three are needed.');
});

test('whoever has a request now hears that a colleague changed a note of theirs', async () => {
  const story = await openStory(data.database);
  await story.person('ana').says('Do I need two quotes?');
  const card = standing(story, lee, 'R-1001 ·')?.sentId ?? '';
  await typed(story, 'lee', 'She means salt.', 'note-1', card);
  const everybody = await story.store.transaction((tx) => tx.people.everybody(100));
  const devon = everybody.find(({ person }) => person.name === 'Devon Clark')?.person.id;
  await story.person('lee').presses('Hand over', { person: String(devon), reason: 'On leave' });
  await change(story, lee, 'note-1', 'She means sand.');
  expect(story.person('devon').last()).toContain('Lee Park changed the message R-1001·2. It now reads:');
  expect(story.person('ana').sees().join('\n')).not.toContain('She means');
});
