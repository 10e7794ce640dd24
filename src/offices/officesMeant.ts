import { type Actor, isStaffRole, requesterships } from '../people/person.ts';
import type { Tx } from '../store.ts';
import type { Office } from './office.ts';

/**
 * The offices for which it may have been what somebody wrote, where nobody can tell: one's own, or those that serve one's
 * agency. Of somebody nobody knows, none.
 */
export async function officesMeant(tx: Tx, actor: Actor): Promise<Office[]> {
  const own = new Set(actor.memberships.filter(({ role }) => isStaffRole(role)).map(({ officeId }) => officeId));
  if (own.size > 0) return (await tx.offices.all()).filter(({ id }) => own.has(id));
  return tx.offices.serving(requesterships(actor).map(({ agencyId }) => agencyId));
}
