import type { Absence, Assignment } from '../people/coverage.ts';
import type { Difference } from './difference.ts';
import type { Confirmed, RosterStore, StoredRoster } from './roster.ts';
import type { AbsenceSetup, AssignmentSetup, OfficeSetup } from './setup.ts';

/** Ids by natural key: code or e-mail. */
type Ids = { lines: Map<string, number>; agencies: Map<string, number>; people: Map<string, number> };

/**
 * Writes what is different in lines, agencies, people and what binds them. Answers with the ids of people by e-mail, and
 * with the newcomers whose word the file confirms.
 */
export async function writeRoster(
  roster: RosterStore,
  officeId: number,
  { setup, stored, difference }: { setup: OfficeSetup; stored: StoredRoster; difference: Difference },
  now: Date,
): Promise<{ people: Map<string, number>; confirmed: Confirmed[] }> {
  const { renamed } = difference.people;
  if (renamed.length > 0) await roster.rename(renamed.map(({ id, after }) => ({ id, after })));
  const ids: Ids = {
    lines: new Map([
      ...keyed(stored.lines),
      ...(await roster.saveLines(officeId, changedLines(setup, stored, difference))),
    ]),
    agencies: new Map([
      ...keyed(stored.agencies),
      ...(await roster.saveAgencies(officeId, [
        ...[...difference.agencies.added, ...difference.agencies.changed].map(({ agency: { code, name } }) => ({
          code,
          name,
          active: true,
        })),
        ...difference.agencies.removed.map(({ code, name }) => ({ code, name, active: false })),
      ])),
    ]),
    people: new Map([
      ...stored.people.flatMap(({ id, email }): [string, number][] => (email === null ? [] : [[email, id]])),
      ...(await roster.savePeople(changedPeople(stored, difference))),
    ]),
  };
  const { memberships, assignments, absences, people } = difference;
  if (memberships.removed.length > 0) await roster.removeMemberships(memberships.removed);
  let confirmed: Confirmed[] = [];
  if (memberships.added.length > 0) {
    confirmed = await roster.saveMemberships(
      memberships.added.map(({ email, role, agency }) => ({
        personId: idOf(ids.people, email),
        officeId,
        role,
        agencyId: agency === null ? null : idOf(ids.agencies, agency),
      })),
    );
  }
  if (assignments.removed.length > 0) await roster.removeAssignments(assignments.removed.map(({ id }) => id));
  await roster.addAssignments(
    officeId,
    assignments.added.map((assignment) => assignmentRow(assignment, ids)),
  );
  if (absences.removed.length > 0)
    await roster.removeAbsences(
      absences.removed.map(({ id }) => id),
      now,
    );
  await roster.addAbsences(
    officeId,
    absences.added.map((absence) => absenceRow(absence, ids)),
  );
  const leaving = people.removed.filter(({ leaves }) => leaves).map(({ id }) => id);
  if (leaving.length > 0) await roster.deactivate(leaving);
  return { people: ids.people, confirmed };
}

function changedLines(
  setup: OfficeSetup,
  stored: StoredRoster,
  { lines }: Difference,
): Parameters<RosterStore['saveLines']>[1] {
  const touched = new Set([...lines.added, ...lines.changed.map(({ line }) => line)].map(({ code }) => code));
  const removed = new Set(lines.removed.map(({ code }) => code));
  return [
    ...setup.lines.map((line, place) => ({ ...line, place, active: true })).filter(({ code }) => touched.has(code)),
    ...stored.lines
      .filter(({ code }) => removed.has(code))
      .map(({ code, name, words, place }) => ({ code, name, words, place, active: false })),
  ];
}

/** A zone that the file leaves open stays as it is. */
function changedPeople(stored: StoredRoster, { people }: Difference): Parameters<RosterStore['savePeople']>[0] {
  const zones = new Map(stored.people.map(({ email, zone }) => [email, zone]));
  return [...people.added, ...people.changed.map(({ person }) => person)].map(({ email, name, zone }) => ({
    email,
    name,
    zone: zone ?? zones.get(email) ?? null,
  }));
}

const assignmentRow = ({ agency, line, liaison, backup, from, until }: AssignmentSetup, ids: Ids): Assignment => ({
  agencyId: idOf(ids.agencies, agency),
  serviceLineId: line === null ? null : idOf(ids.lines, line),
  liaisonId: idOf(ids.people, liaison),
  backupId: backup === null ? null : idOf(ids.people, backup),
  from,
  until,
});

const absenceRow = ({ person, from, until, cover }: AbsenceSetup, ids: Ids): Absence => ({
  personId: idOf(ids.people, person),
  from,
  until,
  coverId: cover === null ? null : idOf(ids.people, cover),
});

const keyed = (rows: { code: string; id: number }[]): [string, number][] => rows.map(({ code, id }) => [code, id]);

function idOf(ids: Map<string, number>, key: string): number {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`nothing was entered for ${key}`);
  return id;
}
