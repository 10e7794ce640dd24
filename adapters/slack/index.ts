import type { ChatPort, Receive } from '../../src/chat/port.ts';
import { SLACK_API_URL } from './client.ts';
import { takeCommand } from './commands.ts';
import { type Report, type ServiceLine, type Times, within } from './desk.ts';
import { takeEvent } from './events.ts';
import { fetchFile } from './files.ts';
import { createHttp, type Take } from './http.ts';
import { type Reply, takeInteraction } from './interactions.ts';
import { PLATFORM } from './people.ts';
import { findMessage, sendMessage } from './send.ts';
import { createSocket } from './socket.ts';
import type { Surroundings, Workspace } from './workspace.ts';
import { atWorkspace, censusOf, inWorkspace, oneWorkspace, reachIn, teamOf } from './workspaces.ts';

export type SlackOptions = {
  botToken: string;
  /** How Slack reaches us: it calls (HTTP, with the secret that it signs with), or we connect (Socket Mode). */
  reach: { kind: 'http'; signingSecret: string } | { kind: 'socket'; appToken: string };
  /** Another than Slack's usual API, such as GovSlack's. */
  apiUrl?: string | undefined;
  now(): Date;
  /** The service lines that a person may choose from, asked for whenever the form is opened. */
  lines?(): Promise<readonly ServiceLine[]>;
  /** Told what went wrong, in words for the operator. */
  report: Report;
  /** Told what the workspace is, once Slack has said so. */
  tell?(facts: Record<string, unknown>): void;
  times?: Partial<Times>;
};

const TIMES: Times = { apiMs: 10_000, receiveMs: 2_500, openMs: 1_200, homeMs: 2_000, reconnectMs: 1_000 };

/** Slack as a chat platform of the desk. */
export function slackChat(options: SlackOptions): ChatPort {
  const { botToken, reach, apiUrl = SLACK_API_URL, now, report } = options;
  const times = { ...TIMES, ...options.times };
  let receive: Receive | undefined;
  const listening = (): Receive => {
    if (!receive) throw new Error('the desk does not listen');
    return receive;
  };
  const surroundings: Surroundings = {
    apiUrl,
    times,
    now,
    report,
    tell: options.tell ?? (() => {}),
    lines: async () => (await options.lines?.()) ?? [],
    hand: async (inbound) => listening()(inbound),
  };
  const workspaces = oneWorkspace(surroundings, botToken);

  const take: Take = async (body) => {
    listening();
    if (body.type === 'app_rate_limited') {
      report('Slack sends less than there is: more than 30,000 events came within an hour');
      return undefined;
    }
    const what = body.type === 'event_callback' ? 'an event' : 'command' in body ? 'a command' : 'an interaction';
    return within(times.receiveMs, what, takeIn(body));
  };

  async function takeIn(body: Record<string, unknown>): Promise<Reply> {
    const workspace = await workspaces.of(teamOf(body));
    if (!workspace) return undefined;
    return inWorkspace(workspaces, workspace, ({ desk }) => {
      if (body.type === 'event_callback') return takeEvent(desk, body).then(() => undefined);
      return 'command' in body ? takeCommand(desk, body) : takeInteraction(desk, body);
    });
  }

  const at = <T>(team: string, work: (workspace: Workspace) => Promise<T>) => atWorkspace(workspaces, team, work);
  const socket =
    reach.kind === 'socket'
      ? createSocket({ appToken: reach.appToken, apiUrl, take, report, firstWaitMs: times.reconnectMs })
      : undefined;
  let checking: Promise<void> | undefined;

  return {
    platform: PLATFORM,
    threads: true,
    async start(given) {
      receive = given;
      checking = workspaces.check();
      socket?.start();
    },
    send: (outgoing) =>
      at(outgoing.workspace, async ({ desk, changed }) => {
        const sent = await sendMessage(desk.api, apiUrl, outgoing);
        changed(outgoing.address);
        return sent;
      }),
    find: (outgoing) => at(outgoing.workspace, ({ desk }) => findMessage(desk.api, apiUrl, outgoing)),
    fetchFile: (file, from) => at(from.workspace, ({ desk, token }) => fetchFile(desk.api, apiUrl, token, file)),
    reach: (email) => reachIn(workspaces, email),
    census: () => censusOf(workspaces),
    ...(reach.kind === 'http' && {
      http: { path: '/slack', handle: createHttp({ secret: reach.signingSecret, now, take, report }) },
    }),
    async stop() {
      receive = undefined;
      await socket?.stop();
      await workspaces.stop();
      await checking;
    },
  };
}
