/** Seats and the waiting list of a session. Pure. */

/** How somebody stands who has signed up. `walked in`: they had no seat, and came all the same. */
export type Standing = 'seated' | 'waiting' | 'gave up' | 'walked in';

/** `nr`: in the order in which they came; whoever gave up and comes back has a new one. */
export type Place = { personId: number; nr: number; state: Standing };

type Change = Pick<Place, 'personId' | 'state'>;

export const isLive = ({ state }: Pick<Place, 'state'>): boolean => state === 'seated' || state === 'waiting';
const inOrder = (places: readonly Place[]): Place[] => places.filter(isLive).sort((a, b) => a.nr - b.nr);

/**
 * Whose place is another one when there is room for so many: whoever came first sits. `closed`: it is too late for
 * anybody to move up; where there is less room, those who came last still lose their seats.
 */
export function arrange(places: readonly Place[], seats: number, closed: boolean): Change[] {
  const order = inOrder(places);
  const maySit = closed ? order.filter(({ state }) => state === 'seated') : order;
  const sits = new Set(maySit.slice(0, seats).map(({ personId }) => personId));
  return order.flatMap(({ personId, state }): Change[] => {
    const now = sits.has(personId) ? 'seated' : 'waiting';
    return now === state ? [] : [{ personId, state: now }];
  });
}

/** What signing up comes to. `closed`: nobody moves up any more, so waiting would be in vain. */
export type Entry = { state: 'seated' | 'waiting'; nr: number } | 'there already' | 'full';

export function enter(
  places: readonly Place[],
  personId: number,
  { seats, closed }: { seats: number; closed: boolean },
): Entry {
  if (places.some((place) => place.personId === personId && isLive(place))) return 'there already';
  const nr = Math.max(0, ...places.map((place) => place.nr)) + 1;
  const { seated, waiting } = countPlaces(places);
  // Whoever waits comes first, also where it is too late for them to hear of a free seat.
  if (waiting === 0 && seated < seats) return { state: 'seated', nr };
  return closed ? 'full' : { state: 'waiting', nr };
}

export function countPlaces(places: readonly Place[]): { seated: number; waiting: number } {
  const count = (wanted: Standing): number => places.filter(({ state }) => state === wanted).length;
  return { seated: count('seated'), waiting: count('waiting') };
}

/** Which number of those who wait somebody is: 1 is next. Undefined of whoever does not wait. */
export function placeInLine(places: readonly Place[], personId: number): number | undefined {
  const line = inOrder(places).filter(({ state }) => state === 'waiting');
  const place = line.findIndex((each) => each.personId === personId);
  return place < 0 ? undefined : place + 1;
}
