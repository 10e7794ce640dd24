import type { Answer } from '../../src/chat/answer.ts';
import type { DeskSide } from '../../src/chat/deskSide.ts';
import type { Inbound } from '../../src/chat/inbound.ts';

/**
 * What a chat is given by a test in the place of a desk: `hear` is told of all that is kept or done, and answers deeds.
 * Nobody's page has anything on it, no button acts at once, and there is no file, unless `more` says so.
 */
export function deskSide(hear: (inbound: Inbound) => Promise<Answer>, more: Partial<DeskSide> = {}): DeskSide {
  return {
    async keep(event) {
      await hear(event);
    },
    act: hear,
    view: async () => ({ kind: 'show', message: { blocks: [] } }),
    known: async () => undefined,
    atOnce: () => false,
    lines: async () => [],
    fileOf: async () => undefined,
    ...more,
  };
}

/** Hands in whatever a platform may hand in, as what it is. */
export async function handIn(desk: DeskSide, inbound: Inbound): Promise<Answer> {
  if (inbound.kind === 'press' || inbound.kind === 'submit') return desk.act(inbound);
  await desk.keep(inbound);
  return { kind: 'done' };
}
