import type { Tx } from '../store.ts';
import type { AgencyRequest } from './request.ts';
import { type ClockRow, owesReply, replanned, retargeted } from './requestClocks.ts';

/** What `requestClocks` answers, read from and written to the database. */

export async function oweReply(tx: Tx, request: AgencyRequest, at: Date): Promise<void> {
  await tx.clocks.start(owesReply(await tx.clocks.of([request.id]), request, at, await tx.offices.rules(request)));
}

/** Plans the clocks of a request anew, after a pause began or ended or its calendar changed. */
export async function replan(tx: Tx, request: AgencyRequest): Promise<void> {
  const clocks = await tx.clocks.of([request.id]);
  await saveClocks(tx, replanned(clocks, await tx.clocks.pauses(request.id), await tx.offices.rules(request)));
}

/** Other targets, from the original start: another priority, or another office. A breach that happened stays a fact. */
export async function retarget(tx: Tx, request: AgencyRequest): Promise<void> {
  const clocks = await tx.clocks.of([request.id]);
  const rules = await tx.offices.rules(request);
  await saveClocks(tx, retargeted(request, clocks, await tx.clocks.pauses(request.id), rules));
}

/** Writes clocks as they are now. Their request must be locked since they were read. */
export async function saveClocks(tx: Tx, clocks: readonly ClockRow[]): Promise<void> {
  for (const { id, officeId, target, dueAt, stoppedAt, elapsed, met, stepAt, stepPercent, droppedAt } of clocks)
    await tx.clocks.save(id, {
      officeId,
      target,
      dueAt,
      stoppedAt,
      elapsed,
      met,
      stepAt,
      stepPercent,
      droppedAt,
    });
}
