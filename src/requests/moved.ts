import type { Message } from '../chat/message.ts';
import { isAgreed, isReply } from '../sla/clockKinds.ts';
import type { Draft } from './draft.ts';
import { type RequestFacts, underWay } from './facts.ts';
import { type AgencyRequest, isLive, requestRef } from './request.ts';
import { type ClockRow, isCounting, isRunning } from './requestClocks.ts';
import { movesKey, whyUntold } from './untold.ts';
import { promiseMoved, promiseStays, promisesMovedForHolder } from './words/promise.ts';

/** What was promised and has another time: which of it people knew, and that they are told. */

/**
 * The promises that were told and have another time now. A reply is promised when it is owed; the time to finish, once
 * no reply is.
 */
export function movedPromises(before: Known, after: Known): ClockRow[] {
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

type Known = { request: Pick<AgencyRequest, 'state'>; clocks: readonly ClockRow[] };

/** Whether none of these could be dated before: the calendar had ended. */
export const areFirst = (before: Known, moved: readonly ClockRow[]): boolean =>
  before.request.state === 'open' &&
  moved.every(({ id }) =>
    before.clocks.some((clock) => clock.id === id && clock.dueAt === null && clock.target !== null),
  );

/** Of the message that says to a requester who has it now; it says as well what time that is promised now. */
export const movedKey = ({ request: { id, revision } }: Draft): string => `moved ${requestRef(id)} r${revision}`;

/**
 * The promises that have another time than people were told, and why: for a reason of this decision, and for what moved
 * them before and was not told yet.
 */
export function movedFor(
  { before, told, facts: after }: Pick<Draft, 'before' | 'told'> & { facts: RequestFacts },
  reason: string,
) {
  const moved = told ? movedPromises(told, after) : [];
  const untold = before?.request.untold;
  if (!before || !untold || moved.length === 0) return { moved, reason };
  const isOwn = movedPromises(before, after).length > 0;
  return { moved, reason: [whyUntold(untold), ...(isOwn ? [reason] : [])].join('; ') };
}

/** With this decision people hear what is promised now: nothing is left to be told of what moved it before. */
export function heard(draft: Draft): void {
  const { untold, holderId } = draft.request;
  if (!untold) return;
  draft.set({ untold: null });
  if (holderId === null || holderId !== draft.before?.request.holderId) return;
  for (const move of untold.moves)
    draft.tell({
      ...{ key: movesKey(move, holderId), kind: 'notice', to: holderId },
      message: () => promisesMovedForHolder(move.reason),
    });
}

/**
 * Whatever was promised and moves is told, with the reason, unless a message of this decision says it. Answers whether
 * something did. `anyway`: what is promised now is told even if it stays.
 */
export function tellMoved(draft: Draft, reason: string, anyway?: ClockRow): boolean {
  const found = movedFor(draft, reason);
  const isFound = found.moved.length > 0;
  if (!isFound && !anyway) return false;
  if (draft.says(movedKey(draft))) return isFound;
  heard(draft);
  if (isFound) sayMoved(draft, found.moved, found.reason);
  else if (anyway) sayPromises(draft, (after) => promiseStays(after, anyway, reason, draft.now));
  return isFound;
}

function sayMoved(draft: Draft, moved: ClockRow[], reason: string): void {
  const isFirst = draft.told !== null && areFirst(draft.told, moved);
  sayPromises(draft, (after) => promiseMoved(after, moved, reason, draft.now, isFirst));
}

function sayPromises(draft: Draft, message: (after: RequestFacts) => Message): void {
  const { id, requesterId, revision } = draft.request;
  draft.tell({ ...{ key: `promise ${requestRef(id)} r${revision}`, kind: 'notice', to: requesterId }, message });
}

/** What moved before this decision, and was not told, is told with it: from here on people know what is promised. */
export function tellUntold(draft: Draft): void {
  const { before, told } = draft;
  const untold = draft.request.untold;
  if (!before || !told || !untold) return;
  // An answer goes out with this: whether anything is owed after it is known when it has arrived.
  if (underWay(draft.facts).some((message) => !before.messages.includes(message))) return;
  const earlier = new Set(movedPromises(told, before).map(({ id }) => id));
  const moved = movedPromises(told, draft.facts).filter(({ id }) => earlier.has(id));
  heard(draft);
  if (moved.length > 0) sayMoved(draft, moved, whyUntold(untold));
}
