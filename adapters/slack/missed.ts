import type { Account, Inbound } from '../../src/chat/port.ts';
import type { Api } from './client.ts';
import { type Desk, isRefused } from './desk.ts';
import { toInbound } from './events.ts';
import { type MessageEvent, readMessageEvent } from './messages.ts';
import { patiently } from './patience.ts';
import { PLATFORM } from './people.ts';
import { listOf, recordOf, textOf } from './read.ts';
import { timeOf, tsOf } from './time.ts';

type Raw = Record<string, unknown>;

const PAGE = 200;
/** So many messages in one conversation within the time looked at are more than people write. */
const MOST_PAGES = 20;
/** A reply may stand in the thread under a message as old as this. */
const THREADS_LIVE_MS = 30 * 24 * 3_600_000;

/** What stands in somebody's conversation with the desk since then, as the events that Slack would have sent. @throws ChatError */
export async function readMissed(
  { desk, signal }: { desk: Desk; signal: AbortSignal },
  account: Account,
  since: Date,
): Promise<Inbound[]> {
  const { workspace, userId, address: channel } = account;
  // An account without a conversation has written nothing.
  if (!channel.startsWith('D')) return [];
  const messages = await readConversation(desk.api, signal, channel, since);
  const events = messages.flatMap((message) => eventsOf({ ...message, channel }, since));
  if (events.length === 0) return [];
  const from = await desk.people.account(workspace, userId, channel);
  if (isRefused(from)) return [];
  const own = events.filter(({ by }) => by === userId).sort((a, b) => a.at.getTime() - b.at.getTime());
  return Promise.all(own.map((event) => toInbound(desk, event, from)));
}

/** A new message, and that it was edited since; the event of a later change names the message inside. */
function eventsOf(message: Raw, since: Date): MessageEvent[] {
  const { channel } = message;
  const change = { subtype: 'message_changed', channel, message, previous_message: {} };
  const events = [readMessageEvent(message, ''), ...(message.edited ? [readMessageEvent(change, '')] : [])];
  return events.filter((event) => event !== undefined).filter(({ at }) => at >= since);
}

/** Messages since then, and those in threads of older ones. */
async function readConversation(api: Api, signal: AbortSignal, channel: string, since: Date): Promise<Raw[]> {
  const oldest = tsOf(new Date(since.getTime() - THREADS_LIVE_MS));
  const found = await readPages(signal, (cursor) =>
    api.web.conversations.history({ channel, oldest, limit: PAGE, ...(cursor && { cursor }) }),
  );
  const threads = found.filter((message) => timeOf(textOf(message.latest_reply) || '0') >= since);
  for (const { ts } of threads)
    found.push(
      ...(await readPages(signal, (cursor) =>
        api.web.conversations.replies({
          channel,
          ts: textOf(ts),
          oldest: tsOf(since),
          limit: PAGE,
          ...(cursor && { cursor }),
        }),
      )),
    );
  return [...new Map(found.map((message) => [textOf(message.ts), message])).values()];
}

/** Everybody who has a conversation with the desk. @throws ChatError */
export async function readContacts(
  { desk, signal }: { desk: Desk; signal: AbortSignal },
  workspace: string,
): Promise<Account[]> {
  const found = await readPages(signal, (cursor) =>
    desk.api.web.conversations.list({ types: 'im', limit: PAGE, ...(cursor && { cursor }) }),
  );
  return found
    .filter((each) => each.is_user_deleted !== true && textOf(each.user) !== 'USLACKBOT')
    .map((each) => ({ platform: PLATFORM, workspace, userId: textOf(each.user), address: textOf(each.id) }))
    .filter(({ userId, address }) => userId !== '' && address !== '');
}

async function readPages(signal: AbortSignal, ask: (cursor: string) => Promise<object>): Promise<Raw[]> {
  const found: Raw[] = [];
  for (let page = 0, cursor = ''; page < MOST_PAGES; page++) {
    const answer = recordOf(await patiently(signal, () => ask(cursor)));
    found.push(...listOf(answer.messages ?? answer.channels));
    cursor = textOf(recordOf(answer.response_metadata).next_cursor);
    if (!cursor) break;
  }
  return found;
}
