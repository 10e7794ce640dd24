import type { Absence, Assignment } from '../people/coverage.ts';
import type { Membership, Person } from '../people/person.ts';
import type { CalendarSpec } from '../sla/calendar.ts';
import type { ClockKind, PauseCause } from '../sla/clockKinds.ts';
import type { Pause } from '../sla/clocks.ts';
import type { Policy } from '../sla/policy.ts';
import type { OfficeSetup } from './setup.ts';

/** What the desk holds of an office before an import. Ids are those of the database. */
export type StoredRoster = {
  /** Undefined when no office has this code yet. */
  office: StoredOffice | undefined;
  /** In their order, the inactive ones too. */
  lines: { id: number; code: string; name: string; words: string[]; place: number; active: boolean }[];
  agencies: { id: number; code: string; name: string; active: boolean }[];
  /** Everybody the office knows or the file names. */
  people: (Person & {
    /** Whether they belong to another office too. */
    elsewhere: boolean;
  })[];
  memberships: (Membership & { id: number; fromFile: boolean })[];
  assignments: (Assignment & { id: number })[];
  absences: (Absence & { id: number; saidInChat: boolean })[];
};

type StoredOffice = {
  id: number;
  name: string;
  typingReplies: boolean;
  calendar: CalendarSpec | null;
  policy: Policy | null;
};

/** A request that somebody still waits for. */
export type LiveRequest = {
  id: number;
  subject: string;
  agencyId: number | null;
  serviceLineId: number;
  requesterId: number;
  holderId: number | null;
};

/** A running clock of a live request: `dueAt` is what was promised, null while it is paused or nothing can be promised. */
export type OpenPromise = {
  requestId: number;
  kind: ClockKind;
  startedAt: Date;
  target: number;
  dueAt: Date | null;
  pauses: (Pause & { kind: PauseCause })[];
};

/** What an import asks of the database: everything at once, and written in batches. */
export interface RosterStore {
  /** What is held of the office with this code, and everybody with one of these e-mails. Other imports wait until the transaction ends. */
  read(officeCode: string, emails: string[]): Promise<StoredRoster>;
  liveRequests(officeId: number): Promise<LiveRequest[]>;
  openPromises(officeId: number): Promise<OpenPromise[]>;
  /** Enters the office or gives it its name and how it types. Answers with its id. */
  saveOffice(office: Pick<OfficeSetup, 'code' | 'name' | 'typingReplies'>, now: Date): Promise<number>;
  /** Adds a version and puts it in force for what comes. Answers with its id. */
  addCalendar(officeId: number, spec: CalendarSpec): Promise<number>;
  addPolicy(officeId: number, policy: Policy): Promise<number>;
  /** Enters what is new and changes what is known by its code (lines, agencies) or e-mail (people). Ids by that key. */
  saveLines(officeId: number, lines: Omit<StoredRoster['lines'][number], 'id'>[]): Promise<Map<string, number>>;
  saveAgencies(
    officeId: number,
    agencies: Omit<StoredRoster['agencies'][number], 'id'>[],
  ): Promise<Map<string, number>>;
  savePeople(people: { email: string; name: string; zone: string | null }[]): Promise<Map<string, number>>;
  /** Nobody is deleted: records name them. */
  deactivate(personIds: number[]): Promise<void>;
  /** Enters memberships of the file; one that was made in chat becomes the file's, confirmed. */
  saveMemberships(memberships: Omit<Membership, 'confirmed'>[]): Promise<void>;
  removeMemberships(ids: number[]): Promise<void>;
  addAssignments(officeId: number, assignments: Assignment[]): Promise<void>;
  removeAssignments(ids: number[]): Promise<void>;
  addAbsences(officeId: number, absences: Absence[]): Promise<void>;
  removeAbsences(ids: number[]): Promise<void>;
}
