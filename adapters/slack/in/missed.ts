import type { Account } from '../../../src/chat/account.ts';
import type { KeptEvent } from '../../../src/chat/inbound.ts';
import type { Api } from '../client.ts';
import { type Desk, isRefused } from '../desk.ts';
import { readPages } from '../pages.ts';
import { patiently } from '../patience.ts';
import { eachOnce, partsOf } from '../people/organisation.ts';
import { PLATFORM } from '../people/people.ts';
import { listOf, textOf } from '../read.ts';
import { timeOf, tsOf } from '../time.ts';
import { toEvent } from './events.ts';
import { type MessageEvent, readMessageEvent } from './messages.ts';

type Raw = Record<string, unknown>;

/** So many messages in one conversation within the time looked at are more than people write. */
const MOST_PAGES = 20;
/** A reply may stand in the thread under a message as old as this. */
const THREADS_LIVE_MS = 30 * 24 * 3_600_000;

/**
 * Slack does not say in which threads a reply was edited, so some are looked into: those in which the person wrote within
 * this time, the newest first, and so many. An edit of an older reply is not found.
 */
const EDITED_WITHIN_MS = 3 * 24 * 3_600_000;
const MOST_EDITED = 3;

/** What stands in somebody's conversation with the desk since then, as the events that Slack would have sent. @throws ChatError */
export async function readMissed(
  { desk, signal }: { desk: Desk; signal: AbortSignal },
  account: Account,
  since: Date,
): Promise<KeptEvent[]> {
  const { workspace, userId, address } = account;
  // An account that was closed and opened again is known by its id alone.
  const channel = address.startsWith('D') ? address : await patiently(signal, () => desk.people.dm(userId));
  const messages = await readConversation(desk.api, signal, { channel, userId }, since);
  const events = messages.flatMap((message) => eventsOf({ ...message, channel }, since));
  if (events.length === 0) return [];
  const from = await desk.people.account(workspace, userId, channel);
  if (isRefused(from)) return [];
  const own = events.filter(({ by }) => by === userId).sort((a, b) => a.at.getTime() - b.at.getTime());
  return Promise.all(own.map((event) => toEvent(desk, event, from)));
}

/** A new message, and that it was edited since; the event of a later change names the message inside. */
function eventsOf(message: Raw, since: Date): MessageEvent[] {
  const { channel } = message;
  const change = { subtype: 'message_changed', channel, message, previous_message: {} };
  const events = [readMessageEvent(message, ''), ...(message.edited ? [readMessageEvent(change, '')] : [])];
  return events.filter((event) => event !== undefined).filter(({ at }) => at >= since);
}

type Conversation = { channel: string; userId: string };

/** Messages since then, and those in threads of older ones. */
async function readConversation(api: Api, signal: AbortSignal, at: Conversation, since: Date): Promise<Raw[]> {
  const { channel } = at;
  const oldest = tsOf(new Date(since.getTime() - THREADS_LIVE_MS));
  const history = await readPages(MOST_PAGES, (where) =>
    patiently(signal, () => api.web.conversations.history({ channel, oldest, ...where })),
  );
  const found = history.flatMap(({ messages }) => listOf(messages));
  const edited = tsOf(new Date(since.getTime() - EDITED_WITHIN_MS));
  for (const { ts } of threadsIn(found, at, since)) {
    const thread = await readPages(MOST_PAGES, (where) =>
      patiently(signal, () => api.web.conversations.replies({ channel, ts: textOf(ts), oldest: edited, ...where })),
    );
    found.push(...thread.flatMap(({ messages }) => listOf(messages)));
  }
  return [...new Map(found.map((message) => [textOf(message.ts), message])).values()];
}

/** The messages with threads that are worth looking into. */
function threadsIn(messages: readonly Raw[], { userId }: Conversation, since: Date): Raw[] {
  const repliedAt = (message: Raw) => timeOf(textOf(message.latest_reply) || '0').getTime();
  const recent = messages.filter((message) => repliedAt(message) >= since.getTime());
  const edited = messages
    .filter((message) => repliedAt(message) < since.getTime())
    .filter((message) => repliedAt(message) >= since.getTime() - EDITED_WITHIN_MS)
    .filter(({ reply_users: users }) => !Array.isArray(users) || users.includes(userId))
    .sort((a, b) => repliedAt(b) - repliedAt(a));
  return [...recent, ...edited.slice(0, MOST_EDITED)];
}

/** Everybody who has a conversation with the desk. @throws ChatError */
export async function readContacts(
  { desk, signal }: { desk: Desk; signal: AbortSignal },
  workspace: string,
): Promise<Account[]> {
  const channels: Record<string, unknown>[] = [];
  for (const part of await partsOf(desk.api, workspace, signal)) {
    const pages = await readPages(MOST_PAGES, (where) =>
      patiently(signal, () => desk.api.web.conversations.list({ types: 'im', ...part, ...where })),
    );
    channels.push(...pages.flatMap((page) => listOf(page.channels)));
  }
  return eachOnce(channels, ({ id }) => textOf(id))
    .filter((each) => each.is_user_deleted !== true && textOf(each.user) !== 'USLACKBOT')
    .map((each) => ({ platform: PLATFORM, workspace, userId: textOf(each.user), address: textOf(each.id) }))
    .filter(({ userId, address }) => userId !== '' && address !== '');
}
