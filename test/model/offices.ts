import type { OfficeSetup } from '../../src/offices/setup.ts';
import { storyOffice } from '../support/office.ts';

/** The office of the model: that of the stories, with a second person at Transportation who may ask the same. */
export function modelOffice(change: Partial<OfficeSetup> = {}): OfficeSetup {
  const office = storyOffice();
  const abe = { email: 'abe@state.example', name: 'Abe Moss', zone: null };
  return {
    ...office,
    people: [...office.people, { ...abe, roles: [{ role: 'requester' as const, agency: 'DOT' }] }],
    ...change,
  };
}

const closedOn = (date: string, name: string): Partial<OfficeSetup> => {
  const { calendar } = storyOffice();
  return { calendar: { ...calendar, specialDays: [...calendar.specialDays, { date, name, windows: [] }] } };
};

function longerDays(): Partial<OfficeSetup> {
  const { calendar } = storyOffice();
  const hours = Object.fromEntries(Object.keys(calendar.hours).map((day) => [day, [{ from: '08:00', to: '18:00' }]]));
  return { calendar: { ...calendar, hours } };
}

function withoutLee(): Partial<OfficeSetup> {
  const { people, assignments } = modelOffice();
  const lee = 'lee@state.example';
  return {
    people: people.filter(({ email }) => email !== lee),
    assignments: assignments.map((each) => ({
      ...each,
      liaison: each.liaison === lee ? 'devon@state.example' : each.liaison,
      backup: each.liaison === lee || each.backup === lee ? null : each.backup,
    })),
  };
}

function otherAssignments(): Partial<OfficeSetup> {
  const { assignments } = modelOffice();
  return {
    assignments: assignments.map((each) =>
      each.agency === 'DOT' ? { ...each, liaison: 'maria@state.example', backup: 'lee@state.example' } : each,
    ),
  };
}

/** What an administrator may import one after another; the first is the office as it began. */
export const imports: Record<string, () => OfficeSetup> = {
  'as it was': () => modelOffice(),
  'closed on Tuesday': () => modelOffice(closedOn('2026-06-02', 'Snow')),
  'closed on Thursday': () => modelOffice(closedOn('2026-06-04', 'Founding Day')),
  'closed on next Monday': () => modelOffice(closedOn('2026-06-08', 'Election Day')),
  'longer days': () => modelOffice(longerDays()),
  'without Lee': () => modelOffice(withoutLee()),
  'other assignments': () => modelOffice(otherAssignments()),
};
