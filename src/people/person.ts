/** Who is who: the people and organisations around the desk. Ids are numbers the database gave out. */

export type Person = { id: number; name: string; email: string | null; zone: string | null; active: boolean };

/** A customer organisation, known once by its code; offices serve it. */
export type Agency = { id: number; code: string; name: string };

/** What kind of help. `words` are what people write when they mean it; the first line of an office is its default. */
export type ServiceLine = { id: number; officeId: number; code: string; name: string; words: string[] };

/** Roles of those who work for an office. */
export const staffRoles = ['liaison', 'supervisor', 'administrator'] as const;
export type StaffRole = (typeof staffRoles)[number];
/** A requester and an agency head belong to an agency: they are customers of the offices that serve it. */
export type Role = 'requester' | 'agency head' | StaffRole;

const staff: ReadonlySet<Role> = new Set(staffRoles);
/** Whether whoever has this role works for an office, and is no customer of it. */
export const isStaffRole = (role: Role): role is StaffRole => staff.has(role);

/**
 * What a person is in an office. Requesters and heads belong to an agency, whichever office's file lists them there
 * (`officeId`) and whichever offices serve it; `confirmed` is false until a liaison vouches.
 */
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

/** The offices in which the person has the role. Customers belong to agencies instead: see `requesterships`. */
export function officesAs(actor: Actor, role: StaffRole): number[] {
  return actor.person.active ? actor.memberships.filter((m) => m.role === role).map((m) => m.officeId) : [];
}

/** Whether they have one of these roles in any office. */
export const worksAs = (actor: Actor, ...roles: StaffRole[]): boolean =>
  roles.some((role) => officesAs(actor, role).length > 0);

/** E-mail addresses are compared without case and stray space. */
export function sameEmail(text: string): string {
  return text.trim().toLowerCase();
}

/** The name people are addressed by. */
export function firstName(name: string): string {
  return name.trim().split(/\s+/u)[0] ?? name;
}

/** That somebody belongs to an agency, and may ask every office that serves it. */
export type Requestership = { agencyId: number; confirmed: boolean };

/**
 * The agencies a person may ask for, confirmed or not: each once, however many offices list them there. Whoever heads an
 * agency asks for that one, unless they are listed as a requester: then where they are.
 */
export function requesterships(actor: Actor): Requestership[] {
  const theirs = new Map<number, Requestership>();
  if (!actor.person.active) return [];
  const asks: Role = actor.memberships.some(({ role }) => role === 'requester') ? 'requester' : 'agency head';
  for (const { role, agencyId, confirmed } of actor.memberships) {
    if (role !== asks || agencyId === null) continue;
    theirs.set(agencyId, { agencyId, confirmed: confirmed || (theirs.get(agencyId)?.confirmed ?? false) });
  }
  return [...theirs.values()];
}

/** An agency that somebody heads, and the office whose file says so: of its service alone they are told. */
export type Headship = { officeId: number; agencyId: number };

export function headships(actor: Actor): Headship[] {
  if (!actor.person.active) return [];
  return actor.memberships.flatMap(({ role, officeId, agencyId }) =>
    role === 'agency head' && agencyId !== null ? [{ officeId, agencyId }] : [],
  );
}
