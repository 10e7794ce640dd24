import { officeToday } from '../offices/officeToday.ts';
import { type Scope, scopeIn } from '../offices/scope.ts';
import { whoAnswers } from '../offices/whoAnswers.ts';
import { type MeetingAction, type MeetingRelation, mayOfMeeting } from '../people/permissions.ts';
import { type Actor, hasRole, headships, type Person, requesterships } from '../people/person.ts';
import type { Tx } from '../store.ts';
import { INVITED, type Invited, type Meeting } from './meeting.ts';

/** Who is at a meeting, who leads it, and who may do what about it. */

type Of = Pick<Meeting, 'officeId' | 'agencyId'>;

/**
 * Who leads a meeting on a day ('YYYY-MM-DD'): of an agency whoever answers it then, on each line, so that of somebody who
 * is out the cover does; of all leads, and where nobody is in, the supervisors.
 */
export async function leadersOn(tx: Tx, { officeId, agencyId }: Of, day: string): Promise<Person[]> {
  return agencyId === null ? tx.people.withRole(officeId, 'supervisor') : whoAnswers(tx, { officeId, agencyId }, day);
}

/** Everybody who is to come. */
export async function whoComes(tx: Tx, of: Of, day: string): Promise<Invited[]> {
  const { officeId, agencyId } = of;
  const theirs = await tx.meetings.contacts(officeId, agencyId, agencyId === null ? 1 : INVITED);
  const leaders = await leadersOn(tx, of, day);
  const colleagues = agencyId === null ? await tx.people.withRole(officeId, 'liaison') : [];
  const ours = new Set([...leaders, ...colleagues].map(({ id }) => id));
  return [
    ...[...ours].map((personId): Invited => ({ personId, side: 'office', agencyId: null })),
    // Whoever works for the office and is a customer too sits on the office's side.
    ...theirs
      .filter(
        ({ personId }, nth) => !ours.has(personId) && theirs.findIndex((each) => each.personId === personId) === nth,
      )
      .map((each): Invited => ({ ...each, side: 'agency' })),
  ];
}

/** A meeting as somebody stands to it; for everybody else there is none. */
export type Found = { meeting: Meeting; relations: MeetingRelation[]; scope: Scope | undefined; invited: Invited[] };

/** Undefined when there is none, or they may not do this. Locked until the transaction ends, for what changes it. */
export async function find(
  tx: Tx,
  actor: Actor,
  { id, action, now }: { id: number; action: MeetingAction; now: Date },
): Promise<Found | undefined> {
  const meeting = await tx.meetings.one(id, action === 'see' ? undefined : 'locked');
  if (!meeting || !actor.person.active) return undefined;
  const invited = await tx.meetings.invited(id);
  const scope = await scopeIn(tx, actor, meeting.officeId, now);
  const relations = await relationsTo(tx, actor, meeting, { invited, scope, now });
  return mayOfMeeting(relations, action) ? { meeting, relations, scope, invited } : undefined;
}

async function relationsTo(
  tx: Tx,
  actor: Actor,
  meeting: Meeting,
  { invited, scope, now }: { invited: readonly Invited[]; scope: Scope | undefined; now: Date },
): Promise<MeetingRelation[]> {
  const { officeId, agencyId } = meeting;
  const own = invited.find(({ personId }) => personId === actor.person.id);
  const relations: MeetingRelation[] = [];
  if (own?.side === 'agency' && own.agencyId !== null && belongs(actor, own.agencyId)) relations.push('agency');
  if (hasRole(actor, officeId, 'supervisor')) return [...relations, 'leader'];
  if (!hasRole(actor, officeId, 'liaison')) return relations;
  if (agencyId === null) return [...relations, 'member'];
  const answers = scope?.agencies.some(({ id }) => id === agencyId) ?? false;
  // Whoever stands in today does, with or without an assignment of their own.
  const leads = answers || own?.side === 'office' || (await leadsToday(tx, actor, meeting, now));
  return leads ? [...relations, 'leader'] : relations;
}

async function leadsToday(tx: Tx, { person }: Actor, meeting: Meeting, now: Date): Promise<boolean> {
  const { today } = await officeToday(tx, meeting.officeId, now);
  return (await leadersOn(tx, meeting, today)).some(({ id }) => id === person.id);
}

/** Whoever has left an agency sees nothing of its meetings any more. */
const belongs = (actor: Actor, agencyId: number): boolean =>
  requesterships(actor).some((each) => each.agencyId === agencyId && each.confirmed) ||
  headships(actor).some((each) => each.agencyId === agencyId);
