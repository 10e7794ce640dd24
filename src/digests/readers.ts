import type { Office } from '../offices/office.ts';
import { type Actor, type Agency, hasRole, headships, type Person } from '../people/person.ts';
import type { Tx } from '../store.ts';
import type { DigestKind } from './slots.ts';

/**
 * Whose digest it is: supervisors read about an office, liaisons about themselves, and whoever heads agencies (`heads`)
 * what the office did for these.
 */
export type Reader = {
  office: Office;
  person: Person;
  role: 'supervisor' | 'liaison' | 'agency head';
  heads: readonly Agency[];
};

/** Who reads digests of an office. Whoever is both reads as a supervisor, and a liaison who heads an agency reads of it too. */
export async function readersOf(tx: Tx, office: Office): Promise<Reader[]> {
  const supervisors = await tx.people.withRole(office.id, 'supervisor');
  const liaisons = await tx.people.withRole(office.id, 'liaison');
  const heads = await tx.people.heads(office.id);
  const headed = (id: number) => heads.find(({ person }) => person.id === id)?.agencies ?? [];
  const readers = [
    ...supervisors.map((person): Reader => ({ office, person, role: 'supervisor', heads: [] })),
    ...liaisons.map((person): Reader => ({ office, person, role: 'liaison', heads: headed(person.id) })),
    ...heads.map(({ person, agencies }): Reader => ({ office, person, role: 'agency head', heads: agencies })),
  ];
  return readers.filter(({ person }, nth) => readers.findIndex((first) => first.person.id === person.id) === nth);
}

/** Somebody as a reader of the digests of an office; undefined: they read none. */
export async function readerIn(tx: Tx, actor: Actor, officeId: number): Promise<Reader | undefined> {
  const role = roleIn(actor, officeId);
  const { person } = actor;
  const theirs = headships(actor).filter((each) => each.officeId === officeId);
  const served = theirs.length > 0 ? await tx.people.agencies([officeId]) : [];
  const heads = served.filter(({ id }) => theirs.some(({ agencyId }) => agencyId === id));
  if (role === undefined && heads.length === 0) return undefined;
  return { office: await tx.offices.one(officeId), person, role: role ?? 'agency head', heads };
}

/** As what somebody who answers in an office reads its digests; undefined: they do not. */
export function roleIn(actor: Actor, officeId: number): 'supervisor' | 'liaison' | undefined {
  if (hasRole(actor, officeId, 'supervisor')) return 'supervisor';
  return hasRole(actor, officeId, 'liaison') ? 'liaison' : undefined;
}

/** What there is for them: a month is about the whole office for its supervisors, and about an agency for its head. */
export function kindsFor({ role, heads }: Pick<Reader, 'role' | 'heads'>): readonly DigestKind[] {
  if (role === 'supervisor') return ['daily', 'weekly', 'monthly'];
  return [
    ...(role === 'liaison' ? (['daily', 'weekly'] as const) : []),
    ...(heads.length > 0 ? (['monthly'] as const) : []),
  ];
}
