import { z } from 'zod';
import { isLoopback } from './loopback.ts';
import type { ConnectedChat } from './people/unreached.ts';
import { readPrivateKey } from './privateKey.ts';
import { readSlack, type SlackConfig, slackSettings } from './slackSettings.ts';

/** Everything that the environment decides. `.env.example` lists the same names; a test holds the two equal. */
export type Config = {
  database: { kind: 'pglite'; folder: string } | { kind: 'postgres'; url: string };
  host: string;
  port: number;
  logLevel: string;
  /** The office file that an empty database is filled from at the first start. */
  officeFile: string | undefined;
  /** Whether the try-it page is served: anybody who opens it can play everybody. */
  tryIt: boolean;
  slack?: SlackConfig | undefined;
  teams?: TeamsConfig | undefined;
};

/** `tenants` are those whose people may use the desk; `unauthenticated` is for the playground on this machine alone. */
export type TeamsConfig = {
  appId: string;
  appType: 'SingleTenant' | 'MultiTenant' | 'UserAssignedMSI';
  appTenant: string;
  appPassword?: string;
  /** Hexadecimal digits, and PEM. */
  certificate?: { thumbprint: string; privateKey: string };
  tenants: string[];
  channelService?: string;
  /** Install the app for people of the roster who have not written yet. */
  proactiveInstall: boolean;
  unauthenticated: boolean;
};

export type { SlackConfig };

export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  constructor(problems: string[]) {
    super(
      `The configuration has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}:\n${problems.map((problem) => `- ${problem}`).join('\n')}`,
    );
  }
}

const empty = (value: unknown) => (typeof value === 'string' && value.trim() === '' ? undefined : value);
const uuid = (what: string) =>
  z
    .string()
    .trim()
    .regex(/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/iu, `is not ${what}`);
const environment = z.object({
  DATABASE_URL: z.preprocess(
    empty,
    z
      .string()
      .regex(
        /^postgres(?:ql)?:\/\/\S+$/u,
        'is not a PostgreSQL address; write it as postgres://user:password@host:5432/name',
      )
      .optional(),
  ),
  DATA_DIR: z.preprocess(empty, z.string().default('./data')),
  HOST: z.preprocess(empty, z.string().default('127.0.0.1')),
  PORT: z.preprocess(
    empty,
    z.coerce
      .number('is not a port; give a number from 0 to 65535')
      .int('is not a whole number')
      .min(0, 'is below 0')
      .max(65_535, 'is above 65535')
      .default(3000),
  ),
  LOG_LEVEL: z.preprocess(
    empty,
    z
      .enum(
        ['fatal', 'error', 'warn', 'info', 'debug', 'silent'],
        'is not one of fatal, error, warn, info, debug, silent',
      )
      .default('info'),
  ),
  OFFICE_FILE: z.preprocess(empty, z.string().optional()),
  ...slackSettings,
  MicrosoftAppId: z.preprocess(empty, uuid('an app id').optional()),
  MicrosoftAppPassword: z.preprocess(empty, z.string().optional()),
  CertificateThumbprint: z.preprocess(
    empty,
    z
      .string()
      .transform((text) => text.replaceAll(/[:\s]/gu, ''))
      .pipe(
        z
          .string()
          .regex(/^(?:[\da-f]{40}|[\da-f]{64})$/iu, 'is not a thumbprint: 40 (SHA-1) or 64 (SHA-256) digits 0-9 A-F'),
      )
      .optional(),
  ),
  CertificatePrivateKey: z.preprocess(
    empty,
    z
      .string()
      .transform((value, context) => {
        const read = readPrivateKey(value);
        if ('pem' in read) return read.pem;
        context.addIssue({ code: 'custom', message: read.problem });
        return z.NEVER;
      })
      .optional(),
  ),
  MicrosoftAppType: z.preprocess(
    empty,
    z
      .enum(
        ['SingleTenant', 'MultiTenant', 'UserAssignedMSI'],
        'is not one of SingleTenant, UserAssignedMSI, MultiTenant; the bot’s page in Azure says which it is',
      )
      .optional(),
  ),
  MicrosoftAppTenantId: z.preprocess(empty, uuid('a tenant id').optional()),
  TEAMS_ALLOWED_TENANTS: z.preprocess(
    (value) => (typeof value === 'string' ? value.split(',').flatMap((part) => part.trim() || []) : value),
    z.array(uuid('a list of tenant ids, separated by commas')).default([]),
  ),
  ChannelService: z.preprocess(
    empty,
    z
      .literal('https://botframework.azure.us', 'is not https://botframework.azure.us; leave it empty outside GCC High')
      .optional(),
  ),
  TEAMS_PROACTIVE_INSTALL: z.preprocess(
    empty,
    z.enum(['0', '1'], 'is neither 1 (install the app for people of the roster) nor 0').optional(),
  ),
  TEAMS_ALLOW_UNAUTHENTICATED: z.preprocess(
    empty,
    z.enum(['0', '1'], 'is neither 1 (for the playground on this machine) nor 0').default('0'),
  ),
  TRY_IT: z.preprocess(empty, z.enum(['0', '1'], 'is neither 1 (serve the try-it page) nor 0').optional()),
});

/** The names that may be set. */
export const settingNames = Object.keys(environment.shape);

/** @throws ConfigError with all problems at once; values are not repeated, since some are secret. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const read = environment.safeParse(env);
  if (!read.success)
    throw new ConfigError(read.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`));
  const {
    DATABASE_URL: url,
    DATA_DIR: folder,
    HOST: host,
    PORT: port,
    LOG_LEVEL: logLevel,
    OFFICE_FILE,
    TRY_IT,
  } = read.data;
  const loopback = isLoopback(host);
  const { slack, problems } = readSlack(read.data);
  if (problems.length > 0) throw new ConfigError(problems);
  const teams = teamsConfig(read.data, loopback);
  return {
    database: url === undefined ? { kind: 'pglite', folder } : { kind: 'postgres', url },
    host,
    port,
    logLevel,
    officeFile: OFFICE_FILE,
    // On a public address, and beside real people, nobody is to be played by whoever finds the page, unless the
    // operator says so.
    tryIt: TRY_IT === undefined ? loopback && !slack && !teams : TRY_IT === '1',
    slack,
    teams,
  };
}

function teamsConfig(env: z.infer<typeof environment>, loopback: boolean): TeamsConfig | undefined {
  const { MicrosoftAppId: appId, MicrosoftAppPassword: appPassword, MicrosoftAppType: appType } = env;
  const { MicrosoftAppTenantId: appTenant, ChannelService: channelService, TEAMS_ALLOWED_TENANTS: named } = env;
  const { CertificateThumbprint: thumbprint, CertificatePrivateKey: privateKey } = env;
  const { TEAMS_PROACTIVE_INSTALL: install } = env;
  const rest = {
    proactiveInstall: install === '1',
    ...(appPassword !== undefined && { appPassword }),
    ...(thumbprint !== undefined && privateKey !== undefined && { certificate: { thumbprint, privateKey } }),
    ...(channelService !== undefined && { channelService }),
  };
  if (env.TEAMS_ALLOW_UNAUTHENTICATED === '1') {
    if (appId !== undefined)
      throw new ConfigError([
        'TEAMS_ALLOW_UNAUTHENTICATED is for the playground, which has no MicrosoftAppId: keep one',
      ]);
    if (!loopback)
      throw new ConfigError([
        'TEAMS_ALLOW_UNAUTHENTICATED lets everybody in who reaches the desk: it works on a loopback HOST only',
      ]);
    if (install === '1')
      throw new ConfigError(['TEAMS_PROACTIVE_INSTALL needs a real bot, which TEAMS_ALLOW_UNAUTHENTICATED has not']);
    return { appId: '', appType: 'SingleTenant', appTenant: '', tenants: named, unauthenticated: true, ...rest };
  }
  const proofs = [appPassword, thumbprint, privateKey];
  const asked = install === '1' ? install : undefined;
  const others = [...proofs, appType, appTenant, channelService, asked, named[0]].some((value) => value !== undefined);
  if (appId === undefined) {
    if (!others) return undefined;
    throw new ConfigError([
      'MicrosoftAppId is missing, though other settings for Teams are there; without it everybody would be let in',
    ]);
  }
  const problems = [
    ...(appType === undefined ? ['MicrosoftAppType is missing: SingleTenant, UserAssignedMSI or MultiTenant'] : []),
    ...(appTenant === undefined ? ['MicrosoftAppTenantId is missing: the tenant that the bot is registered in'] : []),
    ...(appType === 'UserAssignedMSI' ? needlessProofs(env) : missingProofs(env)),
  ];
  if (problems.length > 0 || appType === undefined || appTenant === undefined) throw new ConfigError(problems);
  const tenants = named.length > 0 ? named : [appTenant];
  const isOwn = (tenant: string) => tenant.toLowerCase() === appTenant.toLowerCase();
  if (install === '1' && appType !== 'MultiTenant' && !tenants.some(isOwn))
    throw new ConfigError([
      'TEAMS_PROACTIVE_INSTALL reaches people of MicrosoftAppTenantId only, and TEAMS_ALLOWED_TENANTS does not name it',
    ]);
  return { appId, appType, appTenant, tenants, unauthenticated: false, ...rest };
}

/** The chats that people can be written to in: the try-it page only while there is no other. */
export function connectedChats({ slack, teams, tryIt }: Config): ConnectedChat[] {
  const real = [
    ...(slack ? [{ platform: 'slack', looksUp: true }] : []),
    ...(teams ? [{ platform: 'teams', looksUp: teams.proactiveInstall }] : []),
  ];
  return real.length === 0 && tryIt ? [{ platform: 'web', looksUp: true }] : real;
}

/** An app shows one thing to be itself. */
function missingProofs(env: z.infer<typeof environment>): string[] {
  const { MicrosoftAppPassword: password, CertificateThumbprint: thumbprint, CertificatePrivateKey: key } = env;
  if (password !== undefined && (thumbprint !== undefined || key !== undefined))
    return ['MicrosoftAppPassword and a certificate are both set: keep one'];
  if (password !== undefined || (thumbprint !== undefined && key !== undefined)) return [];
  if (thumbprint !== undefined) return ['CertificatePrivateKey is missing: the key, or the file with it'];
  if (key !== undefined) return ['CertificateThumbprint is missing: the app’s page in Azure shows it'];
  return [
    'MicrosoftAppPassword is missing: a client secret of the app; or set CertificateThumbprint and CertificatePrivateKey',
  ];
}

function needlessProofs(env: z.infer<typeof environment>): string[] {
  const names = ['MicrosoftAppPassword', 'CertificateThumbprint', 'CertificatePrivateKey'] as const;
  return names.flatMap((name) => (env[name] === undefined ? [] : [`${name} is set, but a managed identity has none`]));
}
