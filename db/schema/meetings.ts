import { sql } from 'drizzle-orm';
import { boolean, date, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { MeetingState, Side, TopicKind } from '../../src/meetings/meeting.ts';
import type { Rhythm } from '../../src/sla/recurrence.ts';

import { id, moment } from './columns.ts';
import { calendars, officeId } from './offices.ts';
import { agencies, people } from './people.ts';

const agencyId = () => integer('agency_id').references(() => agencies.id);
const meetingId = () =>
  integer('meeting_id')
    .notNull()
    .references(() => meetings.id);
const personId = (name = 'person_id') =>
  integer(name)
    .notNull()
    .references(() => people.id);

/** Meetings that come again and again, by the office's file (`code`) or made in chat. */
export const meetingSeries = pgTable(
  'meeting_series',
  {
    id: id(),
    officeId: officeId(),
    code: text('code'),
    /** null: with those who lead all agencies. */
    agencyId: agencyId(),
    title: text('title').notNull(),
    rhythm: jsonb('rhythm').$type<Rhythm>().notNull(),
    /** Of the day, by the office's clock. */
    minute: integer('minute').notNull(),
    minutes: integer('minutes').notNull(),
    place: text('place'),
    createdAt: moment('created_at').notNull(),
    endedAt: moment('ended_at'),
  },
  (t) => [
    uniqueIndex('meeting_series_code').on(t.officeId, t.code, sql`coalesce(agency_id, 0)`).where(sql`code is not null`),
    index('meeting_series_office').on(t.officeId).where(sql`ended_at is null`),
  ],
);

export const meetings = pgTable(
  'meetings',
  {
    id: id(),
    officeId: officeId(),
    seriesId: integer('series_id')
      .notNull()
      .references(() => meetingSeries.id),
    agencyId: agencyId(),
    /** The date that the rhythm gives, whenever it is held. */
    nominal: date('nominal').notNull(),
    title: text('title').notNull(),
    at: moment('at').notNull(),
    minutes: integer('minutes').notNull(),
    place: text('place'),
    state: text('state').$type<MeetingState>().notNull().default('planned'),
    /** Somebody chose its time: it follows the rhythm and the calendar no more. */
    moved: boolean('moved').notNull().default(false),
    /** Why it was moved, called off or not held. */
    reason: text('reason'),
    /** Of its calendar file. */
    sequence: integer('sequence').notNull().default(0),
    /** By which it has its time. */
    calendarId: integer('calendar_id')
      .notNull()
      .references(() => calendars.id),
    agendaSentAt: moment('agenda_sent_at'),
    askedAt: moment('asked_at'),
    /** When somebody said whether it took place. */
    saidAt: moment('said_at'),
    /** When time brings the next thing to do about it. */
    nextAt: moment('next_at'),
    said: text('said'),
    decisions: text('decisions'),
    writtenBy: integer('written_by').references(() => people.id),
    minutesSentAt: moment('minutes_sent_at'),
    /** Of the minutes: how often they were sent. */
    revision: integer('revision').notNull().default(0),
    fixedAt: moment('fixed_at'),
  },
  (t) => [
    uniqueIndex('meetings_once').on(t.seriesId, t.nominal),
    index('meetings_office').on(t.officeId, t.at),
    index('meetings_due').on(t.nextAt).where(sql`next_at is not null`),
    index('meetings_planned').on(t.officeId).where(sql`state = 'planned'`),
  ],
);

/** Who is invited. */
export const meetingPeople = pgTable(
  'meeting_people',
  {
    meetingId: meetingId(),
    personId: personId(),
    side: text('side').$type<Side>().notNull(),
    /** For which agency. */
    agencyId: agencyId(),
  },
  (t) => [
    primaryKey({ columns: [t.meetingId, t.personId] }),
    index('meeting_people_person').on(t.personId, t.meetingId),
  ],
);

export const meetingTopics = pgTable(
  'meeting_topics',
  {
    id: id(),
    meetingId: meetingId(),
    authorId: personId('author_id'),
    side: text('side').$type<Side>().notNull(),
    kind: text('kind').$type<TopicKind>().notNull(),
    text: text('text').notNull(),
    at: moment('at').notNull(),
    /** Its author wants it no more. */
    takenBackAt: moment('taken_back_at'),
  },
  (t) => [index('meeting_topics_meeting').on(t.meetingId, t.id)],
);

/** What the agency's side said of the minutes, each of a revision once. */
export const meetingAnswers = pgTable(
  'meeting_answers',
  {
    meetingId: meetingId(),
    personId: personId(),
    revision: integer('revision').notNull(),
    at: moment('at').notNull(),
    /** What is wrong; null: they are right. */
    objection: text('objection'),
  },
  (t) => [primaryKey({ columns: [t.meetingId, t.personId, t.revision] })],
);
