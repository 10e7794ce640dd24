import { ChatError, type Outgoing, type Sent } from '../../src/chat/port.ts';
import type { Outbound } from './activity.ts';
import { type Address, decodeAddress } from './address.ts';
import type { Bot, Line } from './bot.ts';
import { asChatError } from './errors.ts';
import type { Hosts } from './hosts.ts';
import { type Drawing, drawOutgoing } from './outgoing.ts';

export type Sending = Drawing & { bot: Bot; hosts: Hosts; now(): Date; beginWithinMs?: number };

/** Deliveries whose sending broke off between two of their messages are remembered, so that what went does not go twice. */
const MOST_BEGUN = 1_000;
const BETWEEN_PARTS = '+';
/** Marks the part that is a file: what the message says may change, the file stays as it is. */
const FILE_PART = 'file:';
/** A sending of many parts that took so long goes on at the next try, before the desk takes it for dead. */
const BEGIN_WITHIN_MS = 10_000;

/** The part of the port that sends. @throws ChatError */
export function createSend({
  bot,
  hosts,
  atOnce,
  now,
  offersFiles,
  beginWithinMs = BEGIN_WITHIN_MS,
}: Sending): (outgoing: Outgoing) => Promise<Sent> {
  const opened = new Map<string, string>();
  const begun = new Map<string, string[]>();

  return async (outgoing) => {
    const address = decodeAddress(outgoing.address);
    if (!address) throw new ChatError('gone', 'Teams: the address is not one of Teams');
    if (!hosts.isService(address.serviceUrl))
      throw new ChatError('gone', 'Teams: the address belongs to a service that the desk does not trust');
    const { words, offer } = drawOutgoing(outgoing, address, { atOnce, offersFiles });
    const activities = offer ? [...words, offer] : words;
    const before = begun.get(outgoing.deliveryId) ?? [];
    const sent: string[] = [];
    const started = performance.now();
    try {
      await bot.speak(address.serviceUrl, async (line) => {
        if (outgoing.replaces !== undefined)
          return change(line, await conversationOf(line, address), words, outgoing.replaces, sent);
        sent.push(...before);
        for (const activity of activities.slice(before.length)) {
          if (sent.length > before.length && performance.now() - started > beginWithinMs)
            throw new ChatError('retry', 'Teams: a long message is slow to send; the rest of it follows');
          sent.push(await postHealing(line, address, await conversationOf(line, address), activity));
        }
      });
    } catch (error) {
      if (outgoing.replaces === undefined && sent.length > 0) remember(begun, outgoing.deliveryId, sent);
      throw outgoing.replaces === undefined ? asChatError(error) : asErrorOfChange(error);
    }
    begun.delete(outgoing.deliveryId);
    if (offer && outgoing.replaces === undefined) sent.push(`${FILE_PART}${sent.pop()}`);
    return { sentId: sent.join(BETWEEN_PARTS), at: now() };
  };

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

/** What stands already is changed message by message; what is left over is taken away, what is missing is added. */
async function change(line: Line, conversation: string, activities: Outbound[], replaces: string, sent: string[]) {
  const parts = replaces.split(BETWEEN_PARTS);
  const before = parts.filter((part) => !part.startsWith(FILE_PART));
  for (const [nth, activity] of activities.entries()) {
    const id = before[nth];
    if (id === undefined) sent.push(await post(line, conversation, activity));
    else {
      await line.update(conversation, id, activity);
      sent.push(id);
    }
  }
  for (const id of before.slice(activities.length)) await line.remove(conversation, id);
  sent.push(...parts.filter((part) => part.startsWith(FILE_PART)));
}

/** That a message is not there to be changed says nothing about the person. */
function asErrorOfChange(error: unknown): ChatError {
  if (isNotThere(error)) return new ChatError('rejected', 'Teams: the message to be changed is not there any more');
  return asChatError(error);
}

function remember<T>(map: Map<string, T>, key: string, value: T): void {
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > MOST_BEGUN && oldest !== undefined) map.delete(oldest);
}
