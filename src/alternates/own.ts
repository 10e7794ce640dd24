import { scopesOf } from '../offices/scope.ts';
import { type Actor, hasRole } from '../people/person.ts';
import type { Tx } from '../store.ts';
import type { Alternate } from './alternate.ts';
import { type Look, lookAt } from './look.ts';
import { agenciesOf } from './who.ts';

/** Those of somebody: of the agencies that they speak for, on either side. What waits comes first. */
export async function readOwn(tx: Tx, actor: Actor, now: Date, limit: number): Promise<Look[]> {
  const found = new Map<number, Alternate>();
  for (const { office, agencies } of await scopesOf(tx, actor, now)) {
    const agencyIds = hasRole(actor, office.id, 'supervisor') ? null : agencies.map(({ id }) => id);
    for (const each of await tx.alternates.of({ officeId: office.id, agencyIds }, limit)) found.set(each.id, each);
  }
  const agencyIds = agenciesOf(actor);
  if (agencyIds.length > 0) for (const each of await tx.alternates.of({ agencyIds }, limit)) found.set(each.id, each);
  const rank = ({ state }: Alternate): number => (state === 'asked' ? 0 : state === 'granted' ? 1 : 2);
  const inOrder = [...found.values()].sort((a, b) => rank(a) - rank(b) || b.id - a.id).slice(0, limit);
  const looks: Look[] = [];
  for (const each of inOrder) looks.push(await lookAt(tx, each, now));
  return looks;
}
