import type { Person, Role } from './person.ts';

export type Seat = { email: string; name: string; seat: 'agency' | 'liaison' | 'supervisor'; detail: string };

const seatOf: Partial<Record<Role, Seat['seat']>> = {
  requester: 'agency',
  liaison: 'liaison',
  supervisor: 'supervisor',
};
const MOST = 300;

/**
 * Who can be played in which seat of the try-it page: a person once a seat, so many a seat, by name. Told of requesters
 * are their agencies, of the others, where there are several offices, in which of them they sit.
 */
export function seatsOf(roster: { person: Person; role: Role; office: string; agency: string | null }[]): Seat[] {
  const offices = shortNames([...new Set(roster.map(({ office }) => office))]);
  const seats = new Map<string, Seat & { details: Set<string> }>();
  for (const { person, role, office, agency } of roster) {
    const seat = seatOf[role];
    if (!seat || !person.email) continue;
    const key = `${seat} ${person.email}`;
    const known = seats.get(key) ?? { email: person.email, name: person.name, seat, detail: '', details: new Set() };
    const detail = agency ?? offices.get(office);
    if (detail) known.details.add(detail);
    seats.set(key, known);
  }
  const all = [...seats.values()]
    .map(({ details, ...seat }): Seat => ({ ...seat, detail: [...details].join(' and ') }))
    .sort((a, b) => a.name.localeCompare(b.name, 'en'));
  return ['agency', 'liaison', 'supervisor'].flatMap((seat) => all.filter((each) => each.seat === seat).slice(0, MOST));
}

/** What tells several offices apart: "State of Cascadia, Purchasing" is "Purchasing" beside "State of Cascadia, Labor". */
function shortNames(offices: string[]): Map<string, string> {
  const [first, second] = offices;
  if (first === undefined || second === undefined) return new Map();
  const parts = offices.map((office) => office.split(', '));
  const shared = first.split(', ').findIndex((part, place) => parts.some((each) => each[place] !== part));
  return new Map(offices.map((office) => [office, office.split(', ').slice(Math.max(0, shared)).join(', ') || office]));
}
