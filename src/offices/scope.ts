import { inForce } from '../people/coverage.ts';
import { type Actor, type Agency, hasRole, officesAs } from '../people/person.ts';
import type { Tx } from '../store.ts';
import { type OfficeToday, officeToday } from './officeToday.ts';

/** For which agencies somebody speaks in an office: a supervisor for all, a liaison for those they answer for. */

export type Scope = OfficeToday & { agencies: Agency[] };

/** In one office; undefined: for none. */
export async function scopeIn(tx: Tx, actor: Actor, officeId: number, now: Date): Promise<Scope | undefined> {
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

/** In every office where they speak for any. */
export async function scopesOf(tx: Tx, actor: Actor, now: Date): Promise<Scope[]> {
  const ids = new Set([...officesAs(actor, 'supervisor'), ...officesAs(actor, 'liaison')]);
  const scopes: Scope[] = [];
  for (const id of ids) {
    const scope = await scopeIn(tx, actor, id, now);
    if (scope) scopes.push(scope);
  }
  return scopes;
}
