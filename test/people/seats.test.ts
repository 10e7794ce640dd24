import { expect, test } from 'vitest';
import type { Role } from '../../src/people/person.ts';
import { seatsOf } from '../../src/people/seats.ts';

const row = (name: string, role: Role, office: string, agency: string | null = null, email: string | null = name) => ({
  person: { id: 1, name, email, zone: null, active: true },
  role,
  office,
  agency,
});
const [buying, staffing] = ['State of X, Purchasing', 'State of X, Human Resources'];

test('a person has a seat once, though several offices list them, and it says where they sit', () => {
  const seats = seatsOf([
    row('Ana', 'requester', buying, 'Transportation'),
    row('Lee', 'liaison', buying),
    row('Sam', 'supervisor', buying),
    row('Ada', 'administrator', buying),
    row('Nobody', 'requester', buying, 'Finance', null),
    row('Ana', 'requester', staffing, 'Transportation'),
    row('Lee', 'requester', staffing, 'Administration'),
    row('Kim', 'liaison', staffing),
    row('Sam', 'supervisor', staffing),
  ]);
  expect(seats.map(({ name, seat, detail }) => [name, seat, detail])).toEqual([
    ['Ana', 'agency', 'Transportation'],
    ['Lee', 'agency', 'Administration'],
    ['Kim', 'liaison', 'Human Resources'],
    ['Lee', 'liaison', 'Purchasing'],
    ['Sam', 'supervisor', 'Purchasing and Human Resources'],
  ]);
});

test('of one office nothing is said: there is no other', () => {
  expect(seatsOf([row('Lee', 'liaison', buying), row('Sam', 'supervisor', buying)])).toMatchObject([
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
  const seats = seatsOf(offices.map((office, place) => row(`Lee ${place}`, 'liaison', office)));
  expect(seats.map(({ detail }) => detail)).toEqual(short);
});
