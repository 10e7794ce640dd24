import type { Tx } from '../store.ts';
import type { AgencyRequest } from './request.ts';
import { isRunning, owedReply, planClock, type RequestPause, startClock, targetFor } from './requestClocks.ts';

/** A question after a reply wants a reply of its own; the oldest unanswered one counts. */
export async function oweReply(tx: Tx, request: AgencyRequest, at: Date): Promise<void> {
  const clocks = await tx.clocks.of([request.id]);
  if (owedReply(clocks)) return;
  const rules = await tx.offices.rules(request);
  await tx.clocks.start([startClock(request, 'next_reply', at, rules, [])]);
}

/** Plans all running clocks of a request anew, after a pause began or ended or its targets changed. */
export async function replan(tx: Tx, request: AgencyRequest): Promise<void> {
  const rules = await tx.offices.rules(request);
  const pauses: RequestPause[] = await tx.clocks.pauses(request.id);
  const clocks = await tx.clocks.of([request.id]);
  const firstRuns = clocks.some((clock) => clock.kind === 'first_resolution' && isRunning(clock));
  for (const clock of clocks.filter(isRunning)) {
    const plan = planClock(clock, pauses, rules);
    await tx.clocks.save(clock.id, clock.kind === 'total_resolution' && firstRuns ? { dueAt: plan.dueAt } : plan);
  }
}

/** Other targets, from the original start: another priority, or another office. A breach that happened stays a fact. */
export async function retarget(tx: Tx, request: AgencyRequest): Promise<void> {
  const rules = await tx.offices.rules(request);
  for (const clock of (await tx.clocks.of([request.id])).filter(isRunning))
    await tx.clocks.save(clock.id, { officeId: request.officeId, target: targetFor(clock, request.priority, rules) });
  await replan(tx, request);
}
