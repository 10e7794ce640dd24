import type { Office } from '../offices/office.ts';
import { absenceOn } from '../people/coverage.ts';
import type { Person } from '../people/person.ts';
import type { Calendar } from '../sla/calendar.ts';
import type { Tx } from '../store.ts';
import { workingDay } from './route.ts';

/**
 * Who sees to what needs a decision: the supervisors who are in on the day the office next works; when none is, those
 * who administer the office and are in; and when nobody at all is in, all of them, so that it is lost on nobody.
 */
export async function supervisorsOn(tx: Tx, office: Office, now: Date): Promise<Person[]> {
  const supervisors = await tx.people.withRole(office.id, 'supervisor');
  const { calendar } = await tx.offices.rules(office);
  const day = workingDay(calendar, now);
  const { absences } = await tx.people.coverage(office.id, 0, day);
  const isIn = (person: Person) => absenceOn(absences, person.id, day) === undefined;
  const there = supervisors.filter(isIn);
  if (there.length > 0) return there;
  const next = (await tx.people.withRole(office.id, 'administrator')).filter(isIn);
  return next.length > 0 ? next : supervisors;
}

/** All who can mend the office's calendar, or see to it. */
export async function keepersOf(tx: Tx, officeId: number): Promise<Person[]> {
  const keepers = [
    ...(await tx.people.withRole(officeId, 'administrator')),
    ...(await tx.people.withRole(officeId, 'supervisor')),
  ];
  return [...new Map(keepers.map((person) => [person.id, person])).values()];
}

/** Whether somebody is out on the day the office next works. */
export async function isAway(
  tx: Tx,
  officeId: number,
  calendar: Calendar,
  personId: number,
  now: Date,
): Promise<boolean> {
  const day = workingDay(calendar, now);
  const { absences } = await tx.people.coverage(officeId, 0, day);
  return absenceOn(absences, personId, day) !== undefined;
}
