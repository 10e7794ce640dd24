import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { HOSTILE } from './samples.ts';
import type { Talk } from './talk.ts';

/** What people write to the desk. */
export function receivingContract(talk: Talk): void {
  describe('receiving', () => {
    test('hands in what was typed, by whom, where and when', async () => {
      await talk.stand.write(talk.one.address, `${HOSTILE[0]}\nsecond line`);
      // Whether lines of one minute are one thought is the platform's own affair.
      expect(talk.deeds().map((deed) => ({ ...deed, bursts: undefined }))).toEqual([
        {
          kind: 'message',
          key: expect.stringMatching(/./),
          from: expect.objectContaining({
            platform: talk.stand.port.platform,
            workspace: talk.one.workspace,
            userId: talk.one.userId,
          }),
          address: talk.one.address,
          at: talk.stand.now(),
          text: `${HOSTILE[0]}\nsecond line`,
        },
      ]);
      expect(talk.deeds()[0]?.from.address).toBe(talk.one.address);
    });

    test('gives the same deed the same key and another deed another', async () => {
      await talk.stand.write(talk.one.address, 'again');
      await talk.stand.repeat?.();
      await talk.stand.write(talk.one.address, 'again');
      const keys = talk.deeds().map(({ key }) => key);
      if (talk.stand.repeat) expect(keys[1]).toBe(keys[0]);
      expect(new Set(keys).size).toBe(2);
    });

    test('does not acknowledge what the desk could not store, and takes it when it is sent again', async () => {
      talk.receive = async () => {
        throw new Error('the database is away');
      };
      await expect(talk.stand.write(talk.one.address, 'hello')).rejects.toThrow();
      talk.receive = async () => ({ kind: 'done' });
      await talk.stand.write(talk.one.address, 'hello');
      expect(talk.deeds().length).toBeGreaterThanOrEqual(2);
    });

    test('acknowledges only when it is committed', async () => {
      let commit = () => {};
      const committed = new Promise<void>((resolve) => {
        commit = resolve;
      });
      let arrived = () => {};
      const came = new Promise<void>((resolve) => {
        arrived = resolve;
      });
      talk.receive = async ({ kind }) => {
        if (kind === 'message') {
          arrived();
          await committed;
        }
        return { kind: 'done' };
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

    test('hands in nothing after it was stopped, and acknowledges nothing', async () => {
      await talk.stand.port.stop();
      await talk.stand.port.stop();
      await expect(talk.stand.write(talk.one.address, 'too late')).rejects.toThrow();
      expect(talk.deeds()).toEqual([]);
    });
  });
}
