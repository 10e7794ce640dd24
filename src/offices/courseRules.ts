import { isStaffRole, type Role, staffRoles } from '../people/person.ts';
import { sayTime } from '../sla/hours.ts';
import { type Rhythm, sayRhythm } from '../sla/recurrence.ts';

/** Courses that an office teaches, as its file says. */
export type CourseRule = {
  /** Lower case; it names the course for ever. */
  code: string;
  name: string;
  about: string | null;
  /** Whom it is for. */
  roles: readonly Role[];
  /** Code of the course that comes before it. */
  prerequisite: string | null;
  /** How long its certificate holds; null: it does not end. */
  months: number | null;
  /** What it allows, in plain words: "may buy up to $50,000 by RFQ". */
  authority: string | null;
  /** Sessions that come again and again; null: each is planned by itself. */
  sessions: CourseSessions | null;
};

export type CourseSessions = {
  rhythm: Rhythm;
  /** Of the day, by the office's clock. */
  minute: number;
  minutes: number;
  seats: number;
  place: string | null;
};

/** A certificate that was given before there was a desk, as certificates.csv has it. `course`: its code. */
export type CertificateSetup = { person: string; course: string; day: string };

export const agencyRoles: readonly Role[] = ['requester', 'agency head'];
export const allRoles: readonly Role[] = [...agencyRoles, ...staffRoles];

/** "for agencies", "for everybody", "for agency heads and liaisons". */
export function sayAudience(roles: readonly Role[]): string {
  if (roles.length === allRoles.length) return 'for everybody';
  if (roles.length === agencyRoles.length && !roles.some(isStaffRole)) return 'for agencies';
  return `for ${roles.map((role) => `${role}s`).join(' and ')}`;
}

/** "Requests for quotes, for agencies, after basics; its certificate holds 24 months: may buy up to $50,000 by RFQ". */
export function sayCourse({ name, roles, prerequisite, months, authority, sessions, about }: CourseRule): string {
  const after = prerequisite === null ? '' : `, after ${prerequisite}`;
  const holds = months === null ? 'its certificate does not end' : `its certificate holds ${months} months`;
  const allows = authority === null ? '' : `: ${authority}`;
  const often = sessions ? `; ${saySessions(sessions)}` : '';
  return `${name}, ${sayAudience(roles)}${after}; ${holds}${allows}${often}${about === null ? '' : `. ${about}`}`;
}

const saySessions = ({ rhythm, minute, minutes, seats, place }: CourseSessions): string =>
  `${sayRhythm(rhythm)} at ${sayTime(minute)}, ${minutes} minutes, ${seats} seats${place === null ? '' : `, ${place}`}`;
