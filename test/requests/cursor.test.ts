import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { behind, firstPage, readCursor, writeCursor } from '../../src/requests/cursor.ts';
import { beginning, type ListRow, type Mark } from '../../src/requests/listing.ts';

const now = new Date('2026-06-01T15:00:00Z');
const minutes = (count: number): Date => new Date(now.getTime() + count * 60_000);

const mark: fc.Arbitrary<Mark> = fc.record({
  at: fc.oneof(fc.constant('never' as const), fc.integer({ min: -999_999_999, max: Number.MAX_SAFE_INTEGER })),
  id: fc.integer({ min: 1, max: 999_999_999 }),
});
const row = (at: Mark): ListRow => ({
  id: at.id,
  officeId: 1,
  subject: '',
  agency: null,
  line: '',
  requesterId: 0,
  requester: '',
  holderId: null,
  holder: null,
  holderOut: false,
  waitingSince: null,
  resolvedAt: null,
  state: 'open',
  outcome: null,
  priority: 'normal',
  openedAt: now,
  promise: null,
  late: false,
  zone: 'UTC',
  mark: at,
});
const pages = fc.array(fc.array(mark.map(row), { minLength: 1, maxLength: 10 }), { minLength: 1, maxLength: 40 });

describe('a cursor', () => {
  test('is read as it was written, however far somebody has read, and fits on a button', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999 }), pages, (personId, read) => {
        const cursor = read.reduce(behind, firstPage(personId, now));
        const text = writeCursor(cursor);
        expect(readCursor(text, personId, minutes(59))).toEqual(cursor);
        // Slack allows 2,000 for all that a button carries, in JSON.
        expect(text.length).toBeLessThan(1_900);
      }),
    );
  });

  test('keeps the rows that were shown by their ids, and after 200 only how far they went', () => {
    const ten = (from: number) => Array.from({ length: 10 }, (_, n) => row({ at: 1_000 - from, id: from + n }));
    let cursor = firstPage(1, now);
    for (let n = 0; n < 20; n++) cursor = behind(cursor, ten(1 + 10 * n));
    expect(cursor.place.after).toBeUndefined();
    expect(cursor.place.shown).toHaveLength(200);
    // Later pages may hold what has moved to the front since: the place is the furthest of all that was shown.
    expect(behind(cursor, ten(201)).place).toEqual({ after: { at: 999, id: 10 }, shown: [] });
  });

  test.each([
    ['of somebody else', (text: string) => readCursor(text, 2, now)],
    ['that is old', (text: string) => readCursor(text, 1, minutes(61))],
    ['of the future', (text: string) => readCursor(text, 1, minutes(-1))],
    ['with another id than there can be', (text: string) => readCursor(`${text}.zzzzzz`, 1, now)],
    ['cut off', (text: string) => readCursor(text.slice(0, 20), 1, now)],
  ])('%s begins at the beginning', (_, read) => {
    const text = writeCursor(behind(firstPage(1, now), [row({ at: 5, id: 7 })]));
    expect(readCursor(text, 1, now).place).toEqual({ after: undefined, shown: [7] });
    expect(read(text)).toMatchObject({ place: beginning, furthest: undefined });
  });

  test('that never was one begins at the beginning', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(readCursor(text, 1, now).place).toEqual(beginning);
      }),
    );
    expect(readCursor('', 0, now).place).toEqual(beginning);
  });
});
