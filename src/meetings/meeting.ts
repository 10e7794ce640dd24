import { type Calendar, localDate } from '../sla/calendar.ts';
import { openingBeside, type Rhythm } from '../sla/recurrence.ts';

/** Meetings of an office with an agency, or with those who lead all of them: when they are, and what comes next. */

export type Series = {
  id: number;
  officeId: number;
  /** Of the office's file; null: it was made in chat. */
  code: string | null;
  /** null: with those who lead all agencies. */
  agencyId: number | null;
  title: string;
  rhythm: Rhythm;
  /** Of the day, by the office's clock. */
  minute: number;
  minutes: number;
  place: string | null;
  createdAt: Date;
  endedAt: Date | null;
};

export type MeetingState = 'planned' | 'held' | 'not held' | 'called off';
export type Side = 'agency' | 'office';
/** `change`: somebody recommends one, in the meeting of all. */
export type TopicKind = 'topic' | 'change';

export type Meeting = {
  id: number;
  officeId: number;
  seriesId: number;
  agencyId: number | null;
  /** The date that the rhythm gives, whenever it is held. */
  nominal: string;
  title: string;
  at: Date;
  minutes: number;
  place: string | null;
  state: MeetingState;
  /** Somebody chose its time: it follows the rhythm and the calendar no more. */
  moved: boolean;
  reason: string | null;
  /** Of its calendar file: higher with each change. */
  sequence: number;
  calendarId: number;
  agendaSentAt: Date | null;
  askedAt: Date | null;
  /** When somebody said whether it took place. */
  saidAt: Date | null;
  nextAt: Date | null;
  said: string | null;
  decisions: string | null;
  writtenBy: number | null;
  minutesSentAt: Date | null;
  /** How often the minutes were sent. */
  revision: number;
  /** The minutes stand as they are. */
  fixedAt: Date | null;
};

/** Somebody who is invited; of an agency's side with the agency that they come for. */
export type Invited = { personId: number; side: Side; agencyId: number | null };
export type Topic = { id: number; authorId: number; side: Side; kind: TopicKind; text: string; at: Date };
/** What somebody of the agency's side said of the minutes. */
export type MinutesAnswer = { personId: number; revision: number; at: Date; objection: string | null };

export const LONGEST_TOPIC = 300;
export const LONGEST_REASON = 300;
export const LONGEST_PLACE = 300;
export const LONGEST_MINUTES = 3_000;
/** More is no meeting. */
export const MOST_TOPICS = 30;
export const MOST_ACTIONS = 15;
/** So many of a kind an agenda names; one more is read, to say so where there are others. */
export const NAMED = 10;
/** Of an agency without a head so many of those who asked last are invited; to the meeting of all, one. */
export const INVITED = 5;
const AGENDA_DAYS = 2;
/** Minutes to which nobody has objected by then stand. */
const DAYS_TO_OBJECT = 5;

const DAY = 86_400_000;

export type Step = 'agenda' | 'ask' | 'settle';

/** What time brings next for a meeting, and when; undefined: nothing. */
export function stepAhead(
  meeting: Pick<Meeting, 'state' | 'at' | 'minutes' | 'agendaSentAt' | 'askedAt' | 'minutesSentAt' | 'fixedAt'>,
  calendar: Calendar,
  { now, contested }: { now: Date; contested: boolean },
): { step: Step; at: Date } | undefined {
  const { state, at, agendaSentAt, askedAt, minutesSentAt, fixedAt } = meeting;
  if (state === 'planned') {
    const day = localDate(calendar, at);
    if (!agendaSentAt && at > now)
      return { step: 'agenda', at: openingBeside(calendar, day, -AGENDA_DAYS) ?? new Date(at.getTime() - 2 * DAY) };
    // Past the end of the calendar no opening is known.
    if (!askedAt) return { step: 'ask', at: openingBeside(calendar, day, 1) ?? new Date(at.getTime() + DAY) };
  }
  if (state === 'held' && minutesSentAt && !fixedAt && !contested)
    return { step: 'settle', at: settlesAt(calendar, minutesSentAt) };
  return undefined;
}

/** When minutes that were sent then stand, unless somebody objects. */
export const settlesAt = (calendar: Calendar, sentAt: Date): Date =>
  openingBeside(calendar, localDate(calendar, sentAt), DAYS_TO_OBJECT) ??
  new Date(sentAt.getTime() + 2 * DAYS_TO_OBJECT * DAY);

/** One that is moved far enough gets another agenda. */
export const agendaKey = ({ id, agendaSentAt }: Pick<Meeting, 'id' | 'agendaSentAt'>, personId: number): string =>
  `meeting ${id} agenda ${agendaSentAt?.toISOString() ?? ''} to ${personId}`;
/** Whoever moves it is asked again the day after. */
export const askKey = ({ id, sequence }: Pick<Meeting, 'id' | 'sequence'>, personId: number): string =>
  `meeting ${id} asked ${sequence} of ${personId}`;
export const minutesKey = (id: number, revision: number, personId: number): string =>
  `meeting ${id} minutes ${revision} to ${personId}`;
