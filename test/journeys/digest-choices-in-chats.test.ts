import { expect, test } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { inChats, inChatsTimeout } from '../support/in-chats.ts';
import { openStory } from '../support/story.ts';

const data = useDatabase();

const BEFORE =
  'You get one each working day, on the first working day of a week and on the first working day of a month, when the office opens.';
const AFTER = 'You get one on the first working day of a week, at 7 AM your time.';
const times = (text: string, what: string): number => text.split(what).length - 1;

test.each(inChats)(
  'in %s: what somebody has chosen stands in each message that shows it, the old ones too, and rings nobody',
  { timeout: inChatsTimeout },
  async (_, begin) => {
    const { story, seats } = await begin(data.database, { at: '2026-06-02T10:00' }, ['sam', 'lee']);
    const { sam, lee } = seats;
    await sam.says('digests');
    await lee.says('digests');
    await sam.says('digest settings');
    expect(times(await sam.seen(), BEFORE)).toBe(2);
    const others = await lee.seen();
    expect(await sam.presses('Change', { kinds: 'weekly', hour: '7' })).toContain(
      `Saved. Procurement Office: ${AFTER}`,
    );
    await story.settle();
    const seen = await sam.seen();
    expect([times(seen, BEFORE), times(seen, AFTER), times(seen, 'Your digests')]).toEqual([0, 2, 2]);
    // Whatever is chosen next stands there, too.
    await sam.presses('Change', { kinds: '', hour: 'opening' });
    await story.settle();
    expect(times(await sam.seen(), 'You get none.')).toBe(2);
    expect(await lee.seen()).toBe(others);
    expect(story.failures).toEqual([]);
  },
);

test('who has only seen it in a dialog has nothing to be changed, and no message of theirs is touched', async () => {
  const story = await openStory(data.database, { at: '2026-06-02T10:00' });
  const sam = story.person('sam');
  await sam.says('hours');
  const before = sam.sees();
  const press = { name: 'change digests', about: 'v2 office=1' };
  const opened = await story.chat.hand('sam@state.example', { kind: 'press', press });
  if (opened.kind !== 'form') throw new Error('there is a form');
  await story.chat.submit('sam@state.example', opened.form, { kinds: 'weekly', hour: '7', empty: 'line' });
  await story.settle();
  expect(sam.sees()).toEqual(before);
});
