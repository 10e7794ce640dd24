import { type Decision, Draft } from '../draft.ts';
import type { RequestFacts } from '../facts.ts';
import { drop } from './clocks.ts';

/**
 * Whoever asked the same as a colleague reads along with them. Their own request ends as a part of the other: nothing is
 * owed there any more, and it can be opened again. Nobody is rung: receipts and cards say it.
 */
export function decideJoining(
  own: RequestFacts,
  other: RequestFacts,
  at: Date,
  now: Date,
): { own: Decision; other: Decision } {
  const { id, requesterId } = own.request;
  const ended = new Draft(own, now);
  drop(ended, at);
  ended.pause('resolved', at);
  ended.set({
    ...{ state: 'resolved', resolvedAt: at, resolvedBy: requesterId, outcome: 'duplicate' },
    duplicateOf: other.request.id,
  });
  ended.record('joined on', { at, actorId: requesterId }, { request: other.request.id });
  ended.record(
    'resolved',
    { at, actorId: requesterId },
    { outcome: 'duplicate', duplicateOf: other.request.id, plainNo: false },
  );
  const joined = new Draft(other, now);
  const { name } = own.requester;
  const one = { id: requesterId, name, requestId: id, since: at.toISOString() };
  joined.know({ joined: [...(other.joined ?? []), one] });
  joined.record('joined', { at, actorId: requesterId }, { by: requesterId, request: id });
  return { own: ended.decided(), other: joined.decided() };
}
