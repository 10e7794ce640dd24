import { absenceOn, assignmentFor } from '../people/coverage.ts';
import type { Guarded } from '../people/permissions.ts';
import { localDate } from '../sla/calendar.ts';
import type { Duties, Tx } from '../store.ts';
import { grouped } from './grouped.ts';
import { type AgencyRequest, guard } from './request.ts';

/** A request with what decides who may touch it today. */
export type GuardedRequest = { request: AgencyRequest; guarded: Guarded };

/** Those of several requests that exist, by their ids: a message may have a button about each of many. */
export async function readGuarded(
  tx: Tx,
  ids: readonly number[],
  now: Date,
): Promise<ReadonlyMap<number, GuardedRequest>> {
  const requests = await tx.requests.several([...new Set(ids)]);
  const found = new Map<number, GuardedRequest>();
  for (const [officeId, theirs] of grouped(requests, (request) => request.officeId)) {
    const days: string[] = [];
    for (const request of theirs) days.push(localDate((await tx.offices.rules(request)).calendar, now));
    const [earliest = ''] = days.toSorted();
    const agencyIds = new Set(theirs.flatMap(({ agencyId }) => agencyId ?? []));
    const duties = await tx.people.duties(officeId, [...agencyIds], earliest);
    for (const [n, request] of theirs.entries())
      found.set(request.id, { request, guarded: guard(request, coversOf(duties, request, days[n] ?? earliest)) });
  }
  return found;
}

/** The liaison and backup on the assignment of a request, and whom its holder named for the days they are away. */
export function coversOf(
  { assignments, absences }: Duties,
  { agencyId, serviceLineId, holderId }: AgencyRequest,
  day: string,
): number[] {
  const own = agencyId === null ? undefined : assignmentFor(assignments, agencyId, serviceLineId, day);
  const absence = holderId === null ? undefined : absenceOn(absences, holderId, day);
  return [own?.liaisonId, own?.backupId, absence?.coverId].filter((id) => id != null);
}
