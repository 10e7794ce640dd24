import type { ChatWith } from '../../src/chat/capabilities.ts';
import type { ChartsAs } from '../../src/chat/charts/chart.ts';
import type { DeskSide } from '../../src/chat/deskSide.ts';
import { ChatError } from '../../src/chat/errors.ts';
import { SLACK_API_URL } from './client.ts';
import { type Report, TIMES, type Times, within } from './desk.ts';
import { takeCommand } from './in/commands.ts';
import { isFarewell, takeEvent } from './in/events.ts';
import { orWords } from './in/failing.ts';
import { createHttp, type Take } from './in/http.ts';
import { type Reply, takeInteraction } from './in/interactions.ts';
import { readMissed } from './in/missed.ts';
import { createSocket } from './in/socket.ts';
import { createInstaller, type InstallOptions } from './install/install.ts';
import { type InstalledOptions, installedWorkspaces } from './install/installed.ts';
import type { Surroundings, Workspace } from './install/workspace.ts';
import {
  atWorkspace,
  censusOf,
  contactsOf,
  inWorkspace,
  oneWorkspace,
  placesOf,
  reachIn,
} from './install/workspaces.ts';
import { fetchFile } from './out/files.ts';
import { ratesOf } from './out/rates.ts';
import { findMessage, sendMessage } from './out/send.ts';
import { firstInAnHour } from './people/memory.ts';
import { PLATFORM, trustingKnown } from './people/people.ts';

type Http = { kind: 'http'; signingSecret: string };

export type SlackOptions = (OneWorkspace | ManyWorkspaces) & {
  /** Another than Slack's usual API, such as GovSlack's. */
  apiUrl?: string | undefined;
  /** Slack's own charts in the workspaces that have them, if nothing else is said; everywhere else pictures. */
  charts?: ChartsAs | undefined;
  now(): Date;
  /** Told what went wrong, in words for the operator. */
  report: Report;
  /** Told what the workspace is, once Slack has said so. */
  tell?(facts: Record<string, unknown>): void;
  times?: Partial<Times>;
};

/** `reach` is how Slack gets to us: it calls (HTTP, with the secret that it signs with), or we connect (Socket Mode). */
type OneWorkspace = { botToken: string; reach: Http | { kind: 'socket'; appToken: string } };
type ManyWorkspaces = { oauth: InstallOptions & InstalledOptions; reach: Http };

/** Over Socket Mode without `http`: then it is the desk that calls. */
export type SlackChat = ChatWith<'lookup' | 'directory' | 'census' | 'history' | 'files' | 'threads'>;

/** Slack as a chat platform of the desk. */
export function slackChat(options: SlackOptions): SlackChat {
  const { reach, apiUrl = SLACK_API_URL, charts = 'native', now, report } = options;
  const times = { ...TIMES, ...options.times };
  let desk: DeskSide | undefined;
  const listening = (): DeskSide => {
    if (!desk) throw new Error('the desk does not listen');
    return desk;
  };
  let greeted = () => {};
  const connected = new Promise<void>((resolve) => {
    greeted = resolve;
  });
  if (reach.kind === 'http') greeted();
  const surroundings: Surroundings = {
    apiUrl,
    times,
    charts,
    now,
    report,
    // A good bot token is not enough: whoever connects to Slack is connected when it has greeted.
    tell: (facts) => void connected.then(() => options.tell?.(facts)),
    given: listening,
  };
  const { workspaces, install } =
    'oauth' in options
      ? many(surroundings, options.oauth)
      : { workspaces: oneWorkspace(surroundings, options.botToken) };
  const first = firstInAnHour(now);

  const take: Take = async (body) => {
    listening();
    if (body.type === 'app_rate_limited') {
      report('Slack sends less than there is: more than 30,000 events came within an hour');
      return undefined;
    }
    if (body.type !== 'event_callback') return orWords(body, takeIn(body), { ms: times.receiveMs, report });
    return within(times.receiveMs, 'an event', takeIn(body)).catch((error: unknown) => {
      if (!(error instanceof ChatError) || error.outcome !== 'gone') throw error;
      if (first('nobody'))
        report('something came from somebody whom Slack does not know anymore, and was dropped', error);
      return undefined;
    });
  };

  async function takeIn(body: Record<string, unknown>): Promise<Reply> {
    const places = placesOf(body);
    const [team = ''] = places;
    let workspace: Workspace | undefined;
    for (const place of places.length > 0 ? places : ['']) workspace ??= await workspaces.of(place);
    if (!workspace) {
      if (!isFarewell(body) && first(team))
        report(
          `something came from the Slack workspace ${team || '(unnamed)'} and was dropped: the app is not installed there, or SLACK_ALLOWED_TEAMS does not name it`,
        );
      return undefined;
    }
    const { team: own } = workspace;
    const take = ({ desk }: Pick<Workspace, 'desk'>): Promise<Reply> => {
      if (body.type === 'event_callback') return takeEvent(desk, body, own).then(() => undefined);
      return 'command' in body ? takeCommand(desk, body) : takeInteraction(desk, body);
    };
    const { desk } = workspace;
    return inWorkspace(workspaces, workspace, take).catch((error: unknown) => {
      if (!(error instanceof ChatError) || error.outcome !== 'unauthorised') throw error;
      // The token is not taken any more, and there is no other: whoever is known is heard all the same.
      return take({ desk: { ...desk, people: trustingKnown(desk.people) } });
    });
  }

  const at = <T>(team: string, work: (workspace: Workspace) => Promise<T>) => atWorkspace(workspaces, team, work);
  const socket =
    reach.kind === 'socket'
      ? createSocket({ appToken: reach.appToken, apiUrl, take, report, greeted, firstWaitMs: times.reconnectMs })
      : undefined;
  const events = reach.kind === 'http' ? createHttp({ secret: reach.signingSecret, now, take, report }) : undefined;
  let checking: Promise<void> | undefined;

  return {
    platform: PLATFORM,
    threads: true,
    async start(given) {
      desk = given;
      checking = workspaces.check();
      socket?.start();
    },
    outbound: {
      send: (outgoing) =>
        at(outgoing.workspace, async ({ desk: { api }, charts: own, changed }) => {
          const sent = await sendMessage(api, apiUrl, outgoing, own);
          changed(outgoing.address);
          return sent;
        }),
      rates: (outgoing) => ratesOf(outgoing, times, charts),
    },
    lookup: {
      find: (outgoing) =>
        at(outgoing.workspace, ({ desk: { api }, charts: own }) => findMessage(api, apiUrl, outgoing, own)),
    },
    directory: { reach: (email) => reachIn(workspaces, email) },
    census: { accounts: () => censusOf(workspaces) },
    history: {
      missed: (account, since) => at(account.workspace, (workspace) => readMissed(workspace, account, since)),
      contacts: () => contactsOf(workspaces),
    },
    files: {
      fetch: (file, from) => at(from.workspace, ({ desk: { api }, token }) => fetchFile(api, apiUrl, token, file)),
    },
    ...(events && {
      http: { path: '/slack', handle: async (request: Request) => (await install?.(request)) ?? events(request) },
    }),
    async stop() {
      desk = undefined;
      await socket?.stop();
      await workspaces.stop();
      await checking;
    },
  };
}

function many(surroundings: Surroundings, oauth: ManyWorkspaces['oauth']) {
  const workspaces = installedWorkspaces(surroundings, oauth);
  return { workspaces, install: createInstaller(surroundings, oauth, workspaces.keep) };
}
