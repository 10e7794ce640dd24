import { absenceOn, assignmentFor } from '../people/coverage.ts';
import type { Guarded } from '../people/permissions.ts';
import { localDate } from '../sla/calendar.ts';
import type { CoverageFacts, Covering, Tx } from '../store.ts';
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
  const days = new Map<number, string>();
  for (const request of requests) days.set(request.id, localDate((await tx.offices.rules(request)).calendar, now));
  const [earliest] = [...days.values()].sort();
  if (earliest === undefined) return new Map();
  const covering = await tx.people.covering(
    known(requests.map(({ agencyId }) => agencyId)),
    known(requests.map(({ holderId }) => holderId)),
    earliest,
  );
  return new Map(
    requests.map((request) => {
      const day = days.get(request.id) ?? earliest;
      return [request.id, { request, guarded: guard(request, coverIdsIn(covering, request, day)) }];
    }),
  );
}

const known = (ids: (number | null)[]): number[] => [...new Set(ids.filter((id) => id !== null))];

/** As `coversOf`, from facts of several offices. Who is out is out for every office. */
const coverIdsIn = ({ assignments, absences }: Covering, request: AgencyRequest, day: string): number[] =>
  coversOf(
    { assignments: assignments.filter(({ officeId }) => officeId === request.officeId), absences },
    request,
    day,
  );

/** The liaison and backup on the assignment of a request, and whom its holder named for the days they are away. */
export function coversOf(
  { assignments, absences }: Pick<CoverageFacts, 'assignments' | 'absences'>,
  { agencyId, serviceLineId, holderId }: AgencyRequest,
  day: string,
): number[] {
  const own = agencyId === null ? undefined : assignmentFor(assignments, agencyId, serviceLineId, day);
  const absence = holderId === null ? undefined : absenceOn(absences, holderId, day);
  return [own?.liaisonId, own?.backupId, absence?.coverId].filter((id) => id != null);
}
