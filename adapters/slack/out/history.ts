import type { Outgoing, OutgoingFile } from '../../../src/chat/outgoing.ts';
import type { Api } from '../client.ts';
import { readPages } from '../pages.ts';
import { tsOf } from '../time.ts';
import { chartsIn } from './chart.ts';

/**
 * Everybody in the workspace may read metadata: it holds a delivery's UUID, the number of the part, and of a later part
 * the first one's ts, nothing else.
 */
export const METADATA_TYPE = 'liaison_desk_delivery';

/** Our clock and Slack's may differ by this much, and Slack may have been quick. */
const BEFORE_MS = 60_000;
/** So many messages after a sending were never seen in one conversation within half a minute. */
const MOST_PAGES = 10;

/**
 * `of`: the first part, where this is a later one. `files`: what was shared after the first post, where this is no part.
 * `charts`: Slack's own that stand in it, by their place in the message.
 */
export type FoundMessage = {
  ts: string;
  part: number;
  of: string;
  delivery: string;
  files: { name: string; size: number }[];
  charts: number[];
  edited?: { ts: string };
};

type RawMessage = {
  ts?: string;
  thread_ts?: string;
  bot_id?: string;
  user?: string;
  metadata?: { event_type?: string; event_payload?: { delivery?: string; part?: number; of?: string } };
  files?: { name?: string; size?: number }[];
  blocks?: { type?: string; block_id?: string }[];
  edited?: { ts?: string };
};

/** The posts of a delivery, oldest first, and what was shared as files after its first and before another's. */
export async function findOwn(api: Api, outgoing: Outgoing): Promise<FoundMessage[]> {
  const messages = (await readSince(api, outgoing)).sort((a, b) => Number(a.ts) - Number(b.ts));
  const found: FoundMessage[] = [];
  let ours = false;
  for (const message of messages) {
    const read = readMessage(message);
    if (read.delivery) ours = read.delivery === outgoing.deliveryId;
    const files = read.delivery ? [] : (message.files ?? []);
    const shared = files.map(({ name = '', size = 0 }) => ({ name, size }));
    if (read.delivery === outgoing.deliveryId || (ours && shared.length > 0)) found.push({ ...read, files: shared });
  }
  return found;
}

/** Is one of these files there? */
export const hasOneOf = (files: readonly OutgoingFile[], found: readonly FoundMessage[]): boolean =>
  found.some((each) =>
    each.files.some(({ name, size }) => files.some((file) => file.name === name && file.bytes.length === size)),
  );

/** All of our posts in a thread. */
export async function readThread(api: Api, { address }: Outgoing, ts: string): Promise<FoundMessage[]> {
  const pages = await readPages(MOST_PAGES, (where) =>
    api.web.conversations.replies({ channel: address, ts, include_all_metadata: true, ...where }),
  );
  return messagesOf(pages)
    .map(readMessage)
    .filter(({ delivery }) => delivery !== '');
}

/**
 * The ts by which the desk knows what stands at this one: a later part of a long text is known by its first, and a file
 * by what it stands under.
 */
export async function knownAs(api: Api, channel: string, ts: string): Promise<string> {
  const answer = await api.web.conversations.replies({ channel, ts, limit: 1, include_all_metadata: true });
  const message = ((answer.messages ?? []) as RawMessage[]).find((each) => each.ts === ts);
  if (!message) return ts;
  const { of, delivery } = readMessage(message);
  return of || (delivery ? ts : (message.thread_ts ?? ts));
}

/** The message, when this delivery was the last to change it. */
export async function updatedBy(api: Api, outgoing: Outgoing, ts: string): Promise<FoundMessage | undefined> {
  const thread = await readThread(api, outgoing, ts);
  return thread.find((message) => message.ts === ts && message.delivery === outgoing.deliveryId);
}

async function readSince(api: Api, { address, since, thread }: Outgoing): Promise<RawMessage[]> {
  const oldest = tsOf(new Date(since.getTime() - BEFORE_MS));
  const asked = { channel: address, oldest, include_all_metadata: true };
  const pages = await readPages(MOST_PAGES, (where) =>
    thread
      ? api.web.conversations.replies({ ...asked, ...where, ts: thread })
      : api.web.conversations.history({ ...asked, ...where }),
  );
  return messagesOf(pages);
}

const messagesOf = (pages: readonly { messages?: unknown }[]): RawMessage[] =>
  pages.flatMap(({ messages }) => (messages ?? []) as RawMessage[]);

function readMessage({ ts = '', metadata, blocks = [], edited }: RawMessage): FoundMessage {
  const payload = metadata?.event_type === METADATA_TYPE ? metadata.event_payload : undefined;
  return {
    ts,
    part: payload?.part ?? 0,
    of: payload?.of ?? '',
    delivery: payload?.delivery ?? '',
    files: [],
    charts: chartsIn(blocks),
    ...(edited?.ts && { edited: { ts: edited.ts } }),
  };
}
