import { sql } from 'drizzle-orm';
import { boolean, date, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { CourseSessions } from '../../src/offices/courseRules.ts';
import type { Role } from '../../src/people/person.ts';
import type { Standing } from '../../src/training/seats.ts';
import type { SessionState, ToTell } from '../../src/training/training.ts';

import { id, moment } from './columns.ts';
import { calendars, officeId } from './offices.ts';
import { agencies, people } from './people.ts';

const sessionId = () =>
  integer('session_id')
    .notNull()
    .references(() => trainingSessions.id);
const personId = () =>
  integer('person_id')
    .notNull()
    .references(() => people.id);

/** Courses that an office teaches, by its file. */
export const courses = pgTable(
  'courses',
  {
    id: id(),
    officeId: officeId(),
    code: text('code').notNull(),
    name: text('name').notNull(),
    about: text('about'),
    roles: jsonb('roles').$type<readonly Role[]>().notNull(),
    /** Code of the course that comes before it. */
    prerequisite: text('prerequisite'),
    /** How long its certificate holds; null: it does not end. */
    months: integer('months'),
    authority: text('authority'),
    sessions: jsonb('sessions').$type<CourseSessions>(),
    place: integer('place').notNull(),
    /** The file names it still. */
    active: boolean('active').notNull().default(true),
  },
  (t) => [uniqueIndex('courses_code').on(t.officeId, t.code)],
);

export const trainingSessions = pgTable(
  'training_sessions',
  {
    id: id(),
    officeId: officeId(),
    courseId: integer('course_id')
      .notNull()
      .references(() => courses.id),
    /** The date that the course's rhythm gives, whenever it is held; null: somebody planned it by itself. */
    nominal: date('nominal'),
    at: moment('at').notNull(),
    minutes: integer('minutes').notNull(),
    place: text('place'),
    seats: integer('seats').notNull(),
    /** null: those who supervise the office. */
    leaderId: integer('leader_id').references(() => people.id),
    plannedBy: integer('planned_by').references(() => people.id),
    /** Other offices may take part. */
    shared: boolean('shared').notNull().default(false),
    state: text('state').$type<SessionState>().notNull().default('planned'),
    /** Why it was moved, called off or not held. */
    reason: text('reason'),
    /** By which calendar of its office it was last looked at; null: by none yet. */
    calendarId: integer('calendar_id').references(() => calendars.id),
    /** Somebody chose its time: it follows the course's rhythm and the calendar no more. */
    moved: boolean('moved').notNull().default(false),
    /** Of its calendar file. */
    sequence: integer('sequence').notNull().default(0),
    /** When those who come are reminded; null: they were, or need not be. */
    remindAt: moment('remind_at'),
    askedAt: moment('asked_at'),
    /** When somebody said who was there. */
    saidAt: moment('said_at'),
    /** When time brings the next thing to do about it. */
    nextAt: moment('next_at'),
  },
  (t) => [
    uniqueIndex('training_sessions_once').on(t.courseId, t.nominal).where(sql`nominal is not null`),
    index('training_sessions_office').on(t.officeId, t.at),
    index('training_sessions_due').on(t.nextAt).where(sql`next_at is not null`),
    index('training_sessions_planned').on(t.at).where(sql`state = 'planned'`),
  ],
);

/** Other offices that take part, so that their agencies may sign up. */
export const trainingOffices = pgTable(
  'training_offices',
  { sessionId: sessionId(), officeId: officeId(), joinedAt: moment('joined_at').notNull() },
  (t) => [primaryKey({ columns: [t.sessionId, t.officeId] }), index('training_offices_office').on(t.officeId)],
);

export const trainingSignUps = pgTable(
  'training_sign_ups',
  {
    sessionId: sessionId(),
    personId: personId(),
    /** For which agency they come; null: they work for an office. */
    agencyId: integer('agency_id').references(() => agencies.id),
    /** In the order in which they came. */
    nr: integer('nr').notNull(),
    state: text('state').$type<Standing>().notNull(),
    at: moment('at').notNull(),
    /** What they are to be told as soon as it is day. */
    tell: text('tell').$type<ToTell>(),
    /** How often since they signed up. */
    told: integer('told').notNull().default(0),
    /** null: nobody has said so yet. */
    attended: boolean('attended'),
  },
  (t) => [
    primaryKey({ columns: [t.sessionId, t.personId] }),
    index('training_sign_ups_person').on(t.personId),
    index('training_sign_ups_tell').on(t.sessionId).where(sql`tell is not null`),
  ],
);

/** How useful it was: counted in groups of five, and never shown with who said so. */
export const trainingAnswers = pgTable(
  'training_answers',
  {
    sessionId: sessionId(),
    personId: personId(),
    useful: integer('useful').notNull(),
    words: text('words'),
    at: moment('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.sessionId, t.personId] })],
);

export const certificates = pgTable(
  'certificates',
  {
    id: id(),
    officeId: officeId(),
    courseId: integer('course_id')
      .notNull()
      .references(() => courses.id),
    personId: personId(),
    /** null: it was given before there was a desk. */
    sessionId: integer('session_id').references(() => trainingSessions.id),
    givenOn: date('given_on').notNull(),
    /** The last day on which it holds; null: it does not end. */
    endsOn: date('ends_on'),
    /** In the office's file. */
    fromFile: boolean('from_file').notNull().default(false),
    /** The day on which its end is told beforehand, or has come; null: neither is ahead. */
    nextOn: date('next_on'),
  },
  (t) => [
    uniqueIndex('certificates_once').on(t.courseId, t.personId, t.givenOn),
    index('certificates_person').on(t.personId),
    index('certificates_session').on(t.sessionId),
    index('certificates_next').on(t.nextOn).where(sql`next_on is not null`),
  ],
);
