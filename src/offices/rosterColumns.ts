import type { Column } from './csvHeader.ts';

const dates = {
  from: [
    'start',
    'start date',
    'begin',
    'begin date',
    'from date',
    'first day',
    'effective',
    'effective date',
    'valid from',
  ],
  until: [
    'to',
    'through',
    'end',
    'end date',
    'to date',
    'until date',
    'last day',
    'valid until',
    'expires',
    'expiration date',
  ],
};
const agencyCode = ['agency code', 'agency acronym', 'agency abbreviation', 'acronym', 'abbreviation'];
const organisation = ['agency', 'department', 'dept', 'organization', 'organisation', 'org', 'customer'];
const email = ['email address', 'mail', 'work email', 'work email address', 'business email', 'primary email'];
const asEmails = 'write e-mail addresses, not names';
const asCode = 'write the code of the agency, not its name';

/**
 * The columns of the roster's files, and what exports of other systems call them. Only names with one meaning are
 * taken; those that are often something else (a login name for an e-mail) are answered with what was meant.
 */
export const rosterColumns = {
  agencies: [
    need('code', [...agencyCode, 'dept code', 'department code', 'organization code', ...organisation]),
    need('name', ['agency name', 'department name', 'organization name', 'full name', 'agency title', ...organisation]),
  ],
  people: [
    need('email', email, {
      'user principal name': 'a login name is not always an e-mail address',
      upn: 'a login name is not always an e-mail address',
      username: 'a login name is not always an e-mail address',
      login: 'a login name is not always an e-mail address',
    }),
    need('name', ['full name', 'display name', 'employee name', 'person', 'employee', 'contact name'], {
      'first name': 'put first and last name into one column',
      'last name': 'put first and last name into one column',
      'given name': 'put first and last name into one column',
      surname: 'put first and last name into one column',
    }),
    need('role', ['desk role', 'user role', 'role name'], {
      supervisor: 'give a supervisor a line with the role supervisor',
      'is supervisor': 'give a supervisor a line with the role supervisor',
      liaison: 'give a liaison a line with the role liaison',
      'is liaison': 'give a liaison a line with the role liaison',
      administrator: 'give an administrator a line with the role administrator',
      admin: 'give an administrator a line with the role administrator',
      'is admin': 'give an administrator a line with the role administrator',
      head: 'give the head of an agency a line with the role agency head',
      'is head': 'give the head of an agency a line with the role agency head',
      'agency head': 'give the head of an agency a line with the role agency head',
    }),
    may('agency', [...agencyCode, ...organisation, 'department code', 'organization code'], {
      'agency name': asCode,
      'department name': asCode,
      'organization name': asCode,
    }),
    may('zone', ['time zone', 'tz']),
    may('formerly', ['former email', 'old email', 'previous email']),
  ],
  assignments: [
    need('agency', [...agencyCode, ...organisation], { 'agency name': asCode, 'department name': asCode }),
    may('service_line', ['line', 'service', 'line code', 'service line code']),
    need('liaison', ['liaison email', 'liaison email address', 'assigned liaison', 'primary liaison', 'primary'], {
      'liaison name': asEmails,
      ...Object.fromEntries(
        ['email', ...email].map((name) => [name, 'say whose it is: that of the liaison or the backup']),
      ),
    }),
    may(
      'backup',
      ['backup email', 'backup email address', 'backup liaison', 'secondary', 'secondary liaison', 'alternate'],
      {
        'backup name': asEmails,
      },
    ),
    may('from', dates.from),
    may('until', dates.until),
  ],
  absences: [
    need('email', [...email, 'person', 'employee email'], {
      name: asEmails,
      'full name': asEmails,
      employee: asEmails,
    }),
    need('from', dates.from),
    may('until', dates.until, {
      'return date': 'write the last day away, not the day of the return',
      back: 'write the last day away, not the day of the return',
      returns: 'write the last day away, not the day of the return',
    }),
    may('cover', ['coverage', 'covered by', 'cover email', 'backup', 'delegate', 'substitute', 'alternate']),
  ],
  certificates: [
    need('email', [...email, 'person', 'employee email', 'participant', 'learner'], {
      name: asEmails,
      'full name': asEmails,
    }),
    need('course', ['course code', 'training', 'training code', 'class'], {
      'course name': 'write the code of the course',
    }),
    need('day', ['date', 'completed', 'completion date', 'completed on', 'issued', 'issue date', 'given']),
  ],
} as const;

type Others = readonly string[];
type Instead = Readonly<Record<string, string>>;

function need<Name extends string>(name: Name, also: Others = [], instead: Instead = {}): Column<Name> {
  return { name, required: true, also, instead };
}

function may<Name extends string>(name: Name, also: Others = [], instead: Instead = {}): Column<Name> {
  return { name, required: false, also, instead };
}
