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

/** So many people of an agency are offered. */
const MOST_CONTACTS = 60;
/** Chats show so many options. */
const MOST_OPTIONS = 98;

/** Who may take it on: those of the office, and of the agency that it concerns those who ask or head it. */
export async function whoMayDo(
  tx: Tx,
  { officeId, agencyId }: Pick<Action, 'officeId' | 'agencyId'>,
): Promise<{ id: number; name: string }[]> {
  const theirs = agencyId === null ? [] : await tx.reviews.contacts(officeId, agencyId, MOST_CONTACTS);
  const ours = [
    ...(await tx.people.withRole(officeId, 'liaison')),
    ...(await tx.people.withRole(officeId, 'supervisor')),
  ].filter(({ active }) => active);
  const all = new Map([...theirs, ...ours].map(({ id, name }) => [id, { id, name }]));
  return [...all.values()].sort((a, b) => a.name.localeCompare(b.name, 'en')).slice(0, MOST_OPTIONS);
}

/** `agencies`: those that they speak for in its office. */
export async function relationsTo(
  tx: Tx,
  actor: Actor,
  action: Action,
  { today, agencies }: { today: string; agencies: readonly { id: number }[] },
): Promise<ActionRelation[]> {
  const { person } = actor;
  if (!person.active) return [];
  return [
    ...(action.ownerId === person.id ? (['owner'] as const) : []),
    ...(hasRole(actor, action.officeId, 'supervisor') ? (['supervisor'] as const) : []),
    ...(agencies.some(({ id }) => id === action.agencyId) ? (['liaison'] as const) : []),
    ...((await coverOf(tx, action, today)) === person.id ? (['cover'] as const) : []),
  ];
}
