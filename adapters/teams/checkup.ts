import { decodeJwt } from 'jose';
import { type Check, type Finding, note, ok, wrong } from '../../src/chat/finding.ts';
import { createKeys } from './in/keys.ts';
import type { TeamsChatOptions } from './index.ts';
import { type Opened, openBot } from './opening.ts';
import { asChatError } from './out/errors.ts';

/** Each application permission of Graph that installing takes, or what has it within. */
const NEEDED = [
  ['User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'],
  ['AppCatalog.Read.All', 'AppCatalog.ReadWrite.All'],
  ['TeamsAppInstallation.ReadWriteSelfForUser.All', 'TeamsAppInstallation.ReadWriteForUser.All'],
] as const;

/** What there is to look at of Teams, once: nothing is sent to anybody. */
export function teamsCheckup(options: TeamsChatOptions): Check[] {
  if (options.unauthenticated)
    return [
      async () => [
        note(
          'TEAMS_ALLOW_UNAUTHENTICATED is set: whoever reaches the desk can be anybody; it is for the playground on this machine alone',
        ),
      ],
    ];
  const opened = openBot(options);
  return [
    async () => [await logIn(opened)],
    async () => [await askForKeys(opened, options.now)],
    ...(options.proactiveInstall ? [() => askForRights(opened, options)] : []),
  ];
}

async function logIn({ bot, service }: Opened): Promise<Finding> {
  try {
    await bot.speak(service, (line) => line.token());
    return ok('the login lets the bot in');
  } catch (error) {
    const { outcome, message } = asChatError(error);
    return wrong(outcome === 'unauthorised' ? `${message}; all messages for Teams wait until that is mended` : message);
  }
}

/** Any key's name will do: they are fetched for it, and it is not among them. */
async function askForKeys({ keys, callTimeoutMs }: Opened, now: () => Date): Promise<Finding> {
  try {
    await createKeys({ url: keys, now, withinMs: callTimeoutMs }).find('none');
    return ok('the keys that Teams signs with can be fetched');
  } catch {
    return wrong(
      `the keys that Teams signs with cannot be fetched, so nothing that comes from there can be taken: look at the network between this machine and ${new URL(keys).hostname}`,
    );
  }
}

async function askForRights({ bot, graph }: Opened, { appTenant }: TeamsChatOptions): Promise<Finding[]> {
  let token: string;
  try {
    token = await bot.token(graph, appTenant, true);
  } catch (error) {
    return [
      wrong(`TEAMS_PROACTIVE_INSTALL: the bot gets no token for Microsoft Graph (${asChatError(error).message})`),
    ];
  }
  const roles = rolesOf(token);
  // Microsoft says that nobody may count on being able to read it.
  if (roles === undefined) return [];
  const missing = NEEDED.filter((any) => !any.some((role) => roles.includes(role))).map(([role]) => role);
  if (missing.length === 0) return [ok('Microsoft Graph lets the bot install itself')];
  return [
    wrong(
      `TEAMS_PROACTIVE_INSTALL: the bot’s app lacks ${missing.join(', ')} of Microsoft Graph, so it cannot install itself: grant ${missing.length === 1 ? 'this application permission' : 'these application permissions'} in the Entra admin centre, with admin consent`,
    ),
  ];
}

function rolesOf(token: string): string[] | undefined {
  try {
    const { roles = [] } = decodeJwt<{ roles?: unknown }>(token);
    return Array.isArray(roles) ? roles.filter((role) => typeof role === 'string') : undefined;
  } catch {
    return undefined;
  }
}
