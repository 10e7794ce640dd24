// A desk put together as in src/main.ts, with the loopback chat or a Slack for its platform. It begins when it is told
// to and says where it answers; how its time differs from the machine's it is told too, so that a story can take place
// on its day.
import { appendFileSync } from 'node:fs';
import type { Chat } from '../../src/chat/capabilities.ts';
import { startDesk } from '../../src/desk.ts';
import { createClock } from '../../src/run/clock.ts';
import { describe, type Logger } from '../../src/run/log.ts';
import type { Config } from '../../src/settings/settings.ts';
import { loopbackPort } from '../support/loopback-port.ts';

export type DeskChildOptions = {
  database: Config['database'];
  /** Address of the loopback chat, or the Slack that it is connected to over HTTP. */
  chat: string | { botToken: string; signingSecret: string; apiUrl: string };
  /** File for its log. */
  log: string;
  /** How far its time is ahead of the machine's, in milliseconds. */
  aheadMs: number;
  settleMs: number;
  leaseMs: number;
};

const options = JSON.parse(process.argv[2] ?? '') as DeskChildOptions;
const note = (level: string) => (message: string, facts?: unknown) =>
  appendFileSync(options.log, `${JSON.stringify({ pid: process.pid, level, message, facts })}\n`);
const log: Logger = {
  info: note('info'),
  warn: note('warn'),
  failure: (message, error, facts) => note('error')(message, { ...facts, ...describe(error) }),
};
const fail = (error: unknown) => {
  log.failure('the desk failed', error);
  process.exit(1);
};
process.on('unhandledRejection', fail);
process.on('uncaughtException', fail);
process.stdin.on('end', () => process.exit(1)); // the parent is gone

process.stdout.write('loaded\n');
process.stdin.once('data', async () => {
  const { settleMs, leaseMs, aheadMs, chat, database } = options;
  const desk = await startDesk(
    { database, host: '127.0.0.1', port: 0, logLevel: 'silent', officeFile: undefined, tryIt: false },
    log,
    createClock(() => Date.now() + aheadMs),
    { ports: [await portTo(chat)], sending: { settleMs, leaseMs } },
  );
  process.once('SIGTERM', () => desk.stop().then(() => process.exit(0), fail));
  process.stdout.write(`${desk.address}\n`);
});

async function portTo(chat: DeskChildOptions['chat']): Promise<Chat> {
  if (typeof chat === 'string') return loopbackPort(chat);
  const { slackChat } = await import('../../adapters/slack/index.ts');
  return slackChat({
    botToken: chat.botToken,
    apiUrl: chat.apiUrl,
    reach: { kind: 'http', signingSecret: chat.signingSecret },
    now: () => new Date(),
    report: (message, error) => (error === undefined ? log.warn(message) : log.failure(message, error)),
    // This Slack can be written to as fast as it goes.
    times: { conversationMs: 0, workspaceMs: 0, changeMs: 0 },
  });
}
