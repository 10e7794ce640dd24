import type { Absence, Assignment } from '../people/coverage.ts';
import type { Membership, Person } from '../people/person.ts';
import type { Promised } from '../requests/requestClocks.ts';
import type { CalendarSpec } from '../sla/calendar.ts';
import type { ClockKind, PauseCause } from '../sla/clockKinds.ts';
import type { Pause } from '../sla/clocks.ts';
import type { Policy } from '../sla/policy.ts';
import type { AlternateRules } from './alternateRules.ts';
import type { AnswerRules } from './answerRules.ts';
import type { CourseRule } from './courseRules.ts';
import type { MeetingRule } from './meetingRules.ts';
import type { RecordRules } from './recordRules.ts';
import type { ReviewRule } from './reviewRules.ts';
import type { OfficeSetup } from './setup.ts';
import type { SurveyRules } from './surveyRules.ts';

/** What the desk holds of an office before an import. Ids are those of the database. */
export type StoredRoster = {
  /** Undefined when no office has this code yet. */
  office: StoredOffice | undefined;
  /** In their order, the inactive ones too. */
  lines: { id: number; code: string; name: string; words: string[]; place: number; active: boolean }[];
  /** Those the office serves or served, and those the file names. */
  agencies: {
    id: number;
    code: string;
    name: string;
    /** Whether the office serves it now, or did before. */
    served: 'now' | 'before' | 'never';
    /** Names of other offices that serve it. */
    offices: string[];
  }[];
  /** Everybody the office knows or the file names. */
  people: (Person & {
    /** Whether they belong to another office too. */
    elsewhere: boolean;
    /** Other offices whose files list them, in the order in which the desk came to know the offices. */
    filedBy: { id: number; name: string }[];
  })[];
  memberships: (Membership & { id: number; fromFile: boolean })[];
  assignments: (Assignment & { id: number })[];
  /** Those of the office's file, as it says them, and whether something else was said in chat since. */
  absences: (Absence & { id: number; changedInChat: boolean })[];
  /** Those that are taught, in their order. */
  courses: CourseRule[];
  /** Those of the office's file. `course`: its code. */
  certificates: { id: number; personId: number; course: string; day: string }[];
};

type StoredOffice = {
  id: number;
  name: string;
  typingReplies: boolean;
  sendsEmptyDigests: boolean;
  calendar: CalendarSpec | null;
  /** What is in force, and what the file said when it was last imported: in chat something else may hold. */
  policy: Policy | null;
  surveys: SurveyRules | null;
  records: RecordRules | null;
  meetings: MeetingRule[] | null;
  answers: AnswerRules | null;
  reviews: ReviewRule[] | null;
  alternates: AlternateRules | null;
  filedPolicy: Policy | null;
};

/** A newcomer whose agency was their own word until now. */
export type Confirmed = { personId: number; agencyId: number };

/** A request that somebody still waits for. */
export type LiveRequest = {
  id: number;
  subject: string;
  agencyId: number | null;
  serviceLineId: number;
  requesterId: number;
  holderId: number | null;
};

/**
 * A running clock of a live request: `dueAt` is what was promised, null while it is paused or nothing can be promised;
 * `target` is null where no time is.
 */
export type OpenPromise = {
  requestId: number;
  kind: ClockKind;
  startedAt: Date;
  target: number | null;
  dueAt: Date | null;
  /** When it was announced that it is broken: then it keeps its time. */
  breachedAt: Date | null;
  pauses: (Pause & { kind: PauseCause })[];
  /** What of its request decides what is promised, and by which calendar it is counted. */
  promised: Promised & { calendarId: number };
};

/** What an import asks of the database: everything at once, and written in batches. */
export interface RosterStore {
  /**
   * What is held of the office with this code, of everybody with one of these e-mails and of agencies with one of these
   * codes. Other imports wait until the transaction ends.
   */
  read(officeCode: string, named: { emails: string[]; agencies: string[] }): Promise<StoredRoster>;
  liveRequests(officeId: number): Promise<LiveRequest[]>;
  /** What these people have asked of any office, and still wait for. */
  liveRequestsOf(personIds: number[]): Promise<LiveRequest[]>;
  /** Hands over the promises of all open requests of an office, in pages of so many requests: there may be very many. */
  openPromises(
    officeId: number,
    see: (page: readonly OpenPromise[]) => void | Promise<void>,
    size?: number,
  ): Promise<void>;
  /** Enters the office or gives it its name and how it types. Answers with its id. */
  saveOffice(
    office: Pick<OfficeSetup, 'code' | 'name' | 'typingReplies' | 'sendsEmptyDigests'>,
    now: Date,
  ): Promise<number>;
  /** Adds a version and puts it in force for what comes; `filed`: without closures of the day. Answers with its id. */
  addCalendar(officeId: number, spec: CalendarSpec, filed?: CalendarSpec): Promise<number>;
  saveSurveys(officeId: number, surveys: SurveyRules | null): Promise<void>;
  /** Enters what is new and changes what is known by its code (lines, agencies) or e-mail (people). Ids by that key. */
  saveLines(officeId: number, lines: Omit<StoredRoster['lines'][number], 'id'>[]): Promise<Map<string, number>>;
  /** `active`: whether the office serves it from now on. The name is the agency's for every office. */
  saveAgencies(
    officeId: number,
    agencies: { code: string; name: string; active: boolean }[],
  ): Promise<Map<string, number>>;
  /** Gives people another e-mail; addresses may go from one to another. @throws when somebody else keeps one of them. */
  rename(renames: { id: number; after: string }[]): Promise<void>;
  savePeople(people: { email: string; name: string; zone: string | null }[]): Promise<Map<string, number>>;
  /** Nobody is deleted: records name them. */
  deactivate(personIds: number[]): Promise<void>;
  /**
   * Enters memberships of the file; one that was made in chat becomes the file's. Requesters are confirmed for the
   * agency, wherever else they are listed.
   */
  saveMemberships(memberships: Omit<Membership, 'confirmed'>[]): Promise<Confirmed[]>;
  removeMemberships(ids: number[]): Promise<void>;
  addAssignments(officeId: number, assignments: Assignment[]): Promise<void>;
  removeAssignments(ids: number[]): Promise<void>;
  addAbsences(officeId: number, absences: Absence[]): Promise<void>;
  /** What was said of them in chat stays. */
  removeAbsences(ids: number[], now: Date): Promise<void>;
}
