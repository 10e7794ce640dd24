import fc from 'fast-check';
import type { AbsenceSetup, AssignmentSetup, OfficeSetup } from '../../src/offices/setup.ts';
import { storyOffice } from '../support/office.ts';

/** Rosters of any sort that is sound: names in many scripts with commas and quotes, dates that follow one another. */
export const randomOffices: fc.Arbitrary<OfficeSetup> = fc
  .record({
    agencies: fc.uniqueArray(fc.record({ code: code(), name: words() }), {
      selector: ({ code }) => code,
      minLength: 1,
      maxLength: 6,
    }),
    staff: fc.uniqueArray(person('office.example'), { selector: ({ email }) => email, minLength: 2, maxLength: 6 }),
    requesters: fc.uniqueArray(person('agency.example'), { selector: ({ email }) => email, maxLength: 12 }),
    supervisors: fc.integer({ min: 0, max: 3 }),
    seed: fc.infiniteStream(fc.nat(1_000)),
    ends: fc.uniqueArray(fc.integer({ min: 1, max: 700 }), { maxLength: 3 }),
  })
  .map(({ agencies, staff, requesters, supervisors, seed, ends }) => {
    const pick = <T>(list: readonly T[]): T => list[(seed.next().value ?? 0) % list.length] as T;
    const liaisons = staff.map(({ email }) => email);
    const spans = spansOf(ends);
    const { lines } = storyOffice();
    const assignments = agencies.flatMap(({ code: agency }) =>
      [null, ...lines.map((line) => line.code)].flatMap((line): AssignmentSetup[] => {
        if (pick([true, false])) return [];
        return spans.map((span) => {
          const liaison = pick(liaisons);
          const backup = pick([null, ...liaisons.filter((email) => email !== liaison)]);
          return { agency, line, liaison, backup, ...span };
        });
      }),
    );
    const absences = liaisons.flatMap((email): AbsenceSetup[] => {
      const cover = pick([null, ...liaisons.filter((other) => other !== email)]);
      return pick([true, false]) ? spans.slice(0, 2).map((span) => ({ person: email, ...span, cover })) : [];
    });
    return storyOffice({
      agencies,
      people: [
        ...staff.map((each, place) => ({
          ...each,
          roles: [
            { role: 'liaison' as const, agency: null },
            ...(place < supervisors ? [{ role: 'supervisor' as const, agency: null }] : []),
          ],
        })),
        ...requesters.map((each) => ({
          ...each,
          roles: [...new Set([pick(agencies).code, pick(agencies).code])].map((agency) => ({
            role: 'requester' as const,
            agency,
          })),
        })),
      ],
      assignments,
      absences,
    });
  });

function code(): fc.Arbitrary<string> {
  return fc.stringMatching(/^[A-Z][A-Z0-9-]{0,6}$/);
}

function person(domain: string): fc.Arbitrary<{ email: string; name: string; zone: string | null }> {
  return fc.record({
    email: fc.stringMatching(/^[a-z](?:\.?[a-z0-9+'-]){0,6}$/).map((local) => `${local}@${domain}`),
    name: words(),
    zone: fc.constantFrom(null, 'America/Denver', 'Pacific/Honolulu'),
  });
}

/** Text as it is once stray spaces are gone: what somebody meant to write. */
function words(): fc.Arbitrary<string> {
  const letters = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });
  const hard = fc.constantFrom(
    'Ana "Annie" Ruiz',
    'Agriculture, Conservation; and | Forestry',
    "O'Neil",
    'Łukasz Żółć',
    '李 明',
  );
  return fc
    .oneof(letters, hard)
    .map((text) =>
      text
        .replace(/[\s\p{C}\uFFFD]+/gu, ' ')
        .trim()
        .normalize('NFC'),
    )
    .filter((text) => text !== '');
}

/** Stretches of days one after another; the last one may have no end. */
function spansOf(ends: number[]): { from: string; until: string | null }[] {
  const sorted = ends.toSorted((a, b) => a - b);
  return sorted.map((end, place) => ({
    from: dayOf((sorted[place - 1] ?? 0) + 1),
    until: place === sorted.length - 1 && end % 2 === 0 ? null : dayOf(end),
  }));
}

const dayOf = (days: number): string => new Date(Date.UTC(2026, 0, 1) + days * 86_400_000).toISOString().slice(0, 10);

/** The CSV files that say a roster, as a program that knows CSV writes them. */
export function csvFiles({ agencies, people, assignments, absences }: OfficeSetup) {
  const table = (...rows: (string | null)[][]): string =>
    rows
      .map((row) =>
        row
          .map((cell) => (/[",;\n|\t]/.test(cell ?? '') ? `"${cell?.replaceAll('"', '""')}"` : (cell ?? '')))
          .join(','),
      )
      .join('\r\n');
  return {
    'agencies.csv': table(['code', 'name'], ...agencies.map(({ code: agency, name }) => [agency, name])),
    'people.csv': table(
      ['email', 'name', 'role', 'agency', 'zone'],
      ...people.flatMap(({ email, name, zone, roles }) =>
        roles.map(({ role, agency }) => [email, name, role, agency, zone]),
      ),
    ),
    'assignments.csv': table(
      ['agency', 'service_line', 'liaison', 'backup', 'from', 'until'],
      ...assignments.map((a) => [a.agency, a.line, a.liaison, a.backup, a.from, a.until]),
    ),
    'absences.csv': table(
      ['email', 'from', 'until', 'cover'],
      ...absences.map((a) => [a.person, a.from, a.until, a.cover]),
    ),
  };
}
