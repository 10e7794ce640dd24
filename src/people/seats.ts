import { type Assignment, inForce } from './coverage.ts';
import type { Person, Role } from './person.ts';

export type Seat = {
  email: string;
  name: string;
  seat: 'agency' | 'liaison' | 'supervisor';
  detail: string;
  /** E-mails of those who answer this requester, and supervise the answer: they sit beside them until others are chosen. */
  answeredBy?: { liaison?: string; supervisor?: string };
};

export type SeatRow = {
  person: Person;
  role: Role;
  officeId: number;
  office: string;
  agencyId: number | null;
  agency: string | null;
};

export type OfficeAssignment = Assignment & { officeId: number };

const seatOf: Record<Role, Seat['seat']> = {
  requester: 'agency',
  'agency head': 'agency',
  liaison: 'liaison',
  supervisor: 'supervisor',
  administrator: 'supervisor',
};
const MOST = 300;

/**
 * Who can be played in which seat of the try-it page: a person once a seat, so many a seat, by name. Told of requesters
 * are their agencies, of the others, where there are several offices, in which of them they sit. Administrators sit
 * with the supervisors.
 */
export function seatsOf(roster: SeatRow[], assigned: OfficeAssignment[], day: string): Seat[] {
  const offices = shortNames([...new Set(roster.map(({ office }) => office))]);
  const seats = new Map<string, Seat & { places: Set<string>; administers: Set<string> }>();
  const current = assigned.filter((each) => inForce(each, day));
  for (const row of roster) {
    const { person, role, agencyId } = row;
    const seat = seatOf[role];
    if (!person.email) continue;
    const key = `${seat} ${person.email}`;
    const { email, name } = person;
    const known = seats.get(key) ?? { email, name, seat, detail: '', places: new Set(), administers: new Set() };
    if (agencyId !== null && !known.answeredBy) known.answeredBy = answering(roster, current, agencyId);
    const office = offices.get(row.office) ?? '';
    const detail = row.agency ?? office;
    if (role === 'administrator') known.administers.add(office);
    else if (role === 'agency head') known.places.delete(detail);
    if (role === 'agency head') known.places.add(`${detail} (head)`);
    else if (role !== 'administrator' && detail && !known.places.has(`${detail} (head)`)) known.places.add(detail);
    seats.set(key, known);
  }
  const all = [...seats.values()]
    .map(({ places, administers, ...seat }): Seat => ({ ...seat, detail: sayPlaces(places, administers) }))
    .sort((a, b) => a.name.localeCompare(b.name, 'en'));
  return ['agency', 'liaison', 'supervisor'].flatMap((seat) => all.filter((each) => each.seat === seat).slice(0, MOST));
}

/** "Purchasing and Benefits", "administrator of Purchasing and Benefits". */
function sayPlaces(places: ReadonlySet<string>, administers: ReadonlySet<string>): string {
  const [first] = administers;
  if (first === undefined) return [...places].join(' and ');
  const named = [...administers].filter((office) => office !== '').join(' and ');
  return [...places, named ? `administrator of ${named}` : 'administrator'].join(', ');
}

/** The liaison of an agency in the office entered first, and a supervisor there. */
function answering(roster: SeatRow[], assigned: OfficeAssignment[], agencyId: number): NonNullable<Seat['answeredBy']> {
  const [own] = assigned.filter((each) => each.agencyId === agencyId).sort((a, b) => a.officeId - b.officeId);
  if (!own) return {};
  const liaison = roster.find(({ person }) => person.id === own.liaisonId)?.person.email;
  const supervisor = roster.find(({ role, officeId }) => role === 'supervisor' && officeId === own.officeId)?.person
    .email;
  return { ...(liaison && { liaison }), ...(supervisor && { supervisor }) };
}

/** What tells several offices apart: "State of Cascadia, Purchasing" is "Purchasing" beside "State of Cascadia, Labor". */
function shortNames(offices: string[]): Map<string, string> {
  const [first, second] = offices;
  if (first === undefined || second === undefined) return new Map();
  const parts = offices.map((office) => office.split(', '));
  const shared = first.split(', ').findIndex((part, place) => parts.some((each) => each[place] !== part));
  return new Map(offices.map((office) => [office, office.split(', ').slice(Math.max(0, shared)).join(', ') || office]));
}
