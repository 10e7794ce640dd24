import type { Person } from '../../people/person.ts';
import type { Priority } from '../../sla/policy.ts';
import { type Decision, Draft } from '../draft.ts';
import { promiseOf, type RequestFacts } from '../facts.ts';
import { tellMoved } from '../moved.ts';
import { requestRef } from '../request.ts';
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
