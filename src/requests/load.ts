import type { Rules } from '../offices/office.ts';
import { type Absence, absenceOn } from '../people/coverage.ts';
import { type Action, may } from '../people/permissions.ts';
import { type Actor, hasRole, type Person } from '../people/person.ts';
import { type Calendar, localDate } from '../sla/calendar.ts';
import type { Tx } from '../store.ts';
import { otherVersions } from './countedBy.ts';
import type { RequestFacts } from './facts.ts';
import { coversOf } from './guards.ts';
import { isPossible } from './lifecycle.ts';
import { type AgencyRequest, guard } from './request.ts';
import type { ClockRow } from './requestClocks.ts';

/** All that is known of a request. Locked, until the transaction ends, for whoever is to change it. */
export async function loadFacts(
  tx: Tx,
  requestId: number,
  how: 'to read' | 'locked',
): Promise<RequestFacts | undefined> {
  const read = Number.isInteger(requestId) ? await tx.requests.facts(requestId, how === 'locked') : undefined;
  if (!read) return undefined;
  const { untold } = read.request;
  const toldBy = untold && (await tx.offices.rules(untold));
  const rules = await tx.offices.rules(read.request);
  return { ...read, rules: await withEarlier(tx, rules, read.clocks), ...(toldBy && { toldBy }) };
}

/** With the calendars by which something was judged or broken before. */
async function withEarlier(tx: Tx, rules: Rules, clocks: readonly ClockRow[]): Promise<Rules> {
  const others = otherVersions(clocks, rules.calendarId);
  if (others.length === 0) return rules;
  const earlier = new Map<number, Calendar>();
  for (const id of others) earlier.set(id, await tx.offices.calendar(id));
  return { ...rules, earlier };
}

/** Who covers for the holder today: `coversOf`. */
export async function coverIds(tx: Tx, request: AgencyRequest, now: Date): Promise<number[]> {
  const day = localDate((await tx.offices.rules(request)).calendar, now);
  const agencyIds = request.agencyId === null ? [] : [request.agencyId];
  return coversOf(await tx.people.duties(request.officeId, agencyIds, day), request, day);
}

/** Whether somebody may do something to a request now. Who covers it is looked up only where that decides. */
export async function mayNow(
  tx: Tx,
  actor: Actor,
  action: Action,
  request: AgencyRequest,
  now: Date,
): Promise<boolean> {
  if (may(actor, action, guard(request, []))) return true;
  if (!hasRole(actor, request.officeId, 'liaison')) return false;
  return may(actor, action, guard(request, await coverIds(tx, request, now)));
}

/** Why a deed was refused: `hidden` is said in the very words used for what does not exist. */
export type Refusal = { refused: 'hidden' } | { refused: 'state'; request: AgencyRequest };

/**
 * The facts of a request, if this person may do this to it now. Asked at every click, against today's assignment:
 * buttons in old messages stay clickable for ever.
 */
export async function authorise(
  tx: Tx,
  actor: Actor,
  action: Action,
  requestId: number,
  now: Date,
  how: 'to read' | 'locked' = 'locked',
): Promise<{ facts: RequestFacts } | Refusal> {
  const facts = await loadFacts(tx, requestId, how);
  if (!facts || !(await mayNow(tx, actor, action, facts.request, now))) return { refused: 'hidden' };
  return isPossible(action, facts.request) ? { facts } : { refused: 'state', request: facts.request };
}

/** People of the office who can hold requests, those in today first. */
export async function team(
  tx: Tx,
  officeId: number,
  day: string,
): Promise<{ person: Person; absence: Absence | undefined }[]> {
  const liaisons = await tx.people.withRole(officeId, 'liaison');
  const supervisors = await tx.people.withRole(officeId, 'supervisor');
  const { absences } = await tx.people.duties(officeId, [], day);
  const all = [...liaisons, ...supervisors.filter((s) => !liaisons.some((l) => l.id === s.id))];
  const members = all.map((person) => ({ person, absence: absenceOn(absences, person.id, day) }));
  return members.sort((a, b) => Number(a.absence !== undefined) - Number(b.absence !== undefined));
}

/** With how many open requests each of them holds, in their order: whoever gives somebody more sees it first. */
export async function withLoad<Of extends { person: Person }>(
  tx: Tx,
  all: readonly Of[],
): Promise<(Of & { open: number })[]> {
  const loads = await tx.requests.loads(all.map(({ person }) => person.id));
  return all.map((each) => ({ ...each, open: loads.get(each.person.id) ?? 0 }));
}
