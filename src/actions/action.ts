import { type Calendar, localDate, openingOfDay } from '../sla/calendar.ts';
import { openingBeside } from '../sla/recurrence.ts';

/** Something that somebody has taken on by a day. Meetings and decided needs make them; whatever else has subjects of its own may too. */

export type ActionSubject = { kind: 'meeting' | 'review' | 'need'; id: number };

/** `draft`: it is written down, and its owner not told yet. `dropped`: nobody is to do it any more. */
export type ActionState = 'draft' | 'open' | 'done' | 'dropped';

export type NewAction = {
  officeId: number;
  /** The agency that it concerns; null: the office as a whole. */
  agencyId: number | null;
  subject: ActionSubject;
  /** What it came from, as people call it. */
  about: string;
  what: string;
  ownerId: number;
  /** 'YYYY-MM-DD' in the office's zone. */
  due: string;
};

export type Action = NewAction & {
  id: number;
  state: ActionState;
  /** When its owner is next told of it; null: they are not, any more. */
  nextAt: Date | null;
  toldAt: Date | null;
  /** Keys of the messages that say it. */
  toldIn: string[];
  endedAt: Date | null;
  endedBy: number | null;
  result: string | null;
};

/** With the names of its owner and their agency, as lists show it. */
export type NamedAction = Action & { owner: string; agency: string | null };

/** What a review has found is changed where the finding stands. */
export const isChangeable = ({ subject }: Pick<Action, 'subject'>): boolean => subject.kind !== 'review';

export const LONGEST_ACTION = 300;
export const LONGEST_RESULT = 1_000;

/**
 * When its owner is reminded after an instant: as the office opens on the last working day before its day, and on its day;
 * null: not any more.
 */
export function nextReminder(calendar: Calendar, due: string, after: Date): Date | null {
  const moments = [openingBeside(calendar, due, -1), openingOfDay(calendar, due)];
  // Who was told in the course of a day needs no reminder on it.
  const day = localDate(calendar, after);
  return moments.find((at): at is Date => !!at && at > after && localDate(calendar, at) > day) ?? null;
}
