import { dirname, relative, resolve } from 'node:path';
import { buildCalendar, CalendarError } from '../sla/calendar.ts';
import { checkAimedAgencies } from './aimed.ts';
import { checkCertificates, checkCourseTimes } from './courseReading.ts';
import { checkMeetingTimes } from './meetingReading.ts';
import { type RulesReading, readRules } from './officeRules.ts';
import { hasErrors, type Problem, problemAt, sayProblem, sortProblems, warningAt } from './problem.ts';
import { checkFirstDays } from './reviewReading.ts';
import { checkRoster, type RosterFile } from './rosterCheck.ts';
import {
  type PersonRow,
  type Rows,
  readAbsences,
  readAgencies,
  readAssignments,
  readCertificates,
  readPeople,
} from './rosterRows.ts';
import type { OfficeRules, OfficeSetup, PersonSetup } from './setup.ts';
import { readTextFile } from './textOfFile.ts';
import { readYamlText } from './yamlPlaces.ts';

/** Where the files of an office are: a folder of this machine, or what somebody has sent. Names are as people are told them. */
export type OfficeFolder = {
  /** The name of office.yaml. */
  yaml: string;
  /** The name of a file that stands beside it, or is named in it. */
  beside(name: string): string;
  read: (name: string) => ReturnType<typeof readTextFile>;
};

/** Files are named as seen from where the process runs. */
const onDisk = (path: string): OfficeFolder => ({
  yaml: shownPath(resolve(path)),
  beside: (name) => shownPath(resolve(dirname(path), name)),
  read: (name) => readTextFile(name),
});

/** Reads the office of a folder of this machine, by the path of its office.yaml. */
export const readOffice = (path: string): ReturnType<typeof readOfficeOf> => readOfficeOf(onDisk(path));

/**
 * Reads office.yaml and the CSV files it names. `office` is there when nothing is wrong but warnings; `problems` are
 * all of them, in order.
 */
export async function readOfficeOf(folder: OfficeFolder): Promise<{ office?: OfficeSetup; problems: Problem[] }> {
  const { reading, problems, placeOf } = await readOfficeYaml(folder);
  const { settings, rules } = reading;
  const file = (name: RosterFile) => rosterName(folder, settings, name);
  const files = {
    agencies: file('agencies'),
    people: file('people'),
    assignments: file('assignments'),
    absences: file('absences'),
  };
  const given = rosterName(folder, settings, 'certificates');
  const order = settings.csv_dates;
  const [agencies, people, assignments, absences, certificates] = await Promise.all([
    readRoster(folder, files.agencies, 'code,name', readAgencies),
    readRoster(folder, files.people, 'email,name,role,agency,zone', readPeople),
    readRoster(folder, files.assignments, 'agency,service_line,liaison,backup,from,until', (name, text) =>
      readAssignments(name, text, order),
    ),
    readRoster(
      folder,
      files.absences,
      // Nobody is away in an office that has no such file.
      settings.files?.absences === undefined ? undefined : 'email,from,until,cover',
      (name, text) => readAbsences(name, text, order),
    ),
    readRoster(
      folder,
      given,
      settings.files?.certificates === undefined ? undefined : 'email,course,day',
      (name, text) => readCertificates(name, text, order),
    ),
  ]);
  const rosterProblems = [agencies, people, assignments, absences, certificates].flatMap((rows) => rows.problems);
  const { yaml } = folder;
  const named = (email: string | undefined, at: string[]) =>
    email === undefined
      ? undefined
      : { email: email.toLowerCase(), at: (message: string) => problemAt(yaml, placeOf(at, 'value'), message) };
  const misfits = checkRoster({
    head: named(settings.head, ['head']),
    recordsOfficer: named(settings.records?.officer, ['records', 'officer']),
    files,
    agencies: agencies.read ? agencies.rows : undefined,
    people: people.read ? people.rows : undefined,
    assignments: assignments.rows,
    absences: absences.rows,
    lines: settings.service_lines?.map(({ code }) => code),
  });
  const served = agencies.read ? agencies.rows : undefined;
  const agreed = checkAimedAgencies(['agreements'], settings.agreements ?? [], served, yaml, placeOf);
  const series = checkAimedAgencies(['records', 'series'], settings.records?.series ?? [], served, yaml, placeOf);
  const met = checkAimedAgencies(['meetings'], settings.meetings ?? [], served, yaml, placeOf);
  const reviewed = [
    ...checkAimedAgencies(['reviews'], settings.reviews ?? [], served, yaml, placeOf),
    ...checkFirstDays(rules?.reviews ?? [], served, yaml, placeOf),
  ];
  const other = checkAimedAgencies(['alternates', 'kinds'], settings.alternates?.kinds ?? [], served, yaml, placeOf);
  const held = rules?.meetings?.length
    ? checkMeetingTimes(
        rules.meetings,
        { ...rules, agencies: agencies.rows, assignments: assignments.rows },
        yaml,
        placeOf,
      )
    : [];
  const taught = rules?.courses?.length
    ? checkCourseTimes(rules.courses, buildCalendar(rules.calendar), yaml, placeOf)
    : [];
  const had = checkCertificates(
    certificates.rows,
    {
      people: people.read ? new Set(people.rows.map(({ email }) => email)) : undefined,
      courses: settings.courses?.map(({ code }) => code) ?? (rules ? [] : undefined),
    },
    { certificates: given, people: files.people },
  );
  const all = sortProblems([
    ...problems,
    ...rosterProblems,
    ...misfits,
    ...taught,
    ...had,
    ...agreed,
    ...series,
    ...met,
    ...other,
    ...held,
    ...reviewed,
  ]);
  if (!rules || hasErrors(all)) return { problems: all };
  const office = {
    ...rules,
    agencies: agencies.rows.map(withoutLine),
    people: peopleOf(people.rows),
    assignments: assignments.rows.map(withoutLine),
    absences: absences.rows.map(withoutLine),
    ...(certificates.rows.length > 0 && { certificates: certificates.rows.map(withoutLine) }),
  };
  return { office, problems: all };
}

/** `agencies`: the codes of those it serves, or undefined when the file of these cannot be read. */
export type OfficePromises = Pick<OfficeRules, 'calendar' | 'policy' | 'lines'> & { agencies: string[] | undefined };

/**
 * The calendar and the promises of an office and whom they are for; of its roster no more is read.
 * @throws CalendarError that says everything that is wrong with office.yaml.
 */
export async function readOfficePromises(path: string): Promise<OfficePromises> {
  const folder = onDisk(path);
  const { reading, problems } = await readOfficeYaml(folder);
  if (!reading.rules) throw new CalendarError(sortProblems(problems).map(sayProblem).join('\n'));
  const agencies = await readRoster(
    folder,
    rosterName(folder, reading.settings, 'agencies'),
    'code,name',
    readAgencies,
  );
  return { ...reading.rules, agencies: agencies.read ? agencies.rows.map(({ code }) => code) : undefined };
}

const rosterName = (
  folder: OfficeFolder,
  { files }: RulesReading['settings'],
  name: RosterFile | 'certificates',
): string => folder.beside(files?.[name] ?? `${name}.csv`);

type Yaml = { reading: RulesReading; problems: Problem[]; placeOf: ReturnType<typeof readYamlText>['placeOf'] };

async function readOfficeYaml({ yaml: file, read }: OfficeFolder): Promise<Yaml> {
  const nothing: RulesReading = { settings: {}, errors: [], warnings: [] };
  const source = await read(file);
  if ('error' in source)
    return { reading: nothing, problems: [problemAt(file, {}, source.error)], placeOf: () => ({}) };
  const yaml = readYamlText(source.text);
  if (yaml.errors.length > 0) {
    const wrong = yaml.errors.map(({ place, message }) => problemAt(file, place, message));
    return { reading: nothing, problems: wrong, placeOf: yaml.placeOf };
  }
  const reading = readRules(yaml.value);
  const problems = [
    ...reading.errors.map(({ path: at, at: side, message }) => problemAt(file, yaml.placeOf(at, side), message)),
    ...reading.warnings.map(({ path: at, at: side, message }) => warningAt(file, yaml.placeOf(at, side), message)),
  ];
  return { reading, problems, placeOf: yaml.placeOf };
}

/** `read` is false when nothing in the file could be understood. */
async function readRoster<T>(
  folder: OfficeFolder,
  file: string,
  header: string | undefined,
  read: (file: string, text: string) => Rows<T>,
): Promise<Rows<T> & { read: boolean }> {
  const source = await folder.read(file);
  if ('text' in source) {
    const rows = read(file, source.text);
    return { ...rows, read: rows.rows.length > 0 || !hasErrors(rows.problems) };
  }
  if (source.missing && header === undefined) return { rows: [], problems: [], read: true };
  const message = source.missing && header ? `${source.error}, with the first line ${header}` : source.error;
  return { rows: [], problems: [problemAt(file, {}, message)], read: false };
}

/** The lines of one person become one, with the zone and the former e-mail that any of them gives. */
function peopleOf(rows: PersonRow[]): PersonSetup[] {
  const people = new Map<string, PersonSetup>();
  for (const { email, name, role, agency, zone, formerly } of rows) {
    if (role === null) continue;
    const known = people.get(email) ?? { email, name, zone, roles: [] };
    known.zone ??= zone;
    if (formerly !== null) known.formerly ??= formerly;
    known.roles.push({ role, agency });
    people.set(email, known);
  }
  return [...people.values()];
}

function withoutLine<T extends { at: number }>({ at, ...row }: T): Omit<T, 'at'> {
  return row;
}

const shownPath = (path: string): string => {
  const seen = relative('', path);
  return seen === '' || seen.startsWith('..') ? path : seen;
};
