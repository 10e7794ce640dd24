import type { Person, Role } from './person.ts';

export type Seat = { email: string; name: string; seat: 'agency' | 'liaison' | 'supervisor'; detail: string };

const seatOf: Partial<Record<Role, Seat['seat']>> = {
  requester: 'agency',
  liaison: 'liaison',
  supervisor: 'supervisor',
};
const MOST = 300;

/** Who can be played in which seat of the try-it page: a person once a seat, so many a seat, by name. */
export function seatsOf(roster: { person: Person; role: Role; agency: string | null }[]): Seat[] {
  const seats = new Map<string, Seat>();
  for (const { person, role, agency } of roster) {
    const seat = seatOf[role];
    if (!seat || !person.email || seats.has(`${seat} ${person.email}`)) continue;
    seats.set(`${seat} ${person.email}`, { email: person.email, name: person.name, seat, detail: agency ?? '' });
  }
  const all = [...seats.values()].sort((a, b) => a.name.localeCompare(b.name, 'en'));
  return ['agency', 'liaison', 'supervisor'].flatMap((seat) => all.filter((each) => each.seat === seat).slice(0, MOST));
}
