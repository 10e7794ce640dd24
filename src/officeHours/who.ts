import type { LiaisonHours } from '../offices/liaisonHours.ts';
import type { Office, Rules } from '../offices/office.ts';
import { addDays } from '../people/absence.ts';
import { type Absence, type Assignment, type ChoiceFacts, chooseLiaison, inForce } from '../people/coverage.ts';
import { mayOfSchedule, mayOfSlot, type ScheduleRelation, type SlotRelation } from '../people/permissions.ts';
import { type Actor, hasRole, headships, type Person, requesterships } from '../people/person.ts';
import { localDate } from '../sla/calendar.ts';
import type { Tx } from '../store.ts';
import { type Busy, DAYS_SHOWN, type FreeSlot, freeSlots, type Holding, type Slot } from './hours.ts';

/** Who may see the schedule of a liaison, take a slot and call it off; and all that stands on it. */

type Whose = { officeId: number; liaisonId: number };

export type Schedule = {
  office: Office;
  rules: Rules;
  today: string;
  liaison: Person;
  hours: LiaisonHours[];
  holding: Holding;
  free: FreeSlot[];
  relations: ScheduleRelation[];
  /** Ids of the agencies of whoever looks, that this liaison answers. */
  agencyIds: number[];
  assignments: Assignment[];
  out: Out[];
};

/** Days on which a liaison is out, and who answers then; nobody: a supervisor sees to it. `until` null: nobody knows yet. */
export type Out = { from: string; until: string | null; answers: string[] };

/** More meetings than this nobody has in four weeks. */
const MOST_BUSY = 200;

/** The confirmed agencies that somebody speaks for: as a requester, or as their head. */
export const agenciesOf = (actor: Actor): number[] => [
  ...new Set([
    ...requesterships(actor).flatMap(({ agencyId, confirmed }) => (confirmed ? [agencyId] : [])),
    ...headships(actor).map(({ agencyId }) => agencyId),
  ]),
];

/** Whether a liaison answers an agency on a day, on any line, as its liaison or as the backup. */
export const answersOn = (
  assignments: readonly Assignment[],
  { liaisonId, agencyId }: { liaisonId: number; agencyId: number },
  day: string,
): boolean =>
  assignments.some(
    (each) =>
      each.agencyId === agencyId && inForce(each, day) && (each.liaisonId === liaisonId || each.backupId === liaisonId),
  );

/** Undefined: there is no such liaison, or somebody may not do this there. */
export async function readSchedule(
  tx: Tx,
  actor: Actor,
  { officeId, liaisonId }: Whose,
  action: Parameters<typeof mayOfSchedule>[1],
  now: Date,
): Promise<Schedule | undefined> {
  const office = (await tx.offices.all()).find(({ id }) => id === officeId);
  const theirs = await tx.people.actor(liaisonId);
  if (!office || !actor.person.active || !theirs || !hasRole(theirs, officeId, 'liaison')) return undefined;
  const rules = await tx.offices.rules(office);
  const { calendar } = rules;
  const today = localDate(calendar, now);
  const { assignments, absences, people } = await tx.people.coverage(officeId, null, today);
  const last = addDays(today, DAYS_SHOWN - 1);
  const agencyIds = agenciesOf(actor).filter((agencyId) =>
    assignments.some(
      (each) =>
        each.agencyId === agencyId &&
        (each.liaisonId === liaisonId || each.backupId === liaisonId) &&
        each.from <= last &&
        (each.until === null || each.until >= today),
    ),
  );
  const relations: ScheduleRelation[] = [];
  // Nobody comes to their own door.
  if (agencyIds.length > 0 && actor.person.id !== liaisonId) relations.push('customer');
  if (actor.person.id === liaisonId && hasRole(actor, officeId, 'liaison')) relations.push('liaison');
  if (hasRole(actor, officeId, 'supervisor')) relations.push('supervisor');
  if (!mayOfSchedule(relations, action)) return undefined;
  const hours = (await tx.officeHours.of({ officeId })).filter((each) => each.liaisonId === liaisonId);
  const holding: Holding = { calendar, liaisonId, hours, absences, busy: await busyOf(tx, liaisonId, actor, now) };
  const named = (ids: readonly number[]): string[] => [...new Set(ids)].flatMap((id) => people.get(id)?.name ?? []);
  const facts = { assignments, absences, office: assignments, active: (id: number) => people.get(id)?.active ?? false };
  const own = absences.filter(({ personId, from }) => personId === liaisonId && from <= last);
  const lineIds = office.lines.map(({ id }) => id);
  const out = outOf(own, today, (day) =>
    named(coversOn(facts, { liaisonId, agencyIds: agencyIds.length > 0 ? agencyIds : null, lineIds, day })),
  );
  const free = freeSlots(holding, now);
  return {
    ...{ office, rules, today, liaison: theirs.person, hours, holding, free },
    ...{ relations, agencyIds, assignments, out },
  };
}

/** Slots of this liaison and meetings, in whichever office; and slots that the reader has elsewhere. */
async function busyOf(tx: Tx, liaisonId: number, { person }: Actor, now: Date): Promise<Busy[]> {
  return [
    ...(await tx.officeHours.ahead({ liaisonId }, now, MOST_BUSY)),
    ...(await tx.officeHours.ahead({ takerId: person.id }, now, MOST_BUSY)),
    ...(await tx.meetings.ahead({ invited: liaisonId }, now, MOST_BUSY)),
  ];
}

/** Absences that overlap or follow one another are one, from today on. */
function outOf(absences: readonly Absence[], today: string, answers: (day: string) => string[]): Out[] {
  const spans: { from: string; until: string | null }[] = [];
  for (const { from, until } of absences.toSorted((a, b) => a.from.localeCompare(b.from))) {
    const last = spans.at(-1);
    if (last && (last.until === null || from <= addDays(last.until, 1)))
      last.until = last.until === null || until === null ? null : until > last.until ? until : last.until;
    else spans.push({ from: from > today ? from : today, until });
  }
  return spans.map((span) => ({ ...span, answers: answers(span.from) }));
}

/** Who answers what this liaison would, on a day on which they are out: of these agencies, or (null) of all. */
function coversOn(
  facts: ChoiceFacts & { office: Assignment[] },
  {
    liaisonId,
    agencyIds,
    lineIds,
    day,
  }: { liaisonId: number; agencyIds: readonly number[] | null; lineIds: readonly number[]; day: string },
): number[] {
  const theirs = facts.office.filter((each) => each.liaisonId === liaisonId && inForce(each, day));
  const agencies = [...new Set(theirs.map(({ agencyId }) => agencyId))];
  return agencies
    .filter((agencyId) => agencyIds === null || agencyIds.includes(agencyId))
    .flatMap((agencyId) => {
      const assignments = facts.office.filter((each) => each.agencyId === agencyId);
      return lineIds.flatMap((serviceLineId) => {
        const choice = chooseLiaison({ ...facts, assignments }, { agencyId, serviceLineId, day });
        // Of another line somebody else is the liaison, and no cover.
        const isTheirs = choice.away.some(({ personId }) => personId === liaisonId);
        return isTheirs && choice.holderId !== null ? [choice.holderId] : [];
      });
    });
}

/** A slot with those whose it is; undefined: there is none, or they may not do this. Locked until the transaction ends. */
export async function findSlot(
  tx: Tx,
  actor: Actor,
  id: number,
  action: Parameters<typeof mayOfSlot>[1],
): Promise<Slot | undefined> {
  const slot = await tx.officeHours.slot(id);
  if (!slot || !actor.person.active) return undefined;
  const relations: SlotRelation[] = [];
  if (slot.takerId === actor.person.id) relations.push('taker');
  if (slot.liaisonId === actor.person.id && hasRole(actor, slot.officeId, 'liaison')) relations.push('liaison');
  if (hasRole(actor, slot.officeId, 'supervisor')) relations.push('supervisor');
  return mayOfSlot(relations, action) ? slot : undefined;
}
