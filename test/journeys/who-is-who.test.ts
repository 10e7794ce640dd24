import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { importOffice } from '../../src/offices/importOffice.ts';
import { useDatabase } from '../support/database.ts';
import { type FakeChat, fakeChat } from '../support/fake-chat.ts';
import { storyOffice } from '../support/office.ts';
import { openStory, type Story } from '../support/story.ts';

const data = useDatabase();

/** The office's own chat, and another whose accounts can be given any e-mail by whoever runs it. */
async function open(): Promise<Story & { elsewhere: FakeChat }> {
  const emails = ['ana', 'lee', 'devon', 'sam'].map((name) => `${name}@state.example`);
  const story = await openStory(data.database, {
    chats: (now) => [fakeChat({ now, emails }), fakeChat({ now, platform: 'elsewhere' })],
  });
  const [, elsewhere] = story.sending.ports as FakeChat[];
  if (!elsewhere) throw new Error('there are two chats');
  elsewhere.vouched = 'no';
  return { ...story, elsewhere };
}

describe('somebody elsewhere who goes by the address of a liaison', () => {
  test('gets nothing that is the liaison’s', async () => {
    const story = await open();
    const [ana, lee, mallory] = [story.person('ana'), story.person('lee'), story.person('lee', story.elsewhere)];
    await mallory.home();
    await ana.says('Do I need three quotes for $40k?');
    expect(lee.last()).toContain('R-1001');
    await mallory.says('queue');
    await mallory.says('R-1001');
    await mallory.says('Do you take renewals too?');
    expect(await mallory.home()).not.toContain('R-1001');
    expect(mallory.sees().join('\n')).not.toMatch(/three quotes|Ana|R-1001/u);
    await lee.presses('Reply', { text: 'Three.' });
    await ana.says('Thank you! And for $60k?');
    await story.at('2026-06-02T16:00');
    expect(mallory.sees().join('\n')).not.toMatch(/three quotes|\$60k|Ana|R-1001/u);
    expect(story.failures).toEqual([]);
  });

  test('gets nothing more, once nobody vouches, of what they were taken for', async () => {
    const story = await open();
    const [ana, lee, mallory] = [story.person('ana'), story.person('lee'), story.person('lee', story.elsewhere)];
    story.elsewhere.vouched = 'office';
    await mallory.home();
    await ana.says('Do I need three quotes for $40k?');
    expect(mallory.last()).toContain('three quotes');
    story.elsewhere.vouched = 'no';
    const seen = mallory.sees();
    expect(await mallory.presses('Reply', { text: 'None.' })).not.toContain('sent');
    await ana.says('It is for tires.');
    expect(lee.last()).toContain('It is for tires.');
    await lee.presses('Resolve', { outcome: 'answered', text: 'Three.' });
    expect(ana.sees().join('\n')).toContain('Three.');
    // Not even what changes in the card that they have.
    expect(mallory.sees()).toEqual(seen);
  });
});

test('a liaison who asks from an agency’s chat is answered there, and does the office’s work in the office’s', async () => {
  const story = await open();
  story.elsewhere.vouched = 'agency';
  const [ana, lee, away] = [story.person('ana'), story.person('lee'), story.person('lee', story.elsewhere)];
  await away.home();
  await ana.says('Do I need three quotes for $40k?');
  expect(lee.last()).toContain('three quotes');
  await away.says('Where is the form for a new contract?');
  expect(away.last()).toContain('R-1002');
  expect(lee.sees().join('\n')).not.toContain('Where is the form');
  expect(away.sees().join('\n')).not.toMatch(/three quotes|R-1001/u);
  await away.says('thanks');
  expect(away.last()).toContain('You are welcome');
});

describe('accounts that were linked before anybody was asked who vouches', () => {
  /** As an older desk left them. */
  const forget = () => data.database.db.execute(sql`update accounts set vouched = null`);

  test('of the office’s people are told nothing until their platform vouches, and do no office’s work', async () => {
    const story = await open();
    const [ana, lee] = [story.person('ana'), story.person('lee')];
    await ana.says('Do I need three quotes for $40k?');
    const before = lee.sees().length;
    await forget();
    story.chat.vouched = 'agency';
    await ana.says('R-1001: It is for tires.');
    expect(lee.sees()).toHaveLength(before);
    expect(lee.sees().join('\n')).not.toContain('for tires');
    expect(await lee.presses('Reply', { text: 'None.' })).not.toContain('On its way');
    expect(ana.sees().join('\n')).not.toContain('None.');
  });

  test('keep nobody from working: what is for them asks their platform, and a word from them does', async () => {
    const story = await open();
    const [ana, lee] = [story.person('ana'), story.person('lee')];
    await ana.says('Do I need three quotes for $40k?');
    await forget();
    await ana.says('R-1001: It is for tires.');
    expect(lee.sees().join('\n')).toContain('for tires');
    // The card is brought up to date as well, without a word from Lee.
    expect(lee.sees().find((text) => text.includes('three quotes'))).toContain('for tires');
    await forget();
    expect(await lee.presses('Reply', { text: 'Three.' })).toContain('On its way');
    expect(ana.sees().join('\n')).toContain('Three.');
    expect(story.failures).toEqual([]);
  });
});

test('who marries, and has a new address in the chat and in the file, is served under it', async () => {
  const story = await open();
  const ana = story.person('ana');
  await ana.says('Do I need three quotes for $40k?');
  await story.at('2026-06-01T12:00');
  const setup = storyOffice();
  const people = setup.people.map((each) =>
    each.email === 'ana@state.example' ? { ...each, email: 'ana.ortiz@state.example', name: 'Ana Ortiz' } : each,
  );
  await story.store.transaction((tx) => importOffice(tx, { ...setup, people }, story.now()));
  await ana.says('Hello?');
  expect(ana.last()).toContain('has been closed');
  story.chat.renamed.set('ana@state.example', 'ana.ortiz@state.example');
  await ana.says('Who signs a contract for $90k?');
  expect(ana.last()).not.toContain('has been closed');
  expect(story.person('lee').last()).toMatch(/Ana Ortiz[\s\S]*Who signs/u);
});

test('two who write at once from two workspaces under one new address are one person', async () => {
  const story = await open();
  story.elsewhere.vouched = 'agency';
  const kim = 'kim@roads.example';
  await Promise.all([story.chat.write(kim, 'How do I buy salt?'), story.elsewhere.write(kim, 'And sand?')]);
  await story.settle();
  const rows = await story.store.transaction(async (tx) => {
    const { actor } = await tx.people.identify({ ...account(story.chat.platform, kim) });
    return tx.people.accountsOf(actor?.person.id ?? 0);
  });
  expect(rows.map(({ account: { platform } }) => platform).sort()).toEqual(['elsewhere', 'fake']);
});

const account = (platform: string, email: string) => ({
  platform,
  workspace: 'test',
  userId: email,
  address: email,
  email,
  vouched: 'office' as const,
});
