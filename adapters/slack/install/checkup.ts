import { WebAPIPlatformError } from '@slack/web-api';
import { type Check, type Finding, note, ok, wrong } from '../../../src/chat/finding.ts';
import type { Message } from '../../../src/chat/message.ts';
import { createApi, SLACK_API_URL } from '../client.ts';
import { TIMES } from '../desk.ts';
import { IS_IT_THE_APP_TOKEN } from '../in/socket.ts';
import type { SlackOptions } from '../index.ts';
import { toChatError } from '../out/errors.ts';
import { drawParts } from '../out/render.ts';
import { isRecord, listOf, textOf } from '../read.ts';
import { type InstalledOptions, installedWorkspaces } from './installed.ts';
import { checkKeys } from './keyCheck.ts';
import type { Surroundings } from './workspace.ts';
import { oneWorkspace, type Workspaces } from './workspaces.ts';

type OneOrMany = { botToken: string } | { oauth: InstalledOptions };
export type CheckupOptions = OneOrMany & Pick<SlackOptions, 'reach' | 'apiUrl' | 'now'> & { callMs?: number };

/** One block of each kind, for Slack to look at. It is shown to nobody. */
const EVERY_KIND: Message = {
  blocks: [
    { kind: 'heading', text: 'R-1042' },
    { kind: 'text', text: ['You will have a reply by ', { when: new Date(0), zone: 'UTC' }, '.'] },
    { kind: 'quote', by: 'Ana Ruiz', text: 'Do I need three quotes?' },
    { kind: 'facts', facts: [{ label: 'Agency', value: ['Transportation'] }] },
    { kind: 'list', items: [['one'], ['two']] },
    { kind: 'row', text: ['R-1043'], buttons: [{ label: 'Open', press: { name: 'open', about: '1043' } }] },
    { kind: 'buttons', buttons: [{ label: 'Reply', press: { name: 'reply', about: '1042' }, style: 'primary' }] },
    { kind: 'small', text: ['Anybody may ask.'] },
  ],
};

/** What there is to look at of Slack, once: nothing is sent to anybody, and nothing that is kept is changed. */
export function slackCheckup(options: CheckupOptions): Check[] {
  const { apiUrl = SLACK_API_URL, now, reach, callMs = TIMES.apiMs } = options;
  const report: string[] = [];
  const told: Record<string, unknown>[] = [];
  const surroundings: Surroundings = {
    apiUrl,
    times: { ...TIMES, apiMs: callMs },
    charts: 'pictures',
    now,
    report: (words) => void report.push(words),
    tell: (facts) => void told.push(facts),
    given() {
      throw new Error('nobody listens');
    },
  };
  const workspaces =
    'oauth' in options ? looked(surroundings, options.oauth) : oneWorkspace(surroundings, options.botToken);
  return [
    async () => {
      await workspaces.check();
      return [...report.map(wrong), ...told.flatMap(sayWorkspace)];
    },
    ...('oauth' in options ? [() => checkKeys(options.oauth)] : []),
    ...(reach.kind === 'socket'
      ? [async () => [await askForConnection(createApi(reach.appToken, apiUrl, now, callMs))]]
      : []),
    async () => {
      const blocks = await askAboutBlocks(workspaces);
      await workspaces.stop();
      return blocks;
    },
  ];
}

/** Tokens are sealed anew and renewed by a desk alone. */
const looked = (surroundings: Surroundings, options: InstalledOptions): Workspaces =>
  installedWorkspaces(surroundings, {
    ...options,
    renews: false,
    installations: { ...options.installations, reseal: async () => false },
  });

function sayWorkspace({ team, bot, unneeded }: Record<string, unknown>): Finding[] {
  const connected = ok(`the workspace ${team} knows the desk as ${bot}, and lets it do all that it needs to`);
  if (!Array.isArray(unneeded)) return [connected];
  const scopes = unneeded.filter((scope) => typeof scope === 'string' && /^[\w.:-]{1,60}$/u.test(scope)).join(', ');
  return [
    connected,
    note(
      `in the workspace ${team} the app may do more than the desk has use for (${scopes}): take it away on the app’s page under OAuth & Permissions, or make the app by “npm run -s desk -- slack-manifest”`,
    ),
  ];
}

/** An address to connect to is made, and used by nobody. */
async function askForConnection({ web }: ReturnType<typeof createApi>): Promise<Finding> {
  try {
    await web.apps.connections.open();
    return ok('Slack lets the desk connect (Socket Mode)');
  } catch (error) {
    const { outcome, message } = toChatError(error);
    return wrong(outcome === 'unauthorised' ? `${message}: ${IS_IT_THE_APP_TOKEN}` : `Socket Mode: ${message}`);
  }
}

/** What Slack says of a message as the desk draws it. A Slack that cannot be asked that, such as GovSlack, is well too. */
async function askAboutBlocks(workspaces: Workspaces): Promise<Finding[]> {
  const [team] = await workspaces.teams();
  const workspace = team === undefined ? undefined : await workspaces.of(team);
  if (!workspace) return [];
  const blocks = drawParts(EVERY_KIND).flatMap((part) => part.blocks);
  try {
    await workspace.desk.api.web.blocks.validate({ message: { blocks } });
    return [ok('Slack takes messages as the desk draws them')];
  } catch (error) {
    if (!(error instanceof WebAPIPlatformError) || !/^invalid_(?:blocks|message)$/u.test(error.data.error)) return [];
    const places = listOf(isRecord(error.data) ? error.data.errors : undefined)
      .map(({ pointer, code }) => `${textOf(pointer)} ${textOf(code)}`.trim())
      .filter((place) => /^[\w/ .-]{1,80}$/u.test(place));
    return [
      note(
        `Slack does not take messages as the desk draws them (${[error.data.error, ...places.slice(0, 3)].join(', ')}): where it is refused the desk says the same in older blocks; update the desk, or tell whoever makes it`,
      ),
    ];
  }
}
