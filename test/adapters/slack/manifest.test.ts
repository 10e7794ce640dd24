import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { eventNames } from '../../../adapters/slack/in/events.ts';
import { slackManifest } from '../../../adapters/slack/install/manifest.ts';
import { scopes } from '../../../adapters/slack/install/scopes.ts';
import { UsageError } from '../../../src/cli/dueOptions.ts';
import { runSlackManifest } from '../../../src/cli/slackManifest.ts';

const root = resolve(import.meta.dirname, '../../..');
const folder = join(root, 'adapters/slack');
const code = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(join(folder, name), 'utf8'))
  .join('\n');

/** What Slack's reference asks for each method; nothing for those that a token alone opens. */
const scopesOfMethods: Record<string, string[]> = {
  'auth.revoke': [],
  'auth.test': [],
  'blocks.validate': [],
  'chat.delete': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.history': ['im:history'],
  'conversations.list': ['im:read'],
  'conversations.open': ['im:write'],
  'conversations.replies': ['im:history'],
  'files.completeUploadExternal': ['files:write'],
  'files.getUploadURLExternal': ['files:write'],
  'files.info': ['files:read'],
  'users.info': ['users:read'],
  'users.list': ['users:read'],
  'users.lookupByEmail': ['users:read.email'],
  'views.open': [],
  'views.publish': [],
  'views.push': [],
  'views.update': [],
};
const scopesOfEvents: Record<(typeof eventNames)[number], string[]> = {
  'message.im': ['im:history'],
  app_mention: ['app_mentions:read'],
  app_home_opened: [],
  reaction_added: ['reactions:read'],
  user_change: ['users:read'],
  app_uninstalled: [],
  tokens_revoked: [],
};

test('the app asks for what the code uses, and for nothing else', () => {
  const used = new Set(
    [...code.matchAll(/\bweb\s*\.(\w+)\s*\.(\w+)\s*\(/gu)].map(([, family, name]) => `${family}.${name}`),
  );
  expect([...used].toSorted()).toEqual(Object.keys(scopesOfMethods).toSorted());
  const needed = new Set([...Object.values(scopesOfMethods), ...Object.values(scopesOfEvents), ['commands']].flat());
  expect(Object.keys(scopes).toSorted()).toEqual([...needed].toSorted());
  const manifest = slackManifest('https://desk.example');
  expect(manifest.oauth_config?.scopes?.bot).toEqual(Object.keys(scopes));
  expect(manifest.settings?.event_subscriptions?.bot_events).toEqual(eventNames.toSorted());
});

test('manifest.json is what the command prints for https://desk.example', () => {
  const lines: string[] = [];
  expect(runSlackManifest(['--url', 'https://desk.example/'], { out: (line) => lines.push(line) })).toBe(0);
  expect(JSON.parse(lines.join('\n'))).toEqual(JSON.parse(readFileSync(join(root, 'manifest.json'), 'utf8')));
});

test('every address is the one that the desk serves, and Socket Mode has none', () => {
  const http = JSON.stringify(slackManifest('https://desk.example'));
  expect(http.match(/https:\/\/desk\.example[^"]*/gu)).toEqual(Array(3).fill('https://desk.example/slack/events'));
  const socket = slackManifest(undefined);
  expect(JSON.stringify(socket)).not.toContain('http');
  expect(socket.settings?.socket_mode_enabled).toBe(true);
});

test('with --oauth the way back from Slack’s page is named, and a whole organisation may install it; without it not', () => {
  const print = (...args: string[]) => {
    const lines: string[] = [];
    runSlackManifest(['--url', 'https://desk.example', ...args], { out: (line) => lines.push(line) });
    return JSON.parse(lines.join('\n'));
  };
  const { oauth_config: several, ...rest } = print('--oauth');
  const { oauth_config: one, ...same } = print();
  expect(several).toEqual({ ...one, redirect_urls: ['https://desk.example/slack/oauth_redirect'] });
  expect(rest).toEqual({ ...same, settings: { ...same.settings, org_deploy_enabled: true } });
  expect(same.settings.org_deploy_enabled).toBe(false);
});

test('what Slack limits is within its limits', () => {
  const { display_information: shown, features } = slackManifest('https://desk.example');
  expect(shown.name.length).toBeLessThanOrEqual(35);
  expect(shown.description?.length).toBeLessThanOrEqual(140);
  expect(shown.long_description?.length).toBeGreaterThanOrEqual(174);
  expect(features?.bot_user?.display_name).toMatch(/^[\w.-]{1,80}$/u);
  for (const shortcut of features?.shortcuts ?? []) {
    expect(shortcut.name.length).toBeLessThanOrEqual(24);
    expect(shortcut.description.length).toBeLessThanOrEqual(150);
  }
});

test.each([
  [[], /give --url/u],
  [['--url', 'https://desk.example', '--socket'], /not both/u],
  [['--socket', '--oauth'], /--oauth needs --url/u],
  [['--oauth'], /give --url/u],
  [['--url', 'http://desk.example'], /is not an address such as/u],
  [['--url', 'https://desk.example/slack'], /is not an address such as/u],
  [['--port', '3000'], /--port/u],
])('%o is refused', (args, words) => {
  const run = () => runSlackManifest(args, { out: () => {} });
  expect(run).toThrow(UsageError);
  expect(run).toThrow(words);
});
