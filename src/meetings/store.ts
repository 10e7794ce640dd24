import type { MeetingRule, SeriesSetup } from '../offices/meetingRules.ts';
import type { Invited, Meeting, MinutesAnswer, Series, Topic } from './meeting.ts';

/** An open request, as the office's side reads it on an agenda. */
export type OnAgenda = { id: number; subject: string; late: boolean };
/** What was announced: its title, and from which day on it holds. */
export type Announced = { title: string; holdsFrom: string | null };

/** A review that is due: of a checklist of this name, by a day. */
export type ReviewDue = { name: string; due: string; isOpen: boolean };

/** Whose meetings: all of some offices, of some agencies there, or those that somebody is invited to. */
export type MeetingsOf = { officeId: number; agencyIds: readonly number[] | null } | { invited: number };

/** How many of the meetings of an office took place since a day, and how many did not. */
export type HeldCounts = { held: number; notHeld: number };

/** Meetings, as the desk asks a database for them: a part of store.ts. */
export interface MeetingStore {
  /** What the office's file says of meetings. */
  keepBy(officeId: number, rules: readonly MeetingRule[]): Promise<void>;
  /** The series of the file are these from now on: others end, and what is planned of changed ones is looked at again. */
  keepSeries(officeId: number, wanted: readonly SeriesSetup[], now: Date): Promise<void>;
  addSeries(series: Omit<Series, 'id' | 'endedAt'>): Promise<number>;
  series(id: number): Promise<Series | undefined>;
  endSeries(id: number, at: Date): Promise<void>;
  /** Those that go on, of an office. */
  seriesOf(officeId: number): Promise<Series[]>;
  /** Those that go on and have no meeting ahead. */
  toPlan(now: Date): Promise<number[]>;
  /** The latest date of a series that was planned, whatever became of it. */
  latestDate(seriesId: number): Promise<string | undefined>;
  /** Undefined when this date is planned already. */
  plan(
    meeting: Pick<
      Meeting,
      'officeId' | 'seriesId' | 'agencyId' | 'nominal' | 'title' | 'at' | 'minutes' | 'place' | 'calendarId' | 'nextAt'
    >,
  ): Promise<number | undefined>;
  /** 'locked' until the transaction ends. */
  one(id: number, how?: 'locked'): Promise<Meeting | undefined>;
  change(id: number, change: Partial<Omit<Meeting, 'id' | 'officeId' | 'seriesId' | 'nominal'>>): Promise<void>;
  /** Those for which time brings something, and planned ones that have their time by a calendar that holds no more. */
  due(now: Date): Promise<number[]>;
  nextMoment(now: Date): Promise<Date | undefined>;
  /** The one of the series before this that took place. */
  before(meeting: Pick<Meeting, 'seriesId' | 'at'>): Promise<Meeting | undefined>;
  /** Ids of those of a series that took place before an instant, the latest first. */
  heldBefore(seriesId: number, before: Date, limit: number): Promise<number[]>;
  /** Those ahead, the next first. */
  ahead(of: MeetingsOf, now: Date, limit: number): Promise<Meeting[]>;
  /** Those that are over, the latest first. */
  past(of: MeetingsOf, now: Date, limit: number): Promise<Meeting[]>;
  /** Without those who have left the office or the agency since. */
  invited(id: number): Promise<Invited[]>;
  /** Whether somebody was ever invited to one. */
  isInvited(personId: number): Promise<boolean>;
  /** Whoever is invited already stays as they are. */
  invite(id: number, people: readonly Invited[]): Promise<void>;
  /** Who is to come for agencies: their heads, or where there is none, so many of those who asked last. */
  contacts(officeId: number, agencyId: number | null, most: number): Promise<{ personId: number; agencyId: number }[]>;
  topics(id: number): Promise<Topic[]>;
  /** False when it is none of theirs, or was taken back before. */
  takeBackTopic(id: number, topic: { topic: number; authorId: number; at: Date }): Promise<boolean>;
  addTopic(id: number, topic: Omit<Topic, 'id'>): Promise<void>;
  answers(id: number, revision: number): Promise<MinutesAnswer[]>;
  /** A later answer takes the place of an earlier one. */
  answer(id: number, answer: MinutesAnswer): Promise<void>;
  openRequests(officeId: number, agencyId: number, now: Date, limit: number): Promise<OnAgenda[]>;
  /** Reviews of an agency that are open, and the next ones up to a day. */
  reviewsDue(officeId: number, agencyId: number, until: string, limit: number): Promise<ReviewDue[]>;
  announced(officeId: number, agencyId: number | null, since: Date, limit: number): Promise<Announced[]>;
  /** Those of which somebody said since then that they did not take place, and those of which nobody has said anything. */
  looseEnds(
    of: { officeId: number; agencyIds: readonly number[] | null },
    when: { since: Date; askedBefore: Date },
  ): Promise<{ unsaid: Meeting[]; notHeld: Meeting[] }>;
  heldCounts(officeId: number, agencyIds: readonly number[] | null, since: Date, until: Date): Promise<HeldCounts>;
}
