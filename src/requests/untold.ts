import type { RequestFacts } from './facts.ts';

/**
 * What people know of the times of a request that follows other rules since, until they are told. It is committed with
 * the new times, so whoever comes next tells them, whatever ended this.
 */
export type Untold = {
  /** The versions by which they were told. */
  calendarId: number;
  policyId: number;
  /** Of the clocks that have other times since. */
  clocks: { id: number; target: number | null; dueAt: string | null }[];
  /** What moved them, the earliest first. */
  moves: UntoldMove[];
};
export type UntoldMove = { calendarId: number | null; policyId: number | null; reason: string };

/** A request as people know it: with the times that they were told last. */
export function asTold(facts: RequestFacts): RequestFacts {
  const { untold } = facts.request;
  if (!untold || !facts.toldBy) return facts;
  const { calendarId, policyId } = untold;
  const told = new Map(
    untold.clocks.map(({ id, target, dueAt }) => [id, { target, dueAt: dueAt ? new Date(dueAt) : null }]),
  );
  return {
    ...facts,
    request: { ...facts.request, calendarId, policyId },
    rules: facts.toldBy,
    clocks: facts.clocks.map((clock) => ({ ...clock, ...told.get(clock.id) })),
  };
}

/** Why times have moved that nobody was told of yet: "the office is closed today (snow)". */
export const whyUntold = ({ moves }: Untold): string => [...new Set(moves.map(({ reason }) => reason))].join('; ');

/** Of the message that says to somebody that what they promised moves: one, however many requests they hold. */
export const movesKey = ({ calendarId, policyId }: Omit<UntoldMove, 'reason'>, personId: number): string =>
  calendarId === null ? `promises ${policyId} to ${personId}` : `calendar ${calendarId} to ${personId}`;
