import type { ChatPort, Receive } from '../../src/chat/port.ts';
import { createApi, SLACK_API_URL } from './client.ts';
import { takeCommand } from './commands.ts';
import { type Desk, type Report, type ServiceLine, type Times, within } from './desk.ts';
import { takeEvent } from './events.ts';
import { fetchFile } from './files.ts';
import { createHttp, type Take } from './http.ts';
import { takeInteraction } from './interactions.ts';
import { createMemory } from './memory.ts';
import { createPeople, PLATFORM } from './people.ts';
import { checkWorkspace } from './selfCheck.ts';
import { findMessage, sendMessage } from './send.ts';
import { createSocket } from './socket.ts';

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

/** One Slack workspace as a chat platform of the desk. */
export function slackChat(options: SlackOptions): ChatPort {
  const { botToken, reach, apiUrl = SLACK_API_URL, now, report } = options;
  const times = { ...TIMES, ...options.times };
  const api = createApi(botToken, apiUrl, now, times.apiMs);
  const people = createPeople(api, now);
  let receive: Receive | undefined;

  const desk: Desk = {
    api,
    people,
    times,
    now,
    report,
    lines: async () => (await options.lines?.()) ?? [],
    async hand(inbound) {
      if (!receive) throw new Error('the desk does not listen');
      const answer = await receive(inbound);
      if (inbound.kind === 'press' || inbound.kind === 'submit') memory.changed(inbound.from.address);
      return answer;
    },
    visited: (account) => memory.visited(account),
    mayTake: (channel, key, most) => memory.mayTake(channel, key, most),
    first: (what) => memory.first(what),
    hasLeft: (userId) => memory.hasLeft(userId),
    setLeft: (userId, closed) => memory.setLeft(userId, closed),
  };
  const memory = createMemory(desk);

  const take: Take = async (body) => {
    if (!receive) throw new Error('the desk does not listen');
    if (body.type === 'event_callback')
      return within(
        times.receiveMs,
        'an event',
        takeEvent(desk, body).then(() => undefined),
      );
    if (body.type === 'app_rate_limited') {
      report('Slack sends less than there is: more than 30,000 events came within an hour');
      return undefined;
    }
    if ('command' in body) return within(times.receiveMs, 'a command', takeCommand(desk, body));
    return within(times.receiveMs, 'an interaction', takeInteraction(desk, body));
  };

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
      checking = checkWorkspace(api, report, options.tell ?? (() => {}));
      socket?.start();
    },
    async send(outgoing) {
      const sent = await sendMessage(api, apiUrl, outgoing);
      memory.changed(outgoing.address);
      return sent;
    },
    find: (outgoing) => findMessage(api, apiUrl, outgoing),
    fetchFile: (file) => fetchFile(api, apiUrl, botToken, file),
    reach: (email) => people.reach(email),
    ...(reach.kind === 'http' && {
      http: { path: '/slack', handle: createHttp({ secret: reach.signingSecret, now, take, report }) },
    }),
    async stop() {
      receive = undefined;
      await socket?.stop();
      await memory.stop();
      await checking;
    },
  };
}
