import type { ChartsAs } from '../../../src/chat/charts/chart.ts';
import type { Outgoing, Rate } from '../../../src/chat/outgoing.ts';
import type { Times } from '../desk.ts';
import { PLATFORM } from '../people/people.ts';
import { chartsOf } from './chart.ts';
import { idsOf, partsOf, readOutgoing } from './outgoing.ts';

/**
 * How fast Slack lets an app write (docs.slack.dev/apis/web-api/rate-limits): one message a second in a conversation,
 * with short bursts, some hundred a minute in a workspace; and a message can be changed some fifty times a minute.
 */
export function ratesOf(given: Outgoing, times: Times, charts: ChartsAs): Rate[] {
  const outgoing = readOutgoing(given);
  const { workspace, address, replaces } = outgoing;
  const parts = partsOf(outgoing, charts).length;
  if (replaces !== undefined) {
    const calls = Math.max(parts, idsOf(replaces).length);
    return [rate(`change ${workspace}`, { everyMs: times.changeMs, burst: 30 }, calls)];
  }
  // All files stand in one post. Whether Slack draws the charts by itself shows when they are sent.
  const posts = parts + (outgoing.file || chartsOf(outgoing.message).length > 0 ? 1 : 0);
  return [
    rate(`post ${workspace}`, { everyMs: times.workspaceMs, burst: 40 }, posts),
    rate(`post ${workspace} ${address}`, { everyMs: times.conversationMs, burst: 5 }, posts),
  ];
}

/** A message of several calls takes the room of all of them, and so fewer such messages go at once. */
const rate = (key: string, { everyMs, burst }: Omit<Rate, 'key'>, calls: number): Rate => ({
  key: `${PLATFORM} ${key}`,
  everyMs: everyMs * calls,
  burst: Math.max(1, burst / calls),
});
