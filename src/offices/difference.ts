import { isDeepStrictEqual } from 'node:util';
import type { Absence, Assignment } from '../people/coverage.ts';
import type { Person, Role } from '../people/person.ts';
import { inOrder } from '../sla/specialDays.ts';
import type { CertificateSetup } from './courseRules.ts';
import type { Doubt, Rename, Renames } from './renames.ts';
import type { StoredRoster } from './roster.ts';
import type { AbsenceSetup, AgencySetup, AssignmentSetup, LineSetup, OfficeSetup, PersonSetup } from './setup.ts';

/** What an import would change, in natural keys. Two equal ones say the same and do the same. */
export type Difference = {
  /** What it was, or null for an office that is new. Missing when nothing about it changes. */
  office?: { before: Pick<OfficeSetup, 'name' | 'typingReplies' | 'sendsEmptyDigests'> | null };
  calendar: boolean;
  policy: boolean;
  surveys: boolean;
  records: boolean;
  meetings: boolean;
  answers: boolean;
  courses: boolean;
  reviews: boolean;
  alternates: boolean;
  lines: {
    added: LineSetup[];
    changed: { line: LineSetup; what: string[] }[];
    removed: { code: string; name: string }[];
  };
  agencies: {
    /** Served by the office from now on; `what` is different about one that others serve already. */
    added: { agency: AgencySetup; what: string[] }[];
    changed: { agency: AgencySetup; what: string[] }[];
    /** Served by the office no more; others may go on. */
    removed: (AgencySetup & { id: number })[];
  };
  people: {
    /** Their e-mail is another one from now on; everything else below goes by the new one. */
    renamed: Rename[];
    added: PersonSetup[];
    changed: { person: PersonSetup; what: string[] }[];
    /** Of this office; `leaves` when they belong to no other. */
    removed: { id: number; email: string; name: string; leaves: boolean }[];
  };
  memberships: { added: { email: string; role: Role; agency: string | null }[]; removed: number[] };
  assignments: { added: AssignmentSetup[]; removed: (AssignmentSetup & { id: number })[] };
  absences: { added: AbsenceSetup[]; removed: (AbsenceSetup & { id: number })[] };
  certificates: { added: CertificateSetup[]; removed: (CertificateSetup & { id: number })[] };
  /** Absences of the file of which something else was said in chat: that counts. */
  leftAlone: AbsenceSetup[];
  /** People who came to the office in chat and are not in its file: left alone. */
  onlyInChat: number;
  /** What the file says of people whom the file of another, earlier office lists otherwise: that one counts. */
  kept: { person: PersonSetup; what: string[]; office: string }[];
  /** People who may be known under another e-mail. */
  doubts: Doubt[];
};

/**
 * Compares what the files say with what the desk holds, `stored` with the new addresses of those who are renamed. What
 * was made in chat is nobody's business here.
 */
export function compare(setup: OfficeSetup, stored: StoredRoster, { renames, doubts }: Renames): Difference {
  const names = namesOf(stored);
  const { office } = stored;
  return {
    ...((office?.name !== setup.name ||
      office.typingReplies !== setup.typingReplies ||
      office.sendsEmptyDigests !== setup.sendsEmptyDigests) && {
      office: { before: office ?? null },
    }),
    calendar: !office?.calendar || !isDeepStrictEqual(inOrder(office.calendar), inOrder(setup.calendar)),
    surveys: !isDeepStrictEqual(office?.surveys ?? null, setup.surveys),
    records: !isDeepStrictEqual(office?.records ?? null, setup.records ?? null),
    reviews: !isDeepStrictEqual(office?.reviews ?? [], setup.reviews ?? []),
    meetings: !isDeepStrictEqual(office?.meetings ?? [], setup.meetings ?? []),
    answers: !isDeepStrictEqual(office?.answers ?? null, setup.answers ?? null),
    courses: !isDeepStrictEqual(stored.courses, setup.courses ?? []),
    alternates: !isDeepStrictEqual(office?.alternates ?? null, setup.alternates ?? null),
    // What was published in chat stays, as long as the file says what it said before.
    policy: !isDeepStrictEqual(office?.filedPolicy, setup.policy) && !isDeepStrictEqual(office?.policy, setup.policy),
    lines: compareLines(setup, stored),
    agencies: compareAgencies(setup, stored),
    ...comparePeople(setup, stored, names, renames),
    doubts,
    assignments: compareLists(
      setup.assignments,
      stored.assignments.map((row) => ({ ...names.assignment(row), id: row.id })),
      (a) => [a.agency, a.line, a.liaison, a.backup, a.from, a.until].join(' '),
    ),
    ...compareAbsences(setup, stored, names),
    certificates: compareLists(
      setup.certificates ?? [],
      stored.certificates.map(({ personId, ...row }) => ({ ...row, person: names.email(personId) ?? '' })),
      (each) => [each.person, each.course, each.day].join(' '),
    ),
  };
}

export function isNothing(difference: Difference): boolean {
  const { office, calendar, policy, surveys, records, meetings, answers, courses, reviews, ...others } = difference;
  const { lines, agencies, people, memberships, assignments, absences, certificates } = others;
  const lists = [lines, agencies, people, memberships, assignments, absences, certificates].flatMap((each) =>
    Object.values(each),
  );
  const rules =
    calendar || policy || surveys || records || meetings || answers || courses || reviews || others.alternates;
  return office === undefined && !rules && lists.every((list) => list.length === 0);
}

function compareLines(setup: OfficeSetup, stored: StoredRoster): Difference['lines'] {
  const known = new Map(stored.lines.map((line) => [line.code, line]));
  const changed = setup.lines.flatMap((line, place) => {
    const before = known.get(line.code);
    if (!before) return [];
    const what = [
      ...(before.active ? [] : ['comes back']),
      ...renamed(before.name, line.name),
      ...(isDeepStrictEqual(before.words, line.words) ? [] : ['other words']),
      ...(before.place === place ? [] : [place === 0 ? 'is the default now' : 'another place']),
    ];
    return what.length > 0 ? [{ line, what }] : [];
  });
  const kept = new Set(setup.lines.map(({ code }) => code));
  return {
    added: setup.lines.filter(({ code }) => !known.has(code)),
    changed,
    removed: stored.lines
      .filter(({ code, active }) => active && !kept.has(code))
      .map(({ code, name }) => ({ code, name })),
  };
}

function compareAgencies(setup: OfficeSetup, stored: StoredRoster): Difference['agencies'] {
  const known = new Map(stored.agencies.map((agency) => [agency.code, agency]));
  const added: Difference['agencies']['added'] = [];
  const changed: Difference['agencies']['changed'] = [];
  for (const agency of setup.agencies) {
    const before = known.get(agency.code);
    const names = before ? renamed(before.name, agency.name) : [];
    const others = before && names.length > 0 && before.offices.length > 0 ? [sayForOthers(before.offices)] : [];
    const what = [...(before?.served === 'before' ? ['comes back'] : []), ...names, ...others];
    if (!before || before.served === 'never') added.push({ agency, what });
    else if (what.length > 0) changed.push({ agency, what });
  }
  const kept = new Set(setup.agencies.map(({ code }) => code));
  return {
    added,
    changed,
    removed: stored.agencies
      .filter(({ code, served }) => served === 'now' && !kept.has(code))
      .map(({ id, code, name }) => ({ id, code, name })),
  };
}

/** Offices may call one agency by several names; it has one. */
const sayForOthers = (offices: string[]): string => `for ${offices.join(' and ')} too, since the latest import counts`;

type Names = ReturnType<typeof namesOf>;

function comparePeople(
  setup: OfficeSetup,
  stored: StoredRoster,
  names: Names,
  renames: Rename[],
): Pick<Difference, 'people' | 'memberships' | 'onlyInChat' | 'kept'> {
  const known = new Map(stored.people.flatMap((person) => (person.email === null ? [] : [[person.email, person]])));
  const roleKey = (email: string | null, role: Role, agency: string | null): string =>
    `${email} ${role} ${agency ?? ''}`;
  const fromFile = new Map<string, number>();
  const filedRoles = new Map<number, { role: Role; agency: string | null }[]>();
  const office = new Set<number>();
  const chat = new Set<number>();
  for (const { id, personId, role, agencyId, fromFile: filed } of stored.memberships) {
    if (filed) {
      const agency = names.agency(agencyId);
      fromFile.set(roleKey(names.email(personId), role, agency), id);
      filedRoles.set(personId, [...(filedRoles.get(personId) ?? []), { role, agency }]);
    }
    (filed ? office : chat).add(personId);
  }
  const added: Difference['memberships']['added'] = [];
  const people: Difference['people'] = { renamed: renames, added: [], changed: [], removed: [] };
  const kept: Difference['kept'] = [];
  const wanted = new Set<string>();
  for (const filed of setup.people) {
    const before = known.get(filed.email);
    const earlier = before && earlierOffice(before, stored);
    // What the other file leaves open is free for this one.
    const person = before && earlier ? { ...filed, name: before.name, zone: before.zone ?? filed.zone } : filed;
    const ignored = earlier ? differing(person, filed) : [];
    if (earlier && ignored.length > 0) kept.push({ person, what: ignored, office: earlier });
    const roles = person.roles.map(({ role, agency }) => ({ email: person.email, role, agency }));
    const news = roles.filter(({ email, role, agency }) => !fromFile.has(roleKey(email, role, agency)));
    for (const { email, role, agency } of roles) wanted.add(roleKey(email, role, agency));
    added.push(...news);
    if (!before || (!office.has(before.id) && !chat.has(before.id) && !before.elsewhere && before.active)) {
      people.added.push(person);
      continue;
    }
    const what = [
      ...(before.active ? [] : ['comes back']),
      ...differing(before, person),
      ...news.map(({ role, agency }) => `now ${sayRole(role, agency)}`),
      ...(filedRoles.get(before.id) ?? [])
        .filter(({ role, agency }) => !wanted.has(roleKey(person.email, role, agency)))
        .map(({ role, agency }) => `no longer ${sayRole(role, agency)}`),
    ];
    if (what.length > 0) people.changed.push({ person, what });
  }
  const listed = new Set(setup.people.map(({ email }) => email));
  people.removed = stored.people
    .filter(({ id, email }) => office.has(id) && !listed.has(email ?? ''))
    .map(({ id, email, name, elsewhere }) => ({
      id,
      email: email ?? '',
      name,
      leaves: !elsewhere && !chat.has(id),
    }));
  return {
    people,
    memberships: { added, removed: [...fromFile].filter(([key]) => !wanted.has(key)).map(([, id]) => id) },
    onlyInChat: stored.people.filter(({ id, email }) => chat.has(id) && !office.has(id) && !listed.has(email ?? ''))
      .length,
    kept,
  };
}

/** The office whose file says what a person is called: of those that list them, the one the desk has known longest. */
function earlierOffice({ filedBy }: StoredRoster['people'][number], { office }: StoredRoster): string | undefined {
  const [first] = filedBy;
  return first && (!office || first.id < office.id) ? first.name : undefined;
}

/** A zone that the file leaves open stays as it is. */
function differing(before: Pick<Person, 'name' | 'zone'>, { name, zone }: PersonSetup): string[] {
  const other = zone !== null && zone !== before.zone;
  return [...renamed(before.name, name), ...(other ? [`zone ${before.zone ?? 'none'} → ${zone}`] : [])];
}

export const sayRole = (role: Role, agency: string | null): string => (agency === null ? role : `${role} of ${agency}`);

const renamed = (before: string, after: string): string[] => (before === after ? [] : [`"${before}" → "${after}"`]);

/** Ids of the database in the words of the files. */
function namesOf(stored: StoredRoster) {
  const emails = new Map(stored.people.map(({ id, email }) => [id, email]));
  const agencies = new Map(stored.agencies.map(({ id, code }) => [id, code]));
  const lines = new Map(stored.lines.map(({ id, code }) => [id, code]));
  const email = (id: number | null): string | null => (id === null ? null : (emails.get(id) ?? null));
  const agency = (id: number | null): string | null => (id === null ? null : (agencies.get(id) ?? null));
  return {
    email,
    agency,
    assignment: ({ agencyId, serviceLineId, liaisonId, backupId, from, until }: Assignment): AssignmentSetup => ({
      agency: agency(agencyId) ?? '',
      line: serviceLineId === null ? null : (lines.get(serviceLineId) ?? ''),
      liaison: email(liaisonId) ?? '',
      backup: email(backupId),
      from,
      until,
    }),
    absence: ({ personId, from, until, coverId }: Absence): AbsenceSetup => ({
      person: email(personId) ?? '',
      from,
      until,
      cover: email(coverId),
    }),
  };
}

function compareAbsences(
  setup: OfficeSetup,
  stored: StoredRoster,
  names: Names,
): Pick<Difference, 'absences' | 'leftAlone'> {
  const keyOf = (a: AbsenceSetup): string => [a.person, a.from, a.until, a.cover].join(' ');
  const rows = stored.absences.map((row) => ({ ...names.absence(row), id: row.id, changed: row.changedInChat }));
  const { added, removed } = compareLists(setup.absences, rows, keyOf);
  const changed = new Set(rows.filter((row) => row.changed).map(keyOf));
  return {
    absences: { added, removed: removed.map(({ changed: _, ...row }) => row) },
    leftAlone: setup.absences.filter((absence) => changed.has(keyOf(absence))),
  };
}

function compareLists<Setup, Stored extends Setup>(
  setup: Setup[],
  stored: Stored[],
  keyOf: (row: Setup) => string,
): { added: Setup[]; removed: Stored[] } {
  const wanted = new Set(setup.map(keyOf));
  const known = new Set(stored.map(keyOf));
  return {
    added: setup.filter((row) => !known.has(keyOf(row))),
    removed: stored.filter((row) => !wanted.has(keyOf(row))),
  };
}
