import { expect, test } from 'vitest';
import type { ChatWith } from '../../src/chat/capabilities.ts';
import { HOSTILE, say } from './samples.ts';
import type { Stand, Suite } from './talk.ts';

type HistoryStand = Stand & {
  chat: ChatWith<'history'>;
  /** Stands in a person's conversation while nobody listened; what it answers with hands it in after all. */
  writeUnheard(address: string, text: string): () => Promise<unknown>;
};

const HOUR_MS = 3_600_000;

/** What was written while nobody listened. */
export const history: Suite<HistoryStand> = {
  of: 'history',
  tests(talk) {
    const from = (hours: number) => new Date(talk.stand.now().getTime() + hours * HOUR_MS);

    test('is told as it would have come in by itself, key and all', async () => {
      const handIn = talk.stand.writeUnheard(talk.one.address, HOSTILE.join('\n'));
      const missed = await talk.stand.chat.history.missed(talk.one, from(-1));
      expect(talk.kept).toEqual([]);
      await handIn();
      expect(missed).toEqual(talk.kept);
      expect(missed).toHaveLength(1);
    });

    test('is told oldest first, of this person alone, without what the desk said or what is older', async () => {
      for (const text of ['first', 'second']) talk.stand.writeUnheard(talk.one.address, text);
      talk.stand.writeUnheard(talk.other.address, 'somebody else');
      await talk.stand.chat.outbound.send(talk.outgoing(say('a receipt')));
      const missed = await talk.stand.chat.history.missed(talk.one, from(-1));
      expect(missed.map((event) => event.kind === 'message' && event.text)).toEqual(['first', 'second']);
      expect(await talk.stand.chat.history.missed(talk.one, from(1))).toEqual([]);
    });

    test('can be asked for of everybody who has a conversation with the desk', async () => {
      talk.stand.writeUnheard(talk.one.address, 'Is anybody there?');
      const { platform, workspace, userId } = talk.one;
      expect(await talk.stand.chat.history.contacts()).toContainEqual(
        expect.objectContaining({ platform, workspace, userId }),
      );
    });
  },
};
