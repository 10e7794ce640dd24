import type { CertificateDays } from '../offices/certificateDays.ts';
import type { CourseRule } from '../offices/courseRules.ts';
import type { Certificate } from './certificates.ts';
import type { Place, Standing } from './seats.ts';
import type { Course, SignUp, ToTell, TrainingSession } from './training.ts';

/** What of a session can be written. */
export type SessionRow = Omit<TrainingSession, 'course' | 'partners'>;

/** How useful people found a session, and what they wrote; of nobody. */
export type Usefulness = { useful: number; words: string | null };

/** Somebody who holds certificates, and for which agency they come. */
export type Trained = Certificate & { person: string; agency: string | null };

/** `until`: the last day on which they are out; null: nobody knows yet. */
export type EndsWhileOut = { person: string; course: string; endsOn: string; until: string | null };

/** Training, as the desk asks a database for it: a part of store.ts. */
export interface TrainingStore {
  /** The courses of an office's file are these from now on; the end of a certificate that was given stays. */
  keepCourses(officeId: number, rules: readonly CourseRule[]): Promise<void>;
  /** Certificates of an office's file. */
  enter(
    officeId: number,
    certificates: readonly (CertificateDays & { personId: number; course: string; nextOn: string | null })[],
  ): Promise<void>;
  /** What stands in the file no more. */
  takeBack(ids: readonly number[]): Promise<void>;

  /** Those that are taught, in their order. */
  courses(officeIds: readonly number[]): Promise<Course[]>;
  /** Those whose next session has to be planned. */
  toPlan(now: Date): Promise<Course[]>;
  latestDate(courseId: number): Promise<string | undefined>;
  /** Undefined when this date is planned already. */
  plan(
    session: Omit<SessionRow, 'id' | 'state' | 'reason' | 'sequence' | 'moved' | 'askedAt' | 'saidAt'>,
  ): Promise<number | undefined>;
  /** 'locked' until the transaction ends. */
  one(id: number, how?: 'locked'): Promise<TrainingSession | undefined>;
  change(id: number, change: Partial<Omit<SessionRow, 'id' | 'officeId' | 'courseId' | 'nominal'>>): Promise<void>;
  takePart(id: number, officeId: number, at: Date): Promise<boolean>;
  partNoMore(id: number, officeId: number): Promise<boolean>;
  due(now: Date): Promise<number[]>;
  nextMoment(now: Date): Promise<Date | undefined>;
  /** Those of these offices that are not over, the next first; with those in which they take part. */
  ahead(officeIds: readonly number[], now: Date, limit: number): Promise<TrainingSession[]>;
  /** Those of other offices in which these may still take part. */
  toJoin(officeIds: readonly number[], now: Date, limit: number): Promise<TrainingSession[]>;
  /** Those of these offices that are over, the latest first. */
  past(officeIds: readonly number[], now: Date, limit: number): Promise<TrainingSession[]>;
  /** Those to which somebody has signed up and which are not over. */
  signedUp(personId: number, now: Date): Promise<TrainingSession[]>;
  /** Everybody who ever signed up to one, in the order in which they came. */
  signUps(id: number): Promise<SignUp[]>;
  /** How many have a seat, wait, and were there, of each. */
  counts(ids: readonly number[]): Promise<Map<number, { seated: number; waiting: number; there: number }>>;
  /** How somebody stands to each, and which number of those who wait they are. */
  standingOf(personId: number, ids: readonly number[]): Promise<Map<number, { state: Standing; line: number }>>;
  signUp(id: number, signUp: Place & { agencyId: number | null; at: Date }): Promise<void>;
  stand(
    id: number,
    personId: number,
    change: { state?: Standing; tell?: ToTell | null; told?: number; attended?: boolean | null },
  ): Promise<void>;
  /** Whom of these addresses the desk knows. */
  byEmail(emails: readonly string[]): Promise<{ personId: number; email: string }[]>;

  /** Once; a later one takes the place of an earlier one. */
  answer(id: number, personId: number, useful: number, at: Date): Promise<void>;
  /** False when there is no answer of theirs yet. */
  answerWords(id: number, personId: number, words: string): Promise<boolean>;
  answerOf(id: number, personId: number): Promise<Usefulness | undefined>;
  answers(id: number): Promise<Usefulness[]>;

  /** Of everybody who holds or held one. */
  certificatesOf(personId: number): Promise<Certificate[]>;
  /** Those that hold on a day, of an office's courses and these agencies (null: all, and those who work for offices). */
  trained(officeId: number, agencyIds: readonly number[] | null, day: string, limit: number): Promise<Trained[]>;
  /** Whoever has one of that day keeps it. */
  give(
    certificate: Pick<
      Certificate,
      'officeId' | 'courseId' | 'personId' | 'sessionId' | 'givenOn' | 'endsOn' | 'nextOn'
    >,
  ): Promise<void>;
  /** Somebody was not there after all. */
  withdraw(sessionId: number, personIds: readonly number[]): Promise<void>;
  /** Those of which something is to be done on a day, by ids. */
  certificatesDue(now: Date): Promise<number[]>;
  certificate(id: number): Promise<Certificate | undefined>;
  setNext(id: number, nextOn: string | null): Promise<void>;

  /** For digests: sessions until then with fewer than half of their seats taken, and those of which nobody has said who was there. */
  looseEnds(
    officeId: number,
    spans: { now: Date; until: Date; askedBefore: Date },
  ): Promise<{ thin: TrainingSession[]; unsaid: TrainingSession[] }>;
  /** Certificates of an office's courses that end between two days while whoever has them is out, whom nobody has told yet. */
  endingWhileOut(officeId: number, today: string, span: { from: string; to: string }): Promise<EndsWhileOut[]>;
  /** Those that somebody leads between two instants. */
  ledBy(personId: number, officeId: number, from: Date, to: Date): Promise<TrainingSession[]>;
  /** Between two instants: who was trained how often, and how useful they found it. */
  month(
    officeId: number,
    agencyIds: readonly number[] | null,
    from: Date,
    to: Date,
  ): Promise<{ sessions: number; people: number; useful: number[] }>;
}
