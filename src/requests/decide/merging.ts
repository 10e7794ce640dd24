import type { Person } from '../../people/person.ts';
import { clockKinds, isAgreed } from '../../sla/clockKinds.ts';
import { type Decision, Draft } from '../draft.ts';
import type { RequestFacts } from '../facts.ts';
import { tellMoved } from '../moved.ts';
import { isLive, requestRef } from '../request.ts';
import { type ClockRow, isCounting, isRunning, owedReply } from '../requestClocks.ts';
import { partCounted, priorityChanged } from '../words/promise.ts';
import { retarget } from './clocks.ts';

/** A request ends as a part of another, and goes on there: what that one takes over from it. */
type Part = Pick<RequestFacts, 'request' | 'clocks'>;

/**
 * Nobody gains time by calling what was asked first a part of what was asked later: the oldest question that is not
 * answered counts, and what was urgent stays so. Undefined where nothing changes.
 */
export function decideMerging(facts: RequestFacts, part: Part, by: Person, at: Date, now: Date): Decision | undefined {
  const { request } = facts;
  if (!isLive(request)) return undefined;
  const since = countsSince(facts, part, now);
  const urgent = urgencyOf(facts, part);
  const draft = begin(facts, since, now);
  const isHurried = urgent !== undefined && makeUrgent(draft, urgent, begin(facts, since, now), at);
  if (!since && !isHurried) return undefined;
  const reasons: string[] = [];
  if (since) {
    const isOwn = part.request.requesterId === request.requesterId;
    const ref = requestRef(part.request.id);
    draft.record('part counted', { at, actorId: by.id }, partData(facts, part, since, isOwn));
    reasons.push(isOwn ? `${ref}, which is part of it now, was asked before` : 'a colleague has asked the same before');
  }
  if (isHurried) {
    const { reason } = urgent;
    draft.record('priority changed', { at, actorId: by.id }, { from: request.priority, to: 'urgent', reason });
    reasons.push(reason);
  }
  tellMoved(draft, reasons.join('; '));
  const key = `${isHurried ? 'priority' : 'part'} ${requestRef(request.id)} r${draft.request.revision}`;
  draft.tellHolder(by.id, key, (after) =>
    isHurried ? priorityChanged(after, by.name, urgent.theirs) : partCounted(after, by.name, part.request.id),
  );
  return draft.decided();
}

const partData = ({ clocks }: RequestFacts, { request }: Part, since: Date, own: boolean) => {
  const owed = owedReply(clocks);
  const whole = owed !== undefined && isOfRequest(owed);
  return { request: request.id, since: since.toISOString(), own, ...(whole && { whole }) };
};

/** The resolution starts when the first reply does; a later question has a start of its own. */
const isOfRequest = ({ kind }: ClockRow): boolean => clockKinds[kind].begins === 'request';

/**
 * Why somebody has to be written to as their request ends as a part of another, by field: what is late would be forgotten
 * where something asked later is owed, and where nothing is owed any more nobody would answer it.
 */
export function readMerging(part: RequestFacts, original: RequestFacts, now: Date): { text: string } | undefined {
  const [owed, there] = [owedReply(part.clocks), owedReply(original.clocks)];
  if (!owed) return undefined;
  const [ref, other] = [requestRef(part.request.id), requestRef(original.request.id)];
  const please = `please write what ${part.requester.name} is told`;
  if (there)
    return isPast(owed.dueAt, now) && owed.startedAt < there.startedAt
      ? { text: `${ref} is late, and was asked before ${other}: ${please}, or call ${other} the duplicate.` }
      : undefined;
  const isAnswered = original.messages.some(
    ({ kind, at, failedAt }) => kind === 'to agency' && failedAt === null && at > owed.startedAt,
  );
  return isAnswered ? undefined : { text: `Nothing is owed in ${other} any more: ${please}.` };
}

/**
 * Since when a reply is owed here, where that is longer than it was, as far as it is not late with it at once. A later time
 * that was named keeps its own.
 */
function countsSince(facts: RequestFacts, part: Part, now: Date): Date | undefined {
  const first = owedReply(part.clocks);
  const owed = owedReply(facts.clocks);
  if (!first || !owed || isAgreed(first) || isAgreed(owed) || owed.startedAt <= first.startedAt) return undefined;
  const taken = facts.clocks.some(
    ({ kind, startedAt }) => kind === owed.kind && startedAt.getTime() === first.startedAt.getTime(),
  );
  if (taken || isPast(owed.dueAt, now)) return undefined;
  const after = begin(facts, first.startedAt, now).facts;
  return isPast(owedReply(after.clocks)?.dueAt, now) ? undefined : first.startedAt;
}

/** The draft, with the reply that is owed counted since then, and with the first one all that starts as it does. */
function begin(facts: RequestFacts, since: Date | undefined, now: Date): Draft {
  const draft = new Draft(facts, now);
  const owed = owedReply(facts.clocks);
  if (!since || !owed) return draft;
  const isMeant = (clock: ClockRow): boolean =>
    clock === owed || (isOfRequest(owed) && isOfRequest(clock) && isCounting(clock) && clock.startedAt > since);
  draft.clocks(draft.facts.clocks.map((clock) => (isMeant(clock) ? { ...clock, startedAt: since } : clock)));
  retarget(draft);
  return draft;
}

type Urgency = { since: Date; words: string; theirs: string; reason: string };

/** The urgency of a part that this one has not itself, or not for so long; what a colleague wrote is not for everybody. */
function urgencyOf({ request }: RequestFacts, part: Part): Urgency | undefined {
  const { id, requesterId, urgentReason, urgentSince, openedAt, priority } = part.request;
  const since = urgentSince ?? openedAt;
  if (priority !== 'urgent' || (request.priority === 'urgent' && (request.urgentSince ?? openedAt) <= since))
    return undefined;
  const words = urgentReason ?? 'it was asked as urgent';
  const theirs = `${requestRef(id)}, which is part of it now, is urgent: ${words}`;
  const isOwn = requesterId === request.requesterId;
  const reason = isOwn ? theirs : 'a colleague has asked the same, and it is urgent';
  return { since, words: isOwn ? words : reason, theirs, reason };
}

/**
 * From when the part was urgent: the promise that somebody was given stays. Where that time has passed already it counts
 * from now, as whenever something is made urgent; what is urgent itself keeps its own then. `other`: one more draft, as it
 * is without. Answers whether anything is more urgent than it was.
 */
function makeUrgent(draft: Draft, { since, words }: Urgency, other: Draft, at: Date): boolean {
  const from = (then: Draft, urgentSince: Date): RequestFacts => {
    then.set({ priority: 'urgent', urgentReason: then.request.urgentReason ?? words, urgentSince });
    retarget(then);
    return then.facts;
  };
  const { facts: before, request } = draft;
  const isTooSoon = isNewlyLate(before, from(other, since), draft.now);
  if (isTooSoon && request.priority === 'urgent') return false;
  from(draft, isTooSoon ? at : since);
  return true;
}

const isNewlyLate = (before: RequestFacts, after: RequestFacts, now: Date): boolean =>
  after.clocks.some(
    (clock, nth) => isRunning(clock) && isPast(clock.dueAt, now) && !isPast(before.clocks[nth]?.dueAt, now),
  );

const isPast = (dueAt: Date | null | undefined, now: Date): boolean => (dueAt ? dueAt <= now : false);
