import type { ChartsAs } from '../../../src/chat/charts/chart.ts';
import { type Block, plainText } from '../../../src/chat/message.ts';
import type { Outgoing, OutgoingFile } from '../../../src/chat/outgoing.ts';
import { drawParts, type Part } from './render.ts';

const BETWEEN_IDS = '+';

/** The ids of the posts that a message consists of, the first one first. */
export const idsOf = (sentId: string): string[] => sentId.split(BETWEEN_IDS);

export const joinIds = (ids: readonly string[]): string => ids.join(BETWEEN_IDS);

/** By the first post a message is answered and changed. */
export const firstId = (sentId: string): string => idsOf(sentId)[0] ?? sentId;

/** As Slack can be given it: the thread by its first post, and in the place of an empty file, which Slack refuses, a line. */
export function readOutgoing({ thread, file, message, ...outgoing }: Outgoing): Outgoing {
  const empty = file?.bytes.byteLength === 0;
  return {
    ...outgoing,
    message: empty ? { ...message, blocks: [...message.blocks, fileLine(file)] } : message,
    ...(thread !== undefined && { thread: firstId(thread) }),
    ...(file && !empty && { file }),
  };
}

/** What is said of a file that Slack does not take, so that nobody misses it unknowingly. */
export function fileLine({ name, bytes }: OutgoingFile): Block {
  const kilobytes = Math.ceil(bytes.byteLength / 1_024).toLocaleString('en-US');
  const told = `A file came with this that could not be given to you in Slack: “${name}” (${kilobytes} KB). The desk keeps it; ask for it to be sent another way.`;
  return { kind: 'small', text: [told] };
}

/** The posts that a message takes, with Slack's own charts where these are to be shown. */
export function partsOf({ message }: Pick<Outgoing, 'message'>, charts: ChartsAs): [Part, ...Part[]] {
  const [first, ...rest] = drawParts(message, charts);
  return [first ?? { text: plainText(message) || ' ', blocks: [] }, ...rest];
}
