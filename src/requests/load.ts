import { type Absence, absenceOn } from '../people/coverage.ts';
import { type Action, may } from '../people/permissions.ts';
import type { Actor, Person } from '../people/person.ts';
import { localDate } from '../sla/calendar.ts';
import type { CoverageFacts, Tx } from '../store.ts';
import { coversOf } from './guards.ts';
import { isPossible } from './lifecycle.ts';
import { type AgencyRequest, guard, type RequestMessage } from './request.ts';
import type { RequestView } from './view.ts';

export async function loadView(tx: Tx, request: AgencyRequest): Promise<RequestView> {
  const people = await tx.people.named([request.requesterId, ...(request.holderId === null ? [] : [request.holderId])]);
  const requester = people.get(request.requesterId);
  if (!requester) throw new Error('a request has a requester');
  const messages = await tx.requests.messages(request.id);
  return {
    request,
    requester,
    holder: request.holderId === null ? null : (people.get(request.holderId) ?? null),
    agency: request.agencyId === null ? null : ((await tx.people.agency(request.agencyId)) ?? null),
    office: await tx.offices.one(request.officeId),
    rules: await tx.offices.rules(request),
    clocks: await tx.clocks.of([request.id]),
    question: firstQuestion(messages) ?? request.subject,
  };
}

const firstQuestion = (messages: RequestMessage[]): string | undefined =>
  messages.find((message) => message.kind === 'from agency')?.text;

/** What choosing a liaison for this request needs to know. */
export function coverageOf(
  tx: Tx,
  request: Pick<AgencyRequest, 'officeId' | 'agencyId'>,
  day: string,
): Promise<CoverageFacts> {
  return tx.people.coverage(request.officeId, request.agencyId ?? 0, day);
}

/** Who covers for the holder today: `coversOf`. */
export async function coverIds(tx: Tx, request: AgencyRequest, now: Date): Promise<number[]> {
  const day = localDate((await tx.offices.rules(request)).calendar, now);
  return coversOf(await coverageOf(tx, request, day), request, day);
}

/** Why a deed was refused: `hidden` is said in the very words used for what does not exist. */
export type Refusal = { refused: 'hidden' } | { refused: 'state'; request: AgencyRequest };

/**
 * The request, locked, if this person may do this to it now. Asked at every click, against today's assignment: buttons
 * in old messages stay clickable for ever.
 */
export async function authorise(
  tx: Tx,
  actor: Actor,
  action: Action,
  requestId: number,
  now: Date,
): Promise<{ request: AgencyRequest } | Refusal> {
  const request = Number.isInteger(requestId) ? await tx.requests.lock(requestId) : undefined;
  if (!request || !may(actor, action, guard(request, await coverIds(tx, request, now)))) return { refused: 'hidden' };
  return isPossible(action, request.state) ? { request } : { refused: 'state', request };
}

/** People of the office who can hold requests, those in today first. */
export async function team(
  tx: Tx,
  officeId: number,
  day: string,
): Promise<{ person: Person; absence: Absence | undefined }[]> {
  const liaisons = await tx.people.withRole(officeId, 'liaison');
  const supervisors = await tx.people.withRole(officeId, 'supervisor');
  const { absences } = await tx.people.coverage(officeId, 0, day);
  const all = [...liaisons, ...supervisors.filter((s) => !liaisons.some((l) => l.id === s.id))];
  const members = all.map((person) => ({
    person,
    absence: absenceOn(absences, person.id, day),
  }));
  return members.sort((a, b) => Number(a.absence !== undefined) - Number(b.absence !== undefined));
}
