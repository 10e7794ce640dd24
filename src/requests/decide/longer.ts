import type { Person } from '../../people/person.ts';
import { isAgreed } from '../../sla/clockKinds.ts';
import { contestable, extended, takenBack } from '../agreedTimes.ts';
import { type Decision, Draft } from '../draft.ts';
import type { RequestFacts } from '../facts.ts';
import { requestRef } from '../request.ts';
import { type ClockRow, isRunning } from '../requestClocks.ts';
import { longerSaid, takesLonger, tooLate } from '../words/longer.ts';

/** Of the message that names a later time, whichever it is. */
const LONGER = 'longer ';

/**
 * Somebody of the office knows that a promise cannot be kept, and names a later time before it ends: whoever asked is
 * told, with the reason. What was promised keeps its clock and its verdict. Undefined where the calendar has ended.
 */
export function decideLonger(
  facts: RequestFacts,
  by: Person,
  { promise, due, reason, at }: { promise: ClockRow; due: Date; reason: string; at: Date },
  now: Date,
): { decision: Decision; agreed: ClockRow } | undefined {
  const draft = new Draft(facts, now);
  const { clocks, pauses, rules, request } = facts;
  draft.clocks(extended(clocks, { promise, due, at: now }, pauses, rules));
  const agreed = contestable(draft.facts.clocks, now);
  if (!agreed?.dueAt || !promise.dueAt || agreed.id !== 0) return undefined;
  const [from, to] = [promise.dueAt.toISOString(), agreed.dueAt.toISOString()];
  draft.answered('too late');
  draft.record('longer', { at, actorId: by.id }, { clock: promise.kind, from, to, reason });
  const key = `${LONGER}${requestRef(request.id)} r${draft.request.revision}`;
  draft.tell({
    ...{ key, kind: 'notice', to: request.requesterId },
    message: (after) => takesLonger(after, by, agreed, promise, reason),
  });
  draft.tellHolder(by.id, key, (after) => longerSaid(after, by, agreed, reason));
  return { decision: draft.decided(), agreed };
}

/**
 * Whoever asked says that the later time is too late: what was promised stands, with its warnings. The holder hears of it
 * now, the supervisors while the office is open (src/sla/steps.ts).
 */
export function decideTooLate(facts: RequestFacts, agreed: ClockRow, at: Date, now: Date): Decision {
  const draft = new Draft(facts, now);
  const { clocks, pauses, rules, request } = facts;
  draft.clocks(takenBack(clocks, together(clocks, agreed), { at: now, contested: agreed }, pauses, rules));
  draft.answered('too late');
  const stands = draft.facts.clocks.find(({ contestedAt }) => contestedAt?.getTime() === now.getTime());
  const [from, to] = [stands?.dueAt ?? now, agreed.dueAt ?? now].map((time) => time.toISOString());
  draft.record(
    'too late',
    { at, actorId: request.requesterId },
    { clock: agreed.kind, from: from ?? '', to: to ?? '' },
  );
  draft.tellHolder(request.requesterId, `too late ${requestRef(request.id)} r${draft.request.revision}`, tooLate);
  return draft.decided();
}

/** With the time that was moved along with it. */
const together = (clocks: readonly ClockRow[], agreed: ClockRow): ClockRow[] =>
  clocks.filter((clock) => isRunning(clock) && isAgreed(clock) && clock.id >= agreed.id);

/** The message that named a later time was not delivered: nobody was told, so what was promised counts. */
export function untoldLonger(draft: Draft, key: string): void {
  const { clocks, pauses, rules, request } = draft.facts;
  const agreed = contestable(clocks);
  if (!agreed || !key.startsWith(`${LONGER}${requestRef(request.id)} `) || key.includes(' to ')) return;
  draft.clocks(takenBack(clocks, together(clocks, agreed), { at: draft.now }, pauses, rules));
}
