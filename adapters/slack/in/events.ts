import type { Account } from '../../../src/chat/account.ts';
import type { KeptEvent } from '../../../src/chat/inbound.ts';
import { type Desk, drawWords, isRefused, whisper } from '../desk.ts';
import { emojiOf } from '../out/emoji.ts';
import { toChatError } from '../out/errors.ts';
import { knownAs } from '../out/history.ts';
import { writeSpans } from '../out/render.ts';
import { PLATFORM } from '../people/people.ts';
import { listOf, recordOf, textOf } from '../read.ts';
import { timeOf } from '../time.ts';
import { nothingToRead, pointToMessages, tooMany } from '../words.ts';
import { refuseHome } from './home.ts';
import {
  isReadable,
  type MessageEvent,
  messageKey,
  readMessageEvent,
  readWordsAndLinks,
  readWritten,
} from './messages.ts';

type Raw = Record<string, unknown>;

/** So many messages a minute in one conversation are more than a person writes: two machines talk to each other. */
const MOST_A_MINUTE = 20;

type Taker = (desk: Desk, event: Raw, frame: Frame) => Promise<void>;

/** The events that the app asks Slack for, and what is done with each. The manifest lists the same. */
const events = {
  'message.im': takeMessage,
  app_mention: takeMention,
  app_home_opened: takeHome,
  reaction_added: takeReaction,
  user_change: takeUserChange,
  app_uninstalled: (desk: Desk) => desk.removed(),
  tokens_revoked: async (desk: Desk, event: Raw) => {
    const { bot } = recordOf(event.tokens);
    if (Array.isArray(bot) && bot.length > 0) await desk.removed();
  },
} satisfies Record<string, Taker>;
export const eventNames = Object.keys(events) as (keyof typeof events)[];

/** What Slack says last of a workspace. */
export const isFarewell = (body: Raw): boolean =>
  ['app_uninstalled', 'tokens_revoked'].includes(textOf(recordOf(body.event).type));

/** What stands around an event: the workspace that it is for, and our own user there. */
type Frame = { teamId: string; botUserId: string };

/** `own` is where the app is installed, as far as the desk was told: an organisation is known by its own id alone. */
export async function takeEvent(desk: Desk, body: Raw, own: string): Promise<void> {
  const event = recordOf(body.event);
  const bot = listOf(body.authorizations).find((each) => each.is_bot === true);
  const frame = { teamId: own || textOf(bot?.team_id) || textOf(body.team_id), botUserId: textOf(bot?.user_id) };
  const type = textOf(event.type);
  const name = type === 'message' ? `message.${textOf(event.channel_type)}` : type;
  const known = eventNames.find((each) => each === name);
  if (known) await (events[known] as Taker)(desk, event, frame);
}

async function takeMessage(desk: Desk, event: Raw, { teamId, botUserId }: Frame): Promise<void> {
  const read = readMessageEvent(event, botUserId);
  if (!read?.by) return;
  const { channel } = read;
  const who = await desk.people.account(teamId, read.by, channel);
  if (isRefused(who)) {
    if (who.refused && read.kind === 'message') await refuseOnce(desk, read, who.refused);
    return;
  }
  if (read.kind === 'message') await holdBack(desk, who, read);
  const inbound = await toEvent(desk, read, who);
  if (inbound.kind !== 'message' || isReadable(inbound)) await desk.keep(inbound);
  else if (desk.first(`nothing in ${read.key}`)) await say(desk, channel, nothingToRead, inbound.thread);
}

export async function toEvent(desk: Desk, read: MessageEvent, from: Account): Promise<KeptEvent> {
  const { key, at } = read;
  if (read.kind === 'delete') return { kind: 'delete', key, at, from, of: read.of };
  if (read.kind === 'edit')
    return { kind: 'edit', key, at, from, of: read.of, text: await readWordsAndLinks(read.raw, desk.people) };
  return {
    kind: 'message',
    key,
    at,
    from,
    ...(await readWritten(read.raw, desk.people)),
    address: read.channel,
    bursts: true,
    ...(read.thread && { thread: read.thread }),
  };
}

/** Once a conversation, however often they write and whichever desk hears it: what the desk said there still stands. */
async function refuseOnce(desk: Desk, { by, channel }: MessageEvent, words: string): Promise<void> {
  if (!desk.first(`refuse ${by}`)) return;
  const said = await desk.api.web.conversations.history({ channel, limit: 100 }).then(
    ({ messages }) => listOf(messages).some(({ user, text }) => user !== by && text === writeSpans([words])),
    () => false,
  );
  if (!said) await say(desk, channel, words);
}

/** Not taken now, so Slack brings it again later: nothing is lost, and a loop of machines runs no faster than this. */
async function holdBack(desk: Desk, from: Account, { channel, key }: MessageEvent): Promise<void> {
  if (desk.mayTake(channel, key, MOST_A_MINUTE)) return;
  if (desk.first(`too many ${channel}`)) await say(desk, from.address, tooMany);
  throw new Error(`more than ${MOST_A_MINUTE} messages a minute in one conversation`);
}

/** In a channel everybody reads along: the question is taken, and answered where only the person sees it. */
async function takeMention(desk: Desk, event: Raw, { teamId, botUserId }: Frame): Promise<void> {
  const ts = textOf(event.ts);
  const [user, channel] = [textOf(event.user), textOf(event.channel)];
  if (event.bot_id || !user || user === botUserId || !ts) return;
  const thread = textOf(event.thread_ts) || ts;
  const who = await desk.people.account(teamId, user);
  if (isRefused(who)) {
    if (who.refused && desk.first(`refuse ${user} ${channel}`))
      await whisper(desk, { channel, user, thread }, [who.refused]);
    return;
  }
  const words = textOf(event.text).replaceAll(`<@${botUserId}>`, ' ').trim();
  const written = await readWritten({ ...event, text: words }, desk.people);
  const key = messageKey(channel, ts);
  const taken = isReadable(written);
  if (taken) {
    const { address } = who;
    await desk.keep({
      kind: 'message',
      key,
      at: timeOf(ts),
      from: who,
      ...written,
      text: written.text.trim(),
      address,
    });
  }
  if (desk.first(`point ${key}`)) await say(desk, channel, pointToMessages(taken), thread);
}

async function takeHome(desk: Desk, event: Raw, { teamId }: Frame): Promise<void> {
  if (event.tab !== 'home') return;
  const user = textOf(event.user);
  const who = await desk.people.account(teamId, user);
  if (isRefused(who)) await refuseHome(desk, user, who.page);
  else await desk.visited(who);
}

async function takeReaction(desk: Desk, event: Raw, { teamId, botUserId }: Frame): Promise<void> {
  const item = recordOf(event.item);
  const user = textOf(event.user);
  if (item.type !== 'message' || event.item_user !== botUserId || user === botUserId) return;
  const ts = textOf(item.ts);
  const at = textOf(event.event_ts);
  const channel = textOf(item.channel);
  const who = await desk.people.account(teamId, user, channel.startsWith('D') ? channel : undefined);
  if (isRefused(who)) return;
  const emoji = emojiOf(textOf(event.reaction));
  const key = `${channel}:${ts}:${user}:${textOf(event.reaction)}:${at}`;
  const sentId = channel.startsWith('D') ? await readKnownAs(desk, channel, ts) : ts;
  await desk.keep({ kind: 'reaction', key, at: timeOf(at), from: who, sentId, emoji });
}

/** @throws ChatError when Slack may say it later; whatever it will never say is not worth losing the reaction. */
async function readKnownAs(desk: Desk, channel: string, ts: string): Promise<string> {
  try {
    return await knownAs(desk.api, channel, ts);
  } catch (error) {
    const known = toChatError(error);
    if (known.outcome === 'retry' || known.outcome === 'ambiguous') throw known;
    return ts;
  }
}

/** Every change of every profile comes here; what counts is that an account was closed, or opened again. */
async function takeUserChange(desk: Desk, event: Raw, { teamId }: Frame): Promise<void> {
  const user = recordOf(event.user);
  const userId = textOf(user.id);
  desk.people.forget(userId);
  const closed = user.deleted === true;
  if (!userId || user.is_bot === true || (!closed && !desk.hasLeft(userId))) return;
  const at = textOf(event.event_ts);
  desk.setLeft(userId, closed);
  // A closed account has no conversation any more; its own id is an address too.
  const from = { platform: PLATFORM, workspace: teamId, userId, address: userId };
  await desk.keep({ kind: 'left', key: `left ${userId} ${at}`, at: timeOf(at), from, ...(!closed && { back: true }) });
}

async function say(desk: Desk, channel: string, words: string, thread?: string): Promise<void> {
  await desk.api.web.chat
    .postMessage({
      channel,
      ...(thread && { thread_ts: thread }),
      ...drawWords([words]),
      parse: 'none',
      link_names: false,
    })
    .catch((error: unknown) => desk.report('an answer could not be shown in Slack', error));
}
