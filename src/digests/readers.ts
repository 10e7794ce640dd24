import type { Office } from '../offices/office.ts';
import { type Actor, hasRole } from '../people/person.ts';
import type { Tx } from '../store.ts';
import type { Reader } from './build.ts';
import type { DigestKind } from './slots.ts';

/** Who reads digests of an office. Whoever is both reads as a supervisor. */
export async function readersOf(tx: Tx, office: Office): Promise<Reader[]> {
  const supervisors = await tx.people.withRole(office.id, 'supervisor');
  const liaisons = await tx.people.withRole(office.id, 'liaison');
  return [
    ...supervisors.map((person) => ({ office, person, role: 'supervisor' as const })),
    ...liaisons
      .filter(({ id }) => !supervisors.some((supervisor) => supervisor.id === id))
      .map((person) => ({ office, person, role: 'liaison' as const })),
  ];
}

/** As what somebody reads the digests of an office; undefined: as nothing. */
export function roleIn(actor: Actor, officeId: number): Reader['role'] | undefined {
  if (hasRole(actor, officeId, 'supervisor')) return 'supervisor';
  return hasRole(actor, officeId, 'liaison') ? 'liaison' : undefined;
}

/** What there is for them: a month is about the whole office, and its supervisors read it. */
export const kindsFor: Record<Reader['role'], readonly DigestKind[]> = {
  supervisor: ['daily', 'weekly', 'monthly'],
  liaison: ['daily', 'weekly'],
};
