import { describe, expect, test } from 'vitest';
import { findRenames } from '../../src/offices/renames.ts';
import type { StoredRoster } from '../../src/offices/roster.ts';
import type { OfficeSetup, PersonSetup } from '../../src/offices/setup.ts';
import { storyOffice } from '../support/office.ts';
import { problemsOf, soundFiles, soundOffice } from './officeFolder.ts';

type Known = {
  email: string;
  name: string;
  role?: 'requester' | 'liaison';
  agency?: string;
  filed?: boolean;
  other?: boolean;
};

/** An office that knows these people, Transportation (1) and Agriculture (2). */
function roster(known: Known[], office = true): StoredRoster {
  return {
    office: office
      ? {
          id: 1,
          name: 'Procurement',
          typingReplies: false,
          sendsEmptyDigests: true,
          calendar: null,
          policy: null,
          filedPolicy: null,
          surveys: null,
          records: null,
          meetings: null,
          answers: null,
          reviews: null,
          alternates: null,
        }
      : undefined,
    courses: [],
    certificates: [],
    lines: [],
    agencies: [
      { id: 1, code: 'DOT', name: 'Transportation', served: 'now', offices: [] },
      { id: 2, code: 'AGR', name: 'Agriculture', served: 'now', offices: [] },
    ],
    people: known.map(({ email, name, other = false }, place) => ({
      id: place + 1,
      email,
      name,
      zone: null,
      active: true,
      elsewhere: other,
      filedBy: other ? [{ id: 2, name: 'HR' }] : [],
    })),
    memberships: known.map(({ role = 'requester', agency = 'DOT', filed = true }, place) => ({
      id: place + 1,
      personId: place + 1,
      officeId: 1,
      role,
      agencyId: role === 'requester' ? (agency === 'DOT' ? 1 : 2) : null,
      confirmed: true,
      fromFile: filed,
    })),
    assignments: [],
    absences: [],
  };
}

const person = (email: string, name: string, formerly?: string, agency: string | null = 'DOT'): PersonSetup => ({
  email,
  name,
  zone: null,
  roles: [{ role: agency === null ? 'liaison' : 'requester', agency }],
  ...(formerly !== undefined && { formerly }),
});
const file = (...people: PersonSetup[]): OfficeSetup => storyOffice({ people });

function found(people: PersonSetup[], known: Known[], office = true) {
  const { renames, doubts } = findRenames(file(...people), roster(known, office));
  return {
    renames: renames.map(({ before, after }) => `${before} → ${after}`),
    doubts: doubts.map(({ person: { email }, candidates, why }) => `${email} ${why} ${candidates.join()}`),
  };
}

const ana = { email: 'ruiz@x', name: 'Ana Ruiz' };

describe('an e-mail that is another one', () => {
  test.each<[string, PersonSetup[], Known[], string[], string[]]>([
    ['a first name of another agency', [person('lopez@x', 'Ana Lopez', undefined, 'AGR')], [ana], [], []],
    [
      'a first name, of whom the whole name finds',
      [person('new@x', 'Ana Ruiz'), person('lopez@x', 'Ana Lopez')],
      [ana],
      ['ruiz@x → new@x'],
      [],
    ],
    ['name and agency fit', [person('lopez@x', 'Ana Ruiz')], [ana], ['ruiz@x → lopez@x'], []],
    ['case and spaces do not count', [person('lopez@x', 'ana  RUIZ')], [ana], ['ruiz@x → lopez@x'], []],
    [
      'a liaison',
      [person('lee2@x', 'Lee', undefined, null)],
      [{ email: 'lee@x', name: 'Lee', role: 'liaison' }],
      ['lee@x → lee2@x'],
      [],
    ],
    ['another agency', [person('lopez@x', 'Ana Ruiz', undefined, 'AGR')], [ana], [], []],
    ['another name, as after a wedding', [person('lopez@x', 'Ana Lopez')], [ana], [], ['lopez@x alike ruiz@x']],
    ['the old one is in the file still', [person('lopez@x', 'Ana Ruiz'), person('ruiz@x', 'Ana Ruiz')], [ana], [], []],
    ['known in chat alone', [person('lopez@x', 'Ana Ruiz')], [{ ...ana, filed: false }], [], []],
    [
      'two could have been',
      [person('lopez@x', 'Ana Ruiz')],
      [ana, { ...ana, email: 'ana@x' }],
      [],
      ['lopez@x several ruiz@x,ana@x'],
    ],
    [
      'two could be',
      [person('lopez@x', 'Ana Ruiz'), person('ana@x', 'Ana Ruiz')],
      [ana],
      [],
      ['lopez@x several ruiz@x', 'ana@x several ruiz@x'],
    ],
    [
      'another office lists the old one',
      [person('lopez@x', 'Ana Ruiz')],
      [{ ...ana, other: true }],
      [],
      ['lopez@x elsewhere ruiz@x'],
    ],
  ])('by the name: %s', (_, people, known, renames, doubts) => {
    expect(found(people, known)).toEqual({ renames, doubts });
  });

  test.each<[string, PersonSetup[], Known[], string[], string[]]>([
    ['whatever the name', [person('lopez@x', 'Ana Lopez', 'ruiz@x', 'AGR')], [ana], ['ruiz@x → lopez@x'], []],
    [
      'of somebody another office lists too',
      [person('lopez@x', 'Ana', 'ruiz@x')],
      [{ ...ana, other: true }],
      ['ruiz@x → lopez@x'],
      [],
    ],
    ['done already', [person('ruiz@x', 'Ana Ruiz', 'old@x')], [ana], [], []],
    ['a typing error', [person('lopez@x', 'Ana Lopez', 'riuz@x')], [ana], [], ['lopez@x unknown riuz@x']],
    ['its own', [person('ruiz@x', 'Ana Ruiz', 'ruiz@x')], [ana], [], []],
    [
      'both stand in the file',
      [person('lopez@x', 'Ana Lopez', 'ruiz@x'), person('ruiz@x', 'Ana Ruiz')],
      [ana],
      [],
      ['lopez@x stands ruiz@x'],
    ],
    [
      'claimed by two',
      [person('a@x', 'Ana', 'ruiz@x'), person('b@x', 'Ana', 'ruiz@x')],
      [ana],
      [],
      ['a@x several ruiz@x', 'b@x several ruiz@x'],
    ],
    [
      'both are known',
      [person('lopez@x', 'Ana', 'ruiz@x')],
      [ana, { email: 'lopez@x', name: 'Ana' }],
      [],
      ['lopez@x known ruiz@x'],
    ],
    [
      'from one to the next',
      [person('b@x', 'A', 'a@x'), person('c@x', 'B', 'b@x')],
      [
        { email: 'a@x', name: 'A' },
        { email: 'b@x', name: 'B' },
      ],
      ['a@x → b@x', 'b@x → c@x'],
      [],
    ],
    [
      'swapped',
      [person('b@x', 'A', 'a@x'), person('a@x', 'B', 'b@x')],
      [
        { email: 'a@x', name: 'A' },
        { email: 'b@x', name: 'B' },
      ],
      ['a@x → b@x', 'b@x → a@x'],
      [],
    ],
    [
      'not into an address that does not get free after all',
      [person('b@x', 'A', 'a@x'), person('c@x', 'B', 'b@x')],
      [
        { email: 'a@x', name: 'A' },
        { email: 'b@x', name: 'B' },
        { email: 'c@x', name: 'C' },
      ],
      [],
      ['c@x known b@x', 'b@x known a@x'],
    ],
  ])('by the column formerly: %s', (_, people, known, renames, doubts) => {
    expect(found(people, known)).toEqual({ renames, doubts });
  });

  test('a first import has nobody to rename, and nothing to say', () => {
    expect(found([person('lopez@x', 'Ana', 'ruiz@x')], [], false)).toEqual({ renames: [], doubts: [] });
  });
});

describe('the column formerly', () => {
  const peopleCsv = (formerly: string) =>
    soundFiles['people.csv']
      .split('\n')
      .map((line) => {
        if (line.startsWith('email')) return `${line},formerly`;
        return line.startsWith('ana') ? `${line},${formerly}` : line;
      })
      .join('\n');

  test('is read as an e-mail; where it is empty, nothing is said', async () => {
    const { people } = await soundOffice({ 'people.csv': peopleCsv(' Ana.Old@DOT.example ') });
    expect(people.flatMap(({ email, formerly }) => (formerly === undefined ? [] : [`${email} ${formerly}`]))).toEqual([
      'ana@dot.example ana.old@dot.example',
    ]);
  });

  test('takes nothing else', async () => {
    expect(await problemsOf({ 'people.csv': peopleCsv('Ana Old') })).toEqual([
      'people.csv:5: error: "Ana Old" is not an e-mail address; write it as name@example.gov',
    ]);
  });
});
