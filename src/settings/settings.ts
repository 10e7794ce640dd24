import { z } from 'zod';
import type { ChartsAs } from '../chat/charts/chart.ts';
import type { ConnectedChat } from '../people/unreached.ts';
import { isLoopback } from './loopback.ts';
import { type ProviderConfig, readSignIn, signInSettings } from './signIn.ts';
import { readSlack, type SlackConfig, slackSettings } from './slack.ts';
import { readTeams, type TeamsConfig, teamsSettings } from './teams.ts';

/** Everything that the environment decides. `.env.example` lists the same names; a test holds the two equal. */
export type Config = {
  database: { kind: 'pglite'; folder: string } | { kind: 'postgres'; url: string };
  host: string;
  port: number;
  logLevel: string;
  /** The office file that an empty database is filled from at the first start. */
  officeFile: string | undefined;
  /** What checkpoints of the record are signed with: 32 bytes in base64. */
  recordSigningKey?: string | undefined;
  /** Where people open the desk's page, without what follows the host; undefined: it has no address of its own. */
  pageUrl?: string | undefined;
  /** The office's own way of signing people in at the page. */
  provider?: ProviderConfig | undefined;
  /** Whether the try-it page is served: anybody who opens it can play everybody. */
  tryIt: boolean;
  /** Figures as the chats' own charts or as pictures; undefined: as is best in each chat. */
  charts?: ChartsAs | undefined;
  slack?: SlackConfig | undefined;
  teams?: TeamsConfig | undefined;
};

export type { SlackConfig, TeamsConfig };

export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  constructor(problems: string[]) {
    super(
      `The configuration has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}:\n${problems.map((problem) => `- ${problem}`).join('\n')}`,
    );
  }
}

const empty = (value: unknown) => (typeof value === 'string' && value.trim() === '' ? undefined : value);
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
  RECORD_SIGNING_KEY: z.preprocess(
    empty,
    z
      .string()
      .regex(/^[A-Za-z\d+/]{43}=$/u, 'is not 32 bytes in base64; make it with: openssl rand -base64 32')
      .optional(),
  ),
  PAGE_URL: z.preprocess(
    empty,
    z
      .string()
      .regex(
        /^https:\/\/[^\s/?#@]+\/?$/iu,
        'is not an address that begins with https:// and ends with the name of the host, such as https://desk.state.example',
      )
      .optional(),
  ),
  CHARTS: z.preprocess(
    empty,
    z
      .enum(['native', 'pictures'], 'is neither native (the chats’ own charts, where they can be) nor pictures')
      .optional(),
  ),
  ...signInSettings,
  ...slackSettings,
  ...teamsSettings,
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
    RECORD_SIGNING_KEY,
    PAGE_URL,
    CHARTS: charts,
    TRY_IT,
  } = read.data;
  const loopback = isLoopback(host);
  const { slack, problems: ofSlack } = readSlack(read.data);
  const { teams, problems: ofTeams } = readTeams(read.data, loopback);
  const { provider, problems: ofSignIn } = readSignIn(read.data);
  const problems = [...ofSignIn, ...ofSlack, ...ofTeams];
  if (problems.length > 0) throw new ConfigError(problems);
  return {
    database: url === undefined ? { kind: 'pglite', folder } : { kind: 'postgres', url },
    host,
    port,
    logLevel,
    officeFile: OFFICE_FILE,
    recordSigningKey: RECORD_SIGNING_KEY,
    pageUrl: PAGE_URL?.replace(/\/$/u, ''),
    provider,
    // On a public address, and beside real people, nobody is to be played by whoever finds the page, unless the
    // operator says so.
    tryIt: TRY_IT === undefined ? loopback && !slack && !teams : TRY_IT === '1',
    charts,
    slack,
    teams,
  };
}

/** The chats that people can be written to in: the try-it page only while there is no other. */
export function connectedChats({ slack, teams, tryIt }: Config): ConnectedChat[] {
  const real = [
    ...(slack ? [{ platform: 'slack', looksUp: true }] : []),
    ...(teams ? [{ platform: 'teams', looksUp: teams.proactiveInstall }] : []),
  ];
  return real.length === 0 && tryIt ? [{ platform: 'web', looksUp: true }] : real;
}
