import { storyOffice } from './office.ts';

type Role = 'requester' | 'liaison' | 'supervisor';
/** A line of an office's file. */
export const rosterPerson = (email: string, name: string, role: Role, agency: string | null = null) => ({
  email: `${email}@state.example`,
  name,
  zone: null,
  roles: [{ role, agency }],
});

/** An office beside procurement that serves Transportation too, in another zone. */
export function beside(
  code: string,
  name: string,
  zone: string,
  word: string,
  people: ReturnType<typeof rosterPerson>[],
) {
  const procurement = storyOffice();
  const liaison = people.find(({ roles }) => roles[0]?.role === 'liaison');
  return storyOffice({
    code,
    name,
    calendar: { ...procurement.calendar, zone },
    lines: [{ code: word, name: `${word[0]?.toUpperCase()}${word.slice(1)}`, words: [word] }],
    agencies: [
      { code: 'DOT', name: 'Transportation' },
      { code: 'ADM', name: 'Administration' },
    ],
    people,
    assignments: ['DOT', 'ADM'].map((agency) => ({
      ...{ agency, line: null, liaison: liaison?.email ?? '', backup: null, from: '2026-01-01', until: null },
    })),
  });
}
