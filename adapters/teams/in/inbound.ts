import type { Account } from '../../../src/chat/account.ts';
import type { FileHandle, KeptEvent } from '../../../src/chat/inbound.ts';
import { LONGEST_TEXT } from '../../../src/chat/message.ts';
import { filesOf } from '../files/files.ts';
import { encodeAddress } from '../out/address.ts';
import { isPersonal, tenantOf } from '../people/roster.ts';
import { plainWords } from '../words.ts';
import type { Incoming } from './activity.ts';
import { ownText, quoteOf } from './quotes.ts';

/** What activities are about: unique within a tenant, and the same however often Teams sends one. */
const keyOf = (activity: Incoming): string => `${activity.conversation.id} ${activity.id ?? ''}`;

/** A deed of its own, even where Teams gives it the id of what it changes. */
const deedKey = (activity: Incoming, what: string, at: Date): string =>
  `${keyOf(activity)} ${what} ${at.toISOString()}`;

/** What somebody did, other than press or send a form. Undefined for what is nothing to the desk. */
export function readInbound(activity: Incoming, from: Account, now: Date): KeptEvent | undefined {
  const at = activity.timestamp ?? now;
  switch (activity.type) {
    case 'message':
      return readMessage(activity, from, at);
    case 'messageUpdate':
      return readUpdate(activity, from, at);
    case 'messageDelete':
      if (activity.channelData?.eventType !== 'softDeleteMessage') return undefined;
      return { kind: 'delete', key: deedKey(activity, 'delete', at), from, at, of: keyOf(activity) };
    case 'messageReaction':
      return readReaction(activity, from, at);
    default:
      return undefined;
  }
}

function readMessage(activity: Incoming, from: Account, at: Date): KeptEvent | undefined {
  if (!isPersonal(activity) && !isMentioned(activity)) return undefined;
  const text = textOf(activity);
  const files: FileHandle[] = isPersonal(activity) ? filesOf(activity) : [];
  const quote = quoteOf(activity);
  // In their own chat it is a message of the desk, or an earlier one of theirs; elsewhere mostly somebody else's.
  const answers = isPersonal(activity) ? quote?.id : undefined;
  const thread = threadOf(activity) ?? answers;
  const about = aboutOf(activity);
  if (text === '' && files.length === 0 && !about) return undefined;
  return {
    kind: 'message',
    key: keyOf(activity),
    from,
    at,
    text,
    address: isPersonal(activity) ? from.address : placeOf(activity),
    bursts: isPersonal(activity),
    ...(thread !== undefined && { thread }),
    ...(answers !== undefined && { answers: keyOf({ ...activity, id: answers }) }),
    ...(about && { quoted: about }),
    ...(files.length > 0 && { files }),
  };
}

function readUpdate(activity: Incoming, from: Account, at: Date): KeptEvent | undefined {
  if (!isPersonal(activity) && !isMentioned(activity)) return undefined;
  const of = keyOf(activity);
  switch (activity.channelData?.eventType) {
    case 'editMessage':
      return { kind: 'edit', key: deedKey(activity, 'edit', at), from, at, of, text: textOf(activity) };
    case 'undeleteMessage':
      return { kind: 'delete', key: deedKey(activity, 'undelete', at), from, at, of, undone: true };
    default:
      return undefined;
  }
}

const REACTIONS: Record<string, string> = {
  like: '👍',
  heart: '❤️',
  laugh: '😆',
  surprised: '😮',
  sad: '😢',
  angry: '😠',
};

function readReaction(activity: Incoming, from: Account, at: Date): KeptEvent | undefined {
  const [added] = activity.reactionsAdded ?? [];
  if (!added || activity.replyToId === undefined) return undefined;
  const emoji = (Object.hasOwn(REACTIONS, added.type) ? REACTIONS[added.type] : undefined) ?? added.type;
  return { kind: 'reaction', key: keyOf(activity), from, at, sentId: activity.replyToId, emoji };
}

const textOf = (activity: Incoming): string => plainWords(ownText(activity), activity.recipient).slice(0, LONGEST_TEXT);

/** Somebody else's words, quoted where others are: it is about them. */
function aboutOf(activity: Incoming): { by: string; text: string } | undefined {
  const { by = 'somebody', words } = (!isPersonal(activity) && quoteOf(activity)) || {};
  return words === undefined ? undefined : { by, text: words.slice(0, LONGEST_TEXT) };
}

/** The bot's name and nothing else, where it hears nothing but its name: pictures and files do not come with it there. */
export const isBareMention = (activity: Incoming): boolean =>
  activity.type === 'message' &&
  !isPersonal(activity) &&
  isMentioned(activity) &&
  textOf(activity) === '' &&
  !aboutOf(activity);

const isMentioned = ({ entities, recipient }: Incoming): boolean =>
  (entities ?? []).some(({ type, mentioned }) => type === 'mention' && mentioned?.id === recipient.id);

/**
 * Somebody took the app away from their own chat; an app that is brought up to date is not. The roster does not know them
 * there any more, so they are who the activity says.
 */
export function readRemoval(activity: Incoming, now: Date): KeptEvent | undefined {
  if (activity.type !== 'installationUpdate' || activity.action !== 'remove' || !isPersonal(activity)) return undefined;
  const at = activity.timestamp ?? now;
  const { id, aadObjectId = id } = activity.from;
  const from: Account = { platform: 'teams', workspace: tenantOf(activity), userId: aadObjectId, address: '' };
  return { kind: 'left', key: deedKey(activity, 'remove', at), from, at, removed: true };
}

/** A conversation that is not a person's own. */
const placeOf = (activity: Incoming): string =>
  encodeAddress({
    serviceUrl: activity.serviceUrl,
    tenant: tenantOf(activity),
    bot: activity.recipient.id,
    conversation: activity.conversation.id,
  });

/** A channel's conversation names the message that its thread began with. */
function threadOf(activity: Incoming): string | undefined {
  const root = /;messageid=([^;]+)/u.exec(activity.conversation.id)?.[1];
  return root !== undefined && root !== activity.id ? root : undefined;
}

/** Made by the bot itself, by another bot, or by Teams on nobody's behalf. */
export const isNobody = ({ from, recipient }: Incoming): boolean =>
  from.id === recipient.id || from.id.startsWith('28:');
