import { expect, test } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { openStory } from '../support/story.ts';

const use = useDatabase();

test.each([
  ['no time', new Date(Number.NaN)],
  ['the end of all times', new Date(8.64e15)],
  ['a time before there were chats', new Date(0)],
  ['two days from now', new Date('2026-06-03T10:00:00-04:00')],
])('a question with %s was asked when it came in', async (_, at) => {
  const story = await openStory(use.database);
  await story.person('ana').says('Do I need three quotes?', { at });
  const request = await story.store.transaction((tx) => tx.requests.read(1001));
  expect(request?.openedAt).toEqual(story.now());
});

test.each([[1.5], [1e308], [-1], [Number.NaN]])('a file of %d bytes comes with its question', async (size) => {
  const story = await openStory(use.database);
  story.chat.attached.set('f1', new Uint8Array([1, 2, 3]));
  await story.chat.hand('ana@state.example', {
    kind: 'message',
    text: 'Is this quote enough?',
    address: 'ana@state.example',
    files: [{ ref: 'f1', name: 'quote.pdf', type: 'application/pdf', size }],
  });
  await story.settle();
  expect(await story.store.transaction((tx) => tx.inbox.parked(10))).toEqual([]);
  const [file] = await story.store.transaction((tx) => tx.files.ofRequest(1001));
  expect(file).toMatchObject({ name: 'quote.pdf', state: 'stored', size: 3 });
});
