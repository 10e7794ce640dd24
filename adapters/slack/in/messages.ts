import type { FileHandle, KeptEvent } from '../../../src/chat/inbound.ts';
import { withEmoji } from '../out/emoji.ts';
import { FILE_HIDDEN } from '../out/meanings.ts';
import { mentionedIn, readText } from '../out/text.ts';
import type { People } from '../people/people.ts';
import { listOf, recordOf, textOf } from '../read.ts';
import { timeOf } from '../time.ts';

type Raw = Record<string, unknown>;
type Act = Pick<KeptEvent, 'key' | 'at'>;
type Message = Extract<KeptEvent, { kind: 'message' }>;

/** What an event says, before it is known who did it. `by` is the user's id. */
export type MessageEvent = { by: string; channel: string } & (
  | (Act & { kind: 'message'; raw: Raw; thread?: string })
  | (Act & { kind: 'edit'; of: string; raw: Raw })
  | (Act & { kind: 'delete'; of: string })
);

/** Only these are somebody saying something new; all others are Slack talking about itself. */
const NEW_TEXT = new Set(['', 'file_share', 'thread_broadcast', 'me_message']);

/** One message has one key, under however many event ids it comes. */
export const messageKey = (channel: string, ts: string): string => `${channel}:${ts}`;

/** Reads a `message` event. Undefined for what is no deed of a person: bots, ourselves, previews of links, notices. */
export function readMessageEvent(event: Raw, botUserId: string): MessageEvent | undefined {
  const channel = textOf(event.channel);
  const subtype = textOf(event.subtype);
  if (subtype === 'message_changed') return readChange(event, channel, botUserId);
  if (subtype === 'message_deleted') return readDeletion(event, channel, recordOf(event.previous_message), botUserId);
  const ts = textOf(event.ts);
  if (!NEW_TEXT.has(subtype) || isMachine(event, botUserId) || !ts) return undefined;
  const thread = textOf(event.thread_ts);
  return {
    kind: 'message',
    key: messageKey(channel, ts),
    at: timeOf(ts),
    by: textOf(event.user),
    channel,
    raw: event,
    ...(thread && thread !== ts && { thread }),
  };
}

function readChange(event: Raw, channel: string, botUserId: string): MessageEvent | undefined {
  const message = recordOf(event.message);
  const previous = recordOf(event.previous_message);
  // What is deleted while people answered below it is left as a grave.
  if (message.subtype === 'tombstone') return readDeletion(event, channel, previous, botUserId);
  const edited = textOf(recordOf(message.edited).ts);
  const ts = textOf(message.ts);
  // A preview that Slack adds to a link changes a message too, but nobody edited it.
  if (!edited || !ts || isMachine(message, botUserId) || message.text === previous.text) return undefined;
  const of = messageKey(channel, ts);
  return {
    kind: 'edit',
    key: `${of}:${edited}`,
    at: timeOf(edited),
    of,
    by: textOf(message.user),
    channel,
    raw: message,
  };
}

function readDeletion(event: Raw, channel: string, previous: Raw, botUserId: string): MessageEvent | undefined {
  const ts = textOf(event.deleted_ts) || textOf(previous.ts);
  if (!ts || isMachine(previous, botUserId)) return undefined;
  const of = messageKey(channel, ts);
  const at = timeOf(textOf(event.event_ts) || textOf(event.ts));
  return { kind: 'delete', key: `${of}:deleted`, at, of, by: textOf(previous.user), channel };
}

function isMachine(message: Raw, botUserId: string): boolean {
  const user = textOf(message.user);
  return Boolean(message.bot_id) || !user || user === botUserId || user === 'USLACKBOT';
}

/** A message can name thousands, and each is a question to Slack: the others keep the name or id that stands in the text. */
const MOST_LOOKED_UP = 50;

type Names = Pick<People, 'name'>;

/** Names of so many people are looked up, and no more. */
function atMost(most: number, people: Names): Names {
  let left = most;
  return {
    async name(id) {
      left -= 1;
      return left >= 0 ? people.name(id) : undefined;
    },
  };
}

/** The words of a message, with names instead of ids. */
export async function readWords(raw: Raw, people: Names): Promise<string> {
  const text = textOf(raw.text);
  const ids = mentionedIn(text).slice(0, MOST_LOOKED_UP);
  const names = new Map(await Promise.all(ids.map(async (id) => [id, await people.name(id)] as const)));
  return readText(withEmoji(text, raw.blocks), (id) => names.get(id));
}

export function readFiles(files: unknown): FileHandle[] {
  return listOf(files)
    .filter((file) => file.mode !== 'tombstone' && linkOf(file) === '')
    .map((file) => ({
      ref: textOf(file.id),
      name: textOf(file.name) || textOf(file.title) || 'file',
      type: textOf(file.mimetype) || 'application/octet-stream',
      size: typeof file.size === 'number' ? file.size : 0,
      ...(file.mode === 'hidden_by_limit' && { refused: FILE_HIDDEN }),
    }))
    .filter(({ ref }) => ref !== '');
}

/** Where a file stands that is kept elsewhere and only named in Slack: its bytes cannot be had, so its link is passed on. */
function linkOf(file: Raw): string {
  if (file.mode !== 'external' && file.is_external !== true) return '';
  const link = textOf(file.external_url) || textOf(file.url_private);
  return /^https?:/u.test(link) && URL.canParse(link) ? link : '';
}

/** The words of a message, and below them the links of files that are kept elsewhere. */
export async function readWordsAndLinks(raw: Raw, people: Names): Promise<string> {
  const links = listOf(raw.files).flatMap((file) => {
    const link = linkOf(file);
    return link ? [`${textOf(file.title) || textOf(file.name) || 'file'}: ${link}`] : [];
  });
  return [await readWords(raw, people), ...links].filter((line) => line !== '').join('\n');
}

type Written = Pick<Message, 'text'> & Partial<Pick<Message, 'files' | 'quoted'>>;

/** All that a message says: its words, its files, and the message of somebody else that it passes on, with its files. */
export async function readWritten(raw: Raw, people: People): Promise<Written> {
  // What is passed on comes as an attachment.
  const shared = listOf(raw.attachments).filter((each) => each.is_share === true);
  const few = atMost(MOST_LOOKED_UP, people);
  const text = await readWordsAndLinks(raw, few);
  const files = [raw, ...shared].flatMap((each) => readFiles(each.files));
  const quoted = await firstOf(shared, (each) => readShared(each, few));
  return { text, ...(files.length > 0 && { files }), ...(quoted && { quoted }) };
}

/** The first answer that is one: what comes after it is not asked. */
async function firstOf<T, A>(all: readonly T[], ask: (each: T) => Promise<A | undefined>): Promise<A | undefined> {
  for (const each of all) {
    const answer = await ask(each);
    if (answer !== undefined) return answer;
  }
}

/** Not so of calls, lists and the like, and of files that are not shown any more. */
export const isReadable = ({ text, files, quoted }: Written): boolean =>
  text.trim() !== '' || files?.some(({ refused }) => refused === undefined) === true || quoted !== undefined;

/** Of what is passed on each message brings its blocks by itself. */
const blocksOf = (shared: Raw): Raw[] =>
  listOf(shared.message_blocks).flatMap(({ message }) => listOf(recordOf(message).blocks));

async function readShared(shared: Raw, people: Names): Promise<Message['quoted']> {
  const words = (await readWords({ text: shared.text, blocks: blocksOf(shared) }, people)).trim();
  const text =
    words ||
    readFiles(shared.files)
      .map(({ name }) => name)
      .join(', ');
  if (!text) return undefined;
  const link = textOf(shared.from_url);
  const author = textOf(shared.author_id);
  const named = textOf(shared.author_name) || textOf(shared.author_subname);
  const by = named || (author && (await people.name(author))) || 'somebody';
  return { by, text, ...(link && { link }) };
}
