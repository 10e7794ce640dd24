import type { RequestFacts } from './facts.ts';
import { isRunning } from './requestClocks.ts';

/**
 * Notes on each clock whose due time has passed who held the request then: a missed promise is theirs, whoever holds
 * the request later. To be asked before the holder changes and when a clock stops.
 */
export function heldWhenDue(facts: RequestFacts, now: Date): RequestFacts {
  const { request } = facts;
  const clocks = facts.clocks.map((clock) =>
    isRunning(clock) && clock.heldBy === null && clock.dueAt !== null && clock.dueAt <= now
      ? { ...clock, heldBy: request.holderId }
      : clock,
  );
  return { ...facts, clocks };
}
