import { officeToday } from '../offices/officeToday.ts';
import { type Scope, scopeIn } from '../offices/scope.ts';
import { type ListeningAction, type ListeningRelation, mayOfListening } from '../people/permissions.ts';
import {
  type Actor,
  type Agency,
  hasRole,
  headships,
  officesAs,
  type Person,
  requesterships,
} from '../people/person.ts';
import { supervisorsOn } from '../requests/readers.ts';
import type { Tx } from '../store.ts';
import type { Need } from './need.ts';
import type { Round } from './round.ts';

/** How somebody stands to a round, and who may do what about it. */

export type Found = { round: Round; relations: ListeningRelation[]; today: string };

/** Undefined when there is none, or they may not do this. Locked until the transaction ends, but to look at. */
export async function find(
  tx: Tx,
  actor: Actor,
  { id, action, now }: { id: number; action: ListeningAction; now: Date },
): Promise<Found | undefined> {
  const isToRead = action === 'see' || action === 'see answers';
  const round = await tx.listening.round(id, isToRead ? undefined : 'locked');
  if (!round || !actor.person.active) return undefined;
  const { today } = await officeToday(tx, round.officeId, now);
  const relations = await relationsTo(tx, actor, round, now);
  return mayOfListening(relations, action) ? { round, relations, today } : undefined;
}

async function relationsTo(tx: Tx, actor: Actor, round: Round, now: Date): Promise<ListeningRelation[]> {
  const relations: ListeningRelation[] = [];
  const { id } = actor.person;
  const question = { kind: 'question', subjectId: round.id, turn: 0 } as const;
  const asked = await tx.listening.letterTo(question, id);
  if (asked && agenciesOf(actor).includes(asked.agencyId)) relations.push('asked');
  if ((await votesFor(tx, actor, round)).length > 0) relations.push('voter');
  if (hasRole(actor, round.officeId, 'supervisor')) return [...relations, 'lead'];
  if (!hasRole(actor, round.officeId, 'liaison')) return relations;
  const leads = round.authorId === id && (await scopeIn(tx, actor, round.officeId, now)) !== undefined;
  // What has not gone out yet is nobody's but theirs.
  if (leads) return [...relations, 'lead'];
  return round.state === 'draft' || round.state === 'planned' ? relations : [...relations, 'colleague'];
}

/** Agencies for which somebody speaks, as one who asks there or heads it. */
export const agenciesOf = (actor: Actor): number[] => [
  ...new Set([
    ...requesterships(actor).flatMap(({ agencyId, confirmed }) => (confirmed ? [agencyId] : [])),
    ...headships(actor).map(({ agencyId }) => agencyId),
  ]),
];

/** Agencies of a round whose vote somebody may cast: those that they head, and without a head those that they ask for. */
export async function votesFor(tx: Tx, actor: Actor, round: Round): Promise<Agency[]> {
  if (round.state !== 'voting') return [];
  const theirs = agenciesOf(actor);
  if (theirs.length === 0) return [];
  const heads = new Set(headships(actor).map(({ agencyId }) => agencyId));
  const headed = await tx.listening.headed(theirs);
  const found: Agency[] = [];
  for (const id of theirs) {
    if (!heads.has(id) && headed.has(id)) continue;
    const agency = (await tx.listening.ballot(round.id, id)) && (await tx.people.agency(id));
    if (agency) found.push(agency);
  }
  return found;
}

/** The agencies of a round for which somebody may answer. */
export async function answersFor(tx: Tx, actor: Actor, round: Round): Promise<Agency[]> {
  const served = await tx.people.agencies([round.officeId]);
  const theirs = agenciesOf(actor);
  return served.filter(({ id }) => theirs.includes(id) && (round.agencyIds === null || round.agencyIds.includes(id)));
}

/** Whose turn it is: who began it, as long as they speak for agencies there; else who supervises the office. */
export async function leadersOf(tx: Tx, round: Round, now: Date): Promise<Person[]> {
  const author = await tx.people.actor(round.authorId);
  if (author && (await scopeIn(tx, author, round.officeId, now))) return [author.person];
  return supervisorsOn(tx, await tx.offices.one(round.officeId), now);
}

export type FoundNeed = { need: Need; round: Round | undefined; relations: ListeningRelation[]; today: string };

/** A need as somebody stands to it; the round that it comes from is locked before it. */
export async function findNeed(
  tx: Tx,
  actor: Actor,
  { id, action, now }: { id: number; action: 'lead' | 'see need' | 'finish'; now: Date },
): Promise<FoundNeed | undefined> {
  const seen = await tx.listening.need(id);
  if (!seen || !actor.person.active) return undefined;
  const round = seen.roundId === null ? undefined : await tx.listening.round(seen.roundId, 'locked');
  const need = await tx.listening.need(id, 'locked');
  if (!need) return undefined;
  const { today } = await officeToday(tx, need.officeId, now);
  const relations: ListeningRelation[] = round
    ? (await relationsTo(tx, actor, round, now)).filter((each) => each === 'colleague' || each === 'lead')
    : hasRole(actor, need.officeId, 'supervisor')
      ? ['lead']
      : hasRole(actor, need.officeId, 'liaison')
        ? ['colleague']
        : [];
  if (need.decision?.ownerId === actor.person.id && officesOf(actor).includes(need.officeId)) relations.push('owner');
  return mayOfListening(relations, action) ? { need, round, relations, today } : undefined;
}

const officesOf = (actor: Actor): number[] => [...officesAs(actor, 'supervisor'), ...officesAs(actor, 'liaison')];

/** Who may see to a need. */
export async function ownersIn(tx: Tx, officeId: number): Promise<Person[]> {
  const all = [
    ...(await tx.people.withRole(officeId, 'liaison')),
    ...(await tx.people.withRole(officeId, 'supervisor')),
  ];
  return [...new Map(all.map((person) => [person.id, person])).values()].toSorted((a, b) =>
    a.name.localeCompare(b.name),
  );
}

/** The scope of whoever leads it, for what they may change. */
export const scopeOf = (tx: Tx, actor: Actor, round: Round, now: Date): Promise<Scope | undefined> =>
  scopeIn(tx, actor, round.officeId, now);
