import { sql } from 'drizzle-orm';
import { boolean, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { AlternateRules } from '../../src/offices/alternateRules.ts';
import type { AnswerRules } from '../../src/offices/answerRules.ts';
import type { MeetingRule } from '../../src/offices/meetingRules.ts';
import type { RecordRules } from '../../src/offices/recordRules.ts';
import type { ReviewRule } from '../../src/offices/reviewRules.ts';
import type { SurveyRules } from '../../src/offices/surveyRules.ts';
import type { CalendarSpec } from '../../src/sla/calendar.ts';
import type { Policy } from '../../src/sla/policy.ts';

import { id, moment } from './columns.ts';

/** An office and the versions of its rules. */
export const officeId = () =>
  integer('office_id')
    .notNull()
    .references(() => offices.id);
export const offices = pgTable('offices', {
  id: id(),
  code: text('code').notNull().unique(),
  name: text('name').notNull(),
  calendarId: integer('calendar_id'),
  policyId: integer('policy_id'),
  /** What the office's people type under a card goes to the agency; else it is a note. */
  typingReplies: boolean('typing_replies').notNull().default(false),
  /** A digest with nothing to say comes as one line; else not at all. */
  sendsEmptyDigests: boolean('sends_empty_digests').notNull().default(true),
  /** What its file says of surveys; null: nothing. */
  surveys: jsonb('surveys').$type<SurveyRules>(),
  /** How long which requests are kept; null: everything is. */
  records: jsonb('records').$type<RecordRules>(),
  /** Meetings that come again and again, as its file says; null: nothing. */
  meetings: jsonb('meetings').$type<MeetingRule[]>(),
  /** What its file says of answers that it keeps; null: nothing. */
  answers: jsonb('answers').$type<AnswerRules>(),
  /** Its checklists, as its file says; null: none. */
  reviews: jsonb('reviews').$type<ReviewRule[]>(),
  /** Which alternate processes may be asked for; null: none. */
  alternates: jsonb('alternates').$type<AlternateRules>(),
  createdAt: moment('created_at').notNull(),
});

/** Never updated: a change is a new version, and a request keeps the version it was opened under. */
export const calendars = pgTable(
  'calendars',
  {
    id: id(),
    officeId: officeId(),
    version: integer('version').notNull(),
    spec: jsonb('spec').$type<CalendarSpec>().notNull(),
    /** As the office's file has it, without closures that were declared in chat. Null where there were none yet. */
    filed: jsonb('filed').$type<CalendarSpec>(),
  },
  (t) => [uniqueIndex('calendars_version').on(t.officeId, t.version)],
);
export const policies = pgTable(
  'policies',
  {
    id: id(),
    officeId: officeId(),
    version: integer('version').notNull(),
    spec: jsonb('spec').$type<Policy>().notNull(),
    /** As the office's file had it when it was last imported. Null where nothing was said in chat yet. */
    filed: jsonb('filed').$type<Policy>(),
    /** From when on it holds; null: since there is the office. */
    from: moment('from_at'),
    /** False until then. */
    begun: boolean('begun').notNull().default(true),
    /** Open requests follow it too, once it holds. */
    movesOpen: boolean('moves_open').notNull().default(false),
    /** Who published it in chat; null: a file did. */
    publishedBy: integer('published_by'),
    publishedAt: moment('published_at'),
    /** The version that it brings back. */
    asVersion: integer('as_version'),
    /** Taken back before it held. */
    withdrawnAt: moment('withdrawn_at'),
  },
  (t) => [uniqueIndex('policies_version').on(t.officeId, t.version)],
);

export const serviceLines = pgTable(
  'service_lines',
  {
    id: id(),
    officeId: officeId(),
    code: text('code').notNull(),
    name: text('name').notNull(),
    words: text('words').array().notNull().default(sql`'{}'`),
    /** Order in the office's file; the first is the default. */
    place: integer('place').notNull(),
    active: boolean('active').notNull().default(true),
  },
  (t) => [uniqueIndex('service_lines_code').on(t.officeId, t.code)],
);
