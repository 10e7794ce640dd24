import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  boolean,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { AlternateEnd, AlternateState, ReportState } from '../../src/alternates/alternate.ts';
import type { ReportRule } from '../../src/offices/alternateRules.ts';

import { id, moment } from './columns.ts';
import { calendars, officeId } from './offices.ts';
import { agencies, people } from './people.ts';

const personId = (name: string) => integer(name).references(() => people.id);
const alternateId = () =>
  integer('alternate_id')
    .notNull()
    .references(() => alternates.id);

/** Another way that an agency has asked for, and what became of it. */
export const alternates = pgTable(
  'alternates',
  {
    id: id(),
    officeId: officeId(),
    agencyId: integer('agency_id')
      .notNull()
      .references(() => agencies.id),
    /** Code of the kind, and its name as it was. */
    kind: text('kind').notNull(),
    kindName: text('kind_name').notNull(),
    applicantId: personId('applicant_id').notNull(),
    /** The one that it goes on from. */
    renews: integer('renews').references((): AnyPgColumn => alternates.id),
    state: text('state').$type<AlternateState>().notNull(),
    what: text('what').notNull(),
    why: text('why').notNull(),
    stake: text('stake').notNull(),
    timesAMonth: integer('times_a_month').notNull(),
    /** That it saves, as the agency says. */
    minutesAWeek: integer('minutes_a_week').notNull(),
    askedAt: moment('asked_at').notNull(),
    /** When a view is wanted, and what was promised; null where the calendar says nothing of that time. */
    viewBy: moment('view_by'),
    decideBy: moment('decide_by'),
    /** By which these were counted. */
    calendarId: integer('calendar_id')
      .notNull()
      .references(() => calendars.id),
    decidedAt: moment('decided_at'),
    decidedBy: personId('decided_by'),
    /** What is granted where that is not what was asked. */
    form: text('form'),
    conditions: text('conditions'),
    because: text('because'),
    /** What to do where it is not granted. */
    instead: text('instead'),
    /** Both days included. */
    from: date('from_day'),
    until: date('until_day'),
    /** As they were when it was granted. */
    reports: jsonb('reports').$type<ReportRule[]>().notNull(),
    endedAt: moment('ended_at'),
    /** Null: it ran out. */
    endedBy: personId('ended_by'),
    endHow: text('end_how').$type<AlternateEnd>(),
    endReason: text('end_reason'),
    /** The last day on which it held, if that was earlier than granted. */
    endedOn: date('ended_on'),
    /** When time brings the next thing to do about it. */
    nextAt: moment('next_at'),
    viewAskedAt: moment('view_asked_at'),
    decisionAskedAt: moment('decision_asked_at'),
    renewalOfferedAt: moment('renewal_offered_at'),
    weekToldAt: moment('week_told_at'),
    lastDayToldAt: moment('last_day_told_at'),
  },
  (t) => [
    index('alternates_office').on(t.officeId, t.agencyId, t.id),
    index('alternates_due').on(t.nextAt).where(sql`next_at is not null`),
    index('alternates_open').on(t.officeId).where(sql`state in ('asked', 'granted')`),
    uniqueIndex('alternates_renewed_once')
      .on(t.renews)
      .where(sql`renews is not null and state not in ('refused', 'withdrawn')`),
  ],
);

/** What liaisons think of one; a later view of somebody takes the place of their earlier one. */
export const alternateViews = pgTable(
  'alternate_views',
  {
    alternateId: alternateId(),
    personId: personId('person_id').notNull(),
    at: moment('at').notNull(),
    recommends: boolean('recommends').notNull(),
    because: text('because').notNull(),
    conditions: text('conditions'),
  },
  (t) => [primaryKey({ columns: [t.alternateId, t.personId] })],
);

/** A report of a period, from when on it was asked for. */
export const alternateReports = pgTable(
  'alternate_reports',
  {
    id: id(),
    officeId: officeId(),
    alternateId: alternateId(),
    /** Of the rule, with its name as it was. */
    code: text('code').notNull(),
    name: text('name').notNull(),
    from: date('from_day').notNull(),
    until: date('until_day').notNull(),
    due: date('due').notNull(),
    state: text('state').$type<ReportState>().notNull(),
    /** It says how many hours were saved; of the others nobody asks. */
    countsHours: boolean('counts_hours').notNull(),
    needsFile: boolean('needs_file').notNull(),
    askedAt: moment('asked_at').notNull(),
    remindedAt: moment('reminded_at'),
    lateAt: moment('late_at'),
    /** Of what was sent: how often. */
    revision: integer('revision').notNull().default(0),
    sentAt: moment('sent_at'),
    sentBy: personId('sent_by'),
    minutesSaved: integer('minutes_saved'),
    timesUsed: integer('times_used'),
    words: text('words'),
    /** An address where its file is. */
    link: text('link'),
    /** Files that its author sends until then are its. */
    filesUntil: moment('files_until'),
    filesFrom: personId('files_from'),
    refusedAt: moment('refused_at'),
    refusedBy: personId('refused_by'),
    refusedBecause: text('refused_because'),
  },
  (t) => [
    uniqueIndex('alternate_reports_once').on(t.alternateId, t.code, t.from),
    index('alternate_reports_open').on(t.alternateId).where(sql`state <> 'sent'`),
    index('alternate_reports_files').on(t.filesFrom).where(sql`files_from is not null`),
  ],
);
