import { describe, expect, test } from 'vitest';
import { createStore } from '../../db/store.ts';
import { CHANGES_AT_ONCE } from '../../src/delivery/delivery.ts';
import { sendOne } from '../../src/delivery/send.ts';
import { useDatabase } from '../support/database.ts';
import { useOutbox } from '../support/outbox.ts';
import { openStory, type Story } from '../support/story.ts';

const data = useDatabase();
const { put, states, hurry } = useOutbox(data);
const [lee, ana, sam] = ['lee@state.example', 'ana@state.example', 'sam@state.example'];

const claim = async ({ store }: Story, limit = 20) => {
  const claimed = await store.transaction((tx) => tx.outbox.claim(limit, 30_000));
  return { ...claimed, keys: claimed.deliveries.map(({ key }) => key) };
};

/** A story in which these messages stand in chats already, so that they can be changed. */
async function standing(...keys: [key: string, email: string][]): Promise<Story> {
  const story = await openStory(data.database);
  for (const [key, email] of keys) await put(story, key, email, { kind: 'card' });
  await story.settle();
  return story;
}

type Waiting = [key: string, email: string, more?: { kind?: string; replaces?: string }];

describe('what goes first', () => {
  test.each<[string, Waiting[], string[]]>([
    [
      'a relay before the change that was written before it, in one conversation',
      [
        ['card A r2', lee, { replaces: 'card A' }],
        ['relay', lee, { kind: 'relay' }],
      ],
      ['relay'],
    ],
    [
      'words of a conversation keep their order',
      [
        ['first', lee],
        ['second', lee],
      ],
      ['first'],
    ],
    [
      'of several changes of one message only the newest',
      [
        ['card A r2', lee, { replaces: 'card A' }],
        ['card A r3', lee, { replaces: 'card A' }],
        ['card A r4', lee, { replaces: 'card A' }],
      ],
      ['card A r4'],
    ],
    [
      'changes of several messages one after another',
      [
        ['card A r2', lee, { replaces: 'card A' }],
        ['card B r2', lee, { replaces: 'card B' }],
        ['card A r3', lee, { replaces: 'card A' }],
      ],
      ['card B r2'],
    ],
    [
      'words of one and changes of another at once',
      [
        ['card A r2', lee, { replaces: 'card A' }],
        ['relay', ana, { kind: 'relay' }],
      ],
      ['card A r2', 'relay'],
    ],
    [
      'a new card and its change: the card',
      [
        ['card C', lee, { kind: 'card' }],
        ['card C r2', lee, { replaces: 'card C' }],
      ],
      ['card C'],
    ],
  ])('%s', async (_, waiting, first) => {
    const story = await standing(['card A', lee], ['card B', lee]);
    for (const [key, email, more] of waiting) await put(story, key, email, more);
    expect((await claim(story)).keys).toEqual(first);
  });

  test('with one place left, the relay gets it, whatever waits for longer', async () => {
    const story = await standing(['card A', lee], ['card S', sam]);
    await put(story, 'card A r2', lee, { replaces: 'card A' });
    await put(story, 'card S r2', sam, { replaces: 'card S' });
    await put(story, 'relay', ana, { kind: 'relay' });
    expect((await claim(story, 1)).keys).toEqual(['relay']);
  });

  test('a change that is being sent, or waits to be tried again, holds no words', async () => {
    const story = await standing(['card A', lee]);
    await put(story, 'card A r2', lee, { replaces: 'card A' });
    story.chat.failNext(lee, 'retry');
    await story.settle();
    await put(story, 'relay', lee, { kind: 'relay' });
    await story.settle();
    expect(await states()).toMatchObject({ 'card A r2': 'pending', relay: 'sent' });
    await hurry();
    expect((await claim(story)).keys).toEqual(['card A r2']);
    await put(story, 'more', lee, { kind: 'relay' });
    expect((await claim(story)).keys).toEqual(['more']);
  });
});

test('a change waits for a free turn and never takes the next one from words', async () => {
  const story = await standing(['card A', lee]);
  story.chat.outbound.rates = () => [{ key: 'one', everyMs: 1_500, burst: 1 }];
  await put(story, 'relay', ana, { kind: 'relay' });
  await story.settle();
  await put(story, 'card A r2', lee, { replaces: 'card A' });
  await story.settle();
  expect(await states()).toMatchObject({ relay: 'sent', 'card A r2': 'pending' });
});

test('whoever lost the lease before sending sends nothing', async () => {
  const story = await openStory(data.database);
  await put(story, 'one');
  const [slow] = (await claim(story)).deliveries;
  await hurry();
  const [quick] = (await claim(story)).deliveries;
  if (!slow || !quick) throw new Error('both have claimed it');
  await sendOne(story.sending, slow);
  expect(story.chat.calls).toBe(0);
  // Meanwhile the other one has found out how to reach Lee: an account that the claim did not know yet.
  await sendOne(story.sending, quick);
  await story.settle();
  expect(story.person('lee').sees()).toEqual(['one']);
});

describe('changes of one message', () => {
  test('the newest is shown, the older ones are superseded and counted, and nothing is left', async () => {
    const story = await standing(['card A', lee]);
    for (const n of [2, 3, 4]) await put(story, `card A r${n}`, lee, { replaces: 'card A' });
    const { deliveries, superseded } = await claim(story);
    expect(superseded).toEqual(['notice', 'notice']);
    for (const delivery of deliveries) await sendOne(story.sending, delivery);
    await story.settle();
    expect(await states()).toEqual({
      'card A': 'sent',
      'card A r2': 'superseded',
      'card A r3': 'superseded',
      'card A r4': 'sent',
    });
    expect(story.person('lee').sees()).toEqual(['card A r4']);
  });

  test('one that is under way is waited for: an older wording never lands on a newer one', async () => {
    const story = await standing(['card A', lee]);
    await put(story, 'card A r2', lee, { replaces: 'card A' });
    const [older] = (await claim(story)).deliveries;
    await put(story, 'card A r3', lee, { replaces: 'card A' });
    expect((await claim(story)).keys).toEqual([]);
    if (!older) throw new Error('it was claimed');
    await sendOne(story.sending, older);
    await story.settle();
    expect(story.person('lee').sees()).toEqual(['card A r3']);
  });

  test('several who claim at once lose none and double none', async () => {
    const story = await standing(['card A', lee], ['card S', sam]);
    for (const n of [2, 3, 4])
      for (const [key, email] of [
        ['card A', lee],
        ['card S', sam],
      ] as const)
        await put(story, `${key} r${n}`, email, { replaces: key });
    const claims = await Promise.all([1, 2, 3].map(() => claim(story)));
    const claimed = claims.flatMap(({ deliveries }) => deliveries);
    expect(new Set(claimed.map(({ key }) => key)).size).toBe(claimed.length);
    for (const delivery of claimed) await sendOne(story.sending, delivery);
    await story.settle();
    expect(await states()).toMatchObject({ 'card A r4': 'sent', 'card S r4': 'sent' });
  });
});

test('a relay waits behind no crowd of changes, and they leave places for it', async () => {
  const cards = 27;
  const story = await openStory(data.database);
  const message = { blocks: [{ kind: 'text' as const, text: ['a card'] }] };
  const people = await createStore(data.database).transaction(async (tx) => {
    const added: number[] = [];
    for (let n = 0; n < cards; n += 1) {
      const { id } = await tx.people.add({ name: `Liaison ${n}`, email: `crowd.${n}@state.example`, zone: null });
      added.push(id);
    }
    return added;
  });
  const write = (key: (n: number) => string, more: (n: number) => object) =>
    story.store.transaction((tx) =>
      tx.outbox.put(
        people.map((personId, n) => ({ key: key(n), kind: 'card', to: { personId }, message, ...more(n) })),
      ),
    );
  for (let revision = 2; revision < 6; revision += 1)
    await write(
      (n) => `card ${n} r${revision}`,
      (n) => ({ replaces: `card ${n}` }),
    );
  await put(story, 'relay', ana, { kind: 'relay' });
  const first = await claim(story);
  expect(first.superseded).toHaveLength(cards * 3);
  expect(first.keys.filter((key) => key !== 'relay')).toHaveLength(CHANGES_AT_ONCE);
  expect(first.keys).toContain('relay');
  const again = await story.store.transaction((tx) => tx.outbox.claim(10, 30_000, first.deliveries));
  expect(again.deliveries, 'so many changes are under way already').toEqual([]);
});
