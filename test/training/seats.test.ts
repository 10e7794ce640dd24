import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrange, countPlaces, enter, isLive, type Place, placeInLine } from '../../src/training/seats.ts';

type Happens = { kind: 'enter' | 'give up'; personId: number } | { kind: 'seats'; seats: number } | { kind: 'close' };

/** As the desk does it: the change, then whoever may sits. */
function settled(places: readonly Place[], seats: number, closed: boolean): Place[] {
  const changes = arrange(places, seats, closed);
  return places.map((place) => ({ ...place, ...changes.find(({ personId }) => personId === place.personId) }));
}

const happens: fc.Arbitrary<Happens> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('enter' as const), personId: fc.integer({ min: 1, max: 12 }) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('give up' as const), personId: fc.integer({ min: 1, max: 12 }) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('seats' as const), seats: fc.integer({ min: 1, max: 6 }) }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'close' as const }) },
);

describe('seats and the waiting list', () => {
  it('whatever happens, nobody sits without a seat, before whoever came first, or twice', () => {
    fc.assert(
      fc.property(fc.array(happens, { maxLength: 40 }), fc.integer({ min: 1, max: 6 }), (all, first) => {
        let places: Place[] = [];
        let [seats, closed] = [first, false];
        for (const it of all) {
          const before = places;
          const sat = new Set(before.filter(({ state }) => state === 'seated').map(({ personId }) => personId));
          if (it.kind === 'close') closed = true;
          if (it.kind === 'seats') seats = it.seats;
          if (it.kind === 'give up')
            places = places.map((each) => (each.personId === it.personId ? { ...each, state: 'gave up' } : each));
          if (it.kind === 'enter') {
            const entry = enter(places, it.personId, { seats, closed });
            const here = before.find(({ personId }) => personId === it.personId);
            expect(entry === 'there already').toBe(here !== undefined && isLive(here));
            if (typeof entry === 'object') {
              expect(entry.nr).toBeGreaterThan(Math.max(0, ...before.map(({ nr }) => nr)));
              places = [
                ...places.filter(({ personId }) => personId !== it.personId),
                { personId: it.personId, ...entry },
              ];
            }
          }
          places = settled(places, seats, closed);
          const { seated, waiting } = countPlaces(places);
          const line = places.filter(({ state }) => state === 'waiting').map(({ nr }) => nr);
          const sitting = places.filter(({ state }) => state === 'seated').map(({ nr }) => nr);
          expect(seated).toBeLessThanOrEqual(seats);
          expect(new Set(places.map(({ nr }) => nr)).size).toBe(places.length);
          expect(new Set(places.map(({ personId }) => personId)).size).toBe(places.length);
          // Who came first sits first: while seats may be filled, and also once they may not.
          if (!closed) {
            expect(waiting === 0 || seated === seats).toBe(true);
            expect(Math.max(0, ...sitting)).toBeLessThan(Math.min(Number.POSITIVE_INFINITY, ...line));
          }
          // Too late for anybody who waited to hear of a seat.
          if (closed && it.kind !== 'close')
            for (const { personId, state } of places)
              if (state === 'seated' && !sat.has(personId)) expect(it).toEqual({ kind: 'enter', personId });
        }
      }),
    );
  });

  const four: Place[] = [
    { personId: 1, nr: 1, state: 'seated' },
    { personId: 2, nr: 2, state: 'seated' },
    { personId: 3, nr: 3, state: 'waiting' },
    { personId: 4, nr: 4, state: 'waiting' },
  ];

  it('more room is for those who wait longest, less takes the seats of those who came last', () => {
    expect(arrange(four, 3, false)).toEqual([{ personId: 3, state: 'seated' }]);
    expect(arrange(four, 1, false)).toEqual([{ personId: 2, state: 'waiting' }]);
    expect(arrange(four, 3, true), 'too late to hear of it').toEqual([]);
    expect(arrange(four, 1, true)).toEqual([{ personId: 2, state: 'waiting' }]);
  });

  it('says who is next', () => {
    expect([1, 3, 4, 9].map((id) => placeInLine(four, id))).toEqual([undefined, 1, 2, undefined]);
  });

  it('whoever comes back stands at the end, and nobody passes those who wait', () => {
    const gone = four.map((each): Place => (each.personId === 1 ? { ...each, state: 'gave up' } : each));
    expect(enter(settled(gone, 2, false), 1, { seats: 2, closed: false })).toEqual({ state: 'waiting', nr: 5 });
    expect(enter(settled(gone, 2, true), 9, { seats: 2, closed: true }), 'a free seat is not theirs').toBe('full');
    expect(enter([], 9, { seats: 1, closed: true }), 'where nobody waits, a free seat is').toEqual({
      state: 'seated',
      nr: 1,
    });
    expect(enter(four, 9, { seats: 2, closed: true })).toBe('full');
  });
});
