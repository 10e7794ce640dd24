import type { Chat } from '../chat/capabilities.ts';
import { ChatError } from '../chat/errors.ts';

/** Until something is looked at again that found all places of its platform taken. */
const LOOK_AGAIN_MS = 1_000;

/**
 * The same platforms, none of which takes more than `most` of the sender's places at once: while one hangs, with many
 * waiting for it, the others' messages still leave. Where there is one platform only, it may have them all.
 */
export function inShares(ports: readonly Chat[], most: number): readonly Chat[] {
  if (ports.length < 2) return ports;
  return ports.map((port) => {
    let taken = 0;
    const share = async <T>(work: () => Promise<T>): Promise<T> => {
      if (taken >= most) throw new ChatError('retry', 'many wait for this platform already', LOOK_AGAIN_MS);
      taken += 1;
      try {
        return await work();
      } finally {
        taken -= 1;
      }
    };
    const { outbound, lookup } = port;
    return {
      ...port,
      outbound: { ...outbound, send: (outgoing) => share(() => outbound.send(outgoing)) },
      ...(lookup && { lookup: { find: (outgoing) => share(() => lookup.find(outgoing)) } }),
    } satisfies Chat;
  });
}
