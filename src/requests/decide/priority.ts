import type { Person } from '../../people/person.ts';
import type { Priority } from '../../sla/policy.ts';
import { type Decision, Draft } from '../draft.ts';
import { promiseOf, type RequestFacts } from '../facts.ts';
import { tellMoved } from '../moved.ts';
import { isLive, requestRef } from '../request.ts';
import { isRunning } from '../requestClocks.ts';
import { priorityChanged } from '../words/promise.ts';
import { retarget } from './clocks.ts';

/**
 * Made urgent, the shorter times count from now, unless the old ones end sooner: no promise is late the moment it is
 * made. Made normal again, its times count from the original start. A breach that happened stays a fact.
 */
export function decidePriority(
  facts: RequestFacts,
  by: Person,
  { priority, reason, at }: { priority: Priority; reason: string; at: Date },
  now: Date,
): Decision {
  const draft = new Draft(facts, now);
  const { request } = facts;
  draft.set({
    priority,
    ...(priority === 'urgent' ? { urgentReason: reason, urgentSince: at } : { urgentReason: null, urgentSince: null }),
  });
  retarget(draft);
  draft.record('priority changed', { at, actorId: by.id }, { from: request.priority, to: priority, reason });
  const who = by.id === request.requesterId ? 'you' : by.name;
  tellMoved(draft, `${who} made it ${priority}: ${reason}`, promiseOf(draft.facts));
  draft.tellHolder(by.id, `priority ${requestRef(request.id)} r${draft.request.revision}`, (after) =>
    priorityChanged(after, by.name, reason),
  );
  return draft.decided();
}

/**
 * A request goes on with what another asked that was urgent, and is urgent with it, from when that one was: the promise
 * that somebody was given stays. Where that time has passed already it counts from now, as whenever something is made
 * urgent. Undefined where nothing changes.
 */
export function decideUrgencyOfPart(
  facts: RequestFacts,
  part: Pick<RequestFacts, 'request'>,
  by: Person,
  at: Date,
  now: Date,
): Decision | undefined {
  const { request } = facts;
  const { id, requesterId, urgentReason, urgentSince, openedAt, priority } = part.request;
  if (priority !== 'urgent' || request.priority === 'urgent' || !isLive(request)) return undefined;
  const words = urgentReason ?? 'it was asked as urgent';
  const theirs = `${requestRef(id)}, which is part of it now, is urgent: ${words}`;
  // What a colleague wrote to the office is not for everybody.
  const isOwn = requesterId === request.requesterId;
  const reason = isOwn ? theirs : 'a colleague has asked the same, and it is urgent';
  const from = (since: Date): Draft => {
    const draft = new Draft(facts, now);
    draft.set({ priority: 'urgent', urgentReason: isOwn ? words : reason, urgentSince: since });
    retarget(draft);
    return draft;
  };
  const then = from(urgentSince ?? openedAt);
  const draft = isNewlyLate(facts, then.facts, now) ? from(at) : then;
  draft.record('priority changed', { at, actorId: by.id }, { from: request.priority, to: 'urgent', reason });
  tellMoved(draft, reason);
  draft.tellHolder(by.id, `priority ${requestRef(request.id)} r${draft.request.revision}`, (after) =>
    priorityChanged(after, by.name, theirs),
  );
  return draft.decided();
}

const isNewlyLate = (before: RequestFacts, after: RequestFacts, now: Date): boolean =>
  after.clocks.some(
    (clock, nth) => isRunning(clock) && isPast(clock.dueAt, now) && !isPast(before.clocks[nth]?.dueAt, now),
  );

const isPast = (dueAt: Date | null | undefined, now: Date): boolean => (dueAt ? dueAt <= now : false);
