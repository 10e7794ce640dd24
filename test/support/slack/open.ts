import { vi } from 'vitest';
import { type SlackChat, type SlackOptions, slackChat } from '../../../adapters/slack/index.ts';
import { driver } from './driver.ts';
import { APP_TOKEN, BOT_TOKEN, openWorkspace, SECRET } from './workspace.ts';

export const ANA = 'ana@state.example';
export const LEE = 'lee@state.example';
const PEOPLE = [
  { email: ANA, name: 'Ana Ruiz' },
  { email: LEE, name: 'Lee <Park>', zone: 'America/Chicago' },
];

/** A whole second, so that Slack's ids of messages say exactly this. */
export const NOW = new Date('2026-06-09T18:12:00Z');

/** A workspace with the adapter on it, at a fixed time or at a story's. Nothing listens until the port is started. */
export async function openSlack(
  mode: 'http' | 'socket' = 'http',
  options: Partial<SlackOptions> & { people?: { email: string; name: string; zone?: string }[] } = {},
  story?: () => Date,
) {
  const { people = PEOPLE, ...more } = options;
  if (!story) vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  const now = story ?? (() => new Date());
  const workspace = await openWorkspace(people, story);
  const reports: string[] = [];
  let stopped = false;
  const inner = slackChat({
    botToken: BOT_TOKEN,
    reach: mode === 'http' ? { kind: 'http', signingSecret: SECRET } : { kind: 'socket', appToken: APP_TOKEN },
    apiUrl: workspace.apiUrl,
    now,
    report(message, error) {
      reports.push(error === undefined ? message : `${message}: ${error instanceof Error ? error.message : error}`);
      if (message.includes('not acknowledged')) workspace.socket.refuse(new Error(message));
    },
    times: { homeMs: 0, reconnectMs: 10, conversationMs: 0, workspaceMs: 0, changeMs: 0 },
    ...more,
  });
  const port: SlackChat = {
    ...inner,
    async stop() {
      stopped = true;
      await inner.stop();
    },
  };
  return {
    workspace,
    port,
    reports,
    drive: driver(workspace, port, mode, () => !stopped),
    async close() {
      await port.stop();
      vi.useRealTimers();
      await workspace.close();
    },
  };
}
