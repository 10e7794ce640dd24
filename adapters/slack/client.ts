import { LogLevel } from '@slack/bolt';
import type { Logger, WebClient, WebClientOptions } from '@slack/web-api';
import { ClassicClient } from './out/classic.ts';

export const SLACK_API_URL = 'https://slack.com/api/';
const TIMEOUT_MS = 10_000;

/** The SDK writes what people wrote into its log; what is worth telling is told by the adapter itself. */
export const silent: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};

/** Nothing is repeated by the client itself: a repeat that nobody knows of is a double. */
export const clientOptions = (apiUrl: string): WebClientOptions => ({
  slackApiUrl: apiUrl,
  retryConfig: { retries: 0 },
  timeout: TIMEOUT_MS,
  rejectRateLimitedCalls: true,
  allowAbsoluteUrls: false,
  logger: silent,
});

export type Api = {
  web: WebClient;
  /** Slack's time at the last answer, minus ours; undefined before the first. */
  skewMs(): number | undefined;
  /** Where people open a message of a workspace in their browser. */
  linkTo(workspaceDomain: string, channel: string, ts: string): string;
};

export function createApi(token: string, apiUrl: string, now: () => Date, timeout: number): Api {
  let skew: number | undefined;
  const web = new ClassicClient(token, {
    ...clientOptions(apiUrl),
    timeout,
    async fetch(url, init) {
      const response = await fetch(url, init);
      const date = Date.parse(response.headers.get('date') ?? '');
      if (!Number.isNaN(date)) skew = date - now().getTime();
      return response;
    },
  });
  const site = /(?:^|\.)slack-gov\.com$/u.test(new URL(apiUrl).hostname) ? 'slack-gov.com' : 'slack.com';
  const linkTo = (domain: string, channel: string, ts: string) =>
    `https://${domain}.${site}/archives/${channel}/p${ts.replace('.', '')}`;
  return { web, skewMs: () => skew, linkTo };
}

/** May the bot's token be sent there? Slack's own hosts only, and the host that the API was set to. */
export function isSlackHost(url: string, apiUrl: string): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname, protocol, host } = new URL(url);
  if (host === new URL(apiUrl).host) return true;
  return protocol === 'https:' && /(?:^|\.)(?:slack\.com|slack-gov\.com|slack-files\.com)$/u.test(hostname);
}
