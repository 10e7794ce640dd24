import type { Inbound } from '../chat/inbound.ts';
import { officesMeant } from '../offices/officesMeant.ts';
import type { Tx } from '../store.ts';

/** What somebody wrote to an office and the desk could not handle, so that nobody has it. */
export type Unheard = { id: number; name: string; at: Date; did: 'wrote' | 'changed' | 'deleted' };

/** So many are looked at: more of them have one cause, and whoever runs the desk is at it. */
const MOST = 50;

const DID: Partial<Record<Inbound['kind'], Unheard['did']>> = { message: 'wrote', edit: 'changed', delete: 'deleted' };

/** The earliest first. Of somebody whom nobody knows every office reads: it is a customer of one of them, or of none yet. */
export async function unheardIn(tx: Tx, officeId: number): Promise<Unheard[]> {
  const found: Unheard[] = [];
  for (const { id, inbound } of await tx.inbox.parked(MOST)) {
    const did = DID[inbound.kind];
    // Of a reaction nobody waits to hear.
    if (did === undefined) continue;
    const { from, at } = inbound;
    const accountId = await tx.people.known(from);
    const account = accountId === undefined ? undefined : await tx.people.account(accountId);
    const actor = account?.personId == null ? undefined : await tx.people.actor(account.personId);
    const offices = actor ? await officesMeant(tx, actor) : [];
    if (offices.length > 0 && !offices.some((office) => office.id === officeId)) continue;
    found.push({ id, name: actor?.person.name ?? from.name ?? from.email ?? 'Somebody new', at, did });
  }
  return found;
}
