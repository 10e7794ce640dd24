import type { Office } from '../offices/office.ts';
import type { RecordRules } from '../offices/recordRules.ts';
import { type Actor, hasRole, isStaffRole, officesAs, type Person, sameEmail, staffRoles } from '../people/person.ts';
import type { Tx } from '../store.ts';

/** Who looks after the records of an office. */

/** The records officer whom the office's file names. They work for the office. */
function isOfficer({ person, memberships }: Actor, { id, records }: Pick<Office, 'id' | 'records'>): boolean {
  const works = memberships.some(({ officeId, role }) => officeId === id && isStaffRole(role));
  return person.active && works && person.email !== null && records?.officer === sameEmail(person.email);
}

/** Who sets holds, and hands records out: the records officer, and the administrators beside them. */
export const keepsRecords = (actor: Actor, office: Pick<Office, 'id' | 'records'>): boolean =>
  isOfficer(actor, office) || hasRole(actor, office.id, 'administrator');

/** Who says that content goes: the records officer; where none is named, an administrator. */
export const mayDestroy = (actor: Actor, office: Pick<Office, 'id' | 'records'>): boolean =>
  office.records?.officer ? isOfficer(actor, office) : hasRole(actor, office.id, 'administrator');

/** The offices whose records somebody looks after, as they are today. */
export async function officesWithRecordsOf(tx: Tx, actor: Actor): Promise<Office[]> {
  const ids = new Set(staffRoles.flatMap((role) => officesAs(actor, role)));
  const offices: Office[] = [];
  for (const id of ids) {
    const office = await tx.offices.one(id);
    if (keepsRecords(actor, office)) offices.push(office);
  }
  return offices;
}

/** Whom to tell what is due: those who may say that it goes. */
export async function toldOfDue(tx: Tx, { id, records }: Pick<Office, 'id' | 'records'>): Promise<Person[]> {
  const officer = await officerOf(tx, id, records ?? null);
  return officer ? [officer] : tx.people.withRole(id, 'administrator');
}

async function officerOf(tx: Tx, officeId: number, records: RecordRules | null): Promise<Person | undefined> {
  if (!records?.officer) return undefined;
  for (const role of ['administrator', 'supervisor', 'liaison'] as const) {
    const people = await tx.people.withRole(officeId, role);
    const found = people.find(({ email }) => email !== null && sameEmail(email) === records.officer);
    if (found) return found;
  }
  return undefined;
}
