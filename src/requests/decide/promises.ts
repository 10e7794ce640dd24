import type { Rules } from '../../offices/office.ts';
import type { Person } from '../../people/person.ts';
import { isAgreed, isReply } from '../../sla/clockKinds.ts';
import type { Priority } from '../../sla/policy.ts';
import { type Decision, Draft } from '../draft.ts';
import { promiseOf, type RequestFacts } from '../facts.ts';
import { isLive, requestRef } from '../request.ts';
import { type ClockRow, isCounting, isRunning, owedReply } from '../requestClocks.ts';
import { priorityChanged, promiseMoved } from '../words/promise.ts';
import { replan, retarget } from './clocks.ts';

/**
 * The promises that were told and have another time now. A reply is promised when it is owed; the time to finish, once
 * no reply is.
 */
export function movedPromises(before: RequestFacts, after: RequestFacts): ClockRow[] {
  if (!isLive(before.request) || !isLive(after.request)) return [];
  const replied = before.clocks.some((clock) => clock.kind === 'first_reply' && !isRunning(clock));
  const first = after.clocks.some((clock) => clock.kind === 'first_resolution' && isRunning(clock));
  return after.clocks.filter((clock) => {
    const was = before.clocks.find(({ id }) => id === clock.id);
    if (!was || clock.id === 0 || !isRunning(was) || !isCounting(clock)) return false;
    const isFinish = isAgreed(clock) || clock.kind === (first ? 'first_resolution' : 'total_resolution');
    const told = isReply(clock) || clock.kind === 'update' || (replied && isFinish);
    // Where a later time counts no more, the old one is another than they were told.
    return told && (was.releasedAt !== null || was.dueAt?.getTime() !== clock.dueAt?.getTime());
  });
}

/** Whether none of these could be dated before: the calendar had ended. */
export const areFirst = (before: RequestFacts, moved: readonly ClockRow[]): boolean =>
  before.request.state === 'open' &&
  moved.every(({ id }) =>
    before.clocks.some((clock) => clock.id === id && clock.dueAt === null && clock.target !== null),
  );

/** Of the message that says to a requester who has it now; it says as well what time that is promised now. */
export const movedKey = ({ request: { id, revision } }: Draft): string => `moved ${requestRef(id)} r${revision}`;

/**
 * Whatever was promised and moves is told, with the reason, unless a message of this decision says it. Answers whether something did. `anyway`: what is promised
 * now is told even if it stays.
 */
export function tellMoved(draft: Draft, reason: string, anyway?: ClockRow): boolean {
  const found = draft.before ? movedPromises(draft.before, draft.facts) : [];
  const moved = found.length > 0 || !anyway ? found : [anyway];
  if (moved.length === 0) return false;
  const { id, requesterId } = draft.request;
  if (draft.says(movedKey(draft))) return found.length > 0;
  draft.tell({
    key: `promise ${requestRef(id)} r${draft.request.revision}`,
    kind: 'notice',
    to: requesterId,
    message: (after) =>
      promiseMoved(after, moved, reason, draft.now, draft.before ? areFirst(draft.before, moved) : false),
  });
  return found.length > 0;
}

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
 * Pins an open request to other rules: a calendar with a closure that was declared today, or promises that were
 * published for open requests too. A breach that happened stays a fact.
 * `together`: whoever asked is told of several at once, elsewhere.
 */
export function decideRules(
  facts: RequestFacts,
  rules: Rules,
  reason: string,
  now: Date,
  { together }: { together: boolean },
): { decision: Decision; moved: ClockRow[] } {
  const draft = new Draft(facts, now);
  followRules(draft, rules, reason);
  const moved = movedPromises(facts, draft.facts);
  if (!together) tellMoved(draft, reason);
  return { decision: draft.decided(), moved };
}

/** The clocks go by another version of the calendar or of the promises from now on. What moves by it is to be told. */
export function followRules(draft: Draft, rules: Rules, reason: string): void {
  const due = () => owedReply(draft.facts.clocks)?.dueAt?.toISOString() ?? null;
  const from = due();
  const { calendarId, policyId } = rules;
  const isPromised = policyId !== draft.request.policyId;
  draft.set({ calendarId, policyId });
  draft.know({ rules });
  if (isPromised) retarget(draft);
  else replan(draft);
  const by = { at: draft.now, actorId: null };
  draft.record('promise moved', by, { calendarId, ...(isPromised && { policyId }), from, to: due(), reason });
}
