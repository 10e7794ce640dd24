import type { Person } from '../../people/person.ts';
import { type Decision, Draft } from '../draft.ts';
import type { RequestFacts } from '../facts.ts';
import { messageRef, requestRef } from '../request.ts';
import { breachTakenBack, undelivered } from '../words/undelivered.ts';
import { replan, replyArrived } from './clocks.ts';
import { untoldLonger } from './longer.ts';
import { type Move, moveTo } from './moving.ts';

/**
 * A message reached the other side. Only now does a reply stop the clocks, and only now does a question to the agency
 * begin the wait for it: what was not delivered has not been said. Undefined when that is known already.
 */
export function decideDelivered(facts: RequestFacts, messageId: number, at: Date, now: Date): Decision | undefined {
  const message = facts.messages.find(({ id }) => id === messageId);
  if (!message || message.deliveredAt) return undefined;
  const draft = new Draft(facts, now);
  draft.change(message.number, { deliveredAt: at, failedAt: null });
  draft.record('delivered', { at, actorId: null }, { number: message.number });
  if (message.kind !== 'to agency') return draft.decided();
  for (const clock of replyArrived(draft, message, at)) {
    // A reply within its time takes back a breach that was announced before.
    if (!clock.met || !clock.breachedAt) continue;
    draft.clocks(
      draft.facts.clocks.map((each) => (each.id === clock.id ? { ...each, breachedAt: null, brokenBy: null } : each)),
    );
    draft.record('breach withdrawn', { at, actorId: null }, { clock: clock.kind });
    draft.tell({ key: `breach withdrawn ${clock.id}`, kind: 'notice', to: 'supervisors', message: breachTakenBack });
  }
  // The agency may have written while the question was under way: then there is nothing to wait for.
  const answered = facts.messages.some(({ kind, number }) => kind === 'from agency' && number > message.number);
  if (message.asks && facts.request.state === 'open' && !answered) {
    draft.set({ state: 'waiting' });
    draft.pause('waiting_on_agency', at);
    replan(draft);
    draft.record('waiting', { at, actorId: message.authorId }, { number: message.number });
  }
  return draft.decided();
}

/** Who has it instead of somebody who is not reached. */
export type Moved = { holder: Person; move: Move };

/**
 * A message could not be delivered at all: supervisors, the holder and, where it is the holder who is not reached, who
 * covers see what and why, and can act. `moved`: no chat reaches the holder any more, so somebody else has it from now on. Somebody who is not reached is told of once a day, however much waits for them;
 * what was for whom is on each request's record.
 */
export function decideUndelivered(
  facts: RequestFacts,
  delivery: { key: string; kind: string; messageId: number | null; personId: number | null },
  {
    recipient,
    backups,
    moved,
  }: { recipient: Person | undefined; backups: readonly Person[]; moved?: Moved | undefined },
  reason: string,
  now: Date,
): Decision {
  const draft = new Draft(facts, now);
  const message = facts.messages.find(({ id }) => id === delivery.messageId);
  if (message && !message.deliveredAt) draft.change(message.number, { failedAt: now });
  untoldLonger(draft, delivery.key);
  draft.record('undelivered', { at: now, actorId: null }, { key: delivery.key, reason });
  const what = message ? `message ${messageRef(facts.request.id, message.number)}` : `a ${delivery.kind}`;
  const whose = `${what} for ${recipient?.name ?? requestRef(facts.request.id)}`;
  const { holder } = facts;
  const once = recipient ? `person ${recipient.id} on ${draft.facts.day}` : delivery.key;
  const saying = {
    key: `undelivered ${once}`,
    kind: 'notice',
    message: (after: RequestFacts) =>
      undelivered(after, { what: whose, reason, recipient, moved: moved !== undefined }),
  } as const;
  draft.tell({ ...saying, to: 'supervisors' });
  const readers = [...(holder && holder.id !== delivery.personId ? [holder] : []), ...backups];
  for (const { id } of readers)
    if (id !== moved?.holder.id) draft.tell({ ...saying, key: `${saying.key} to ${id}`, to: id });
  if (moved) moveTo(draft, moved.holder, moved.move);
  return draft.decided();
}
