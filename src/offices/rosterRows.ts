import { isStaffRole, type Role, staffRoles } from '../people/person.ts';
import type { CertificateSetup } from './courseRules.ts';
import type { Column } from './csvHeader.ts';
import { type Row, readTable } from './csvTable.ts';
import { type DateOrder, readDay } from './day.ts';
import { didYouMean } from './didYouMean.ts';
import { readEmail } from './emailAddress.ts';
import { type Problem, problemAt, warningAt } from './problem.ts';
import { rosterColumns as columns } from './rosterColumns.ts';
import { type AbsenceSetup, type AgencySetup, type AssignmentSetup, sinceEver } from './setup.ts';
import { zoneProblem } from './zoneName.ts';

/** A row of a file of the roster, and the line it is `at`. Whether it fits the others is asked in rosterCheck.ts. */
export type InFile<T> = T & { at: number };
/** `role` is null where it could not be read. */
export type PersonRow = {
  email: string;
  name: string;
  role: Role | null;
  agency: string | null;
  zone: string | null;
  /** The e-mail they had before. */
  formerly: string | null;
};
export type Rows<T> = { rows: InFile<T>[]; problems: Problem[] };

const roles: readonly Role[] = ['requester', 'agency head', ...staffRoles];
/** What else files call them. */
const alsoRoles: Readonly<Record<string, Role>> = {
  ...{
    head: 'agency head',
    'head of agency': 'agency head',
    director: 'agency head',
    'agency director': 'agency head',
  },
};

export function readAgencies(file: string, text: string): Rows<AgencySetup> {
  return readRows(file, text, columns.agencies, (cell) => ({ code: cell.code(), name: cell.text('name') }));
}

export function readPeople(file: string, text: string): Rows<PersonRow> {
  const zones = new Map<string, string | undefined>();
  return readRows(file, text, columns.people, (cell) => {
    const zone = cell.optional('zone');
    if (zone !== null && !zones.has(zone)) zones.set(zone, zoneProblem(zone));
    const wrong = zone === null ? undefined : zones.get(zone);
    if (wrong !== undefined) cell.wrong(wrong);
    const said = cell
      .text('role')
      .toLowerCase()
      .replace(/[\s_-]+/gu, ' ');
    const role = roles.find((each) => each === said) ?? alsoRoles[said] ?? null;
    if (role === null && said !== '') {
      cell.wrong(`"${said}" is not a role${didYouMean(said, roles) || `; write ${roles.join(', ')}`}`);
    }
    const agency = cell.optional('agency')?.toUpperCase() ?? null;
    if (role === 'requester' && agency === null) cell.wrong('a requester needs an agency; write its code');
    if (role === 'agency head' && agency === null)
      cell.wrong('an agency head needs an agency; write its code, and a line for each agency they head');
    if (role !== null && isStaffRole(role) && agency !== null) {
      cell.wrong(
        `a ${role} belongs to the office; leave the agency empty` +
          (role === 'liaison' ? ' and say in the assignments whom they serve' : ''),
      );
    }
    const formerly = cell.emailOrNone('formerly');
    return { email: cell.email('email') ?? '', name: cell.text('name'), role, agency, zone, formerly };
  });
}

export function readAssignments(file: string, text: string, order: DateOrder | undefined): Rows<AssignmentSetup> {
  return readRows(file, text, columns.assignments, (cell) => ({
    agency: cell.text('agency').toUpperCase(),
    line: cell.optional('service_line')?.toLowerCase() ?? null,
    liaison: cell.email('liaison') ?? '',
    backup: cell.emailOrNone('backup'),
    ...cell.days(order, sinceEver),
  }));
}

export function readAbsences(file: string, text: string, order: DateOrder | undefined): Rows<AbsenceSetup> {
  return readRows(file, text, columns.absences, (cell) => ({
    person: cell.email('email') ?? '',
    ...cell.days(order, undefined),
    cover: cell.emailOrNone('cover'),
  }));
}

export function readCertificates(file: string, text: string, order: DateOrder | undefined): Rows<CertificateSetup> {
  return readRows(file, text, columns.certificates, (cell) => ({
    person: cell.email('email') ?? '',
    course: cell.text('course').toLowerCase(),
    day: cell.day('day', order),
  }));
}

/** Everything that is wrong is said, and a row with something wrong is still there: others may refer to it. */
function readRows<Name extends string, T>(
  file: string,
  text: string,
  form: readonly Column<Name>[],
  read: (cell: Cells) => T,
): Rows<T> {
  const table = readTable(file, text, form);
  const rows: InFile<T>[] = [];
  const problems = [...table.problems];
  for (const row of table.rows) {
    const cell = new Cells(file, row);
    rows.push({ ...read(cell), at: row.line });
    problems.push(...cell.problems);
  }
  return { rows, problems };
}

/** The cells of one row, read as what they should be; what is wrong is collected. */
class Cells {
  readonly problems: Problem[] = [];
  readonly #file: string;
  readonly #row: Row<string>;

  constructor(file: string, row: Row<string>) {
    this.#file = file;
    this.#row = row;
  }

  wrong(message: string): void {
    this.problems.push(problemAt(this.#file, { line: this.#row.line }, message));
  }

  optional(name: string): string | null {
    return this.#row.cells[name] || null;
  }

  text(name: string): string {
    const cell = this.optional(name) ?? '';
    if (cell === '') this.wrong(`the ${name} is empty; write it`);
    if (cell.length > 200) this.wrong(`the ${name} is longer than 200 characters; shorten it`);
    return cell;
  }

  code(): string {
    const code = this.text('code');
    if (code !== '' && !/^[\p{L}\p{N}][\p{L}\p{N}._&/-]{0,39}$/u.test(code)) {
      this.wrong(`"${code}" is no code; write a short name without spaces, such as DOT`);
    }
    return code.toUpperCase();
  }

  email(name: string): string | null {
    if (this.optional(name) === null) this.wrong(`the ${name} is empty; write an e-mail address`);
    return this.emailOrNone(name);
  }

  emailOrNone(name: string): string | null {
    const cell = this.optional(name);
    if (cell === null) return null;
    const { email, error, warning } = readEmail(cell);
    if (error !== undefined) this.wrong(error);
    if (warning !== undefined) this.problems.push(warningAt(this.#file, { line: this.#row.line }, warning));
    return email;
  }

  /** `from` and `until`; an empty `from` is `standard`, or wrong when there is none. */
  days(order: DateOrder | undefined, standard: string | undefined): { from: string; until: string | null } {
    const from = this.#day('from', order);
    const until = this.#day('until', order);
    if (this.optional('from') === null && standard === undefined)
      this.wrong('the first day (from) is empty; write it as 2026-03-06');
    if (from && until && until < from) this.wrong(`it ends (${until}) before it begins (${from}); swap the two`);
    return { from: from ?? standard ?? '', until };
  }

  day(name: string, order: DateOrder | undefined): string {
    if (this.optional(name) === null) this.wrong(`the ${name} is empty; write it as 2026-03-06`);
    return this.#day(name, order) ?? '';
  }

  #day(name: string, order: DateOrder | undefined): string | null {
    const cell = this.optional(name);
    if (cell === null) return null;
    const reading = readDay(cell, order);
    if ('day' in reading) return reading.day;
    this.wrong(`${name}: ${reading.error}`);
    return null;
  }
}
