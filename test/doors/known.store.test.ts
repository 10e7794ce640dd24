import { expect, test } from 'vitest';
import { createDeskSide } from '../../src/doors/deskSide.ts';
import { useDatabase } from '../support/database.ts';
import { openStory } from '../support/story.ts';

const use = useDatabase();
const who = (userId: string) => ({ platform: 'fake', workspace: 'test', userId });

test('of known people the desk says who they were, and what they do is theirs as ever', async () => {
  const story = await openStory(use.database);
  await story.person('ana').says('Do I need three quotes?');
  const desk = createDeskSide(story);
  const lee = await desk.known(who('lee@state.example'));
  expect(lee).toEqual({ ...who('lee@state.example'), address: 'lee@state.example' });
  if (!lee) return;
  const { press } = story.chat
    .seen('lee@state.example')
    .flatMap(({ message }) => message.blocks)
    .flatMap((block) => (block.kind === 'buttons' ? block.buttons : []))[0] ?? { press: { name: '', about: '' } };
  const answer = await desk.act({ kind: 'press', key: 'p1', from: lee, at: story.now(), press });
  expect(answer.kind).toBe('form');
  expect(await desk.known(who('nobody@state.example'))).toBeUndefined();
});
