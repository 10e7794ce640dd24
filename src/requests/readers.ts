import type { Office } from '../offices/office.ts';
import { absenceOn } from '../people/coverage.ts';
import type { Person } from '../people/person.ts';
import type { Calendar } from '../sla/calendar.ts';
import type { Tx } from '../store.ts';
import { workingDay } from './route.ts';

/** Tells of people of an office whether they are in on the day it next works. */
export async function whoIsIn(
  tx: Tx,
  officeId: number,
  calendar: Calendar,
  now: Date,
): Promise<(personId: number) => boolean> {
  const day = workingDay(calendar, now);
  const { absences } = await tx.people.duties(officeId, [], day);
  return (personId) => absenceOn(absences, personId, day) === undefined;
}

/**
 * Who sees to what needs a decision: the supervisors who are in and whom a chat reaches; when none is, those who
 * administer the office, likewise; and when nobody at all is there, all of them, so that it is lost on nobody.
 */
export async function supervisorsOn(tx: Tx, office: Office, now: Date): Promise<Person[]> {
  const supervisors = await tx.people.withRole(office.id, 'supervisor');
  const isIn = await whoIsIn(tx, office.id, (await tx.offices.rules(office)).calendar, now);
  const there = await thoseReached(
    tx,
    supervisors.filter(({ id }) => isIn(id)),
  );
  if (there.length > 0) return there;
  const administrators = await tx.people.withRole(office.id, 'administrator');
  const next = await thoseReached(
    tx,
    administrators.filter(({ id }) => isIn(id)),
  );
  return next.length > 0 ? next : supervisors;
}

/** Without those whom no chat reaches any more. */
export async function thoseReached(tx: Tx, people: readonly Person[]): Promise<Person[]> {
  const unheard = await tx.people.cutOff(people.map(({ id }) => id));
  return people.filter(({ id }) => !unheard.has(id));
}

/** All who look after the rules of the office. */
export async function keepersOf(tx: Tx, officeId: number): Promise<Person[]> {
  const keepers = [
    ...(await tx.people.withRole(officeId, 'administrator')),
    ...(await tx.people.withRole(officeId, 'supervisor')),
  ];
  return [...new Map(keepers.map((person) => [person.id, person])).values()];
}
