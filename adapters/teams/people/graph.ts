import { z } from 'zod';

/** Somebody for whom the app is installed. Without a conversation, it is opened when there is something to say. */
export type Installed = { tenant: string; userId: string; name: string; conversation: string | undefined };

export type InstallerOptions = {
  /** `https://graph.microsoft.com`, or another cloud's. */
  url: string;
  /** The id of the app in its manifest, which is the bot's own. */
  appId: string;
  /** Whose people are looked for, one tenant after the other. */
  tenants: readonly string[];
  /** Does this tenant vouch for this e-mail? */
  vouches(tenant: string, email: string): boolean;
  /** The app's own token for a service, in a tenant. `fresh`: not one from before, which says what was granted then. */
  token(service: string, tenant: string, fresh: boolean): Promise<string>;
  now(): Date;
  /** Told what the operator has to mend, once until it was mended. */
  report(what: string, error: unknown): void;
  /** Longest time for one person, with all the calls it takes. */
  withinMs: number;
};

/** What was found out holds for so long: a queue of messages for one person must not ask again for each. */
const HOLDS_MS = 15 * 60_000;
const MOST_KEPT = 20_000;
const LONGEST_PAUSE_MS = 600_000;

const users = z.object({
  value: z.array(
    z.looseObject({
      id: z.string().min(1),
      displayName: z.string().nullish(),
      mail: z.string().nullish(),
      userPrincipalName: z.string().nullish(),
      userType: z.string().nullish(),
      accountEnabled: z.boolean().nullish(),
    }),
  ),
});
type User = z.infer<typeof users>['value'][number];
const withIds = z.object({ value: z.array(z.looseObject({ id: z.string().min(1) })) });
const withId = z.looseObject({ id: z.string().min(1) });

/** Calls to Microsoft Graph, and what the operator has to do when one is refused (403). */
const MEND = {
  users: 'Microsoft Graph does not let the bot look people up: grant its app the application permission User.Read.All',
  installations:
    'Microsoft Graph does not let the bot install itself: grant its app the application permission TeamsAppInstallation.ReadWriteSelfForUser.All, and upload the package that “npm run -s desk -- teams-package” makes, which names the app',
  catalogue:
    'Microsoft Graph does not let the bot find its app: grant its app the application permission AppCatalog.Read.All',
  install:
    'the bot could not be installed for somebody: is TeamsAppInstallation.ReadWriteSelfForUser.All granted, and do the app permission policies of Teams allow the app for everybody of the roster?',
} as const;
const NOT_UPLOADED =
  'the app is not in the catalogue of the tenant, so it can be installed for nobody: upload the package that “npm run -s desk -- teams-package” makes in the Teams admin centre';

const NO_LOGIN = 'the bot gets no token for Microsoft Graph, so nobody can be looked up; it goes on trying';

/**
 * Installs the app for a person by their e-mail, through Microsoft Graph. Undefined: there is no such person, they are a
 * guest, or it may not be done, which is reported. Rejects when Graph cannot say just now: then it is worth another try.
 */
export function createInstaller(options: InstallerOptions): (email: string) => Promise<Installed | undefined> {
  const { url, appId, tenants, vouches, token, now, report, withinMs } = options;
  const found = new Map<string, { installed: Installed | undefined; until: number }>();
  const catalogue = new Map<string, { id: string | undefined; until: number }>();
  const told = new Set<string>();
  const refused = new Set<string>();
  let pausedUntil = 0;

  /** @throws NotAllowed, or another error when Graph cannot say just now */
  async function ask({ tenant, signal }: Search, kind: Kind, path: string, body?: object): Promise<Answer> {
    if (now().getTime() < pausedUntil) throw new Error('Microsoft Graph asked to be left alone for a while');
    const response = await fetch(`${url}/v1.0/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${await logIn(tenant)}`, 'content-type': 'application/json' },
      redirect: 'error',
      signal,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const { status, headers } = response;
    const text = await response.text();
    if (status === 403) {
      refused.add(tenant);
      tell(MEND[kind]);
      throw new NotAllowed();
    }
    const pause = Math.min(LONGEST_PAUSE_MS, (Number(headers.get('retry-after')) || 1) * 1_000);
    if (status === 429 || status === 503) pausedUntil = now().getTime() + pause;
    if (status === 401 || status === 408 || status === 429 || status >= 500)
      throw new Error(`Microsoft Graph answered with ${status}`);
    // Whether one person may be given the app says nothing about the next.
    if (kind !== 'install') told.delete(MEND[kind]);
    return { status, body: status < 300 && text !== '' ? (JSON.parse(text) as unknown) : undefined };
  }

  async function logIn(tenant: string): Promise<string> {
    try {
      const granted = await token(url, tenant, refused.delete(tenant));
      told.delete(NO_LOGIN);
      return granted;
    } catch (error) {
      tell(NO_LOGIN, error);
      throw error;
    }
  }

  function tell(what: string, error?: unknown): void {
    if (told.has(what)) return;
    told.add(what);
    report(what, error);
  }

  /** The answer as it should be; undefined when there is no such thing. */
  async function read<T>(search: Search, kind: Kind, path: string, form: z.ZodType<T>): Promise<T | undefined> {
    const { status, body } = await ask(search, kind, path);
    return status < 300 ? form.parse(body) : undefined;
  }

  async function lookUp(search: Search, email: string): Promise<User | undefined> {
    // Not by the name that somebody signs in with, which may be another's e-mail.
    const filter = encodeURIComponent(`mail eq ${quoted(email)}`);
    const wanted = 'id,displayName,mail,userPrincipalName,userType,accountEnabled';
    const answer = await read(search, 'users', `users?$filter=${filter}&$select=${wanted}`, users);
    return answer?.value.find(
      (user) => user.accountEnabled !== false && !isGuest(user) && user.mail?.toLowerCase() === email,
    );
  }

  /** The app's id in the catalogue of the tenant, which is not the one in its manifest. */
  async function appIn(search: Search): Promise<string | undefined> {
    const kept = catalogue.get(search.tenant);
    if (kept && kept.until > now().getTime()) return kept.id;
    const filter = encodeURIComponent(`externalId eq ${quoted(appId)} and distributionMethod eq 'organization'`);
    const answer = await read(search, 'catalogue', `appCatalogs/teamsApps?$filter=${filter}`, withIds);
    const id = answer?.value[0]?.id;
    if (id === undefined) tell(NOT_UPLOADED);
    else told.delete(NOT_UPLOADED);
    catalogue.set(search.tenant, { id, until: now().getTime() + HOLDS_MS });
    return id;
  }

  async function installationOf(search: Search, userId: string): Promise<string | undefined> {
    const filter = encodeURIComponent(`teamsApp/externalId eq ${quoted(appId)}`);
    const path = `${appsOf(userId)}?$expand=teamsApp&$filter=${filter}`;
    return (await read(search, 'installations', path, withIds))?.value[0]?.id;
  }

  /** False when it may not be, or cannot be, such as for somebody without a licence for Teams. */
  async function install(search: Search, userId: string): Promise<boolean> {
    const app = await appIn(search);
    if (app === undefined) return false;
    const { status } = await ask(search, 'install', appsOf(userId), {
      'teamsApp@odata.bind': `${url}/v1.0/appCatalogs/teamsApps/${encodeURIComponent(app)}`,
    });
    // 409: somebody else was faster.
    return status < 300 || status === 409;
  }

  async function installIn(search: Search, email: string): Promise<Installed | undefined> {
    const user = await lookUp(search, email);
    if (!user) return undefined;
    let installation = await installationOf(search, user.id);
    if (installation === undefined) {
      if (!(await install(search, user.id))) return undefined;
      installation = await installationOf(search, user.id);
    }
    // What was installed a moment ago may not be there to be read yet.
    const chat =
      installation === undefined
        ? undefined
        : await read(search, 'installations', `${appsOf(user.id)}/${encodeURIComponent(installation)}/chat`, withId);
    return { tenant: search.tenant, userId: user.id, name: user.displayName ?? email, conversation: chat?.id };
  }

  return async (address) => {
    const email = address.trim().toLowerCase();
    const kept = found.get(email);
    if (kept && kept.until > now().getTime()) return kept.installed;
    let installed: Installed | undefined;
    const signal = AbortSignal.timeout(withinMs);
    for (const tenant of tenants.filter((each) => vouches(each, email)))
      installed ??= await installIn({ tenant, signal }, email).catch(unlessNotAllowed);
    found.delete(email);
    found.set(email, { installed, until: now().getTime() + HOLDS_MS });
    const [oldest] = found.keys();
    if (found.size > MOST_KEPT && oldest !== undefined) found.delete(oldest);
    return installed;
  };
}

class NotAllowed extends Error {
  override readonly name = 'NotAllowed';
}

/** What may not be done has been told; more than that is not to be waited for. */
function unlessNotAllowed(error: unknown): undefined {
  if (!(error instanceof NotAllowed)) throw error;
}

const appsOf = (userId: string): string => `users/${encodeURIComponent(userId)}/teamwork/installedApps`;

type Kind = keyof typeof MEND;
type Search = { tenant: string; signal: AbortSignal };
type Answer = { status: number; body: unknown };

/** A text in a filter: nothing in it can end it. */
const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const isGuest = ({ userType, userPrincipalName }: User): boolean =>
  userType?.toLowerCase() === 'guest' || userPrincipalName?.toUpperCase().includes('#EXT#') === true;
