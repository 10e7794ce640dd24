import { z } from 'zod';
import type { Homes } from '../chat/vouching.ts';
import { type Allowed, readAllowed } from './allowed.ts';
import { isLoopback } from './loopback.ts';

/**
 * `reach` is how Slack gets to us: it calls and signs its requests, or we connect to it. The desk was given the token of
 * one workspace, or with `oauth` the app is installed in several.
 */
export type SlackConfig = { apiUrl: string | undefined } & (
  | { botToken: string; reach: Http | { kind: 'socket'; appToken: string } }
  | { oauth: OAuth; reach: Http }
);
type Http = { kind: 'http'; signingSecret: string };
/** Each of `tokenKeys` is 32 bytes; the first one seals. */
type OAuth = {
  clientId: string;
  clientSecret: string;
  stateSecret: string;
  tokenKeys: [Uint8Array, ...Uint8Array[]];
  allowedTeams: string[];
  homes: Homes;
};

const MAKE_ONE = 'make one with: openssl rand -base64 32';

/** Empty is not set. */
const setting = <T>(rule: z.ZodType<T, string>) =>
  z.preprocess((value) => (typeof value === 'string' ? value.trim() || undefined : value), rule.optional());

export const slackSettings = {
  SLACK_BOT_TOKEN: setting(z.string().startsWith('xoxb-', 'is not a bot token, which begins with xoxb-')),
  SLACK_SIGNING_SECRET: setting(
    z.string().min(16, 'is too short for a signing secret; copy it whole from the app’s page'),
  ),
  SLACK_APP_TOKEN: setting(z.string().startsWith('xapp-', 'is not an app-level token, which begins with xapp-')),
  SLACK_API_URL: setting(
    z
      .url({ protocol: /^https?$/u, error: 'is not an address; for GovSlack it is https://slack-gov.com/api/' })
      .refine(
        (url) => !URL.canParse(url) || new URL(url).protocol === 'https:' || isLoopback(new URL(url).hostname),
        'is not https: tokens would travel in the open',
      ),
  ),
  SLACK_CLIENT_ID: setting(z.string().regex(/^\d+\.\d+$/u, 'is not a client id, which is two numbers with a point')),
  SLACK_CLIENT_SECRET: setting(
    z.string().min(16, 'is too short for a client secret; copy it whole from the app’s page'),
  ),
  SLACK_STATE_SECRET: setting(z.string().min(32, `is too short, so that it could be guessed; ${MAKE_ONE}`)),
  SLACK_TOKEN_KEY: setting(
    z
      .string()
      .regex(
        /^[A-Za-z\d+/]{43}=(?:\s*,\s*[A-Za-z\d+/]{43}=)?$/u,
        `is not 32 bytes in base64; ${MAKE_ONE} (while it is changed, two such keys with a comma between them)`,
      ),
  ),
  SLACK_ALLOWED_TEAMS: setting(
    z.string().transform((text, context): Allowed => {
      const read = readAllowed(
        text,
        (part) => /^[TE][A-Z\d]{2,}$/u.test(part),
        'ids of workspaces (T…) and of whole organisations (E…)',
      );
      if (!('problem' in read)) return read;
      context.addIssue({ code: 'custom', message: read.problem });
      return z.NEVER;
    }),
  ),
};

const environment = z.object(slackSettings);

/** What the settings say of Slack, and what is wrong with how they go together. */
export function readSlack(env: z.infer<typeof environment>): { slack?: SlackConfig; problems: string[] } {
  const { SLACK_BOT_TOKEN: botToken, SLACK_SIGNING_SECRET: signingSecret, SLACK_APP_TOKEN: appToken } = env;
  const { SLACK_API_URL: apiUrl, SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret } = env;
  const { SLACK_STATE_SECRET: stateSecret, SLACK_TOKEN_KEY: key, SLACK_ALLOWED_TEAMS: allowed } = env;
  const several = [clientId, clientSecret, stateSecret, key, allowed].some((value) => value !== undefined);
  const wrong = (problem: string) => ({ problems: [problem] });
  if (several) {
    if (botToken !== undefined)
      return wrong(
        'SLACK_BOT_TOKEN is for one workspace; SLACK_CLIENT_ID and what belongs to it for several, each installed through the desk: keep one of the two',
      );
    if (appToken !== undefined)
      return wrong(
        'SLACK_APP_TOKEN (Socket Mode) is for one workspace, with SLACK_BOT_TOKEN; for several Slack calls the desk: set SLACK_SIGNING_SECRET instead',
      );
    if (!clientId || !clientSecret || !stateSecret || !key || !signingSecret || !allowed?.ids.length)
      return { problems: missingOf(env) };
    const { ids: allowedTeams } = allowed;
    const homes = withOffice(allowed);
    if (!homes)
      return wrong(
        `SLACK_ALLOWED_TEAMS does not say which workspace is the office’s own: liaisons and supervisors are known by their e-mail there alone. Write =office behind it, and behind each other the domains of its people’s e-mails: ${example(allowedTeams)}`,
      );
    const [first = '', ...former] = key.split(',').map((each) => each.trim());
    const read = (each: string) => Buffer.from(each, 'base64');
    const tokenKeys: OAuth['tokenKeys'] = [read(first), ...former.map(read)];
    const oauth = { clientId, clientSecret, stateSecret, tokenKeys, allowedTeams, homes };
    return { slack: { apiUrl, oauth, reach: { kind: 'http', signingSecret } }, problems: [] };
  }
  if (botToken === undefined) {
    if (signingSecret === undefined && appToken === undefined && apiUrl === undefined) return { problems: [] };
    return wrong(
      'SLACK_BOT_TOKEN is missing, though other settings for Slack are there (for several workspaces it is SLACK_CLIENT_ID and what belongs to it)',
    );
  }
  if (signingSecret !== undefined && appToken !== undefined)
    return wrong(
      'SLACK_SIGNING_SECRET and SLACK_APP_TOKEN are both set: keep the first if Slack calls the desk, the second if the desk connects to Slack (Socket Mode)',
    );
  if (signingSecret !== undefined)
    return { slack: { botToken, apiUrl, reach: { kind: 'http', signingSecret } }, problems: [] };
  if (appToken !== undefined) return { slack: { botToken, apiUrl, reach: { kind: 'socket', appToken } }, problems: [] };
  return wrong(
    'SLACK_BOT_TOKEN is not enough: set SLACK_SIGNING_SECRET too (Slack calls the desk), or SLACK_APP_TOKEN (the desk connects to Slack, Socket Mode)',
  );
}

const example = ([first, second = 'T0456EFGH']: string[]): string => `${first}=office,${second}=agency.example`;

/** One workspace alone is the office's own, unless it is said otherwise. Undefined when none is. */
function withOffice({ ids, homes }: Allowed): Homes | undefined {
  const [only, another] = ids;
  if ([...homes.values()].includes('office')) return homes;
  return only !== undefined && another === undefined && homes.get(only)?.length === 0
    ? new Map([[only, 'office']])
    : undefined;
}

function missingOf(env: z.infer<typeof environment>): string[] {
  const needed = {
    SLACK_CLIENT_ID: 'the client id on the app’s page',
    SLACK_CLIENT_SECRET: 'the client secret beside it',
    SLACK_SIGNING_SECRET: 'the signing secret below it',
    SLACK_STATE_SECRET: `what installations are signed with; ${MAKE_ONE}`,
    SLACK_TOKEN_KEY: `the key that tokens are kept with; ${MAKE_ONE}`,
    SLACK_ALLOWED_TEAMS:
      'the ids of the workspaces that may install the app (T…), separated by commas, with =office behind the office’s own; without it anybody could let theirs in',
  } as const;
  const names = Object.keys(needed) as (keyof typeof needed)[];
  return names
    .filter((name) => env[name] === undefined)
    .map((name) => `${name} is missing, to be installed in several Slack workspaces: ${needed[name]}`);
}
