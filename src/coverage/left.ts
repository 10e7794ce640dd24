import { officesAs } from '../people/person.ts';
import { accountClosed } from '../requests/changeWords.ts';
import { delivery } from '../requests/tell.ts';
import type { Tx } from '../store.ts';

/** Why an account cannot be written to that its platform says is closed. */
export const CLOSED = 'the account was closed';

/**
 * A chat account was closed or opened again. Who has no other account cannot be reached: whoever counts on them hears
 * of it, since a message to a closed account often seems to arrive.
 */
export async function noteLeft(tx: Tx, accountId: number, back: boolean, source: string): Promise<void> {
  await tx.people.markUnreachable(accountId, back ? null : CLOSED);
  const account = await tx.people.account(accountId);
  if (back || account?.personId == null) return;
  const others = await tx.people.accountsOf(account.personId);
  const actor = await tx.people.actor(account.personId);
  if (!actor || others.some((other) => other.unreachable === null)) return;
  for (const request of await tx.requests.liveOfRequester(actor.person.id)) {
    const supervisors = await tx.people.withRole(request.officeId, 'supervisor');
    const readers = request.holderId === null ? supervisors.map(({ id }) => id) : [request.holderId];
    const words = accountClosed(actor.person.name, [request], true);
    await tx.outbox.put(
      readers.map((id) => delivery(request, 'notice', `left ${source} R-${request.id} to ${id}`, id, words)),
    );
  }
  const held = await tx.requests.heldBy(actor.person.id);
  const [first] = held;
  if (!first) return;
  for (const officeId of new Set([...officesAs(actor, 'liaison'), ...officesAs(actor, 'supervisor')])) {
    const mine = held.filter((request) => request.officeId === officeId);
    const supervisors = (await tx.people.withRole(officeId, 'supervisor')).filter(({ id }) => id !== actor.person.id);
    if (mine.length === 0) continue;
    const words = accountClosed(actor.person.name, mine, false);
    await tx.outbox.put(
      supervisors.map(({ id }) => delivery(first, 'notice', `left ${source} to ${id} of ${officeId}`, id, words)),
    );
  }
}
