import type { Tx } from '../store.ts';
import { apply } from './apply.ts';
import { decideCalendar } from './decide/promises.ts';
import { loadFacts } from './load.ts';

/**
 * Pins the open requests of an office to another calendar version, such as one with a closure that was declared today,
 * and tells those whose promise moves, with the reason. Answers how many moved.
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
    const facts = await loadFacts(tx, id, 'locked');
    if (!facts || facts.request.calendarId === calendarId) continue;
    const rules = await tx.offices.rules({ calendarId, policyId: facts.request.policyId });
    const decided = decideCalendar(facts, rules, reason, now);
    await apply(tx, decided.decision, now);
    if (decided.moved) moved += 1;
  }
  return moved;
}
