import type { ChatPostMessageArguments, ChatUpdateArguments } from '@slack/web-api';
import { ChatError } from '../../../src/chat/errors.ts';
import type { Outgoing, Sent } from '../../../src/chat/outgoing.ts';
import type { Api } from '../client.ts';
import { timeOf } from '../time.ts';
import { type Below, createBelow } from './below.ts';
import { CHART, chartsIn, chartsOf, type OwnCharts } from './chart.ts';
import { toChatError } from './errors.ts';
import { type FoundMessage, findOwn, hasOneOf, METADATA_TYPE, readThread, updatedBy } from './history.ts';
import { fileLine, firstId, idsOf, joinIds, partsOf, readOutgoing } from './outgoing.ts';
import { drawParts, type Part } from './render.ts';

/** A mention, a link or a preview can only be what the desk drew itself. */
const LITERAL = { parse: 'none', link_names: false, unfurl_links: false, unfurl_media: false } as const;

/** Instead of a number: the line about a file that could not be given. It stands below the parts and is none of them. */
const FILE_LINE = 0;

/** Slack does not take a message with these; the same words without blocks it may. */
const BLOCKS_REFUSED = /\b(?:invalid_blocks|msg_blocks_too_long)/u;
const NOT_THERE = /\bmessage_not_found\b/u;
const THREAD_REFUSED = /\b(?:cannot_reply_to_message|thread_not_found)\b/u;

/**
 * One sending. `shown`: charts that stand in the conversation as Slack's own, by their place in the message; all others
 * are pictures below it.
 */
type Sending = { api: Api; outgoing: Outgoing; charts: OwnCharts; below: Below; shown: Set<number> };

function begin(api: Api, apiUrl: string, given: Outgoing, charts: OwnCharts): Sending {
  const outgoing = readOutgoing(given);
  return { api, outgoing, charts, below: createBelow(api, apiUrl, outgoing), shown: new Set() };
}

/** Sends once, or changes one message. A long one is several posts: the first is the message, the others its thread. */
export async function sendMessage(api: Api, apiUrl: string, given: Outgoing, charts: OwnCharts): Promise<Sent> {
  const sending = begin(api, apiUrl, given, charts);
  const { outgoing, below } = sending;
  const parts = partsOf(outgoing, charts.as);
  try {
    if (outgoing.replaces !== undefined) return await change(sending, parts, outgoing.replaces);
    // Before anything is seen: if it breaks off here, all of it is done again.
    const tried = charts.areTried() ? parts.flatMap(({ blocks }) => chartsIn(blocks)) : [];
    await below.want(allBut(tried, outgoing));
    await below.bring();
    const [part, ...rest] = parts;
    const { first, stands } = await postFirst(sending, part);
    return await afterFirst(async () => {
      const ids = [first];
      for (const [index, each] of rest.entries())
        ids.push(await postLater(stands, each, { number: index + 2, of: first }));
      await giveFiles(stands, first);
      return sentAs(joinIds(ids));
    });
  } catch (error) {
    throw toChatError(error);
  }
}

/** The charts of a message, by their place in it, without these. */
const allBut = (some: readonly number[], { message }: Outgoing): number[] =>
  [...chartsOf(message).keys()].filter((nth) => !some.includes(nth));

/** Looks for a delivery by its UUID, and sends what is missing of one that was begun. */
export async function findMessage(
  api: Api,
  apiUrl: string,
  given: Outgoing,
  charts: OwnCharts,
): Promise<Sent | undefined> {
  const sending = begin(api, apiUrl, given, charts);
  const { outgoing, below, shown } = sending;
  const [, ...rest] = partsOf(outgoing, charts.as);
  try {
    if (outgoing.replaces !== undefined) return await findChange(api, outgoing, outgoing.replaces, rest);
    const { own, stands } = await findPosts(sending);
    const first = own.find(({ part }) => part === 1);
    if (first === undefined) return undefined;
    const laterOf = () => laterParts(api, stands.outgoing, first.ts);
    let later = rest.length > 0 ? await laterOf() : undefined;
    for (const nth of [first, ...(later ?? [])].flatMap((each) => each.charts)) shown.add(nth);
    const ids = [first.ts];
    for (const [index, each] of rest.entries()) {
      const number = index + 2;
      const there = later?.find(({ part }) => part === number)?.ts;
      ids.push(there ?? (await postLater(stands, each, { number, of: first.ts })));
    }
    await below.want(allBut([...shown], outgoing));
    if (below.files().length > 0 && !hasOneOf(below.files(), own)) {
      later ??= await laterOf();
      if (!later.some(({ part }) => part === FILE_LINE)) await giveFiles(stands, first.ts);
    }
    return sentAs(joinIds(ids));
  } catch (error) {
    throw toChatError(error);
  }
}

async function findChange(
  api: Api,
  outgoing: Outgoing,
  replaces: string,
  rest: readonly Part[],
): Promise<Sent | undefined> {
  const ts = firstId(replaces);
  const changed = await updatedBy(api, outgoing, ts);
  if (!changed) return undefined;
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

/** Shares the files of a message that stands there; of one that Slack refuses a line below the message says so. */
async function giveFiles(stands: Sending, first: string): Promise<void> {
  await stands.below.bring();
  for (const file of await stands.below.share(stands.outgoing)) {
    // What a picture shows is said in words above it.
    if (file.alt !== undefined) continue;
    for (const line of drawParts({ blocks: [fileLine(file)] }))
      await postLater(stands, line, { number: FILE_LINE, of: first });
  }
}

/** `stands`: it, as it was placed. What answers something that is gone is sent all the same, in the open. */
type Placed = { first: string; stands: Sending };

async function postFirst(sending: Sending, part: Part): Promise<Placed> {
  const { outgoing } = sending;
  try {
    return { first: await post(sending, part, { number: 1 }, threadOf(outgoing.thread)), stands: sending };
  } catch (error) {
    if (outgoing.thread === undefined || !isThreadRefused(error)) throw error;
    return { first: await post(sending, part, { number: 1 }, {}), stands: inTheOpen(sending) };
  }
}

async function findPosts(sending: Sending): Promise<{ own: FoundMessage[]; stands: Sending }> {
  const { api, outgoing } = sending;
  if (outgoing.thread !== undefined) {
    const own = await findOwn(api, outgoing).catch((error: unknown) => {
      if (isThreadRefused(error)) return [];
      throw error;
    });
    if (own.length > 0) return { own, stands: sending };
  }
  const stands = inTheOpen(sending);
  return { own: await findOwn(api, stands.outgoing), stands };
}

const isThreadRefused = (error: unknown): boolean => THREAD_REFUSED.test(toChatError(error).code ?? '');

function inTheOpen({ outgoing: { thread: _, ...outgoing }, ...sending }: Sending): Sending {
  return { ...sending, outgoing };
}

/** Parts after the first stand in its thread and in the conversation: whoever answers below any of them is understood. */
const postLater = (sending: Sending, part: Part, place: Place & { of: string }): Promise<string> =>
  post(sending, part, place, threadOf(sending.outgoing.thread ?? place.of));

type Thread = { thread_ts?: string; reply_broadcast?: boolean };
type Place = { number: number; of?: string };

/** In a thread and in the conversation: Slack rings nobody for a thread that they have not written in. */
const threadOf = (ts: string | undefined): Thread => (ts === undefined ? {} : { thread_ts: ts, reply_broadcast: true });

/**
 * A part, once, with Slack's own charts where these are tried. Refused with them, nothing of it is there: the same words go
 * at once, and pictures below them.
 */
async function post(sending: Sending, { text, blocks }: Part, place: Place, thread: Thread): Promise<string> {
  const { api, outgoing, charts, below, shown } = sending;
  const metadata = metadataOf(outgoing, place);
  const message = { channel: outgoing.address, text, ...LITERAL, ...thread, metadata };
  const send = async (more: { blocks?: Part['blocks'] }) => {
    const { ts } = await api.web.chat.postMessage({ ...message, ...more } as ChatPostMessageArguments);
    if (!ts) throw new ChatError('ambiguous', 'Slack answered without the message’s id');
    return ts;
  };
  const own = chartsIn(blocks);
  const tries = own.length > 0 && charts.areTried();
  if (tries) {
    const ts = await unlessRefused(() => send({ blocks }));
    if (ts !== undefined) {
      for (const nth of own) shown.add(nth);
      return ts;
    }
  }
  await below.want(own);
  await below.bring();
  const ts = await unlessRefused(() => send({ blocks: withoutCharts(blocks) }));
  if (ts === undefined) return send({});
  if (tries) charts.refused();
  return ts;
}

/** Undefined where Slack does not take the blocks. */
async function unlessRefused<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    const refused = toChatError(error);
    if (refused.outcome !== 'rejected' || !BLOCKS_REFUSED.test(refused.code ?? '')) throw refused;
    return undefined;
  }
}

/** All of them, or those that are not among these. */
const withoutCharts = (blocks: Part['blocks'], but: ReadonlySet<number> = new Set()): Part['blocks'] =>
  blocks.filter((block) => block.type !== CHART || chartsIn([block]).some((nth) => but.has(nth)));

/**
 * The live card: the first post is changed, and the others that a longer text had are changed, added or taken away. The
 * first one comes last: when it is changed, all is, and whoever looks whether this was done looks at it alone.
 */
async function change(sending: Sending, parts: readonly [Part, ...Part[]], replaces: string): Promise<Sent> {
  const { api, outgoing } = sending;
  const [ts = replaces, ...before] = idsOf(replaces);
  const stands = await standingCharts(sending, parts, ts);
  const [first, ...rest] = parts;
  // What grows may have been begun before. Any other change, and that is nearly all of them, asks Slack nothing.
  const begun = rest.length > before.length ? await laterParts(api, outgoing, ts) : [];
  const ids = [ts];
  for (const [index, { text, blocks }] of rest.entries()) {
    const part = { text, blocks: withoutCharts(blocks, stands) };
    const place = { number: index + 2, of: ts };
    const target = before[index] ?? begun.find((each) => each.part === place.number)?.ts;
    if (target !== undefined) await update(api, outgoing, target, part, place);
    ids.push(target ?? (await postLater(sending, part, place)));
  }
  for (const left of before.slice(rest.length)) await remove(api, outgoing, left);
  await update(api, outgoing, ts, { ...first, blocks: withoutCharts(first.blocks, stands) }, { number: 1 });
  return sentAs(joinIds(ids));
}

/** Charts that a message came with stay in it; what came as a picture stands below it, and does not come twice. */
async function standingCharts({ api, outgoing }: Sending, parts: readonly Part[], ts: string): Promise<Set<number>> {
  if (parts.every(({ blocks }) => chartsIn(blocks).length === 0)) return new Set();
  const thread = await readThread(api, outgoing, outgoing.thread ?? ts);
  return new Set(thread.filter((each) => each.ts === ts || each.of === ts).flatMap(({ charts }) => charts));
}

async function update(api: Api, outgoing: Outgoing, ts: string, { text, blocks }: Part, place: Place): Promise<void> {
  const metadata = metadataOf(outgoing, place);
  const send = async (shown: Part['blocks']) => {
    const what = { channel: outgoing.address, ts, text, blocks: shown, metadata };
    return api.web.chat.update({ ...what, parse: 'none', link_names: false } as ChatUpdateArguments);
  };
  if (chartsIn(blocks).length === 0) await send(blocks);
  // What a workspace does not take any more it is told without: its words say it.
  else if ((await unlessRefused(() => send(blocks))) === undefined) await send(withoutCharts(blocks));
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
