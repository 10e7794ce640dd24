import { expect, test } from 'vitest';
import type { ChatWith } from '../../src/chat/capabilities.ts';
import { say } from './samples.ts';
import type { Stand, Suite } from './talk.ts';

type ThreadsStand = Stand & {
  chat: ChatWith<'threads'>;
  /** A person types in the thread under a message of the desk. */
  writeUnder(address: string, sentId: string, text: string): Promise<void>;
};

/** Messages under messages. */
export const threads: Suite<ThreadsStand> = {
  of: 'threads',
  tests(talk) {
    test('the desk answers under a message of its own', async () => {
      const { outbound } = talk.stand.chat;
      const { sentId } = await outbound.send(talk.outgoing(say('your receipt')));
      await outbound.send({ ...talk.outgoing(say('the reply')), thread: sentId });
      await outbound.send(talk.outgoing(say('in the open')));
      const seen = await talk.stand.seen(talk.one.address);
      expect(Object.fromEntries(seen.map(({ text, under }) => [text, under]))).toEqual({
        'your receipt': undefined,
        'the reply': sentId,
        'in the open': undefined,
      });
    });

    test('what somebody writes under a message of the desk says so', async () => {
      const { sentId } = await talk.stand.chat.outbound.send(talk.outgoing(say('your receipt')));
      await talk.stand.writeUnder(talk.one.address, sentId, 'It is for $40k.');
      await talk.stand.write(talk.one.address, 'Something else');
      expect(talk.kept.map((event) => event.kind === 'message' && [event.text, event.thread])).toEqual([
        ['It is for $40k.', sentId],
        ['Something else', undefined],
      ]);
    });
  },
};
