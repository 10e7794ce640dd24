import { type Choice, type ChoiceFacts, chooseLiaison } from '../people/coverage.ts';
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

type Routing = Pick<AgencyRequest, 'officeId' | 'agencyId' | 'serviceLineId' | 'calendarId' | 'policyId'>;

/**
 * Who is to answer this, by the assignments and absences of the day on which its clock first runs. `instead`: who had it
 * and is out; then a supervisor is found where nobody else is in, since somebody waits already. `coming`: who is to get
 * others at the same time, once for each.
 */
export async function route(
  tx: Tx,
  request: Routing,
  at: Date,
  { instead, coming = [] }: { instead?: number | undefined; coming?: readonly number[] } = {},
): Promise<Routed> {
  if (request.agencyId === null && instead === undefined)
    return { choice: { holderId: null, reason: 'no assignment', away: [] }, people: new Map() };
  const agencyId = request.agencyId ?? 0;
  const { calendar } = await tx.offices.rules(request);
  const day = workingDay(calendar, at);
  const { people, ...facts } = await tx.people.coverage(request.officeId, agencyId, day);
  const active = (personId: number) => people.get(personId)?.active ?? false;
  const question = { agencyId, serviceLineId: request.serviceLineId, day, ...(instead !== undefined && { instead }) };
  const had = instead === undefined ? [] : await tx.people.named([instead]);
  for (const [id, person] of had) people.set(id, person);
  const choose = async (from: ChoiceFacts): Promise<Choice> => {
    const choice = chooseLiaison(from, question);
    // How much each has is asked only where somebody stands in.
    if (choice.reason !== 'covering') return choice;
    return chooseLiaison({ ...from, load: await loadsOf(tx, [...people.keys()], coming) }, question);
  };
  const unheard = new Set<number>();
  const choice = await whoIsReached(tx, unheard, (reached) => choose({ ...facts, active, reached }));
  if (choice.holderId !== null || (choice.reason === 'no assignment' && instead === undefined))
    return { choice, people };
  // Rarely so far: all of the office is looked at, for the backup of a backup.
  const whole = await tx.people.coverage(request.officeId, null, day);
  const supervisors = instead === undefined ? [] : await tx.people.withRole(request.officeId, 'supervisor');
  for (const person of [...whole.people.values(), ...supervisors]) people.set(person.id, person);
  const all = { ...facts, active, office: whole.assignments, lastly: supervisors.map(({ id }) => id) };
  const far = await whoIsReached(tx, unheard, (reached) => choose({ ...all, reached }));
  // Of nobody whom a chat reaches it is whoever would have it: it is seen that they do not hear of it.
  return { choice: far.holderId === null && unheard.size > 0 ? await choose(all) : far, people };
}

/** Open requests of each, with those that are coming to them. */
async function loadsOf(tx: Tx, personIds: number[], coming: readonly number[]): Promise<Map<number, number>> {
  const loads = await tx.requests.loads(personIds);
  for (const id of coming) loads.set(id, (loads.get(id) ?? 0) + 1);
  return loads;
}

/** Nobody who is not reached in chat is chosen. Who they are is found out one by one, and kept in `unheard`. */
async function whoIsReached(
  tx: Tx,
  unheard: Set<number>,
  choose: (reached: (personId: number) => boolean) => Promise<Choice>,
): Promise<Choice> {
  for (;;) {
    const choice = await choose((id) => !unheard.has(id));
    const { holderId } = choice;
    if (holderId === null || !(await tx.people.cutOff([holderId])).has(holderId)) return choice;
    unheard.add(holderId);
  }
}

/** Who is to have a request now, and how it comes to them: for `moveTo`. */
export async function newHolder(
  tx: Tx,
  facts: RequestFacts,
  { at, reason, by = null, instead }: { at: Date; reason: string; by?: Person | null; instead?: number },
  now: Date,
): Promise<{ holder: Person | null; move: Move }> {
  const { choice, people } = await route(tx, facts.request, now, { instead });
  const holder = choice.holderId === null ? null : (people.get(choice.holderId) ?? null);
  return { holder, move: { by, at, reason, choice, people, newcomer: await asksAbout(tx, facts.request, holder) } };
}

/** Whether somebody who gets this request is to be asked whether the requester works where they say. */
export const asksAbout = async (tx: Tx, request: AgencyRequest, holder: Person | null): Promise<boolean> =>
  holder !== null && holder.id !== request.holderId && (await isNewcomer(tx, request, holder.id));

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
