import { officeToday } from '../offices/officeToday.ts';
import { absenceOn } from '../people/coverage.ts';
import { mayOfTraining, type TrainingAction, type TrainingRelation } from '../people/permissions.ts';
import { type Actor, hasRole, isStaffRole, officesAs, type Person, type Role, worksAs } from '../people/person.ts';
import type { Tx } from '../store.ts';
import type { Course, TrainingSession } from './training.ts';

/** Whom a session is for, who leads it, and who may do what about it. */

export const officesOf = ({ officeId, partners }: Pick<TrainingSession, 'officeId' | 'partners'>): number[] => [
  officeId,
  ...partners,
];

/** For which agency somebody would come (null: they work for an office); undefined: it is not for them. */
export function comesFor(
  actor: Actor,
  { roles }: Pick<Course, 'roles'>,
  { offices, served }: { offices: readonly number[]; served: ReadonlySet<number> },
): { agencyId: number | null } | undefined {
  if (!actor.person.active) return undefined;
  const found = actor.memberships.find(
    ({ role, agencyId, confirmed }) =>
      !isStaffRole(role) && roles.includes(role) && confirmed && agencyId !== null && served.has(agencyId),
  );
  if (found) return { agencyId: found.agencyId };
  const works = (role: Role): boolean => isStaffRole(role) && offices.some((id) => hasRole(actor, id, role));
  return roles.some(works) ? { agencyId: null } : undefined;
}

/** The offices whose sessions somebody may see: those that serve them, and those that they work for. */
export async function officesAround(tx: Tx, actor: Actor): Promise<number[]> {
  if (!actor.person.active) return [];
  const agencyIds = actor.memberships.flatMap(({ agencyId, confirmed }) =>
    confirmed && agencyId !== null ? agencyId : [],
  );
  const serving = agencyIds.length === 0 ? [] : await tx.offices.serving(agencyIds);
  const works = (['liaison', 'supervisor', 'administrator'] as const).flatMap((role) => officesAs(actor, role));
  return [...new Set([...serving.map(({ id }) => id), ...works])];
}

/** The agencies that offices serve together. */
export const servedBy = async (tx: Tx, offices: readonly number[]): Promise<ReadonlySet<number>> =>
  new Set((await tx.people.agencies([...offices])).map(({ id }) => id));

/** Who leads a session on a day: whoever was named, while they are out their cover, and else those who supervise the office. */
export async function leadersOn(tx: Tx, { officeId, leaderId }: Led, day: string): Promise<Person[]> {
  const supervisors = () => tx.people.withRole(officeId, 'supervisor');
  if (leaderId === null) return supervisors();
  const { absences } = await tx.people.duties(officeId, [], day);
  const away = absenceOn(absences, leaderId, day);
  const id = away ? away.coverId : leaderId;
  const staff = [...(await tx.people.withRole(officeId, 'liaison')), ...(await supervisors())];
  const leader = staff.find((person) => person.id === id && person.active);
  return leader ? [leader] : supervisors();
}
type Led = Pick<TrainingSession, 'officeId' | 'leaderId'>;

/** A session as somebody stands to it; for everybody else there is none. */
export type Found = {
  session: TrainingSession;
  relations: TrainingRelation[];
  /** For which agency they would come, where it is for them. */
  as: { agencyId: number | null } | undefined;
};

/** Undefined when there is none, or they may not do this. Locked until the transaction ends, for what changes it. */
export async function find(
  tx: Tx,
  actor: Actor,
  { id, action, now }: { id: number; action: TrainingAction; now: Date },
): Promise<Found | undefined> {
  const session = await tx.training.one(id, action === 'see' ? undefined : 'locked');
  if (!session || !actor.person.active) return undefined;
  const offices = officesOf(session);
  const as = comesFor(actor, session.course, { offices, served: await servedBy(tx, offices) });
  const own = (await tx.training.standingOf(actor.person.id, [id])).has(id);
  const relations: TrainingRelation[] = [
    ...(as || own ? (['learner'] as const) : []),
    ...(isPartner(actor, session) ? (['partner'] as const) : []),
    ...((await leads(tx, actor, session, now)) ? (['leader'] as const) : []),
  ];
  return mayOfTraining(relations, action) ? { session, relations, as } : undefined;
}

/** They supervise an office that takes part, or may. */
const isPartner = (actor: Actor, { officeId, partners, shared }: TrainingSession): boolean =>
  officesAs(actor, 'supervisor').some((id) => id !== officeId && (shared || partners.includes(id)));

export async function leads(tx: Tx, actor: Actor, session: TrainingSession, now: Date): Promise<boolean> {
  const { officeId, leaderId, plannedBy } = session;
  if (hasRole(actor, officeId, 'supervisor')) return true;
  if (!hasRole(actor, officeId, 'liaison')) return false;
  const { id } = actor.person;
  if (id === leaderId || id === plannedBy) return true;
  const { today } = await officeToday(tx, officeId, now);
  return (await leadersOn(tx, session, today)).some((each) => each.id === id);
}

/** The offices for which somebody plans sessions. */
export const plansFor = (actor: Actor): number[] => [
  ...new Set([...officesAs(actor, 'supervisor'), ...officesAs(actor, 'liaison')]),
];

export const plans = (actor: Actor): boolean => worksAs(actor, 'supervisor', 'liaison');
