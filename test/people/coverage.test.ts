import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Absence, type Assignment, absenceOn, assignmentFor, chooseLiaison } from '../../src/people/coverage.ts';

const [agencyId, line, otherLine] = [1, 10, 11];
const [lee, devon, maria, kit] = [101, 102, 103, 104];
const assigned = (liaisonId: number, backupId: number | null, more: Partial<Assignment> = {}): Assignment => ({
  agencyId,
  serviceLineId: null,
  liaisonId,
  backupId,
  from: '2026-01-01',
  until: null,
  ...more,
});
const out = (personId: number, coverId: number | null = null, until: string | null = '2026-06-05'): Absence => ({
  personId,
  from: '2026-06-01',
  until,
  coverId,
});
const choose = (assignments: Assignment[], absences: Absence[], inactive: number[] = []) =>
  chooseLiaison(
    { assignments, absences, active: (id) => !inactive.includes(id) },
    { agencyId, serviceLineId: line, day: '2026-06-03' },
  );

describe('when two offices know of one absence', () => {
  test.each([
    ['the longer one counts', [out(lee, null, '2026-06-03'), out(lee, null, '2026-06-08')], '2026-06-08', null],
    ['with the cover that one of them names', [out(lee, devon, '2026-06-03'), out(lee, null, null)], null, devon],
    ['its own cover first', [out(lee, devon, '2026-06-03'), out(lee, maria, null)], null, maria],
  ])('%s', (_, absences, until, coverId) => {
    expect(absenceOn(absences, lee, '2026-06-03')).toMatchObject({ until, coverId });
  });
});

describe('who answers', () => {
  test.each([
    ['the liaison', [assigned(lee, devon)], [], lee, 'assigned'],
    ['the backup of one who is out', [assigned(lee, devon)], [out(lee)], devon, 'covering'],
    ['the cover named for the absence before the backup', [assigned(lee, devon)], [out(lee, maria)], maria, 'covering'],
    ['the backup when the cover is out too', [assigned(lee, devon)], [out(lee, maria), out(maria)], devon, 'covering'],
    ['the cover of the backup', [assigned(lee, devon)], [out(lee), out(devon, maria)], maria, 'covering'],
    [
      'whoever serves the agency otherwise',
      [assigned(lee, devon), assigned(kit, null, { serviceLineId: otherLine })],
      [out(lee), out(devon)],
      kit,
      'covering',
    ],
    [
      'nobody when a circle closes',
      [assigned(lee, devon)],
      [out(lee, devon), out(devon, maria), out(maria, lee)],
      null,
      'nobody in',
    ],
    ['nobody when there is no assignment', [], [], null, 'no assignment'],
    ['nobody before the assignment begins', [assigned(lee, null, { from: '2026-06-04' })], [], null, 'no assignment'],
    ['the liaison on the last day', [assigned(lee, null, { until: '2026-06-03' })], [], lee, 'assigned'],
    ['nobody after it', [assigned(lee, null, { until: '2026-06-02' })], [], null, 'no assignment'],
    ['the liaison who is back since today', [assigned(lee, devon)], [out(lee, null, '2026-06-02')], lee, 'assigned'],
    ['the backup while nobody knows until when', [assigned(lee, devon)], [out(lee, null, null)], devon, 'covering'],
  ] as const)('%s', (_, assignments, absences, holderId, reason) => {
    expect(choose([...assignments], [...absences])).toMatchObject({ holderId, reason });
  });

  test('a line of its own comes before the general one, the latest begun before an older', () => {
    const general = assigned(lee, null);
    const own = assigned(devon, null, { serviceLineId: line });
    const newer = assigned(maria, null, { serviceLineId: line, from: '2026-05-01' });
    expect(assignmentFor([general, own], agencyId, line, '2026-06-03')).toBe(own);
    expect(assignmentFor([general, own, newer], agencyId, line, '2026-06-03')).toBe(newer);
    expect(assignmentFor([general, own, newer], agencyId, otherLine, '2026-06-03')).toBe(general);
  });

  test('who has left answers nothing, and is not named as away', () => {
    expect(choose([assigned(lee, devon)], [], [lee])).toEqual({ holderId: devon, reason: 'covering', away: [] });
  });

  test('whoever is chosen is there, and the search always ends', () => {
    const person = fc.integer({ min: 1, max: 6 });
    const assignment = fc
      .record({ liaisonId: person, backupId: fc.option(person) })
      .map((a) => assigned(a.liaisonId, a.backupId));
    const absence = fc.record({ personId: person, coverId: fc.option(person) }).map((a) => out(a.personId, a.coverId));
    fc.assert(
      fc.property(
        fc.array(assignment, { maxLength: 4 }),
        fc.array(absence, { maxLength: 6 }),
        fc.array(person),
        (assignments, absences, inactive) => {
          const { holderId, away } = choose(assignments, absences, inactive);
          const isOut = (id: number) => absences.some((each) => each.personId === id) || inactive.includes(id);
          if (holderId !== null) expect(isOut(holderId)).toBe(false);
          else
            for (const { liaisonId, backupId } of assignments)
              expect([liaisonId, backupId].every((id) => id === null || isOut(id))).toBe(true);
          expect(new Set(away.map((each) => each.personId)).size).toBe(away.length);
        },
      ),
    );
  });
});
