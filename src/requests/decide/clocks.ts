import type { Draft } from '../draft.ts';
import { heldWhenDue } from '../heldWhenDue.ts';
import { isLive, type RequestMessage } from '../request.ts';
import {
  type ClockRow,
  isReply,
  isRunning,
  type NewClock,
  planClock,
  startClock,
  stopClock,
  targetFor,
} from '../requestClocks.ts';
import { isThanks } from '../thanks.ts';

/** What happens to the clocks of a request. Pure: each step changes the draft it is given. */

const asRow = (clock: NewClock): ClockRow => ({
  ...clock,
  id: 0,
  stoppedAt: null,
  elapsed: null,
  met: null,
  breachedAt: null,
  droppedAt: null,
  heldBy: null,
});

/** The clocks that start with a request. */
export function startOpening(draft: Draft): void {
  const { request, rules } = draft.facts;
  const kinds = ['first_reply', 'first_resolution', 'total_resolution'] as const;
  draft.clocks(kinds.map((kind) => asRow(startClock(request, kind, request.openedAt, rules, []))));
}

/**
 * A question after a reply wants a reply of its own; the oldest unanswered one counts. While words of the office are
 * under way, they answer what was written before them and not this: then it has a clock of its own at once.
 */
export function oweReply(draft: Draft, at: Date): ClockRow | undefined {
  const { clocks, request, rules } = draft.facts;
  const owed = clocks.filter((clock) => isRunning(clock) && isReply(clock));
  const newest = owed.at(-1);
  const answering = draft.facts.messages.findLast(
    ({ kind, deliveredAt, failedAt }) => kind === 'to agency' && !deliveredAt && !failedAt,
  );
  if (newest && (!answering || newest.startedAt > answering.at)) return newest;
  if (clocks.some((clock) => clock.kind === 'next_reply' && clock.startedAt.getTime() === at.getTime())) return newest;
  const started = asRow(startClock(request, 'next_reply', at, rules, []));
  draft.clocks([...clocks, started]);
  return started;
}

/** Plans all running clocks anew, after a pause began or ended or their targets or calendar changed. */
export function replan(draft: Draft): void {
  const { clocks, pauses, rules } = draft.facts;
  const firstRuns = clocks.some((clock) => clock.kind === 'first_resolution' && isRunning(clock));
  draft.clocks(
    clocks.map((clock) => {
      if (!isRunning(clock)) return clock;
      const plan = planClock(clock, pauses, rules);
      // The first resolution warns for both.
      return clock.kind === 'total_resolution' && firstRuns ? { ...clock, dueAt: plan.dueAt } : { ...clock, ...plan };
    }),
  );
}

/** Other targets, from the original start: another priority, or another office. A breach that happened stays a fact. */
export function retarget(draft: Draft): void {
  const { request, rules } = draft.facts;
  draft.clocks(
    draft.facts.clocks.map((clock) =>
      isRunning(clock)
        ? { ...clock, officeId: request.officeId, target: targetFor(clock, request.priority, rules) }
        : clock,
    ),
  );
  replan(draft);
}

/** Stops the clocks for which this is so, at `at`; who held the request when they were due answers for them. */
export function stopWhere(draft: Draft, at: Date, which: (clock: ClockRow) => boolean): ClockRow[] {
  const { pauses, rules, request } = draft.facts;
  const stopped: ClockRow[] = [];
  const { clocks } = heldWhenDue(draft.facts, at);
  draft.clocks(
    clocks.map((clock) => {
      if (!isRunning(clock) || !which(clock)) return clock;
      const verdict = { ...clock, ...stopClock(clock, at, pauses, rules), heldBy: clock.heldBy ?? request.holderId };
      stopped.push(verdict);
      return verdict;
    }),
  );
  return stopped;
}

/** They end without a verdict: nothing is owed any more. */
export function drop(draft: Draft, at: Date): void {
  draft.clocks(
    draft.facts.clocks.map((clock) => (isRunning(clock) ? { ...clock, droppedAt: at, stepAt: null } : clock)),
  );
}

/**
 * A reply has arrived: it answers what was written before it. What was written while it was under way is still owed a
 * reply, from its own time on. Answers with the clocks that stopped.
 */
export function replyArrived(draft: Draft, reply: RequestMessage, at: Date): ClockRow[] {
  const { messages } = draft.facts;
  const answered = Math.max(
    reply.number,
    ...messages.filter(({ kind, deliveredAt }) => kind === 'to agency' && deliveredAt).map(({ number }) => number),
  );
  const open = messages.find(
    ({ kind, number, text }) => kind === 'from agency' && number > answered && !isThanks(text),
  );
  const stopped = stopWhere(
    draft,
    at,
    (clock) => isReply(clock) && clock.startedAt <= at && (open === undefined || clock.startedAt < open.at),
  );
  if (open && isLive(draft.request)) oweReply(draft, open.at);
  return stopped;
}
