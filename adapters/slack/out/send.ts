import type { ChatPostMessageArguments } from '@slack/web-api';
import { ChatError } from '../../../src/chat/errors.ts';
import type { Outgoing, OutgoingFile, Sent } from '../../../src/chat/outgoing.ts';
import type { Api } from '../client.ts';
import { timeOf } from '../time.ts';
import { toChatError } from './errors.ts';
import { type Brought, isFileRefused, shareFiles, uploadFile } from './files.ts';
import { type FoundMessage, findOwn, METADATA_TYPE, readThread, updatedBy } from './history.ts';
import { fileLine, firstId, idsOf, joinIds, partsOf, readOutgoing } from './outgoing.ts';
import { type WithFiles, withFiles } from './picture.ts';
import { drawParts, type Part } from './render.ts';

/** A mention, a link or a preview can only be what the desk drew itself. */
const LITERAL = { parse: 'none', link_names: false, unfurl_links: false, unfurl_media: false } as const;

/** Instead of a number: the line about a file that could not be given. It stands below the parts and is none of them. */
const FILE_LINE = 0;

/** Slack does not take a message with these; the same words without blocks it may. */
const BLOCKS_REFUSED = /\b(?:invalid_blocks|msg_blocks_too_long)/u;
const NOT_THERE = /\bmessage_not_found\b/u;
const THREAD_REFUSED = /\b(?:cannot_reply_to_message|thread_not_found)\b/u;

/** Sends once, or changes one message. A long one is several posts: the first is the message, the others its thread. */
export async function sendMessage(api: Api, apiUrl: string, given: Outgoing): Promise<Sent> {
  const outgoing = await withFiles(readOutgoing(given));
  try {
    if (outgoing.replaces !== undefined) return await change(api, outgoing, outgoing.replaces);
    // Before anything is seen: if it breaks off here, all of it is done again.
    const brought = await bringFiles(api, apiUrl, outgoing.files);
    const [part, ...rest] = partsOf(outgoing);
    const { first, stands } = await postFirst(api, outgoing, part);
    return await afterFirst(async () => {
      const ids = [first];
      for (const [index, each] of rest.entries())
        ids.push(await postLater(api, stands, each, { number: index + 2, of: first }));
      await giveFiles(api, stands, brought, first);
      return sentAs(joinIds(ids));
    });
  } catch (error) {
    throw toChatError(error);
  }
}

/** Looks for a delivery by its UUID, and sends what is missing of one that was begun. */
export async function findMessage(api: Api, apiUrl: string, given: Outgoing): Promise<Sent | undefined> {
  const outgoing = await withFiles(readOutgoing(given));
  try {
    if (outgoing.replaces !== undefined) return await findChange(api, outgoing, outgoing.replaces);
    const { own, stands } = await findPosts(api, outgoing);
    const first = own.find(({ part }) => part === 1)?.ts;
    if (first === undefined) return undefined;
    const [, ...rest] = partsOf(outgoing);
    const missed = outgoing.files.length > 0 && !own.some(({ file }) => file);
    const later = rest.length > 0 || missed ? await laterParts(api, stands, first) : [];
    const ids = [first];
    for (const [index, each] of rest.entries()) {
      const number = index + 2;
      const there = later.find(({ part }) => part === number)?.ts;
      ids.push(there ?? (await postLater(api, stands, each, { number, of: first })));
    }
    if (missed && !later.some(({ part }) => part === FILE_LINE))
      await giveFiles(api, stands, await bringFiles(api, apiUrl, outgoing.files), first);
    return sentAs(joinIds(ids));
  } catch (error) {
    throw toChatError(error);
  }
}

async function findChange(api: Api, outgoing: Outgoing, replaces: string): Promise<Sent | undefined> {
  const ts = firstId(replaces);
  const changed = await updatedBy(api, outgoing, ts);
  if (!changed) return undefined;
  const [, ...rest] = partsOf(outgoing);
  const later = rest.length > 0 ? await laterParts(api, outgoing, ts) : [];
  const ids = rest.flatMap((_, index) => later.find(({ part }) => part === index + 2)?.ts ?? []);
  return sentAs(joinIds([ts, ...ids]), changed.edited?.ts);
}

/** Once something of it stands in the chat, whatever goes wrong leaves it in doubt: `find` completes it. */
async function afterFirst(work: () => Promise<Sent>): Promise<Sent> {
  try {
    return await work();
  } catch (error) {
    throw new ChatError('ambiguous', `a part was sent, then ${toChatError(error).message}`);
  }
}

/** What waits in Slack to be shared, by its file; one that Slack refuses is not among them. */
type BroughtFiles = ReadonlyMap<OutgoingFile, Brought>;

/** One after the other, in their order. Until they are shared nobody sees them. */
async function bringFiles(api: Api, apiUrl: string, files: readonly OutgoingFile[]): Promise<BroughtFiles> {
  const brought = new Map<OutgoingFile, Brought>();
  for (const file of files)
    try {
      brought.set(file, { id: await uploadFile(api, apiUrl, file), title: file.name });
    } catch (error) {
      if (!isFileRefused(error)) throw error;
    }
  return brought;
}

/** Shares the files of a message that stands there; of one that Slack refuses a line below the message says so. */
async function giveFiles(api: Api, outgoing: WithFiles, brought: BroughtFiles, first: string): Promise<void> {
  const shared = await shareTogether(api, outgoing, [...brought.values()]);
  for (const file of outgoing.files) {
    // What a picture shows is said in words above it.
    if ((shared && brought.has(file)) || file.alt !== undefined) continue;
    for (const line of drawParts({ blocks: [fileLine(file)] }))
      await postLater(api, outgoing, line, { number: FILE_LINE, of: first });
  }
}

/** Did Slack take them? */
async function shareTogether(api: Api, outgoing: WithFiles, [file, ...more]: readonly Brought[]): Promise<boolean> {
  if (!file) return false;
  try {
    await shareFiles(api, outgoing, [file, ...more]);
    return true;
  } catch (error) {
    if (!isFileRefused(error)) throw error;
    return false;
  }
}

/** `stands`: it, as it was placed. What answers something that is gone is sent all the same, in the open. */
type Placed = { first: string; stands: WithFiles };

async function postFirst(api: Api, outgoing: WithFiles, part: Part): Promise<Placed> {
  try {
    return { first: await post(api, outgoing, part, { number: 1 }, threadOf(outgoing.thread)), stands: outgoing };
  } catch (error) {
    if (outgoing.thread === undefined || !isThreadRefused(error)) throw error;
    return { first: await post(api, outgoing, part, { number: 1 }, {}), stands: inTheOpen(outgoing) };
  }
}

async function findPosts(api: Api, outgoing: WithFiles): Promise<{ own: FoundMessage[]; stands: WithFiles }> {
  if (outgoing.thread !== undefined) {
    const own = await findOwn(api, outgoing).catch((error: unknown) => {
      if (isThreadRefused(error)) return [];
      throw error;
    });
    if (own.length > 0) return { own, stands: outgoing };
  }
  const stands = inTheOpen(outgoing);
  return { own: await findOwn(api, stands), stands };
}

const isThreadRefused = (error: unknown): boolean => THREAD_REFUSED.test(toChatError(error).code ?? '');

function inTheOpen({ thread: _, ...outgoing }: WithFiles): WithFiles {
  return outgoing;
}

/** Parts after the first stand in its thread and in the conversation: whoever answers below any of them is understood. */
const postLater = (api: Api, outgoing: Outgoing, part: Part, place: Place & { of: string }): Promise<string> =>
  post(api, outgoing, part, place, threadOf(outgoing.thread ?? place.of));

type Thread = { thread_ts?: string; reply_broadcast?: boolean };
type Place = { number: number; of?: string };

/** In a thread and in the conversation: Slack rings nobody for a thread that they have not written in. */
const threadOf = (ts: string | undefined): Thread => (ts === undefined ? {} : { thread_ts: ts, reply_broadcast: true });

async function post(api: Api, outgoing: Outgoing, part: Part, place: Place, thread: Thread): Promise<string> {
  const metadata = metadataOf(outgoing, place);
  const message = { channel: outgoing.address, text: part.text, ...LITERAL, ...thread, metadata };
  const send = async (more: { blocks?: Part['blocks'] }) => {
    const { ts } = await api.web.chat.postMessage({ ...message, ...more } as ChatPostMessageArguments);
    if (!ts) throw new ChatError('ambiguous', 'Slack answered without the message’s id');
    return ts;
  };
  try {
    return await send({ blocks: part.blocks });
  } catch (error) {
    const refused = toChatError(error);
    if (refused.outcome !== 'rejected' || !BLOCKS_REFUSED.test(refused.code ?? '')) throw refused;
    return send({});
  }
}

/**
 * The live card: the first post is changed, and the others that a longer text had are changed, added or taken away. The
 * first one comes last: when it is changed, all is, and whoever looks whether this was done looks at it alone.
 */
async function change(api: Api, outgoing: Outgoing, replaces: string): Promise<Sent> {
  const [first, ...rest] = partsOf(outgoing);
  const [ts = replaces, ...before] = idsOf(replaces);
  // What grows may have been begun before. Any other change, and that is nearly all of them, asks Slack nothing.
  const begun = rest.length > before.length ? await laterParts(api, outgoing, ts) : [];
  const ids = [ts];
  for (const [index, part] of rest.entries()) {
    const place = { number: index + 2, of: ts };
    const target = before[index] ?? begun.find((each) => each.part === place.number)?.ts;
    if (target !== undefined) await update(api, outgoing, target, part, place);
    ids.push(target ?? (await postLater(api, outgoing, part, place)));
  }
  for (const left of before.slice(rest.length)) await remove(api, outgoing, left);
  await update(api, outgoing, ts, first, { number: 1 });
  return sentAs(joinIds(ids));
}

async function update(api: Api, outgoing: Outgoing, ts: string, { text, blocks }: Part, place: Place): Promise<void> {
  const metadata = metadataOf(outgoing, place);
  const what = { channel: outgoing.address, ts, text, blocks, metadata };
  await api.web.chat.update({ ...what, parse: 'none', link_names: false });
}

/** What is gone already was taken away by a change that broke off. */
async function remove(api: Api, { address }: Outgoing, ts: string): Promise<void> {
  await api.web.chat.delete({ channel: address, ts }).catch((error: unknown) => {
    if (!NOT_THERE.test(toChatError(error).code ?? '')) throw error;
  });
}

async function laterParts(api: Api, outgoing: Outgoing, ts: string): Promise<FoundMessage[]> {
  return (await readThread(api, outgoing, outgoing.thread ?? ts)).filter(({ of }) => of === ts);
}

const metadataOf = ({ deliveryId }: Outgoing, { number, of }: Place) => ({
  event_type: METADATA_TYPE,
  event_payload: { delivery: deliveryId, part: number, ...(of !== undefined && { of }) },
});

const sentAs = (sentId: string, at = firstId(sentId)): Sent => ({ sentId, at: timeOf(at) });
