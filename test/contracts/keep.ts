import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { ChatWith } from '../../src/chat/capabilities.ts';
import { HOSTILE } from './samples.ts';
import type { Stand, Suite } from './talk.ts';

/** What people write to the desk. */
export const keep: Suite = {
  of: 'keep',
  tests(talk) {
    test('is handed what was typed, by whom, where and when', async () => {
      await talk.stand.write(talk.one.address, `${HOSTILE[0]}\nsecond line`);
      // Whether lines of one minute are one thought is the platform's own affair.
      expect(talk.kept.map((event) => ({ ...event, bursts: undefined }))).toEqual([
        {
          kind: 'message',
          key: expect.stringMatching(/./),
          from: expect.objectContaining({
            platform: talk.stand.chat.platform,
            workspace: talk.one.workspace,
            userId: talk.one.userId,
            address: talk.one.address,
          }),
          address: talk.one.address,
          at: talk.stand.now(),
          text: `${HOSTILE[0]}\nsecond line`,
        },
      ]);
    });

    test('is given the same event under the same key and another under another', async () => {
      await talk.stand.write(talk.one.address, 'again');
      await talk.stand.repeat();
      await talk.stand.write(talk.one.address, 'again');
      const [first, repeated, ...others] = talk.kept.map(({ key }) => key);
      expect(repeated).toBe(first);
      expect(others).toEqual([expect.not.stringContaining(first ?? '')]);
    });

    test('that could not store it is not taken for done, and is asked again when it is sent again', async () => {
      talk.keep = async () => {
        throw new Error('the database is away');
      };
      await expect(talk.stand.write(talk.one.address, 'hello')).rejects.toThrow();
      talk.keep = async () => {};
      await talk.stand.write(talk.one.address, 'hello');
      expect(talk.kept.length).toBeGreaterThanOrEqual(2);
    });

    test('is waited for before anything is acknowledged', async () => {
      let commit = () => {};
      const committed = new Promise<void>((resolve) => {
        commit = resolve;
      });
      let arrived = () => {};
      const came = new Promise<void>((resolve) => {
        arrived = resolve;
      });
      talk.keep = async () => {
        arrived();
        await committed;
      };
      let acknowledged = false;
      const writing = talk.stand.write(talk.one.address, 'hello').then(() => {
        acknowledged = true;
      });
      await came;
      for (let turns = 0; turns < 20; turns++) await turn();
      expect(acknowledged).toBe(false);
      commit();
      await writing;
      expect(acknowledged).toBe(true);
    });

    test('is handed nothing after the chat was stopped, and nothing is acknowledged', async () => {
      await talk.stand.chat.stop();
      await talk.stand.chat.stop();
      await expect(talk.stand.write(talk.one.address, 'too late')).rejects.toThrow();
      expect(talk.kept).toEqual([]);
    });
  },
};

/** What comes over the desk's own server. */
export const http: Suite<Stand & { chat: ChatWith<'http'> }> = {
  of: 'http',
  tests(talk) {
    test('refuses what is not the platform’s, and hands in nothing of it', async () => {
      const { path, handle } = talk.stand.chat.http;
      expect(path).toMatch(/^\//u);
      const url = new URL(path, 'http://localhost:3000');
      const { status } = await handle(new Request(url, { method: 'POST', body: '{"type":"message","text":"hello"}' }));
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
      expect([...talk.kept, ...talk.done]).toEqual([]);
    });
  },
};
