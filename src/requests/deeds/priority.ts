import { errors, filled, form, notice } from '../../feature/answer.ts';
import type { Priority } from '../../sla/policy.ts';
import { decidePriority } from '../decide/priority.ts';
import { priorityPress, urgentPress } from '../presses.ts';
import { requestRef } from '../request.ts';
import { type Outcome, type RequestForm, requestDeed } from '../requestDeed.ts';
import { priorityForm, urgentForm } from '../words/promise.ts';

/** The requester marks a request urgent, with a reason. */
export const markUrgent = requestDeed(
  urgentPress,
  { needs: 'mark urgent' },
  {
    opens: ({ facts }) =>
      facts.request.priority === 'urgent'
        ? notice(`${requestRef(facts.request.id)} is marked urgent already.`)
        : form(urgentForm(facts)),
    sent(given) {
      const reason = filled(given.values, 'reason');
      return reason ? change(given, 'urgent', reason) : errors({ reason: 'Please say why it is urgent.' });
    },
  },
);

/** A supervisor may say otherwise. */
export const changePriority = requestDeed(
  priorityPress,
  { needs: 'change priority' },
  {
    opens: ({ facts }) => form(priorityForm(facts)),
    sent(given) {
      const reason = filled(given.values, 'reason');
      const { priority } = given.values;
      if (priority !== 'normal' && priority !== 'urgent') return errors({ priority: 'Please choose a priority.' });
      return reason ? change(given, priority, reason) : errors({ reason: 'Please say why; the agency is told.' });
    },
  },
);

function change({ facts, actor, at, now }: RequestForm<object>, priority: Priority, reason: string): Outcome {
  const ref = requestRef(facts.request.id);
  if (facts.request.priority === priority) return notice(`${ref} is ${priority} already.`);
  return {
    decide: decidePriority(facts, actor.person, { priority, reason, at }, now),
    answer: notice(`${ref} is ${priority} now.`),
  };
}
