import { type Choice, chooseLiaison } from '../people/coverage.ts';
import type { Person } from '../people/person.ts';
import { type Calendar, localDate, nextOpening } from '../sla/calendar.ts';
import type { Tx } from '../store.ts';
import type { Move } from './decide/moving.ts';
import type { RequestFacts } from './facts.ts';
import type { AgencyRequest } from './request.ts';

/** Who is to answer, why, and everybody the choice speaks of. */
export type Routed = { choice: Choice; people: Map<number, Person> };

/**
 * The day that counts for who answers: the one on which a clock that starts at `at` first runs. What is asked on Friday
 * evening is answered on Monday, by whoever is in then.
 */
export function workingDay(calendar: Calendar, at: Date): string {
  // Past the end of the calendar no opening is known: then it is today.
  return localDate(calendar, nextOpening(calendar, at) ?? at);
}

/** Who is to answer this, by the assignments and absences of the day on which its clock first runs. */
export async function route(
  tx: Tx,
  request: Pick<AgencyRequest, 'officeId' | 'agencyId' | 'serviceLineId' | 'calendarId' | 'policyId'>,
  at: Date,
): Promise<Routed> {
  if (request.agencyId === null)
    return { choice: { holderId: null, reason: 'no assignment', away: [] }, people: new Map() };
  const { calendar } = await tx.offices.rules(request);
  const day = workingDay(calendar, at);
  const { people, ...facts } = await tx.people.coverage(request.officeId, request.agencyId, day);
  const choice = chooseLiaison(
    { ...facts, active: (personId) => people.get(personId)?.active ?? false },
    { agencyId: request.agencyId, serviceLineId: request.serviceLineId, day },
  );
  return { choice, people };
}

/** Who is to have a request now, and how it comes to them: for `moveTo`. */
export async function newHolder(
  tx: Tx,
  facts: RequestFacts,
  { at, reason, by = null }: { at: Date; reason: string; by?: Person | null },
  now: Date,
): Promise<{ holder: Person | null; move: Move }> {
  const { choice, people } = await route(tx, facts.request, now);
  const holder = choice.holderId === null ? null : (people.get(choice.holderId) ?? null);
  const asks =
    holder !== null && holder.id !== facts.request.holderId && (await isNewcomer(tx, facts.request, holder.id));
  return { holder, move: { by, at, reason, choice, people, newcomer: asks } };
}

/**
 * Somebody's agency is their own word until its liaison has confirmed it. Whoever holds another request of the same
 * newcomer has been asked about them.
 */
async function isNewcomer(tx: Tx, request: AgencyRequest, holderId: number): Promise<boolean> {
  const requester = await tx.people.actor(request.requesterId);
  const unconfirmed = requester?.memberships.some(
    ({ agencyId, confirmed }) => agencyId !== null && agencyId === request.agencyId && !confirmed,
  );
  return unconfirmed === true && !(await isAskedAbout(tx, request, holderId));
}

export async function isAskedAbout(
  tx: Tx,
  { id, requesterId, agencyId }: Pick<AgencyRequest, 'id' | 'requesterId' | 'agencyId'>,
  holderId: number,
): Promise<boolean> {
  const live = await tx.requests.liveOfRequester(requesterId);
  return live.some((other) => other.id !== id && other.holderId === holderId && other.agencyId === agencyId);
}
