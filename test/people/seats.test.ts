import { expect, test } from 'vitest';
import type { Role } from '../../src/people/person.ts';
import { seatsOf } from '../../src/people/seats.ts';

const [buying, staffing] = ['State of X, Purchasing', 'State of X, Human Resources'];
const ids = new Map<string, number>();
const idOf = (name: string): number => {
  if (!ids.has(name)) ids.set(name, ids.size + 1);
  return ids.get(name) ?? 0;
};
const row = (name: string, role: Role, office: string, agency: string | null = null, email: string | null = name) => ({
  person: { id: idOf(name), name, email, zone: null, active: true },
  role,
  officeId: idOf(office),
  office,
  agencyId: agency === null ? null : idOf(agency),
  agency,
});
const DAY = '2026-06-01';

test('a person has a seat once, though several offices list them, and it says where they sit', () => {
  const roster = [
    row('Ana', 'requester', buying, 'Transportation'),
    row('Lee', 'liaison', buying),
    row('Sam', 'supervisor', buying),
    row('Ada', 'administrator', buying),
    row('Nobody', 'requester', buying, 'Finance', null),
    row('Ana', 'requester', staffing, 'Transportation'),
    row('Lee', 'requester', staffing, 'Administration'),
    row('Kim', 'liaison', staffing),
    row('Sam', 'supervisor', staffing),
  ];
  const seats = seatsOf(roster, [], DAY);
  expect(seats.map(({ name, seat, detail }) => [name, seat, detail])).toEqual([
    ['Ana', 'agency', 'Transportation'],
    ['Lee', 'agency', 'Administration'],
    ['Kim', 'liaison', 'Human Resources'],
    ['Lee', 'liaison', 'Purchasing'],
    ['Ada', 'supervisor', 'administrator of Purchasing'],
    ['Sam', 'supervisor', 'Purchasing and Human Resources'],
  ]);
});

test('whoever heads an agency sits on its side, and it says so once', () => {
  const roster = [
    row('Ana', 'requester', buying, 'Transportation'),
    row('Ana', 'agency head', buying, 'Transportation'),
    row('Dora', 'agency head', buying, 'Finance'),
    row('Dora', 'requester', buying, 'Finance'),
    row('Dora', 'agency head', buying, 'Labor'),
  ];
  expect(seatsOf(roster, [], DAY).map(({ name, seat, detail }) => [name, seat, detail])).toEqual([
    ['Ana', 'agency', 'Transportation (head)'],
    ['Dora', 'agency', 'Finance (head) and Labor (head)'],
  ]);
});

test('of one office nothing is said: there is no other', () => {
  expect(seatsOf([row('Lee', 'liaison', buying), row('Sam', 'supervisor', buying)], [], DAY)).toMatchObject([
    { name: 'Lee', detail: '' },
    { name: 'Sam', detail: '' },
  ]);
});

test.each([
  [
    ['Purchasing', 'Human Resources'],
    ['Purchasing', 'Human Resources'],
  ],
  [
    ['State of X', 'State of X, Human Resources'],
    ['State of X', 'State of X, Human Resources'],
  ],
])('offices called %j are told apart as %j', (offices, short) => {
  const seats = seatsOf(
    offices.map((office, place) => row(`Lee ${place}`, 'liaison', office)),
    [],
    DAY,
  );
  expect(seats.map(({ detail }) => detail)).toEqual(short);
});

test('beside agency staff sit whoever answers them today, and a supervisor of that office', () => {
  const assigned = (agency: string, office: string, liaison: string, from: string, until: string | null) => ({
    agencyId: idOf(agency),
    officeId: idOf(office),
    serviceLineId: null,
    liaisonId: idOf(liaison),
    backupId: null,
    from,
    until,
  });
  const roster = [
    row('Ana', 'requester', buying, 'Transportation'),
    row('Ben', 'requester', buying, 'Parks'),
    row('Kim', 'liaison', staffing),
    row('Lee', 'liaison', buying),
    row('Max', 'liaison', buying),
    row('Sam', 'supervisor', buying),
    row('Tess', 'supervisor', staffing),
  ];
  const assignments = [
    assigned('Transportation', staffing, 'Kim', '2026-01-01', null),
    assigned('Transportation', buying, 'Max', '2026-01-01', '2026-05-31'),
    assigned('Transportation', buying, 'Lee', '2026-06-01', null),
  ];
  const answers = (day: string) =>
    seatsOf(roster, assignments, day).flatMap(({ name, answeredBy }) => (answeredBy ? [[name, answeredBy]] : []));
  expect(answers(DAY)).toEqual([
    ['Ana', { liaison: 'Lee', supervisor: 'Sam' }],
    ['Ben', {}],
  ]);
  expect(answers('2026-05-01')[0]).toEqual(['Ana', { liaison: 'Max', supervisor: 'Sam' }]);
});
