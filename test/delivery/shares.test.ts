import { expect, test } from 'vitest';
import type { Chat } from '../../src/chat/capabilities.ts';
import type { Outgoing } from '../../src/chat/outgoing.ts';
import { inShares } from '../../src/delivery/shares.ts';
import { fakeChat } from '../support/fake-chat.ts';

const outgoing = (address: string): Outgoing => ({
  ...{ deliveryId: address, workspace: 'test', address, message: { blocks: [] }, since: new Date(0) },
});

function hanging() {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const chat = fakeChat({ now: () => new Date(0), platform: 'slow' });
  const port: Chat = {
    ...chat,
    outbound: {
      ...chat.outbound,
      send: async (each) => {
        await released;
        return chat.outbound.send(each);
      },
    },
  };
  return { port, release };
}

test('a platform that hangs leaves places for the others, and has its own again afterwards', async () => {
  const { port, release } = hanging();
  const quick = fakeChat({ now: () => new Date(0), platform: 'quick' });
  const [slow, other] = inShares([port, quick], 2);
  if (!slow || !other) throw new Error('there are two');
  const begun = ['a', 'b'].map((address) => slow.outbound.send(outgoing(address)));
  const late = { name: 'ChatError', outcome: 'retry', retryAfterMs: 1_000 };
  await expect(slow.outbound.send(outgoing('c'))).rejects.toMatchObject(late);
  await expect(slow.lookup?.find(outgoing('c'))).rejects.toMatchObject(late);
  await other.outbound.send(outgoing('d'));
  expect(quick.seen('d')).toHaveLength(1);
  release();
  await Promise.all(begun);
  await slow.outbound.send(outgoing('c'));
  expect(await slow.lookup?.find(outgoing('c'))).toMatchObject({ sentId: expect.any(String) });
});

test('the only platform may have all places', async () => {
  const { port, release } = hanging();
  const [only] = inShares([port], 1);
  const begun = ['a', 'b'].map((address) => only?.outbound.send(outgoing(address)));
  release();
  expect(await Promise.all(begun)).toHaveLength(2);
});
