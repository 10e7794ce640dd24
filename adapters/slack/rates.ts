import type { Outgoing, Rate } from '../../src/chat/port.ts';
import type { Times } from './desk.ts';
import { PLATFORM } from './people.ts';

/**
 * How fast Slack lets an app write (docs.slack.dev/apis/web-api/rate-limits): one message a second in a conversation,
 * with short bursts, some hundred a minute in a workspace; and a message can be changed some fifty times a minute.
 */
export function ratesOf({ workspace, address, replaces }: Outgoing, times: Times): Rate[] {
  if (replaces !== undefined) return [{ key: `${PLATFORM} change ${workspace}`, everyMs: times.changeMs, burst: 30 }];
  return [
    { key: `${PLATFORM} post ${workspace}`, everyMs: times.workspaceMs, burst: 40 },
    { key: `${PLATFORM} post ${workspace} ${address}`, everyMs: times.conversationMs, burst: 5 },
  ];
}
