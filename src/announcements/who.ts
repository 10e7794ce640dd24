import { type OfficeToday, officeToday } from '../offices/officeToday.ts';
import { inForce } from '../people/coverage.ts';
import { type Actor, type Agency, hasRole, officesAs } from '../people/person.ts';
import type { Tx } from '../store.ts';
import type { Announcement } from './announcement.ts';

/** Who may announce what to whom: a supervisor to every agency of the office, a liaison to those they answer for. */

export type Scope = OfficeToday & { agencies: Agency[] };

async function scopeIn(tx: Tx, actor: Actor, officeId: number, now: Date): Promise<Scope | undefined> {
  const supervises = hasRole(actor, officeId, 'supervisor');
  if (!supervises && !hasRole(actor, officeId, 'liaison')) return undefined;
  const here = await officeToday(tx, officeId, now);
  const served = await tx.people.agencies([officeId]);
  if (supervises) return { ...here, agencies: served };
  const { assignments } = await tx.people.duties(officeId, null, here.today);
  const { id } = actor.person;
  const own = new Set(
    assignments
      .filter((each) => inForce(each, here.today) && (each.liaisonId === id || each.backupId === id))
      .map(({ agencyId }) => agencyId),
  );
  const agencies = served.filter((agency) => own.has(agency.id));
  return agencies.length > 0 ? { ...here, agencies } : undefined;
}

/** Every office for which somebody may announce something. */
export async function scopesOf(tx: Tx, actor: Actor, now: Date): Promise<Scope[]> {
  const ids = new Set([...officesAs(actor, 'supervisor'), ...officesAs(actor, 'liaison')]);
  const scopes: Scope[] = [];
  for (const id of ids) {
    const scope = await scopeIn(tx, actor, id, now);
    if (scope) scopes.push(scope);
  }
  return scopes;
}

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

/** The agencies that it goes to, as far as the office serves them still. */
export async function agenciesOf(tx: Tx, { officeId, agencyIds }: Announcement): Promise<Agency[]> {
  const served = await tx.people.agencies([officeId]);
  return agencyIds === null ? served : served.filter(({ id }) => agencyIds.includes(id));
}
