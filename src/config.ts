import { z } from 'zod';

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
};

/** `reach` is how Slack gets to us: it calls and signs its requests, or we connect to it. */
export type SlackConfig = {
  botToken: string;
  reach: { kind: 'http'; signingSecret: string } | { kind: 'socket'; appToken: string };
  apiUrl: string | undefined;
};

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
  SLACK_BOT_TOKEN: z.preprocess(
    empty,
    z.string().trim().startsWith('xoxb-', 'is not a bot token, which begins with xoxb-').optional(),
  ),
  SLACK_SIGNING_SECRET: z.preprocess(
    empty,
    z.string().trim().min(16, 'is too short for a signing secret; copy it whole from the app’s page').optional(),
  ),
  SLACK_APP_TOKEN: z.preprocess(
    empty,
    z.string().trim().startsWith('xapp-', 'is not an app-level token, which begins with xapp-').optional(),
  ),
  SLACK_API_URL: z.preprocess(
    empty,
    z
      .url({ protocol: /^https?$/u, error: 'is not an address; for GovSlack it is https://slack-gov.com/api/' })
      .refine(
        (url) => !URL.canParse(url) || new URL(url).protocol === 'https:' || isLoopback(new URL(url).hostname),
        'is not https: tokens would travel in the open',
      )
      .optional(),
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
  const slack = slackConfig(read.data);
  return {
    database: url === undefined ? { kind: 'pglite', folder } : { kind: 'postgres', url },
    host,
    port,
    logLevel,
    officeFile: OFFICE_FILE,
    // On a public address, and beside real people, nobody is to be played by whoever finds the page, unless the
    // operator says so.
    tryIt: TRY_IT === undefined ? loopback && !slack : TRY_IT === '1',
    slack,
  };
}

function slackConfig(env: z.infer<typeof environment>): SlackConfig | undefined {
  const { SLACK_BOT_TOKEN: botToken, SLACK_SIGNING_SECRET: signingSecret, SLACK_APP_TOKEN: appToken } = env;
  const { SLACK_API_URL: apiUrl } = env;
  if (botToken === undefined) {
    if (signingSecret === undefined && appToken === undefined && apiUrl === undefined) return undefined;
    throw new ConfigError(['SLACK_BOT_TOKEN is missing, though other settings for Slack are there']);
  }
  if (signingSecret !== undefined && appToken !== undefined)
    throw new ConfigError([
      'SLACK_SIGNING_SECRET and SLACK_APP_TOKEN are both set: keep the first if Slack calls the desk, the second if the desk connects to Slack (Socket Mode)',
    ]);
  if (signingSecret !== undefined) return { botToken, apiUrl, reach: { kind: 'http', signingSecret } };
  if (appToken !== undefined) return { botToken, apiUrl, reach: { kind: 'socket', appToken } };
  throw new ConfigError([
    'SLACK_BOT_TOKEN is not enough: set SLACK_SIGNING_SECRET too (Slack calls the desk), or SLACK_APP_TOKEN (the desk connects to Slack, Socket Mode)',
  ]);
}

export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/u.test(host);
