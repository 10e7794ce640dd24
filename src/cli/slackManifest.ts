/** `npm run desk -- slack-manifest`: the app to make in Slack. */
import { parseArgs } from 'node:util';
import { slackManifest } from '../../adapters/slack/install/manifest.ts';
import { UsageError } from './dueOptions.ts';

const slackManifestHelp = `Print the manifest of the Slack app for this office.

  npm run -s desk -- slack-manifest --url https://desk.agency.example
  npm run -s desk -- slack-manifest --url https://desk.agency.example --oauth
  npm run -s desk -- slack-manifest --socket

Paste what it prints into https://api.slack.com/apps, Create New App, From a manifest.

  --url URL    where Slack reaches the desk: https, without a path
  --oauth      the app is installed in several workspaces, through /slack/install at that address
  --socket     the desk connects to Slack instead (Socket Mode): for trials, and behind a firewall

Exit code: 0, or 2 when the command line is wrong`;

/** Runs the command; answers with its exit code. @throws UsageError when the command line is wrong. */
export function runSlackManifest(args: string[], { out }: { out: (line: string) => void }): number {
  const { url, socket, oauth, help } = read(args);
  if (help) {
    out(slackManifestHelp);
    return 0;
  }
  if (url === undefined && !socket) throw new UsageError('give --url https://… or --socket');
  if (url !== undefined && socket) throw new UsageError('give either --url or --socket, not both');
  if (oauth && socket) throw new UsageError('--oauth needs --url: whoever installs the app comes back to that address');
  if (url !== undefined && !isPlainHttps(url))
    throw new UsageError(`--url ${url} is not an address such as https://desk.agency.example`);
  out(JSON.stringify(slackManifest(url, oauth), undefined, 2));
  return 0;
}

function isPlainHttps(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, pathname, search, hash, username } = new URL(url);
  return protocol === 'https:' && pathname === '/' && search === '' && hash === '' && username === '';
}

function read(args: string[]): { url?: string; socket?: boolean; oauth?: boolean; help?: boolean } {
  try {
    const options = {
      url: { type: 'string' },
      socket: { type: 'boolean' },
      oauth: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    } as const;
    return parseArgs({ args, options }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
