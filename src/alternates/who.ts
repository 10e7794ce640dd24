import { officeToday } from '../offices/officeToday.ts';
import { scopeIn } from '../offices/scope.ts';
import { answerersOn } from '../offices/whoAnswers.ts';
import { type AlternateAction, type AlternateRelation, mayOfAlternate } from '../people/permissions.ts';
import { type Actor, hasRole, headships, type Person, requesterships } from '../people/person.ts';
import type { Tx } from '../store.ts';
import type { Alternate, Report } from './alternate.ts';

/** Who stands how to an alternate process, and who hears of it. */

type Of = Pick<Alternate, 'officeId' | 'agencyId' | 'applicantId'>;

/** Whoever answers the agency today, but for whoever asked. */
export async function viewersOf(tx: Tx, of: Of, now: Date): Promise<Person[]> {
  const { today } = await officeToday(tx, of.officeId, now);
  return (await answerersOn(tx, of, today)).filter(({ id }) => id !== of.applicantId);
}

/** The supervisors; where the only one has asked, the administrators. Nobody decides on what they asked themselves. */
export async function decidersOf(tx: Tx, { officeId, applicantId }: Of): Promise<Person[]> {
  const others = async (role: 'supervisor' | 'administrator') =>
    (await tx.people.withRole(officeId, role)).filter(({ id }) => id !== applicantId);
  const supervisors = await others('supervisor');
  return supervisors.length > 0 ? supervisors : others('administrator');
}

/** Who heads the agency. */
export const headsOf = async (tx: Tx, { officeId, agencyId }: Pick<Of, 'officeId' | 'agencyId'>): Promise<Person[]> =>
  (await tx.people.heads(officeId))
    .filter(({ agencies }) => agencies.some(({ id }) => id === agencyId))
    .map(({ person }) => person);

/** Whoever asked; if they have left, the heads of the agency, or where there is none, who asked anything last. */
export async function speakersOf(tx: Tx, of: Of): Promise<Person[]> {
  const applicant = await tx.people.actor(of.applicantId);
  if (applicant && belongs(applicant, of.agencyId)) return [applicant.person];
  const contacts = await tx.meetings.contacts(of.officeId, of.agencyId, 1);
  const named = await tx.people.named(contacts.map(({ personId }) => personId));
  return contacts.flatMap(({ personId }) => named.get(personId) ?? []);
}

/** The agencies for which somebody may ask: confirmed by the office. */
export function agenciesOf(actor: Actor): number[] {
  const confirmed = requesterships(actor).filter((each) => each.confirmed);
  return [...new Set([...confirmed, ...headships(actor)].map(({ agencyId }) => agencyId))];
}

const belongs = (actor: Actor, agencyId: number): boolean =>
  actor.person.active && agenciesOf(actor).includes(agencyId);

export async function relationsTo(tx: Tx, actor: Actor, it: Of, now: Date): Promise<AlternateRelation[]> {
  const { person } = actor;
  if (!person.active) return [];
  const { officeId, agencyId } = it;
  const asked = it.applicantId === person.id;
  const here = belongs(actor, agencyId);
  const heads = headships(actor).some((each) => each.agencyId === agencyId);
  const liaison =
    hasRole(actor, officeId, 'liaison') &&
    ((await scopeIn(tx, actor, officeId, now))?.agencies.some(({ id }) => id === agencyId) ||
      // Whoever stands in today does, with or without an assignment of their own.
      (await viewersOf(tx, it, now)).some(({ id }) => id === person.id));
  const decider = !asked && (await decidersOf(tx, it)).some(({ id }) => id === person.id);
  return [
    ...(asked && here ? (['applicant'] as const) : []),
    ...(heads ? (['head'] as const) : []),
    ...(here && !asked ? (['colleague'] as const) : []),
    ...(liaison && !asked ? (['liaison'] as const) : []),
    ...(hasRole(actor, officeId, 'supervisor') ? (['supervisor'] as const) : []),
    ...(decider ? (['decider'] as const) : []),
  ];
}

/** An alternate process as somebody stands to it; for everybody else there is none. */
export type Found = { it: Alternate; relations: AlternateRelation[] };

/** Undefined when there is none, or they may not do this. Locked until the transaction ends, for what changes it. */
export async function find(
  tx: Tx,
  actor: Actor,
  { id, action, now }: { id: number; action: AlternateAction; now: Date },
): Promise<Found | undefined> {
  const it = await tx.alternates.one(id, action === 'see' ? undefined : 'locked');
  if (!it) return undefined;
  const relations = await relationsTo(tx, actor, it, now);
  return mayOfAlternate(relations, action) ? { it, relations } : undefined;
}

/** A report likewise. The alternate process is locked first, as everybody does. */
export async function findReport(
  tx: Tx,
  actor: Actor,
  { id, action, now }: { id: number; action: AlternateAction; now: Date },
): Promise<(Found & { report: Report }) | undefined> {
  const known = await tx.alternates.report(id);
  const found = known && (await find(tx, actor, { id: known.alternateId, action, now }));
  const report = found && (await tx.alternates.report(id, action === 'see' ? undefined : 'locked'));
  return found && report ? { ...found, report } : undefined;
}
