import { clockKinds, isAgreed, isReply } from '../../sla/clockKinds.ts';
import { takenBack, withoutEmpty } from '../agreedTimes.ts';
import type { Draft } from '../draft.ts';
import { promisedTo, underWay } from '../facts.ts';
import { heldWhenDue } from '../heldWhenDue.ts';
import { isLive, type RequestMessage } from '../request.ts';
import {
  type ClockRow,
  dropped,
  isRunning,
  newsClocks,
  openingClocks,
  questionClocks,
  replanned,
  retargeted,
  stopped,
} from '../requestClocks.ts';
import { isThanks } from '../thanks.ts';

/** What happens to the clocks of a request. Each step changes the draft it is given. */

/** The clocks that start with a request. */
export const startOpening = (draft: Draft): void =>
  draft.clocks(openingClocks({ ...draft.request, ...promisedTo(draft.facts) }, draft.facts.rules));

/**
 * A question after a reply wants a reply of its own; the oldest unanswered one counts. While words of the office are
 * under way, they answer what was written before them and not this: then it has a clock of its own at once.
 */
export function oweReply(draft: Draft, at: Date): ClockRow | undefined {
  const { clocks, rules } = draft.facts;
  const newest = clocks.findLast((clock) => isRunning(clock) && isReply(clock));
  const answering = underWay(draft.facts).at(-1);
  if (newest && (!answering || newest.startedAt > answering.at)) return newest;
  const started = questionClocks({ id: draft.request.id, ...promisedTo(draft.facts) }, at, rules).filter(
    ({ kind }) => !clocks.some((clock) => clock.kind === kind && clock.startedAt.getTime() === at.getTime()),
  );
  draft.clocks([...clocks, ...started]);
  return started[0] ?? newest;
}

/** Plans the clocks anew, after a pause began or ended or their calendar changed. */
export function replan(draft: Draft): void {
  const { clocks, pauses, rules } = draft.facts;
  draft.clocks(replanned(clocks, pauses, rules));
}

/** Other targets, from the original start: another priority, agency, topic or office. A breach that happened stays a fact. */
export function retarget(draft: Draft): void {
  const { clocks, pauses, rules } = draft.facts;
  draft.clocks(retargeted(promisedTo(draft.facts), clocks, pauses, rules, draft.now));
}

/** Another office owes the answer: what somebody of the old one named counts no more, and its own promise does. */
export function endAgreements(draft: Draft): void {
  const { clocks, pauses, rules } = draft.facts;
  const agreed = clocks.filter((clock) => isRunning(clock) && isAgreed(clock));
  draft.clocks(takenBack(clocks, agreed, { at: draft.now }, pauses, rules));
}

/** Stops the clocks for which this is so, at `at`; who held the request when they were due answers for them. */
export function stopWhere(draft: Draft, at: Date, which: (clock: ClockRow) => boolean): ClockRow[] {
  const { pauses, rules, request } = draft.facts;
  const ended: ClockRow[] = [];
  const { clocks } = heldWhenDue(draft.facts, at);
  draft.clocks(
    clocks.map((clock) => {
      if (!isRunning(clock) || !which(clock)) return clock;
      const verdict = { ...stopped(clock, at, pauses, rules), heldBy: clock.heldBy ?? request.holderId };
      ended.push(verdict);
      return verdict;
    }),
  );
  draft.clocks(withoutEmpty(draft.facts.clocks, at));
  return ended;
}

/** They end without a verdict: nothing is owed any more. */
export function drop(draft: Draft, at: Date): void {
  draft.clocks(draft.facts.clocks.map((clock) => (isRunning(clock) ? dropped(clock, at) : clock)));
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
  const ended = stopWhere(
    draft,
    at,
    (clock) => isReply(clock) && clock.startedAt <= at && (open === undefined || clock.startedAt < open.at),
  );
  ended.push(...newsArrived(draft, at));
  if (open && isLive(draft.request)) oweReply(draft, open.at);
  return ended;
}

/** Every reply is news, and until it is resolved the next are owed from it on. Answers with the clocks that stopped. */
function newsArrived(draft: Draft, at: Date): ClockRow[] {
  const isNews = (clock: ClockRow): boolean => clockKinds[clock.kind].begins === 'reply';
  const ended = stopWhere(draft, at, (clock) => isNews(clock) && clock.startedAt <= at);
  const { clocks, rules } = draft.facts;
  // One that was delivered before another, and is known later, is no newer word.
  if (!isLive(draft.request) || clocks.some((clock) => isNews(clock) && clock.startedAt >= at)) return ended;
  draft.clocks([...clocks, ...newsClocks({ id: draft.request.id, ...promisedTo(draft.facts) }, at, rules)]);
  return ended;
}

/** These words went elsewhere: the reply owed for them is owed no more, only one for what was written after them. */
export function owesNoReply(draft: Draft, { number, at: written }: RequestMessage, at: Date): void {
  const { clocks, messages } = draft.facts;
  const isOwed = (clock: ClockRow): boolean =>
    clock.kind === 'next_reply' && isRunning(clock) && clock.startedAt.getTime() === written.getTime();
  if (!clocks.some(isOwed)) return;
  const left = clocks.map((clock) => (isOwed(clock) ? dropped(clock, at) : clock));
  draft.clocks(withoutEmpty(left, at));
  const later = messages.find(
    (one) => one.kind === 'from agency' && one.number > number && one.deletedAt === null && !isThanks(one.text),
  );
  if (later && isLive(draft.request)) oweReply(draft, later.at);
}
