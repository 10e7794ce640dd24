import { expect, test } from 'vitest';
import { createDeskSide } from '../../src/doors/deskSide.ts';
import { useDatabase } from '../support/database.ts';
import { openStory } from '../support/story.ts';

const use = useDatabase();

test('a button of somebody else’s is counted as refused, by a name of ours; one’s own is not', async () => {
  const story = await openStory(use.database);
  await story.person('ana').says('Do I need three quotes?');
  const told: unknown[] = [];
  const desk = createDeskSide({ ...story, refused: (what) => void told.push(what) });
  const press = (userId: string, name: string) =>
    desk.act({
      kind: 'press',
      key: `${userId} ${name}`,
      from: { platform: 'fake', workspace: 'test', userId, address: userId, email: userId, vouched: 'office' },
      at: story.now(),
      press: { name, about: 'v1 request=1001' },
    });
  await press('ben@state.example', 'reply');
  await press('ben@state.example', 'words of somebody');
  expect(told).toEqual([{ platform: 'fake', deed: 'reply' }]);
  await press('lee@state.example', 'my requests');
  expect(told).toHaveLength(1);
});
