import type { CourseRule } from '../offices/courseRules.ts';
import { type Calendar, isOpen, localDate, nextOpening } from '../sla/calendar.ts';
import { openingBeside } from '../sla/recurrence.ts';
import type { Place, Standing } from './seats.ts';

/** Courses that offices teach, their sessions, and what time brings for one. */

export type Course = CourseRule & { id: number; officeId: number };

export type SessionState = 'planned' | 'held' | 'not held' | 'called off';

export type TrainingSession = {
  id: number;
  officeId: number;
  courseId: number;
  nominal: string | null;
  at: Date;
  minutes: number;
  place: string | null;
  seats: number;
  /** null: those who supervise the office. */
  leaderId: number | null;
  plannedBy: number | null;
  /** Other offices may take part, and their agencies sign up. */
  shared: boolean;
  state: SessionState;
  reason: string | null;
  calendarId: number | null;
  /** Somebody chose its time. */
  moved: boolean;
  sequence: number;
  remindAt: Date | null;
  askedAt: Date | null;
  saidAt: Date | null;
  nextAt: Date | null;
  course: Course;
  /** Other offices that take part. */
  partners: readonly number[];
};

/** What somebody is to be told who could not be told at once: a seat came free, theirs is gone, they were there. */
export type ToTell = 'seat' | 'lost' | 'certificate';

/** Somebody who has signed up. `agency`: its name. */
export type SignUp = Place & {
  state: Standing;
  name: string;
  agencyId: number | null;
  agency: string | null;
  tell: ToTell | null;
  /** How often they were told that it changed, since they signed up. */
  told: number;
  attended: boolean | null;
};

export const LONGEST_PLACE = 300;
export const LONGEST_REASON = 300;
export const LONGEST_WORDS = 1_000;
export const MOST_SEATS = 1_000;
const REMINDER_DAYS = 2;
/** Later nobody moves up, and nobody signs up. */
const CLOSES_MS = 60 * 60_000;
const MINUTE = 60_000;
const DAY = 86_400_000;

type Times = Pick<TrainingSession, 'at' | 'minutes'>;

export const endOf = ({ at, minutes }: Times): Date => new Date(at.getTime() + minutes * MINUTE);
export const closesAt = ({ at }: Pick<Times, 'at'>): Date => new Date(at.getTime() - CLOSES_MS);

/** Whether two sessions share any time. */
export const overlap = (a: Times, b: Times): boolean => a.at < endOf(b) && b.at < endOf(a);

/** Nobody is written to while the office is closed; in a year that nobody has confirmed, nobody knows. */
export const mayTell = (calendar: Calendar, now: Date): boolean => isOpen(calendar, now) !== false;

/** When somebody may be told something: at once while the office is open, else as it opens next. */
const tellableAt = (calendar: Calendar, now: Date): Date | undefined =>
  mayTell(calendar, now) ? now : nextOpening(calendar, now);

/** Whether it is too late for anybody to move up: they would hear of it an hour before it begins, or later. */
export function isClosed(session: Pick<Times, 'at'>, calendar: Calendar, now: Date): boolean {
  const hears = tellableAt(calendar, now);
  return hears === undefined || hears > closesAt(session);
}

/** As the office opens two working days before; null: that is over, and everybody knows it anyway. */
export function reminderTime(calendar: Calendar, at: Date, now: Date): Date | null {
  const opening = openingBeside(calendar, localDate(calendar, at), -REMINDER_DAYS) ?? new Date(at.getTime() - 2 * DAY);
  return opening > now ? opening : null;
}

export type Step = 'tell' | 'remind' | 'ask';

/** What time brings next for a session, and when; undefined: nothing. `untold`: somebody is to be told something. */
export function stepAhead(
  session: Pick<TrainingSession, 'state' | 'at' | 'minutes' | 'remindAt' | 'askedAt'>,
  calendar: Calendar,
  { now, untold }: { now: Date; untold: boolean },
): { step: Step; at: Date } | undefined {
  const { state, at, remindAt, askedAt } = session;
  const hears = tellableAt(calendar, now) ?? new Date(now.getTime() + DAY);
  if (untold) return { step: 'tell', at: hears };
  if (state !== 'planned') return undefined;
  // Who could only be reminded when it has begun is not.
  if (remindAt && now < at) {
    const reminded = remindAt <= now ? hears : remindAt;
    if (reminded < at) return { step: 'remind', at: reminded };
  }
  if (askedAt) return undefined;
  const end = endOf(session);
  const from = end > now ? end : now;
  return { step: 'ask', at: tellableAt(calendar, from) ?? new Date(from.getTime() + DAY) };
}

/** What was said when somebody signed up, and (`told` above 0) how they stood later; `nr` is another one when they come back. */
export const signUpKey = (
  sessionId: number,
  { personId, nr, told }: Pick<SignUp, 'personId' | 'nr' | 'told'>,
): string => `training ${sessionId} sign-up ${nr} of ${personId}${told === 0 ? '' : ` again ${told}`}`;
/** One that is moved far enough is reminded of anew. */
export const reminderKey = ({ id, sequence }: Pick<TrainingSession, 'id' | 'sequence'>, personId: number): string =>
  `training ${id} reminder ${sequence} to ${personId}`;
export const changedKey = ({ id, sequence }: Pick<TrainingSession, 'id' | 'sequence'>, personId: number): string =>
  `training ${id} changed ${sequence} to ${personId}`;
/** Whoever leads it is asked again when it was moved. */
export const askKey = ({ id, sequence }: Pick<TrainingSession, 'id' | 'sequence'>, personId: number): string =>
  `training ${id} asked ${sequence} of ${personId}`;
export const certificateKey = (sessionId: number, personId: number): string =>
  `training ${sessionId} certificate of ${personId}`;
/** What waits for somebody's morning, and is not told any more when it changes again: to who comes, and to who leads. */
export const changesOf = ({ id }: Pick<TrainingSession, 'id'>): string => `training ${id}`;
export const changesToLeaderOf = ({ id }: Pick<TrainingSession, 'id'>): string => `training ${id} as its leader`;
export const closureOf = ({ id }: Pick<TrainingSession, 'id'>): string => `closure at training ${id}`;
