import type { ChatPostMessageArguments } from '@slack/web-api';
import { plainText } from '../../src/chat/message.ts';
import { ChatError, type Outgoing, type Sent } from '../../src/chat/port.ts';
import type { Api } from './client.ts';
import { toChatError } from './errors.ts';
import { shareFile, uploadFile } from './files.ts';
import { type FoundMessage, findOwn, METADATA_TYPE, readThread, updatedBy } from './history.ts';
import { drawParts, type Part } from './render.ts';
import { timeOf } from './time.ts';

/** A mention, a link or a preview can only be what the desk drew itself. */
const LITERAL = { parse: 'none', link_names: false, unfurl_links: false, unfurl_media: false } as const;

/** Slack does not take a message with these; the same words without blocks it may. */
const BLOCKS_REFUSED = /\b(?:invalid_blocks|msg_blocks_too_long)/u;
const THREAD_REFUSED = /\b(?:cannot_reply_to_message|thread_not_found)\b/u;

/** Sends once, or changes one message. A long one is several posts: the first is the message, the others its thread. */
export async function sendMessage(api: Api, apiUrl: string, outgoing: Outgoing): Promise<Sent> {
  try {
    if (outgoing.replaces !== undefined) return await change(api, outgoing, outgoing.replaces);
    const fileId = outgoing.file && (await uploadFile(api, apiUrl, outgoing.file));
    const parts = partsOf(outgoing);
    const first = await postFirst(api, outgoing, parts);
    return await afterFirst(async () => {
      await postRest(api, outgoing, first.sentId, parts, 1);
      if (fileId) await shareFile(api, outgoing, fileId);
      return first;
    });
  } catch (error) {
    throw toChatError(error);
  }
}

/** Looks for a delivery by its UUID, and sends what is missing of one that was begun. */
export async function findMessage(api: Api, apiUrl: string, outgoing: Outgoing): Promise<Sent | undefined> {
  try {
    if (outgoing.replaces !== undefined) {
      const changed = await updatedBy(api, outgoing, outgoing.replaces);
      return changed && sentAs(outgoing.replaces, changed.edited?.ts);
    }
    const own = await findOwn(api, outgoing);
    const first = own.find(({ part }) => part === 1);
    if (!first) return undefined;
    const parts = partsOf(outgoing);
    if (parts.length > 1) {
      const thread = await readThread(api, outgoing, outgoing.thread ?? first.ts);
      const there = new Set(thread.filter(({ of }) => of === first.ts).map(({ part }) => part));
      for (let index = 1; index < parts.length; index++)
        if (!there.has(index + 1)) await postRest(api, outgoing, first.ts, parts, index, index + 1);
    }
    if (outgoing.file && !own.some(({ file }) => file)) {
      await shareFile(api, outgoing, await uploadFile(api, apiUrl, outgoing.file));
    }
    return sentAs(first.ts);
  } catch (error) {
    throw toChatError(error);
  }
}

/** Once something of it stands in the chat, whatever goes wrong leaves it in doubt: `find` completes it. */
async function afterFirst(work: () => Promise<Sent>): Promise<Sent> {
  try {
    return await work();
  } catch (error) {
    throw new ChatError('ambiguous', `a part was sent, then ${toChatError(error).message}`);
  }
}

async function postFirst(api: Api, outgoing: Outgoing, parts: Part[]): Promise<Sent> {
  const [part] = parts;
  if (!part) throw new ChatError('rejected', 'there is nothing in the message');
  const thread = threadOf(outgoing.thread);
  try {
    return await post(api, outgoing, part, { number: 1 }, thread);
  } catch (error) {
    const refused = toChatError(error);
    if (outgoing.thread === undefined || !THREAD_REFUSED.test(refused.message)) throw refused;
    // What it answers is gone. It is sent all the same, in the open.
    return post(api, outgoing, part, { number: 1 }, {});
  }
}

/** Parts after the first stand in its thread and in the conversation: whoever answers below any of them is understood. */
async function postRest(api: Api, outgoing: Outgoing, firstTs: string, parts: Part[], from: number, to?: number) {
  for (let index = from; index < (to ?? parts.length); index++) {
    const part = parts[index];
    const place = { number: index + 1, of: firstTs };
    if (part) await post(api, outgoing, part, place, threadOf(outgoing.thread ?? firstTs));
  }
}

type Thread = { thread_ts?: string; reply_broadcast?: boolean };
type Place = { number: number; of?: string };

/** In a thread and in the conversation: Slack rings nobody for a thread that they have not written in. */
const threadOf = (ts: string | undefined): Thread => (ts === undefined ? {} : { thread_ts: ts, reply_broadcast: true });

async function post(api: Api, outgoing: Outgoing, part: Part, place: Place, thread: Thread): Promise<Sent> {
  const metadata = metadataOf(outgoing, place);
  const message = { channel: outgoing.address, text: part.text, ...LITERAL, ...thread, metadata };
  const send = async (more: { blocks?: Part['blocks'] }) => {
    const { ts } = await api.web.chat.postMessage({ ...message, ...more } as ChatPostMessageArguments);
    if (!ts) throw new ChatError('ambiguous', 'Slack answered without the message’s id');
    return sentAs(ts);
  };
  try {
    return await send({ blocks: part.blocks });
  } catch (error) {
    const refused = toChatError(error);
    if (refused.outcome !== 'rejected' || !BLOCKS_REFUSED.test(refused.message)) throw refused;
    return send({});
  }
}

/**
 * The live card: the first post is changed, and the others that a longer text had are changed, added or taken away. The
 * first one comes last: when it is changed, all is, and whoever looks whether this was done looks at it alone.
 */
async function change(api: Api, outgoing: Outgoing, ts: string): Promise<Sent> {
  const parts = partsOf(outgoing);
  const [first, ...rest] = parts;
  const later = await laterParts(api, outgoing, ts);
  for (const [index, part] of rest.entries()) {
    const number = index + 2;
    const target = later.find((each) => each.part === number)?.ts;
    if (target === undefined) await postRest(api, outgoing, ts, parts, number - 1, number);
    else await update(api, outgoing, target, part, { number, of: ts });
  }
  for (const { ts: left, part } of later)
    if (part > parts.length) await api.web.chat.delete({ channel: outgoing.address, ts: left });
  if (first) await update(api, outgoing, ts, first, { number: 1 });
  return sentAs(ts);
}

async function update(api: Api, outgoing: Outgoing, ts: string, { text, blocks }: Part, place: Place): Promise<void> {
  const metadata = metadataOf(outgoing, place);
  const what = { channel: outgoing.address, ts, text, blocks, metadata };
  await api.web.chat.update({ ...what, parse: 'none', link_names: false });
}

async function laterParts(api: Api, outgoing: Outgoing, ts: string): Promise<FoundMessage[]> {
  return (await readThread(api, outgoing, outgoing.thread ?? ts)).filter(({ of }) => of === ts);
}

const partsOf = (outgoing: Outgoing): Part[] => {
  const parts = drawParts(outgoing.message);
  return parts.length > 0 ? parts : [{ text: plainText(outgoing.message) || ' ', blocks: [] }];
};

const metadataOf = ({ deliveryId }: Outgoing, { number, of }: Place) => ({
  event_type: METADATA_TYPE,
  event_payload: { delivery: deliveryId, part: number, ...(of !== undefined && { of }) },
});

const sentAs = (sentId: string, at = sentId): Sent => ({ sentId, at: timeOf(at) });
