import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { ChatError, type ChatOutcome } from '../../src/chat/errors.ts';
import { useDatabase } from '../support/database.ts';
import { fakeChat } from '../support/fake-chat.ts';
import { useOutbox } from '../support/outbox.ts';
import { openStory, type Story } from '../support/story.ts';

const data = useDatabase();
const lee = 'lee@state.example';
const { put, states, hurry } = useOutbox(data);

describe('a message of which it is unknown whether it was sent', () => {
  test('accepted, but the answer is lost: asked, found, and not sent again', async () => {
    const story = await openStory(data.database);
    story.chat.failNext(lee, 'lost');
    await put(story, 'one');
    await story.settle();
    expect(await states()).toEqual({ one: 'doubtful' });
    await hurry();
    await story.settle();
    expect(await states()).toEqual({ one: 'sent' });
    expect(story.person('lee').sees()).toEqual(['one']);
  });

  test('whether it arrived is asked where it went, wherever the person was heard of since', async () => {
    const story = await openStory(data.database, {
      chats: (now) => [
        fakeChat({ now, platform: 'one', emails: [lee] }),
        fakeChat({ now, platform: 'two', emails: [lee] }),
      ],
    });
    const [one, two] = story.sending.ports as [typeof story.chat, typeof story.chat];
    await put(story, 'hello');
    await story.settle();
    one.failNext(lee, 'lost');
    await put(story, 'news');
    await story.settle();
    await two.view(lee, { kind: 'home' });
    await hurry();
    await story.settle();
    expect([one, two].map((chat) => chat.seen(lee).map(({ text }) => text))).toEqual([['hello', 'news'], []]);
    expect(await states()).toEqual({ hello: 'sent', news: 'sent' });
  });

  test('perhaps sent, asked, not found: sent', async () => {
    const story = await openStory(data.database);
    story.chat.failNext(lee, 'ambiguous');
    await put(story, 'one');
    await story.settle();
    await hurry();
    await story.settle();
    expect(story.person('lee').sees()).toEqual(['one']);
  });

  /** Perhaps sent, and then the question whether it arrived is answered like this. */
  async function doubted(kind: string, way: ChatOutcome): Promise<Story> {
    const story = await openStory(data.database);
    story.chat.failNext(lee, 'ambiguous');
    await put(story, 'it', lee, { kind });
    await story.settle();
    if (!story.chat.lookup) throw new Error('this chat can be asked');
    story.chat.lookup.find = async () => {
      throw new ChatError(way, 'cannot be asked');
    };
    await hurry();
    await story.settle();
    return story;
  }

  test.each([
    ['relay', 'gone', 'failed', 0],
    ['digest', 'gone', 'failed', 0],
    ['relay', 'rejected', 'sent', 1],
    ['digest', 'rejected', 'failed', 0],
    ['relay', 'ambiguous', 'doubtful', 0],
    ['digest', 'ambiguous', 'doubtful', 0],
  ] as const)('a %s, and the answer whether it arrived is %s: %s', async (kind, way, state, seen) => {
    const story = await doubted(kind, way);
    await hurry();
    await story.settle();
    expect(await states()).toEqual({ it: state });
    expect(story.person('lee').sees()).toHaveLength(seen);
  });

  test.each([
    ['relay', 'sent', 1],
    ['digest', 'failed', 0],
  ] as const)('an answer is not waited for for ever: after hours a %s is %s', async (kind, state, seen) => {
    const story = await doubted(kind, 'ambiguous');
    await data.database.db.execute(sql`update deliveries set begun_at = begun_at - interval '4 hours'`);
    for (const _ of [1, 2]) {
      await hurry();
      await story.settle();
    }
    expect(await states()).toEqual({ it: state });
    expect(story.person('lee').sees()).toHaveLength(seen);
  });
});
