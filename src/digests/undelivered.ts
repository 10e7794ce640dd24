import { andList } from '../chat/andList.ts';
import type { Text } from '../chat/message.ts';
import { requestRef } from '../requests/request.ts';
import type { DigestFacts } from './digest.ts';

/** What reached nobody, as digests say it: however many messages of a request it was, once. */

export type Failure = { requestId: number | null; to: string[]; messages: number; reason: string };

/** By request; what is about none by whom it was for. Of several reasons the newest. */
export function failuresOf(undelivered: DigestFacts['undelivered']): Failure[] {
  const found = new Map<string, Failure>();
  for (const { requestId, recipient, reason } of undelivered) {
    const to = recipient ?? 'somebody';
    const key = requestId === null ? `to ${to}` : `${requestId}`;
    const before = found.get(key) ?? { requestId, to: [], messages: 0 };
    found.set(key, { ...before, to: [...new Set([...before.to, to])], messages: before.messages + 1, reason });
  }
  return [...found.values()];
}

export function sayFailure({ requestId, to, messages, reason }: Failure): Text {
  const on = requestId === null ? '' : ` on ${requestRef(requestId)}`;
  const what = messages === 1 ? 'Not delivered' : `${messages} messages not delivered`;
  return [`${what}${on} to ${andList(to)}: ${reason}`];
}

/** Behind what is to be decided about this request anyhow; nothing where all of it arrived. */
export function alsoNotDelivered(failures: readonly Failure[], requestId: number): Text {
  const failed = failures.find((each) => each.requestId === requestId);
  return failed ? [` · not delivered to ${andList(failed.to)}: ${failed.reason}`] : [];
}
