import type { UsersInfoResponse } from '@slack/web-api';
import type { Account } from '../../../src/chat/account.ts';
import type { DeskSide } from '../../../src/chat/deskSide.ts';
import { ChatError } from '../../../src/chat/errors.ts';
import { orKnown } from '../../../src/chat/orKnown.ts';
import { type Home, vouch } from '../../../src/chat/vouching.ts';
import type { Api } from '../client.ts';
import { toChatError } from '../out/errors.ts';
import { isRecord } from '../read.ts';
import { refusals } from '../words.ts';

export const PLATFORM = 'slack';

/** Somebody the desk does not serve, with what they are told, and what stands on their Home; nothing at all for machines. */
export type Refused = { refused: string | undefined; page?: string };

/** A name or an address may be this old. */
const FRESH_MS = 3_600_000;
const MOST_KEPT = 5_000;

type User = NonNullable<UsersInfoResponse['user']>;

/** Who is who in the workspace, as far as the desk may know. */
export type People = {
  /**
   * The account of somebody who did something, as the desk knows it when Slack does not say. @throws ChatError when Slack
   * cannot be asked and nothing is known yet, and when it does not take our token.
   */
  account(teamId: string, userId: string, dm?: string): Promise<Account | Refused>;
  /** The same, as the desk knows it. */
  stored(teamId: string, userId: string, dm?: string): Promise<Account | undefined>;
  /** A name to be shown; undefined when Slack does not say. Never throws. */
  name(userId: string): Promise<string | undefined>;
  /** Where personal messages to somebody go. */
  dm(userId: string): Promise<string>;
  reach(email: string): Promise<Account | undefined>;
  forget(userId: string): void;
  /** The workspace's own id. @throws ChatError when Slack cannot be asked and it is not known yet. */
  team(): Promise<string>;
};

type Options = {
  now(): Date;
  /** Whose workspace it is. */
  home: Home | undefined;
  /** The workspace's id, where it is known: what comes from a shared channel may name another. */
  ownTeam: string | undefined;
  known: DeskSide['known'];
  /** How long Slack is waited for where the desk knows somebody. */
  patienceMs: number;
};

export function createPeople(api: Api, { now, home, ownTeam, known, patienceMs }: Options): People {
  const users = createCache<User>(now, FRESH_MS);
  const conversations = createCache<string>(now, Number.POSITIVE_INFINITY);

  let asked: string | undefined;

  const user = (userId: string): Promise<User> =>
    users.get(userId, async () => {
      const answer = await api.web.users.info({ user: userId });
      if (!answer.user) throw new ChatError('retry', 'Slack did not say who this is');
      return answer.user;
    });
  const dm = (userId: string): Promise<string> =>
    conversations.get(userId, async () => {
      const id = (await api.web.conversations.open({ users: userId })).channel?.id;
      if (!id) throw new ChatError('retry', 'Slack opened no conversation');
      return id;
    });

  return {
    dm,
    account: (givenTeam, userId, dm) =>
      orKnown<Account | Refused>(lookUp(ownTeam ?? givenTeam, userId, dm), () => stored(givenTeam, userId, dm), {
        patienceMs,
        isSaid: (error) => error instanceof ChatError && (error.outcome === 'gone' || error.outcome === 'unauthorised'),
      }),
    stored,
    async name(userId) {
      return user(userId).then(nameOf, () => undefined);
    },
    async reach(email) {
      try {
        const wanted = email.trim().toLowerCase();
        const answer = await api.web.users.lookupByEmail({ email: wanted });
        const { user: found } = answer;
        if (!found?.id || found.deleted) return undefined;
        const teamId = await team();
        if (refusalOf(found as User, teamId)) return undefined;
        // What the workspace does not vouch for would be sent to whoever gave themselves this address.
        if (wordFor(found as User, home).email !== wanted) return undefined;
        return accountOf(found as User, home, { workspace: teamId, userId: found.id, address: await dm(found.id) });
      } catch (error) {
        const known = toChatError(error);
        if (known.outcome === 'gone') return undefined;
        throw known;
      }
    },
    forget: (userId) => users.forget(userId),
    team,
  };

  async function lookUp(teamId: string, userId: string, place?: string): Promise<Account | Refused> {
    try {
      const found = await user(userId);
      const refused = refusalOf(found, teamId);
      if (refused) return refused;
      return accountOf(found, home, { workspace: teamId, userId, address: place ?? (await dm(userId)) });
    } catch (error) {
      throw toChatError(error);
    }
  }

  async function stored(givenTeam: string, userId: string, place?: string): Promise<Account | undefined> {
    const account = await known({ platform: PLATFORM, workspace: ownTeam ?? givenTeam, userId });
    return account && { ...account, ...(place !== undefined && { address: place }) };
  }

  async function team(): Promise<string> {
    if (ownTeam !== undefined) return ownTeam;
    try {
      asked ??= (await api.web.auth.test()).team_id ?? '';
      return asked;
    } catch (error) {
      throw toChatError(error);
    }
  }
}

/** The same people, where Slack lets us ask nothing: whoever is known is who they were. */
export const trustingKnown = (people: People): People => ({
  ...people,
  account: async (teamId, userId, dm) =>
    (await people.stored(teamId, userId, dm)) ?? people.account(teamId, userId, dm),
});

/** Guests and people of other organisations see less than colleagues do; so they are asked to come another way. */
function refusalOf(user: User, teamId: string): Refused | undefined {
  if (user.is_bot || user.id === 'USLACKBOT') return { refused: undefined };
  const { enterprise_id: organisation, teams } = isRecord(user.enterprise_user) ? user.enterprise_user : {};
  const member = [user.team_id, organisation].includes(teamId) || (Array.isArray(teams) && teams.includes(teamId));
  const { is_stranger: stranger } = user as User & { is_stranger?: boolean };
  if (!member || stranger) return refusals.stranger;
  return user.is_restricted || user.is_ultra_restricted ? refusals.guest : undefined;
}

type Place = Pick<Account, 'workspace' | 'userId' | 'address'>;

function accountOf(user: User, home: Home | undefined, place: Place): Account {
  const name = nameOf(user);
  const photo = photoOf(user);
  return {
    platform: PLATFORM,
    ...place,
    ...(name && { name }),
    ...wordFor(user, home),
    ...(user.tz && { zone: user.tz }),
    ...(photo && { photo }),
  };
}

const wordFor = (user: User, home: Home | undefined) =>
  vouch(home, {
    email: user.profile?.email,
    guest: Boolean(user.is_restricted || user.is_ultra_restricted),
    confirmed: user.is_email_confirmed !== false,
  });

/** Small, as beside a name: Slack's smallest that is sharp on every screen. */
function photoOf({ profile = {} }: User): string | undefined {
  return [profile.image_72, profile.image_192, profile.image_48].find(
    (url) => url !== undefined && URL.canParse(url) && new URL(url).protocol === 'https:',
  );
}

function nameOf(user: User): string | undefined {
  const { profile } = user;
  return profile?.real_name || user.real_name || profile?.display_name || user.name || undefined;
}

/** Remembers answers for a while; an old one is better than none when Slack does not answer. */
function createCache<T>(now: () => Date, freshMs: number) {
  const kept = new Map<string, { at: number; value: T }>();
  const asking = new Map<string, Promise<T>>();
  async function ask(key: string, load: () => Promise<T>): Promise<T> {
    try {
      const value = await load();
      kept.delete(key);
      kept.set(key, { at: now().getTime(), value });
      for (const oldest of kept.keys()) {
        if (kept.size <= MOST_KEPT) break;
        kept.delete(oldest);
      }
      return value;
    } catch (error) {
      const old = kept.get(key);
      if (old) return old.value;
      throw error;
    } finally {
      asking.delete(key);
    }
  }
  return {
    async get(key: string, load: () => Promise<T>): Promise<T> {
      const known = kept.get(key);
      if (known && now().getTime() - known.at < freshMs) return known.value;
      const going = asking.get(key) ?? ask(key, load);
      asking.set(key, going);
      return going;
    },
    forget(key: string) {
      kept.delete(key);
    },
  };
}
