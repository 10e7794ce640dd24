import { expect, test } from 'vitest';
import { ChatError } from '../../src/chat/errors.ts';
import { LONGEST_TEXT } from '../../src/chat/message.ts';
import { EVERY_BLOCK, HOSTILE, leavesOf, say } from './samples.ts';
import type { Stand, Suite } from './talk.ts';

/** What goes from the desk to people. */
export const outbound: Suite = {
  of: 'outbound',
  tests(talk) {
    test('shows all that every kind of block says, in order, at its address alone', async () => {
      const { sentId } = await talk.stand.chat.outbound.send(talk.outgoing(EVERY_BLOCK));
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
        await talk.stand.chat.outbound.send(talk.outgoing(say(text)));
      expect((await talk.textAt(talk.one.address)).match(/first|second|third/g)).toEqual(['first', 'second', 'third']);
    });

    test('changes a message in place', async () => {
      const before = await talk.stand.chat.outbound.send(talk.outgoing(say('as it was')));
      await talk.stand.chat.outbound.send(talk.outgoing(say('what came later')));
      const after = await talk.stand.chat.outbound.send({
        ...talk.outgoing(say('as it is now')),
        replaces: before.sentId,
      });
      expect(after.sentId).toBe(before.sentId);
      expect((await talk.textAt(talk.one.address)).match(/as it was|as it is now|what came later/g)).toEqual([
        'as it is now',
        'what came later',
      ]);
    });

    test('shows the words of people literally', async () => {
      for (const text of HOSTILE) await talk.stand.chat.outbound.send(talk.outgoing(say(text)));
      const seen = await talk.textAt(talk.one.address);
      for (const text of HOSTILE) expect(seen).toContain(text);
    });

    test('shows the longest text whole', async () => {
      const words: string[] = [];
      for (let length = 0; length + 7 <= LONGEST_TEXT; length += 7)
        words.push(`w${String(words.length).padStart(5, '0')}`);
      await talk.stand.chat.outbound.send(talk.outgoing(say(words.join(' '))));
      expect((await talk.textAt(talk.one.address)).match(/w\d{5}/g)).toEqual(words);
    });

    test('says when the platform got it', async () => {
      const earliest = talk.stand.now().getTime();
      const { at } = await talk.stand.chat.outbound.send(talk.outgoing(say('hello')));
      expect(at.getTime()).toBeGreaterThanOrEqual(earliest);
      expect(at.getTime()).toBeLessThanOrEqual(talk.stand.now().getTime());
    });

    test('throws a ChatError without the text when the platform does not answer', async () => {
      talk.stand.breakDown();
      const error = await talk.stand.chat.outbound
        .send(talk.outgoing(say('a secret')))
        .catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(ChatError);
      expect(['retry', 'ambiguous']).toContain((error as ChatError).outcome);
      expect((error as ChatError).message).not.toContain('a secret');
    });

    test('says how fast it may be written: each pace by its own name', () => {
      const rates = talk.stand.chat.outbound.rates(talk.outgoing(say('hello')));
      expect(new Set(rates.map(({ key }) => key)).size).toBe(rates.length);
      for (const { burst, everyMs } of rates) {
        expect(burst).toBeGreaterThanOrEqual(1);
        expect(everyMs).toBeGreaterThanOrEqual(0);
      }
    });
  },
};

/** An address that cannot be written to (any more), on a platform that has such. */
export const closedAddresses: Suite<Stand & { gone: string }> = {
  of: 'closed addresses',
  tests(talk) {
    test('are refused as gone', async () => {
      const sending = talk.stand.chat.outbound.send(talk.outgoing(say('hello'), talk.stand.gone));
      await expect(sending).rejects.toMatchObject({ name: 'ChatError', outcome: 'gone' });
    });
  },
};
