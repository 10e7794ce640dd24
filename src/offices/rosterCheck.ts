import { isStaffRole, type Role } from '../people/person.ts';
import { didYouMean } from './didYouMean.ts';
import { type Problem, problemAt } from './problem.ts';
import type { InFile, PersonRow } from './rosterRows.ts';
import type { AbsenceSetup, AgencySetup, AssignmentSetup } from './setup.ts';

/** Most of an e-mail address is that of all others: so many letters of it may be wrong for it to be meant. */
const MISTYPED = 2;

export type RosterFile = 'agencies' | 'people' | 'assignments' | 'absences';

/** What was read of the roster. A file that could not be read is undefined: nothing is compared with it. */
export type RosterRows = {
  files: Record<RosterFile, string>;
  agencies: InFile<AgencySetup>[] | undefined;
  people: InFile<PersonRow>[] | undefined;
  assignments: InFile<AssignmentSetup>[];
  absences: InFile<AbsenceSetup>[];
  /** The head of the office and who looks after its records, and what makes a problem of the place that names them. */
  head?: Named | undefined;
  recordsOfficer?: Named | undefined;
  /** Codes of the service lines; undefined when office.yaml does not say. */
  lines: string[] | undefined;
};

type Named = { email: string; at: (message: string) => Problem };

/** What does not fit together: doubles, names that nothing has, overlaps, and people in a role that is not theirs. */
export function checkRoster(roster: RosterRows): Problem[] {
  const known = {
    agencies: roster.agencies && new Set(roster.agencies.map(({ code }) => code)),
    roles: roster.people && rolesOf(roster.people),
  };
  return [
    ...checkAgencies(roster),
    ...checkPeople(roster, known),
    ...checkAssignments(roster, known),
    ...checkAbsences(roster, known),
    ...checkHead(roster, known),
    ...checkRecordsOfficer(roster, known),
  ];
}

type Known = { agencies: Set<string> | undefined; roles: Map<string, Set<Role | null>> | undefined };

function rolesOf(people: PersonRow[]): Map<string, Set<Role | null>> {
  const roles = new Map<string, Set<Role | null>>();
  for (const { email, role } of people) roles.set(email, (roles.get(email) ?? new Set()).add(role));
  return roles;
}

/** Who is told last has to be somebody who may act then. */
function checkHead({ head, files }: RosterRows, { roles }: Known): Problem[] {
  if (!head || !roles) return [];
  const theirs = roles.get(head.email);
  if (theirs?.has('supervisor') || theirs?.has('administrator')) return [];
  return [head.at(`head is ${head.email}, who is no supervisor or administrator in ${files.people}; add them there`)];
}

/** They look at what agencies wrote, so they work for the office. */
function checkRecordsOfficer({ recordsOfficer: named, files }: RosterRows, { roles }: Known): Problem[] {
  if (!named || !roles) return [];
  const theirs = roles.get(named.email);
  if (theirs && [...theirs].some((role) => role !== null && isStaffRole(role))) return [];
  return [
    named.at(
      `records.officer is ${named.email}, who is no liaison, supervisor or administrator in ${files.people}; add them there`,
    ),
  ];
}

function checkAgencies({ agencies = [], files }: RosterRows): Problem[] {
  return repeats(agencies, ({ code }) => code).map(([first, { code, at }]) =>
    problemAt(files.agencies, { line: at }, `the agency ${code} stands on line ${first.at} too; remove one of them`),
  );
}

function checkPeople({ people = [], files }: RosterRows, known: Known): Problem[] {
  const problem = (at: number, message: string): Problem => problemAt(files.people, { line: at }, message);
  const doubles = repeats(people, ({ email, role, agency }) => email && `${email} ${role} ${agency}`);
  const problems = doubles.map(([first, { email, at }]) =>
    problem(at, `${email} stands with this role on line ${first.at} too; remove one of them`),
  );
  for (const [first, { email, name, at }] of repeats(people, ({ email, name }) => name && email)) {
    if (name !== first.name) {
      problems.push(problem(at, `${email} is "${name}" here and "${first.name}" on line ${first.at}; write one name`));
    }
  }
  for (const [first, { email, zone, at }] of repeats(people, ({ email, zone }) => zone && email)) {
    if (zone !== first.zone) {
      problems.push(problem(at, `${email} has the zone ${zone} here and ${first.zone} on line ${first.at}; write one`));
    }
  }
  const strangers = people.flatMap(({ agency, at }) =>
    agency === null ? [] : unknownAgency(known, files, agency).map((message) => problem(at, message)),
  );
  return [...problems, ...strangers];
}

function checkAssignments({ assignments, files, lines }: RosterRows, known: Known): Problem[] {
  const problem = (at: number, message: string): Problem => problemAt(files.assignments, { line: at }, message);
  const messages = ({ agency, line, liaison, backup }: AssignmentSetup): string[] => [
    ...unknownAgency(known, files, agency),
    ...(line === null || !lines || lines.includes(line)
      ? []
      : [`the service line ${line} is not in office.yaml${didYouMean(line, lines)}`]),
    ...wrongPerson(known, files, 'liaison', liaison, ['liaison']),
    ...(backup === liaison && backup !== ''
      ? ['the backup is the liaison; name somebody else, or leave it empty']
      : wrongPerson(known, files, 'backup', backup, ['liaison', 'supervisor'])),
  ];
  return [
    ...assignments.flatMap((assignment) => messages(assignment).map((message) => problem(assignment.at, message))),
    ...overlaps(assignments, ({ agency, line }) => agency && `${agency} ${line ?? ''}`).map(
      ([first, { agency, line, at }]) =>
        problem(
          at,
          `${agency}${line === null ? '' : `, ${line},`} has another assignment on line ${first.at} at the same time; ` +
            'let the earlier one end (until) before this one begins (from)',
        ),
    ),
  ];
}

function checkAbsences({ absences, files }: RosterRows, known: Known): Problem[] {
  const problem = (at: number, message: string): Problem => problemAt(files.absences, { line: at }, message);
  const messages = ({ person, cover }: AbsenceSetup): string[] => [
    ...wrongPerson(known, files, 'email', person, undefined),
    ...(cover === person && cover !== ''
      ? ['nobody covers for themselves; name somebody else, or leave the cover empty']
      : wrongPerson(known, files, 'cover', cover, ['liaison', 'supervisor'])),
  ];
  return [
    ...absences.flatMap((absence) => messages(absence).map((message) => problem(absence.at, message))),
    ...overlaps(absences, ({ person }) => person).map(([first, { person, at }]) =>
      problem(at, `${person} is away on line ${first.at} at the same time; make one line of both`),
    ),
  ];
}

function unknownAgency(known: Known, files: RosterRows['files'], agency: string): string[] {
  if (!known.agencies || agency === '' || known.agencies.has(agency)) return [];
  return [`the agency ${agency} is not in ${files.agencies}${didYouMean(agency, known.agencies)}`];
}

function wrongPerson(
  known: Known,
  files: RosterRows['files'],
  column: string,
  email: string | null,
  allowed: Role[] | undefined,
): string[] {
  if (!known.roles || email === null || email === '') return [];
  const roles = known.roles.get(email);
  if (!roles)
    return [`the ${column} ${email} is not in ${files.people}${didYouMean(email, known.roles.keys(), MISTYPED)}`];
  if (!allowed || roles.has(null) || allowed.some((role) => roles.has(role))) return [];
  return [`the ${column} ${email} is no ${allowed.join(' or ')} in ${files.people}; give them that role there`];
}

/** Each row whose key another had before it, with that first one. An empty key is nobody's. */
function repeats<T>(rows: T[], keyOf: (row: T) => string | null): [first: T, row: T][] {
  const firsts = new Map<string, T>();
  return rows.flatMap((row): [T, T][] => {
    const key = keyOf(row);
    const first = key ? firsts.get(key) : undefined;
    if (key && !first) firsts.set(key, row);
    return first ? [[first, row]] : [];
  });
}

/** Each row that begins before an earlier one of the same key has ended. */
function overlaps<T extends { from: string; until: string | null }>(
  rows: T[],
  keyOf: (row: T) => string,
): [first: T, row: T][] {
  const longest = new Map<string, T>();
  return rows
    .filter((row) => row.from !== '')
    .toSorted((a, b) => a.from.localeCompare(b.from))
    .flatMap((row): [T, T][] => {
      const key = keyOf(row);
      if (key === '') return [];
      const other = longest.get(key);
      const end = row.until ?? '9999';
      const otherEnd = other?.until ?? '9999';
      if (!other || end > otherEnd) longest.set(key, row);
      return other && row.from <= otherEnd ? [[other, row]] : [];
    });
}
