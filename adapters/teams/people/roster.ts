import { z } from 'zod';
import type { Account } from '../../../src/chat/account.ts';
import type { DeskSide } from '../../../src/chat/deskSide.ts';
import { orKnown } from '../../../src/chat/orKnown.ts';
import { type Home, vouch } from '../../../src/chat/vouching.ts';
import type { Line } from '../bot.ts';
import type { Incoming } from '../in/activity.ts';
import { encodeAddress } from '../out/address.ts';
import { asChatError } from '../out/errors.ts';

/** How long an answer of the roster is believed, and how many of them are kept. */
const BELIEVED_MS = 3_600_000;
const MOST_KEPT = 20_000;

/** Who somebody is, as the roster of the conversation has it; `stranger`: not of the tenants that the desk serves. */
type Who = { account: Account; stranger: false } | { stranger: true };

export type Roster = {
  whoIs(line: Line, activity: Incoming): Promise<Who>;
  /** Where Teams was last heard of for a tenant. */
  serviceOf(tenant: string): string | undefined;
};

const member = z.looseObject({
  // Whatever names nobody is no answer of the roster, such as a proxy's page, and says of nobody that they may be served.
  id: z.string(),
  name: z.string().nullish(),
  email: z.string().nullish(),
  userPrincipalName: z.string().nullish(),
  aadObjectId: z.string().nullish(),
  tenantId: z.string().nullish(),
  userRole: z.string().nullish(),
});
type Member = z.infer<typeof member>;

export const tenantOf = (activity: Incoming): string =>
  activity.conversation.tenantId ?? activity.channelData?.tenant?.id ?? '';

/**
 * Only the bot's own chat with somebody is private; without a word about it, a conversation is not. A command is also given
 * in a chat of two people, which is called the same: its id begins as those of groups do.
 */
export const isPersonal = ({ conversation, name }: Incoming): boolean =>
  conversation.conversationType === 'personal' &&
  !(name?.startsWith('composeExtension/') && conversation.id.startsWith('19:'));

export type RosterOptions = {
  now(): Date;
  known: DeskSide['known'];
  /** How long the roster is waited for where the desk knows somebody. */
  patienceMs: number;
  /** Whose tenant this is. */
  homeOf(tenant: string): Home | undefined;
};

export function createRoster({ now, known, patienceMs, homeOf }: RosterOptions): Roster {
  const kept = new Map<string, { member: Member; until: number }>();
  /** Personal conversations that were seen, so that a word in a channel does not forget them. */
  const personal = new Map<string, string>();
  const services = new Map<string, string>();

  async function lookUp(line: Line, activity: Incoming): Promise<Member> {
    const key = `${tenantOf(activity)} ${activity.from.id}`;
    const found = kept.get(key);
    if (found && found.until > now().getTime()) return found.member;
    // A channel's thread has the roster of its channel.
    const [conversation = ''] = activity.conversation.id.split(';');
    const read = member.parse(
      await line.member(conversation, activity.from.id).catch((error: unknown) => {
        if (isPersonal(activity) || !isNotLetIn(error)) throw error;
        return lookUpAlone(line, activity);
      }),
    );
    keep(kept, key, { member: read, until: now().getTime() + BELIEVED_MS });
    return read;
  }

  /** A command can be given in a conversation of which the bot is no member: then it asks in the person's own. */
  async function lookUpAlone(line: Line, activity: Incoming): Promise<unknown> {
    const [tenant, user] = [tenantOf(activity), activity.from.id];
    const conversation = await line.openPersonal({ tenant, bot: activity.recipient.id, user });
    const found = await line.member(conversation, user);
    keep(personal, `${tenant} ${user}`, conversation);
    return found;
  }

  return {
    serviceOf: (tenant) => services.get(tenant.toLowerCase()),
    whoIs(line, activity) {
      keep(services, tenantOf(activity).toLowerCase(), activity.serviceUrl);
      return orKnown(asTold(line, activity), () => asKnown(activity), {
        patienceMs,
        isSaid: (error) => asChatError(error).outcome === 'gone',
      });
    },
  };

  async function asTold(line: Line, activity: Incoming): Promise<Who> {
    const tenant = tenantOf(activity);
    const found = await lookUp(line, activity);
    if (isStranger(found, tenant)) return { stranger: true };
    const name = found.name || activity.from.name;
    return {
      stranger: false,
      account: {
        platform: 'teams',
        workspace: tenant,
        userId: found.aadObjectId || activity.from.aadObjectId || activity.from.id,
        address: addressOf(activity),
        ...(name && { name }),
        // The name that somebody signs in with is no e-mail, however much it may look like one.
        ...vouch(homeOf(homeTenant(found, activity)), {
          email: found.email ?? undefined,
          guest: false,
          confirmed: true,
        }),
      },
    };
  }

  async function asKnown(activity: Incoming): Promise<Who | undefined> {
    const { id, aadObjectId = id } = activity.from;
    const account = await known({ platform: 'teams', workspace: tenantOf(activity), userId: aadObjectId });
    if (!account) return undefined;
    return { stranger: false, account: isPersonal(activity) ? { ...account, address: addressOf(activity) } : account };
  }

  function addressOf(activity: Incoming): string {
    const tenant = tenantOf(activity);
    const user = activity.from.id;
    const key = `${tenant} ${user}`;
    if (isPersonal(activity)) keep(personal, key, activity.conversation.id);
    const conversation = personal.get(key);
    return encodeAddress({
      serviceUrl: activity.serviceUrl,
      tenant,
      bot: activity.recipient.id,
      user,
      ...(conversation !== undefined && { conversation }),
    });
  }
}

/** Guests and people of another organisation in a shared channel. */
function isStranger(found: Member, tenant: string): boolean {
  if (found.userRole?.toLowerCase() === 'guest' || found.userRole?.toLowerCase() === 'anonymous') return true;
  if (found.userPrincipalName?.toUpperCase().includes('#EXT#')) return true;
  return Boolean(found.tenantId) && tenant !== '' && found.tenantId?.toLowerCase() !== tenant.toLowerCase();
}

/** Where two tenants are named, somebody whose own is not told may be of either: then nobody vouches. */
function homeTenant(found: Member, activity: Incoming): string {
  const named = [activity.conversation.tenantId, activity.channelData?.tenant?.id].flatMap((id) => id ?? []);
  const [one, other = one] = named.map((id) => id.toLowerCase());
  return found.tenantId || (one === other ? (one ?? '') : '');
}

const isNotLetIn = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'statusCode' in error &&
  (error.statusCode === 403 || error.statusCode === 404);

function keep<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > MOST_KEPT && oldest !== undefined) map.delete(oldest);
}
