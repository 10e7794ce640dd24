import { andList } from '../chat/andList.ts';
import { beginningOf } from '../chat/beginningOf.ts';
import type { Text } from '../chat/message.ts';
import { requestRef } from '../requests/request.ts';
import type { Undelivered } from './digest.ts';

/** What reached nobody, as digests say it: however many messages of a request it was, once. */

/** `whom`: the one person or account that it was for; `upTo`: the newest message, and `what` it began with. */
export type Failure = {
  requestId: number | null;
  to: string[];
  whom: { person: number } | { account: number } | undefined;
  upTo: number;
  what: string;
  messages: number;
  reason: string;
};

/** Of what a message said, in characters: enough to know which it was. */
const LONGEST_WHAT = 70;

/** By request; what is about none by whom it was for. Of several the newest says why. */
export function failuresOf(undelivered: readonly Undelivered[]): Failure[] {
  const found = new Map<string, Failure>();
  for (const { id, requestId, personId, accountId, recipient, what, reason } of undelivered) {
    const to = recipient ?? 'somebody';
    const key = requestId === null ? `to ${personId} ${accountId}` : `${requestId}`;
    const before = found.get(key) ?? { to: [], messages: 0 };
    found.set(key, {
      ...{ requestId, to: [...new Set([...before.to, to])], messages: before.messages + 1, reason },
      ...{ upTo: id, what: beginningOf(what, LONGEST_WHAT) },
      whom: personId !== null ? { person: personId } : accountId !== null ? { account: accountId } : undefined,
    });
  }
  return [...found.values()];
}

export function sayFailure({ requestId, to, messages, what, reason }: Failure): Text {
  const failed = messages === 1 ? 'Not delivered' : `${messages} messages not delivered`;
  if (requestId !== null) return [`${failed} on ${requestRef(requestId)} to ${andList(to)}: ${reason}`];
  const which = what === '' ? '' : messages === 1 ? `, “${what}”` : `, the latest “${what}”`;
  return [`${failed} to ${andList(to)}${which}: ${reason}`];
}

/** Behind what is to be decided about this request anyhow; nothing where all of it arrived. */
export function alsoNotDelivered(failures: readonly Failure[], requestId: number): Text {
  const failed = failures.find((each) => each.requestId === requestId);
  return failed ? [` · not delivered to ${andList(failed.to)}: ${failed.reason}`] : [];
}
