import { expect, test } from 'vitest';
import type { ChatWith } from '../../src/chat/capabilities.ts';
import { say } from './samples.ts';
import type { Stand, Suite } from './talk.ts';

/** What the desk asks a platform: was it sent, who is this, whose account is closed. */
export const lookup: Suite<Stand & { chat: ChatWith<'lookup'> }> = {
  of: 'lookup',
  tests(talk) {
    test('finds what was sent by its delivery, and nothing else', async () => {
      const { outbound, lookup } = talk.stand.chat;
      const delivery = talk.outgoing(say('hello'));
      expect(await lookup.find(delivery)).toBeUndefined();
      const sent = await outbound.send(delivery);
      await outbound.send(talk.outgoing(say('hello')));
      expect(await lookup.find(delivery)).toEqual(sent);
      expect(await lookup.find(talk.outgoing(say('hello')))).toBeUndefined();
    });

    test('throws a ChatError when the platform does not answer: it is not to be taken for “never sent”', async () => {
      talk.stand.breakDown();
      const finding = talk.stand.chat.lookup.find(talk.outgoing(say('hello')));
      await expect(finding).rejects.toMatchObject({
        name: 'ChatError',
        outcome: expect.stringMatching(/retry|ambiguous/u),
      });
    });
  },
};

export const directory: Suite<Stand & { chat: ChatWith<'directory'>; unknownEmail: string }> = {
  of: 'directory',
  tests(talk) {
    test('reaches by e-mail whom the platform knows', async () => {
      const { directory, outbound } = talk.stand.chat;
      const { address: _, ...identity } = talk.one;
      const found = await directory.reach(talk.one.email ?? '');
      expect(found).toMatchObject(identity);
      await outbound.send(talk.outgoing(say('There is a question for you.'), found?.address));
      expect(await talk.textAt(talk.one.address)).toContain('There is a question for you.');
    });

    test('asks nobody to write an e-mail as the platform has it', async () => {
      const found = await talk.stand.chat.directory.reach(talk.one.email?.toUpperCase() ?? '');
      expect(found).toMatchObject({ userId: talk.one.userId });
    });

    test('knows nobody by an e-mail that nobody has', async () => {
      expect(await talk.stand.chat.directory.reach(talk.stand.unknownEmail)).toBeUndefined();
    });
  },
};

/** `closeAccount`: the platform's administrator closes somebody's account. */
export const census: Suite<Stand & { chat: ChatWith<'census'>; closeAccount(address: string): void }> = {
  of: 'census',
  tests(talk) {
    test('tells open accounts from closed ones', async () => {
      const closedOf = async (userId: string) =>
        (await talk.stand.chat.census.accounts()).filter((each) => each.userId === userId).map(({ closed }) => closed);
      expect(await closedOf(talk.other.userId)).toEqual([false]);
      talk.stand.closeAccount(talk.other.address);
      expect(await closedOf(talk.other.userId)).toEqual([true]);
      expect(await closedOf(talk.one.userId)).toEqual([false]);
    });
  },
};
