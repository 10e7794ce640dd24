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

  describe('along a chain of backups', () => {
    // Each is the backup of the one before, for an agency of its own.
    const chain = (...ids: number[]) =>
      ids.slice(1).map((backup, n) => assigned(ids[n] ?? 0, backup, { agencyId: agencyId + n }));
    const sam = 105;
    test.each([
      ['the first who is in', [lee, devon, maria, kit], [lee, devon, maria], kit],
      ['however long it is', [lee, devon, maria, kit, 106, 107], [lee, devon, maria, kit, 106], 107],
      ['the supervisor where it leads back to its beginning', [lee, devon, maria, lee], [lee, devon, maria], sam],
      ['the supervisor where it ends', [lee, devon, maria], [lee, devon, maria], sam],
      ['the supervisor where somebody is their own backup', [lee, lee], [lee], sam],
    ])('%s', (_, ids, away, expected) => {
      const office = chain(...ids);
      const choice = (lastly: number[]) =>
        chooseLiaison(
          {
            assignments: office.filter((a) => a.agencyId === agencyId),
            office,
            lastly,
            ...{ absences: away.map((id) => out(id)), active: () => true },
          },
          { agencyId, serviceLineId: line, day: '2026-06-03' },
        );
      expect(choice([sam]).holderId).toBe(expected);
      // For a new question nobody is named at last: the supervisors decide.
      expect(choice([]).holderId).toBe(expected === sam ? null : expected);
      expect(choice([]).away.map(({ personId }) => personId)).toEqual(away);
    });
  });

  describe('where several could stand in', () => {
    const otherLines = [assigned(maria, 107, { serviceLineId: otherLine }), assigned(kit, 108, { serviceLineId: 12 })];
    const abroad = [maria, kit].map((backup) => assigned(lee, backup, { agencyId: 2 }));
    test.each([
      ['the backup, however much they have', [assigned(lee, devon), ...otherLines], [lee], [[devon, 90]], devon],
      [
        'of other lines, who has fewer',
        [assigned(lee, devon), ...otherLines],
        [lee, devon],
        [
          [maria, 3],
          [kit, 2],
        ],
        kit,
      ],
      [
        'a liaison of the agency before a backup',
        [assigned(lee, devon), ...otherLines],
        [lee, devon],
        [
          [maria, 3],
          [kit, 2],
          [107, 0],
        ],
        kit,
      ],
      [
        'of backups of other lines, who has fewer',
        [assigned(lee, devon), ...otherLines],
        [lee, devon, maria, kit],
        [
          [107, 2],
          [108, 1],
        ],
        108,
      ],
      [
        'of backups elsewhere, who has fewer',
        [assigned(lee, devon)],
        [lee, devon],
        [
          [maria, 8],
          [kit, 7],
        ],
        kit,
      ],
      [
        'of supervisors, who has fewer',
        [assigned(lee, devon)],
        [lee, devon, maria, kit],
        [
          [105, 5],
          [106, 4],
        ],
        106,
      ],
      [
        'the first where all have as many',
        [assigned(lee, devon), ...otherLines],
        [lee, devon],
        [
          [maria, 3],
          [kit, 3],
        ],
        maria,
      ],
    ] as const)('%s', (_, assignments, away, load, holderId) => {
      const facts = { absences: away.map((id) => out(id)), active: () => true, office: abroad, lastly: [105, 106] };
      const question = { agencyId, serviceLineId: line, day: '2026-06-03' };
      const chosen = chooseLiaison({ ...facts, assignments: [...assignments], load: new Map(load) }, question);
      expect(chosen.holderId).toBe(holderId);
    });
  });

  test('whom no chat reaches is passed over, up to backups elsewhere, and named apart from those who are away', () => {
    const office = [assigned(devon, maria, { agencyId: 2 }), assigned(lee, null, { agencyId: 3 })];
    const facts = { assignments: [assigned(lee, devon)], absences: [], active: () => true, office };
    const choice = (unreached: number[], absences: Absence[] = []) =>
      chooseLiaison(
        { ...facts, absences, reached: (id) => !unreached.includes(id) },
        { agencyId, serviceLineId: line, day: '2026-06-03' },
      );
    expect(choice([])).toEqual({ holderId: lee, reason: 'assigned', away: [] });
    expect(choice([lee])).toEqual({ holderId: devon, reason: 'covering', away: [], unreached: [lee] });
    expect(choice([lee, devon])).toEqual({ holderId: maria, reason: 'covering', away: [], unreached: [lee, devon] });
    expect(choice([devon], [out(lee)])).toMatchObject({
      holderId: maria,
      away: [{ personId: lee }],
      unreached: [devon],
    });
    expect(choice([lee, devon, maria])).toMatchObject({ holderId: null, unreached: [lee, devon, maria] });
  });

  test('whatever the chain, the holder is in that day, or the supervisors decide', () => {
    const person = fc.integer({ min: 1, max: 8 });
    const day = fc.constantFrom('2026-06-01', '2026-06-02', '2026-06-03', '2026-06-04', '2026-06-05');
    const assignment = fc
      .record({
        ...{ liaisonId: person, backupId: fc.option(person), agencyId: fc.integer({ min: 1, max: 3 }) },
        serviceLineId: fc.option(fc.constantFrom(line, otherLine)),
      })
      .map((a): Assignment => ({ ...a, from: '2026-01-01', until: null }));
    const absence = fc.record({ personId: person, coverId: fc.option(person), from: day, until: fc.option(day) });
    const load = fc.array(fc.tuple(person, fc.nat(9)));
    fc.assert(
      fc.property(
        ...([fc.array(assignment, { maxLength: 8 }), fc.array(absence, { maxLength: 10 })] as const),
        ...([fc.array(person), fc.array(fc.integer({ min: 9, max: 10 })), load, day] as const),
        (office, absences, inactive, lastly, loads, today) => {
          const own = office.filter((a) => a.agencyId === agencyId);
          const facts = { assignments: own, office, absences, lastly, active: (id: number) => !inactive.includes(id) };
          const question = { agencyId, serviceLineId: line, day: today };
          const { holderId, away } = chooseLiaison({ ...facts, load: new Map(loads) }, question);
          if (holderId !== null)
            expect([absenceOn(absences, holderId, today), facts.active(holderId)]).toEqual([undefined, true]);
          // A supervisor is the last resort, and never left out where somebody is to be found.
          const without = chooseLiaison({ ...facts, lastly: [] }, question).holderId;
          expect(holderId !== null && holderId <= 8).toBe(without !== null);
          if (own.length > 0 && without === null) expect(holderId === null).toBe(lastly.length === 0);
          expect(new Set(away.map((each) => each.personId)).size).toBe(away.length);
        },
      ),
    );
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
