import { loadPictures } from '../../../src/chat/charts/png.ts';
import { ChatError } from '../../../src/chat/errors.ts';
import type { Outgoing, Sent } from '../../../src/chat/outgoing.ts';
import type { Bot, Line } from '../bot.ts';
import type { Outbound } from '../in/activity.ts';
import { type Address, decodeAddress } from './address.ts';
import { asChatError } from './errors.ts';
import type { Hosts } from './hosts.ts';
import { type Drawing, drawOutgoing } from './outgoing.ts';

export type Sending = Drawing & { bot: Bot; hosts: Hosts; now(): Date; beginWithinMs?: number };

/** Messages of which only a part went are remembered, so that it does not go twice. */
const MOST_UNFINISHED = 1_000;
const BETWEEN_PARTS = '+';
/** Marks the part that is a file: what the message says may change, the file stays as it is. */
const FILE_PART = 'file:';
/** A sending of many parts that took so long goes on at the next try, before the desk takes it for dead. */
const BEGIN_WITHIN_MS = 10_000;

/** What of a message stands in the chat, by the ids of its activities. */
type Standing = { words: string[]; files: string[] };

/**
 * The part of the port that sends.
 *
 * A message of several activities that breaks off goes on where it was, if this same desk is the one that tries again.
 * But any desk may be, and one that knows nothing of the parts that stand there sends them once more. So `retry`, which
 * promises that nothing was sent, is true only before the first part. From then on it is `ambiguous`: what somebody waits
 * for goes again, what may arrive at most once does not, and its reason is seen. A short pause that Teams asks for in the
 * middle is waited for instead: within one sending it is certain who goes on. Another account of the person, which is
 * tried when this one is `gone`, gets the whole message.
 * @throws ChatError
 */
export function createSend({
  bot,
  hosts,
  atOnce,
  now,
  offersFiles,
  charts,
  beginWithinMs = BEGIN_WITHIN_MS,
}: Sending): (outgoing: Outgoing) => Promise<Sent> {
  const opened = new Map<string, string>();
  const unfinished = new Map<string, Standing>();

  return async (outgoing) => {
    const address = decodeAddress(outgoing.address);
    if (!address) throw new ChatError('gone', 'Teams: the address is not one of Teams');
    if (!hosts.isService(address.serviceUrl))
      throw new ChatError('gone', 'Teams: the address belongs to a service that the desk does not trust');
    // A desk that has just begun may not have them yet; whatever else is drawn does not wait for them.
    if (outgoing.message.blocks.some(({ kind }) => kind === 'chart')) await loadPictures().catch(() => {});
    const { words, offer } = drawOutgoing(outgoing, address, { atOnce, offersFiles, charts });
    const { replaces } = outgoing;
    const before = partsOf(replaces);
    const place = [outgoing.deliveryId, address.tenant, address.conversation ?? address.user].join(' ');
    const { words: said, files } = unfinished.get(place) ?? before;
    const standing: Standing = { words: [...said], files: [...files] };
    try {
      await bot.speak(address.serviceUrl, async (line) => {
        if (replaces !== undefined) await change(line, await conversationOf(line, address), words, standing);
        else await postRest(line, address, words, offer, standing);
      });
    } catch (error) {
      const failure = replaces === undefined ? asChatError(error) : asErrorOfChange(error);
      if (!hasMore(standing, before)) throw failure;
      remember(unfinished, place, standing);
      throw notFromTheStart(failure);
    }
    unfinished.delete(place);
    return {
      sentId: [...standing.words, ...standing.files.map((id) => FILE_PART + id)].join(BETWEEN_PARTS),
      at: now(),
    };
  };

  async function postRest(
    line: Line,
    address: Address,
    words: readonly Outbound[],
    offer: Outbound | undefined,
    standing: Standing,
  ): Promise<void> {
    const started = performance.now();
    const isLate = (afterMs: number) => performance.now() - started + afterMs > beginWithinMs;
    let isFirst = true;
    const postNext = async (activity: Outbound): Promise<string> => {
      if (!isFirst && isLate(0)) throw new ChatError('retry', 'Teams: a long message is slow to send');
      isFirst = false;
      const postIt = async () => postHealing(line, address, await conversationOf(line, address), activity);
      try {
        return await postIt();
      } catch (error) {
        const { outcome, retryAfterMs } = asChatError(error);
        const isBegun = standing.words.length > 0;
        if (outcome !== 'retry' || retryAfterMs === undefined || !isBegun || isLate(retryAfterMs)) throw error;
        await new Promise((resolve) => setTimeout(resolve, retryAfterMs));
        return postIt();
      }
    };
    for (const activity of words.slice(standing.words.length)) standing.words.push(await postNext(activity));
    if (offer && standing.files.length === 0) standing.files.push(await postNext(offer));
  }

  /** `opened` is asked again for every part: the conversation may have had to be opened again in between. */
  async function conversationOf(line: Line, address: Address): Promise<string> {
    // What had to be opened again is newer than what the desk knows.
    return opened.get(keyOf(address)) ?? address.conversation ?? (await open(line, address));
  }

  async function open(line: Line, { tenant, bot: botId, user = '' }: Address): Promise<string> {
    const conversation = await line.openPersonal({ tenant, bot: botId, user });
    if (conversation === '') throw new ChatError('retry', 'Teams: the answer does not name the conversation');
    remember(opened, keyOf({ tenant, bot: botId, user }), conversation);
    return conversation;
  }

  /** A personal conversation that is not there any more is opened once more, and the message tried once more. */
  async function postHealing(line: Line, address: Address, conversation: string, activity: Outbound): Promise<string> {
    try {
      return await post(line, conversation, activity);
    } catch (error) {
      if (address.user === undefined || !isNotThere(error)) throw error;
      return post(line, await open(line, address), activity);
    }
  }
}

/** A page of HTML with status 200, as some proxies answer, is no sign that anything was posted. */
async function post(line: Line, conversation: string, activity: Outbound): Promise<string> {
  const id = await line.send(conversation, activity);
  if (id === '') throw new ChatError('ambiguous', 'Teams: the answer does not say that the message was posted');
  return id;
}

/** Of a person only: a channel is not opened. */
const keyOf = ({ tenant, bot, user }: Pick<Address, 'tenant' | 'bot' | 'user'>): string =>
  user === undefined ? '' : [tenant, bot, user].join(' ');

const isNotThere = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'statusCode' in error && error.statusCode === 404;

/**
 * What stands already is changed message by message; what is left over is taken away, what is missing is added, also
 * where it stood once and is not there any more.
 */
async function change(line: Line, conversation: string, activities: readonly Outbound[], { words }: Standing) {
  for (const [nth, activity] of activities.entries()) {
    const id = words[nth];
    const stands = id !== undefined && (await isThere(nth > 0, () => line.update(conversation, id, activity)));
    if (!stands) words[nth] = await post(line, conversation, activity);
  }
  for (const id of words.slice(activities.length)) await isThere(true, () => line.remove(conversation, id));
  words.length = activities.length;
}

/** Of the first part it has to be there: without it, the message as a whole was taken away. */
async function isThere(mayBeGone: boolean, work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (!mayBeGone || !isNotThere(error)) throw error;
    return false;
  }
}

function partsOf(sentId: string | undefined): Standing {
  const parts = sentId === undefined ? [] : sentId.split(BETWEEN_PARTS);
  return {
    words: parts.filter((part) => !part.startsWith(FILE_PART)),
    files: parts.filter((part) => part.startsWith(FILE_PART)).map((part) => part.slice(FILE_PART.length)),
  };
}

/** Does more stand there than was known to? */
const hasMore = ({ words, files }: Standing, known: Standing): boolean =>
  words.some((id) => !known.words.includes(id)) || files.length > known.files.length;

function notFromTheStart(failure: ChatError): ChatError {
  if (failure.outcome !== 'retry' && failure.outcome !== 'unauthorised') return failure;
  return new ChatError('ambiguous', `${failure.message}, after a part of the message`, failure.retryAfterMs);
}

/** That a message is not there to be changed says nothing about the person. */
function asErrorOfChange(error: unknown): ChatError {
  if (isNotThere(error)) return new ChatError('rejected', 'Teams: the message to be changed is not there anymore');
  return asChatError(error);
}

function remember<T>(map: Map<string, T>, key: string, value: T): void {
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > MOST_UNFINISHED && oldest !== undefined) map.delete(oldest);
}
