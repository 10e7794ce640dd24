import { officeToday } from '../offices/officeToday.ts';
import { assignmentFor } from '../people/coverage.ts';
import { type Actor, officesAs } from '../people/person.ts';
import type { Tx } from '../store.ts';
import { agenciesOf } from './who.ts';

export type TheirLiaison = { officeId: number; id: number; name: string };

/** Who answers the agencies of somebody today, in each office that serves them: each once, by the office's lines. */
export async function liaisonsOf(tx: Tx, actor: Actor, now: Date): Promise<TheirLiaison[]> {
  const agencyIds = agenciesOf(actor);
  if (agencyIds.length === 0) return [];
  const found = new Map<string, TheirLiaison>();
  for (const office of await tx.offices.serving(agencyIds)) {
    const { today } = await officeToday(tx, office.id, now);
    for (const agencyId of agencyIds) {
      const { assignments, people } = await tx.people.coverage(office.id, agencyId, today);
      for (const line of office.lines) {
        const own = assignmentFor(assignments, agencyId, line.id, today);
        const liaison = own && people.get(own.liaisonId);
        if (liaison?.active && liaison.id !== actor.person.id)
          found.set(`${office.id} ${liaison.id}`, { officeId: office.id, id: liaison.id, name: liaison.name });
      }
    }
  }
  return [...found.values()];
}

/** The liaisons of the offices that somebody supervises. */
export async function supervisedBy(tx: Tx, actor: Actor): Promise<TheirLiaison[]> {
  const found: TheirLiaison[] = [];
  for (const officeId of officesAs(actor, 'supervisor'))
    for (const { id, name } of await tx.people.withRole(officeId, 'liaison')) found.push({ officeId, id, name });
  return found;
}
