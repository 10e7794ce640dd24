import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Message } from '../../src/chat/message.ts';
import { sendOne } from '../../src/delivery/send.ts';
import { useDatabase } from '../support/database.ts';
import { fakeChat } from '../support/fake-chat.ts';
import { useOutbox } from '../support/outbox.ts';
import { openStory, type Story } from '../support/story.ts';

const data = useDatabase();
const say = (text: string): Message => ({ blocks: [{ kind: 'text', text: [text] }] });
const lee = 'lee@state.example';

const { put, states, hurry } = useOutbox(data);

const claim = async ({ store }: Story) => (await store.transaction((tx) => tx.outbox.claim(20, 30_000))).deliveries;

describe('the outbox', () => {
  test('a key is sent once, however often it is written', async () => {
    const story = await openStory(data.database);
    await put(story, 'one');
    await put(story, 'one');
    await story.settle();
    expect(story.person('lee').sees()).toEqual(['one']);
  });

  test('order holds within a conversation, and a blocked one delays no other', async () => {
    const story = await openStory(data.database);
    story.chat.failNext(lee, 'retry');
    await put(story, 'first');
    await put(story, 'second');
    await put(story, 'for Devon', 'devon@state.example');
    await story.settle();
    expect(story.person('lee').sees()).toEqual([]);
    expect(story.person('devon').sees()).toEqual(['for Devon']);
    await hurry();
    await story.settle();
    expect(story.person('lee').sees()).toEqual(['first', 'second']);
  });

  test('somebody who is found under another address is written to there', async () => {
    const story = await openStory(data.database);
    await put(story, 'one');
    await story.settle();
    story.chat.failNext(lee, 'gone');
    const { reach } = story.chat.directory;
    story.chat.directory.reach = async (email) => {
      const account = await reach(email);
      return account && { ...account, address: 'another conversation' };
    };
    await put(story, 'two');
    await story.settle();
    expect(story.chat.seen('another conversation').map(({ text }) => text)).toEqual(['two']);
    expect(await states()).toEqual({ one: 'sent', two: 'sent' });
  });

  test('an account on a platform that is not connected holds nothing back while there is another', async () => {
    const story = await openStory(data.database, {
      chats: (now) => [
        fakeChat({ now, platform: 'one', emails: [lee] }),
        fakeChat({ now, platform: 'two', emails: [lee] }),
      ],
    });
    const [one, two] = story.sending.ports as [typeof story.chat, typeof story.chat];
    for (const chat of [two, one]) await chat.view(lee, { kind: 'home' });
    await put(story, 'news');
    for (const claimed of (await story.store.transaction((tx) => tx.outbox.claim(20, 30_000))).deliveries)
      await sendOne({ ...story.sending, ports: [two] }, claimed);
    expect(two.seen(lee).map(({ text }) => text)).toEqual(['news']);
  });

  test('a desk died while it was sending: after its lease another asks first', async () => {
    const story = await openStory(data.database);
    await put(story, 'one');
    const [claimed] = await claim(story);
    expect(claimed?.doubtful).toBe(false);
    // It had been accepted before the desk died.
    const deliveryId = claimed?.uuid ?? '';
    await story.chat.outbound.send({
      deliveryId,
      workspace: 'test',
      address: lee,
      message: say('one'),
      since: story.now(),
    });
    await story.settle();
    expect(await states()).toEqual({ one: 'sending' });
    await hurry();
    await story.settle();
    expect(await states()).toEqual({ one: 'sent' });
    expect(story.person('lee').sees()).toEqual(['one']);
  });

  test('who comes back after the lease is over changes nothing any more', async () => {
    const story = await openStory(data.database);
    await put(story, 'one');
    const [slow] = await claim(story);
    await hurry();
    const [quick] = await claim(story);
    if (!slow || !quick) throw new Error('both have claimed it');
    expect(await story.store.transaction((tx) => tx.outbox.settle(slow, { state: 'failed', reason: 'too late' }))).toBe(
      false,
    );
    expect(await states()).toEqual({ one: 'doubtful' });
  });

  test('on a platform that cannot be asked a relay goes again, a digest does not', async () => {
    const story = await openStory(data.database, {
      chats: (now) => [fakeChat({ now, emails: [lee], findable: false })],
    });
    story.chat.failNext(lee, 'ambiguous', 'fine', 'ambiguous');
    await put(story, 'relay', lee, { kind: 'relay' });
    await story.settle();
    await hurry();
    await story.settle();
    await put(story, 'digest', lee, { kind: 'digest' });
    await story.settle();
    await hurry();
    await story.settle();
    expect(await states()).toEqual({ relay: 'sent', digest: 'failed' });
  });

  test('a blocked account: the other account of the same person is used', async () => {
    const story = await openStory(data.database, {
      chats: (now) => [
        fakeChat({ now, platform: 'one', emails: [lee] }),
        fakeChat({ now, platform: 'two', emails: [lee] }),
      ],
    });
    const [one, two] = story.sending.ports as [typeof story.chat, typeof story.chat];
    one.failNext(lee, 'gone');
    await put(story, 'news');
    await story.settle();
    expect([one.seen(lee).length, two.seen(lee).length]).toEqual([0, 1]);
    await put(story, 'more');
    await story.settle();
    expect(two.seen(lee).map(({ text }) => text)).toEqual(['news', 'more']);
  });

  test('a reply that cannot be delivered is told to the supervisor, stops no clock, and is never silent', async () => {
    const story = await openStory(data.database);
    const [ana, leeSeat, sam] = [story.person('ana'), story.person('lee'), story.person('sam')];
    await ana.says('Are you there?');
    story.chat.failNext('ana@state.example', 'gone');
    await leeSeat.presses('Reply', { text: 'Yes.' });
    expect(sam.last()).toContain('message R-1001·2 for Ana Ruiz could not be delivered');
    expect(leeSeat.last()).toContain('could not be delivered');
    const [clock] = await story.store.transaction((tx) => tx.clocks.of([1001]));
    expect(clock?.stoppedAt).toBeNull();
    // Ana writes again: she can be reached again.
    await ana.says('Hello? Anybody?');
    expect(ana.last()).toContain('Added to R-1001');
  });

  test('a revoked token burns nothing: all that waits goes out when it is mended', async () => {
    const story = await openStory(data.database);
    story.chat.failNext(lee, ...Array.from({ length: 30 }, () => 'unauthorised' as const));
    await put(story, 'one');
    for (let tries = 0; tries < 30; tries += 1) {
      await story.settle();
      await hurry();
    }
    expect(await states()).toEqual({ one: 'pending' });
    await story.settle();
    expect(story.person('lee').sees()).toEqual(['one']);
  });

  test('while the desk may not write, one delivery tries for all of the workspace, and all go once it may again', async () => {
    const story = await openStory(data.database);
    const emails = ['lee', 'devon', 'maria', 'sam', 'ana', 'ben'];
    for (const email of emails) await put(story, `to ${email}`, `${email}@state.example`);
    story.chat.failNext(lee, 'unauthorised');
    const [first, ...others] = await claim(story);
    if (!first) throw new Error('there is something to send');
    await sendOne(story.sending, first);
    for (const each of others) await sendOne(story.sending, each);
    expect(story.chat.calls, 'the others did not even try').toBe(1);
    await hurry();
    await story.settle();
    expect(Object.values(await states())).toEqual(emails.map(() => 'sent'));
  });

  test('a message that grew is changed by the ids that it has now', async () => {
    const story = await openStory(data.database);
    const { send } = story.chat.outbound;
    const replaced: (string | undefined)[] = [];
    story.chat.outbound.send = async (outgoing) => {
      replaced.push(outgoing.replaces);
      if (outgoing.replaces === undefined) return send(outgoing);
      return { sentId: `${outgoing.replaces}+more`, at: story.now() };
    };
    await put(story, 'card');
    await put(story, 'card r2', lee, { replaces: 'card' });
    await story.settle();
    await put(story, 'card r3', lee, { replaces: 'card' });
    await story.settle();
    expect(replaced).toEqual([undefined, 's1', 's1+more']);
  });

  test('any post of a message of several is known for what it brought', async () => {
    const story = await openStory(data.database);
    await story.person('ana').says('Do I need three quotes?');
    await data.database.db.execute(sql`update deliveries set sent_id = 'a+b+c' where kind = 'receipt'`);
    const account = await story.store.transaction((tx) => tx.chores.accountsOn('fake'));
    const ana = account.find((each) => each.account.userId === 'ana@state.example')?.id ?? 0;
    const known = (sentId: string) => story.store.transaction((tx) => tx.outbox.relayed(ana, sentId));
    for (const id of ['a', 'b', 'c', 'a+b+c']) expect(await known(id)).toMatchObject({ requestId: 1001 });
    for (const id of ['', '+', 'a+b', 'd']) expect(await known(id)).toBeUndefined();
  });

  test('two who claim at once share the work', async () => {
    const story = await openStory(data.database);
    for (const email of ['lee', 'devon', 'maria', 'sam', 'ana', 'ben'])
      await put(story, `to ${email}`, `${email}@state.example`);
    const claims = await Promise.all([1, 2, 3].map(() => story.store.transaction((tx) => tx.outbox.claim(4, 30_000))));
    const claimed = claims.flatMap(({ deliveries }) => deliveries);
    expect(new Set(claimed.map((each) => each.uuid)).size).toBe(6);
    expect(claimed).toHaveLength(6);
    await Promise.all(claimed.map((each) => sendOne(story.sending, each)));
    expect(Object.values(await states()).every((state) => state === 'sent')).toBe(true);
  });
});
