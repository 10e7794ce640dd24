import type { Role } from '../people/person.ts';
import type { CalendarSpec } from '../sla/calendar.ts';
import type { Policy } from '../sla/policy.ts';
import type { AlternateRules } from './alternateRules.ts';
import type { AnswerRules } from './answerRules.ts';
import type { CertificateSetup, CourseRule } from './courseRules.ts';
import type { MeetingRule } from './meetingRules.ts';
import type { RecordRules } from './recordRules.ts';
import type { ReviewRule } from './reviewRules.ts';
import type { SurveyRules } from './surveyRules.ts';

/** An office as its files describe it: sound, complete and in natural keys (codes and e-mails), before any id. */
export type OfficeSetup = OfficeRules & OfficeRoster;

/** What office.yaml says. */
export type OfficeRules = {
  /** Lower case. */
  code: string;
  name: string;
  /** What the office types in the thread under a card goes to the agency; else it is a note. */
  typingReplies: boolean;
  /** A digest with nothing to say comes as one line, unless its reader chose otherwise; else not at all. */
  sendsEmptyDigests: boolean;
  calendar: CalendarSpec;
  policy: Policy;
  /** Null: the file says nothing of surveys, and the defaults hold. */
  surveys: SurveyRules | null;
  /** Null or absent: the file says nothing of records, and everything is kept. */
  records?: RecordRules | null;
  /** Absent: the file says nothing of meetings. */
  meetings?: MeetingRule[];
  /** Null or absent: the file says nothing of answers, and the defaults hold. */
  answers?: AnswerRules | null;
  /** Absent: the file says nothing of courses. */
  courses?: CourseRule[];
  /** Absent: the file says nothing of reviews. */
  reviews?: ReviewRule[];
  /** Null or absent: the file says nothing of alternate processes, and none can be asked for. */
  alternates?: AlternateRules | null;
  /** The first is the default. */
  lines: LineSetup[];
};

/** What the CSV files beside it say. Days are 'YYYY-MM-DD' in the office's zone, e-mails are in lower case. */
type OfficeRoster = {
  agencies: AgencySetup[];
  people: PersonSetup[];
  assignments: AssignmentSetup[];
  absences: AbsenceSetup[];
  /** Absent: there is no such file. */
  certificates?: CertificateSetup[];
};

/** `code` is in lower case. */
export type LineSetup = { code: string; name: string; words: string[] };

/** `code` is in upper case. */
export type AgencySetup = { code: string; name: string };

/** `zone` is null when the file leaves it open. `formerly` is the e-mail they had before, where the file says so. */
export type PersonSetup = {
  email: string;
  name: string;
  zone: string | null;
  roles: RoleSetup[];
  formerly?: string;
};

/** A requester and a head belong to an agency, the others to the office: `agency` is null. */
type RoleSetup = { role: Role; agency: string | null };

/** `line` null: every service line that has no assignment of its own. `until` null: until further notice. */
export type AssignmentSetup = {
  agency: string;
  line: string | null;
  liaison: string;
  backup: string | null;
  from: string;
  until: string | null;
};

export type AbsenceSetup = { person: string; from: string; until: string | null; cover: string | null };

/** The first day of an assignment that the file does not date: before there was a desk. */
export const sinceEver = '2000-01-01';
