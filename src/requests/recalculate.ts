import type { Tx } from '../store.ts';
import { promiseMoved } from './agencyWords.ts';
import { requestRef } from './request.ts';
import { owedReply } from './requestClocks.ts';
import { replan } from './setClocks.ts';
import { delivery, refresh, tellHolder } from './tell.ts';

/**
 * Pins the open requests of an office to another calendar version, such as one with a closure that was declared today,
 * and tells those whose promise moves, with the reason. A breach that happened stays a fact. Answers how many moved.
 */
export async function moveOpenRequests(
  tx: Tx,
  officeId: number,
  calendarId: number,
  reason: string,
  now: Date,
): Promise<number> {
  let moved = 0;
  for (const id of await tx.requests.liveOfOffice(officeId)) {
    const request = await tx.requests.lock(id);
    if (!request || request.calendarId === calendarId) continue;
    const before = owedReply(await tx.clocks.of([id]))?.dueAt ?? null;
    await tx.requests.save(id, { calendarId });
    await replan(tx, { ...request, calendarId });
    const after = owedReply(await tx.clocks.of([id]))?.dueAt ?? null;
    await tx.requests.record(request, [
      { kind: 'promise moved', at: now, actorId: null, data: { calendarId, from: before, to: after, reason } },
    ]);
    const view = await refresh(tx, id);
    if (before?.getTime() === after?.getTime()) continue;
    moved += 1;
    const key = `promise ${requestRef(id)} r${view.request.revision}`;
    await tx.outbox.put([delivery(request, 'notice', key, request.requesterId, promiseMoved(view, reason, now))]);
    await tellHolder(tx, view, 0, [`what was promised has moved. Reason: ${reason}`]);
  }
  return moved;
}
