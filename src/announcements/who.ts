import { type Scope, scopeIn } from '../offices/scope.ts';
import { type Actor, type Agency, hasRole } from '../people/person.ts';
import type { Tx } from '../store.ts';
import type { Announcement } from './announcement.ts';

/** Who may announce what to whom: a supervisor to every agency of the office, a liaison to those they answer for. */

/** Who wrote it keeps it; so does whoever supervises the office. */
const keeps = (actor: Actor, { authorId, officeId }: Announcement): boolean =>
  authorId === actor.person.id || hasRole(actor, officeId, 'supervisor');

/** One that somebody keeps, as long as they may announce anything. */
export async function kept(
  tx: Tx,
  actor: Actor,
  id: number,
  now: Date,
  how: 'to read' | 'locked' = 'locked',
): Promise<{ announcement: Announcement; scope: Scope } | undefined> {
  const announcement = await tx.announcements.one(id, how);
  if (!announcement || !keeps(actor, announcement)) return undefined;
  const scope = await scopeIn(tx, actor, announcement.officeId, now);
  return scope && { announcement, scope };
}

/** Whose questions about it they may see: null, anybody's. */
export const theirsOf = (
  actor: Actor,
  { announcement, scope }: { announcement: Announcement; scope: Scope },
): readonly number[] | null =>
  hasRole(actor, announcement.officeId, 'supervisor') ? null : scope.agencies.map(({ id }) => id);

/** The agencies that it goes to, as far as the office serves them still. */
export async function agenciesOf(tx: Tx, { officeId, agencyIds }: Announcement): Promise<Agency[]> {
  const served = await tx.people.agencies([officeId]);
  return agencyIds === null ? served : served.filter(({ id }) => agencyIds.includes(id));
}
