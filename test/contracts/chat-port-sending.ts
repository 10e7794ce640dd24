import { describe, expect, test } from 'vitest';
import { LONGEST_TEXT } from '../../src/chat/message.ts';
import { ChatError } from '../../src/chat/port.ts';
import { EVERY_BLOCK, HOSTILE, leavesOf, say } from './samples.ts';
import type { Talk } from './talk.ts';

/** What goes from the desk to people. */
export function sendingContract(talk: Talk): void {
  describe('sending', () => {
    test('shows all that every kind of block says, in order, at its address alone', async () => {
      const { sentId } = await talk.stand.port.send(talk.outgoing(EVERY_BLOCK));
      const [line] = await talk.stand.seen(talk.one.address);
      expect(line?.sentId).toBe(sentId);
      let from = 0;
      for (const leaf of leavesOf(EVERY_BLOCK)) {
        const at = line?.text.indexOf(leaf, from) ?? -1;
        expect(at, `"${leaf}" in: ${line?.text}`).toBeGreaterThanOrEqual(from);
        from = at + leaf.length;
      }
      expect(await talk.stand.seen(talk.other.address)).toEqual([]);
    });

    test('keeps the order of a conversation', async () => {
      for (const text of ['first words', 'second words', 'third words'])
        await talk.stand.port.send(talk.outgoing(say(text)));
      expect((await talk.textAt(talk.one.address)).match(/first|second|third/g)).toEqual(['first', 'second', 'third']);
    });

    test('changes a message in place', async () => {
      const before = await talk.stand.port.send(talk.outgoing(say('as it was')));
      await talk.stand.port.send(talk.outgoing(say('what came later')));
      const after = await talk.stand.port.send({ ...talk.outgoing(say('as it is now')), replaces: before.sentId });
      expect(after.sentId).toBe(before.sentId);
      expect((await talk.textAt(talk.one.address)).match(/as it was|as it is now|what came later/g)).toEqual([
        'as it is now',
        'what came later',
      ]);
    });

    test('shows the words of people literally', async () => {
      for (const text of HOSTILE) await talk.stand.port.send(talk.outgoing(say(text)));
      const seen = await talk.textAt(talk.one.address);
      for (const text of HOSTILE) expect(seen).toContain(text);
    });

    test('shows the longest text whole', async () => {
      const words: string[] = [];
      for (let length = 0; length + 7 <= LONGEST_TEXT; length += 7)
        words.push(`w${String(words.length).padStart(5, '0')}`);
      await talk.stand.port.send(talk.outgoing(say(words.join(' '))));
      expect((await talk.textAt(talk.one.address)).match(/w\d{5}/g)).toEqual(words);
    });

    test('says when the platform got it', async () => {
      const earliest = talk.stand.now().getTime();
      const { at } = await talk.stand.port.send(talk.outgoing(say('hello')));
      expect(at.getTime()).toBeGreaterThanOrEqual(earliest);
      expect(at.getTime()).toBeLessThanOrEqual(talk.stand.now().getTime());
    });

    test('finds what was sent by its delivery, and nothing else', async (context) => {
      if (!talk.stand.port.find) return context.skip('the platform cannot be asked');
      const delivery = talk.outgoing(say('hello'));
      expect(await talk.stand.port.find(delivery)).toBeUndefined();
      const sent = await talk.stand.port.send(delivery);
      await talk.stand.port.send(talk.outgoing(say('hello')));
      expect(await talk.stand.port.find(delivery)).toEqual(sent);
      expect(await talk.stand.port.find(talk.outgoing(say('hello')))).toBeUndefined();
    });

    test('refuses an address that is gone, and says so', async (context) => {
      if (talk.stand.gone === undefined) return context.skip('every address can be written to');
      const error = await talk.stand.port
        .send(talk.outgoing(say('hello'), talk.stand.gone))
        .catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(ChatError);
      expect(error).toMatchObject({ outcome: 'gone' });
    });

    test('throws a ChatError without the text when the platform does not answer', async (context) => {
      if (!talk.stand.breakDown) return context.skip('the platform cannot be broken');
      talk.stand.breakDown();
      const error = await talk.stand.port.send(talk.outgoing(say('a secret'))).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(ChatError);
      expect(['retry', 'ambiguous']).toContain((error as ChatError).outcome);
      expect((error as ChatError).message).not.toContain('a secret');
    });

    test('reaches by e-mail whom the platform knows', async (context) => {
      if (talk.stand.cannotReach) return context.skip('the platform finds nobody by e-mail');
      const email = talk.one.email ?? '';
      expect(await talk.stand.port.reach(email)).toMatchObject(talk.one);
      expect(await talk.stand.port.reach(email.toUpperCase())).toMatchObject({ userId: talk.one.userId });
      expect(await talk.stand.port.reach(talk.stand.unknownEmail)).toBeUndefined();
    });
  });
}
