import { officeToday } from '../offices/officeToday.ts';
import { scopeIn } from '../offices/scope.ts';
import { whoAnswers } from '../offices/whoAnswers.ts';
import { mayOfReview, type ReviewAction, type ReviewRelation } from '../people/permissions.ts';
import { type Actor, hasRole, headships, type Person, requesterships } from '../people/person.ts';
import type { Tx } from '../store.ts';
import type { Finding, Review } from './review.ts';

/** Who may do what about a review. */

/** A review as somebody stands to it; for everybody else there is none. */
export type Found = { review: Review; relations: ReviewRelation[] };

/** Undefined when there is none, or they may not do this. Locked until the transaction ends, for what changes it. */
export async function find(
  tx: Tx,
  actor: Actor,
  { id, action, now }: { id: number; action: ReviewAction; now: Date },
): Promise<Found | undefined> {
  const review = await tx.reviews.one(id, action === 'see' ? undefined : 'locked');
  if (!review || !actor.person.active) return undefined;
  const relations = await relationsTo(tx, actor, review, now);
  return mayOfReview(relations, action) ? { review, relations } : undefined;
}

/** One of a review that they lead, locked until the transaction ends. */
export async function findFinding(
  tx: Tx,
  actor: Actor,
  id: number,
  now: Date,
): Promise<{ review: Review; finding: Finding } | undefined> {
  const known = await tx.reviews.finding(id);
  const found = known && (await find(tx, actor, { id: known.reviewId, action: 'lead', now }));
  // As it is now that nobody else changes it.
  const finding = found && (await tx.reviews.finding(id));
  return found && finding ? { review: found.review, finding } : undefined;
}

async function relationsTo(tx: Tx, actor: Actor, review: Review, now: Date): Promise<ReviewRelation[]> {
  const relations: ReviewRelation[] = [];
  if (await leads(tx, actor, review, now)) relations.push('office');
  const isTheirs = belongs(actor, review);
  const { id } = actor.person;
  if (isTheirs && review.askedOf === id) relations.push('asked');
  if (isTheirs && review.state === 'finished') {
    const heads = headships(actor).some(
      (each) => each.officeId === review.officeId && each.agencyId === review.agencyId,
    );
    if (heads || (await tx.reviews.told(review.id)).includes(id)) relations.push('agency');
  }
  return relations;
}

async function leads(tx: Tx, actor: Actor, { officeId, agencyId }: Review, now: Date): Promise<boolean> {
  if (hasRole(actor, officeId, 'supervisor')) return true;
  if (!hasRole(actor, officeId, 'liaison')) return false;
  const scope = await scopeIn(tx, actor, officeId, now);
  if (scope?.agencies.some(({ id }) => id === agencyId)) return true;
  // Whoever stands in today does, with or without an assignment of their own.
  return (await reviewersNow(tx, { officeId, agencyId }, now)).some(({ id }) => id === actor.person.id);
}

/** Whoever has left an agency sees nothing of its reviews any more. */
const belongs = (actor: Actor, { agencyId }: Review): boolean =>
  requesterships(actor).some((each) => each.agencyId === agencyId && each.confirmed) ||
  headships(actor).some((each) => each.agencyId === agencyId);

/** Who answers the agency today: of whoever is out, the cover. */
export async function reviewersNow(tx: Tx, of: Pick<Review, 'officeId' | 'agencyId'>, now: Date): Promise<Person[]> {
  const { today } = await officeToday(tx, of.officeId, now);
  return whoAnswers(tx, of, today);
}
