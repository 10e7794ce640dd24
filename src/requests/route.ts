import { type Choice, chooseLiaison } from '../people/coverage.ts';
import type { Person } from '../people/person.ts';
import { localDate } from '../sla/calendar.ts';
import type { Tx } from '../store.ts';
import { coverageOf } from './load.ts';
import type { AgencyRequest } from './request.ts';

export type Routed = { choice: Choice; people: Map<number, Person> };

/** Who is to answer this today, by the assignments and absences as they stand. */
export async function route(
  tx: Tx,
  request: Pick<AgencyRequest, 'officeId' | 'agencyId' | 'serviceLineId' | 'calendarId' | 'policyId'>,
  now: Date,
): Promise<Routed> {
  if (request.agencyId === null)
    return { choice: { holderId: null, reason: 'no assignment', away: [] }, people: new Map() };
  const { calendar } = await tx.offices.rules(request);
  const day = localDate(calendar, now);
  const { people, ...facts } = await coverageOf(tx, request, day);
  const choice = chooseLiaison(
    { ...facts, active: (personId) => people.get(personId)?.active ?? false },
    { agencyId: request.agencyId, serviceLineId: request.serviceLineId, day },
  );
  return { choice, people };
}
