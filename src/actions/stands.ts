import { absenceOn, chooseLiaison } from '../people/coverage.ts';
import type { ActionRelation } from '../people/permissions.ts';
import { type Actor, hasRole } from '../people/person.ts';
import type { Tx } from '../store.ts';
import type { Action } from './action.ts';

/** How somebody stands to an action, and who hears of it while its owner is out. */

/** Who stands in for its owner on a day: the cover of their absence, or else their backup; undefined: they are in, or nobody does. */
export async function coverOf(
  tx: Tx,
  { officeId, agencyId, ownerId }: Pick<Action, 'officeId' | 'agencyId' | 'ownerId'>,
  day: string,
): Promise<number | undefined> {
  const { assignments, absences, people } = await tx.people.coverage(officeId, null, day);
  if (!absenceOn(absences, ownerId, day)) return undefined;
  const own = assignments.filter((each) => each.liaisonId === ownerId);
  const of = own.find((each) => each.agencyId === agencyId) ?? own[0];
  const { holderId } = chooseLiaison(
    { assignments, absences, office: assignments, active: (id) => people.get(id)?.active ?? false },
    { agencyId: of?.agencyId ?? agencyId ?? 0, serviceLineId: of?.serviceLineId ?? 0, day, instead: ownerId },
  );
  return holderId ?? undefined;
}

export async function relationsTo(tx: Tx, actor: Actor, action: Action, today: string): Promise<ActionRelation[]> {
  const { person } = actor;
  if (!person.active) return [];
  return [
    ...(action.ownerId === person.id ? (['owner'] as const) : []),
    ...(hasRole(actor, action.officeId, 'supervisor') ? (['supervisor'] as const) : []),
    ...((await coverOf(tx, action, today)) === person.id ? (['cover'] as const) : []),
  ];
}
