/** Who is who: the people and organisations around the desk. Ids are numbers the database gave out. */

export type Person = { id: number; name: string; email: string | null; zone: string | null; active: boolean };

/** A customer organisation of one office. */
export type Agency = { id: number; officeId: number; code: string; name: string };

/** What kind of help. `words` are what people write when they mean it; the first line of an office is its default. */
export type ServiceLine = { id: number; officeId: number; code: string; name: string; words: string[] };

export type Role = 'requester' | 'liaison' | 'supervisor' | 'administrator';

/** What a person is in an office. Requesters belong to one agency per membership; `confirmed` is false until a liaison vouches. */
export type Membership = {
  personId: number;
  officeId: number;
  role: Role;
  agencyId: number | null;
  confirmed: boolean;
};

/**
 * A person with all that decides what they may see and do. `fromElsewhere`: they have roles in an office that do not
 * count here, because they act through an account that is not of the office's own workspace or tenant.
 */
export type Actor = { person: Person; memberships: Membership[]; fromElsewhere?: true };

export function hasRole(actor: Actor, officeId: number, role: Role): boolean {
  return actor.person.active && actor.memberships.some((m) => m.officeId === officeId && m.role === role);
}

/** The offices in which the person has the role. */
export function officesAs(actor: Actor, role: Role): number[] {
  return actor.person.active ? actor.memberships.filter((m) => m.role === role).map((m) => m.officeId) : [];
}

/** E-mail addresses are compared without case and stray space. */
export function sameEmail(text: string): string {
  return text.trim().toLowerCase();
}

/** The name people are addressed by. */
export function firstName(name: string): string {
  return name.trim().split(/\s+/u)[0] ?? name;
}

/** The agencies a person may ask for, confirmed or not. */
export const requesterships = (actor: Actor): Membership[] =>
  actor.person.active ? actor.memberships.filter((m) => m.role === 'requester' && m.agencyId !== null) : [];
