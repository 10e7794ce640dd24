import { sql } from 'drizzle-orm';
import {
  boolean,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { DigestKind } from '../../src/digests/slots.ts';
import type { Answers, AskedForm } from '../../src/surveys/forms.ts';

import { id, moment } from './columns.ts';
import { officeId } from './offices.ts';
import { people } from './people.ts';
import { requestId } from './requests.ts';

export const surveys = pgTable(
  'surveys',
  {
    id: id(),
    officeId: officeId(),
    requestId: requestId(),
    personId: integer('person_id')
      .notNull()
      .references(() => people.id),
    /** Who answered, frozen at resolution. */
    liaisonId: integer('liaison_id').references(() => people.id),
    /** The resolution it asks about. */
    resolvedAt: moment('resolved_at'),
    askAt: moment('ask_at'),
    askedAt: moment('asked_at'),
    /** Why it was not asked. */
    skipped: text('skipped'),
    /** As it was worded when it was asked. */
    form: jsonb('form').$type<AskedForm>(),
    /** Nobody in the office sees whose answer it is: only the desk knows, so that nobody is asked twice. */
    nameless: boolean('nameless').notNull().default(false),
    remindAt: moment('remind_at'),
    remindedAt: moment('reminded_at'),
    closesAt: moment('closes_at'),
    closedAt: moment('closed_at'),
    declinedAt: moment('declined_at'),
    rating: integer('rating'),
    ratedAt: moment('rated_at'),
    /** The platforms by which the question arrived, and the answer came. */
    askedIn: text('asked_in'),
    answeredIn: text('answered_in'),
    answers: jsonb('answers').$type<Answers>(),
    comment: text('comment'),
  },
  (t) => [
    unique('surveys_resolution').on(t.requestId, t.resolvedAt),
    index('surveys_ask').on(t.askAt).where(sql`asked_at is null and skipped is null`),
    index('surveys_person').on(t.personId, t.askedAt),
    index('surveys_remind').on(t.remindAt).where(sql`rating is null and closed_at is null and declined_at is null`),
    index('surveys_close').on(t.closesAt).where(sql`rating is null and closed_at is null and declined_at is null`),
    index('surveys_office_asked').on(t.officeId, t.askedAt),
    index('surveys_office_resolved').on(t.officeId, t.resolvedAt),
    index('surveys_office_rated').on(t.officeId, t.ratedAt),
    // How many came before a report: all of them are counted, and nothing else is read.
    index('surveys_office_nameless').on(t.officeId, t.ratedAt).where(sql`nameless and rating is not null`),
  ],
);

/** Who wants to be asked no more. */
export const surveyStops = pgTable('survey_stops', {
  personId: integer('person_id')
    .primaryKey()
    .references(() => people.id),
  stoppedAt: moment('stopped_at').notNull(),
});

/** What follows a bad rating that was given with a name. */
export const recoveries = pgTable(
  'recoveries',
  {
    id: id(),
    officeId: officeId(),
    requestId: requestId(),
    /** The bad rating; null where a desk of the version before wrote it. */
    surveyId: integer('survey_id').references(() => surveys.id),
    openedAt: moment('opened_at').notNull(),
    dueAt: moment('due_at'),
    /** When to look whether somebody is to be told of its time; null: a desk of the version before wrote it. */
    stepAt: moment('step_at'),
    /** When its time was told beforehand, and that it has passed. */
    warnedAt: moment('warned_at'),
    lateAt: moment('late_at'),
    ownerId: integer('owner_id').references(() => people.id),
    ownedAt: moment('owned_at'),
    endedAt: moment('ended_at'),
    endedBy: integer('ended_by').references(() => people.id),
  },
  (t) => [
    index('recoveries_request').on(t.requestId),
    uniqueIndex('recoveries_open_one').on(t.requestId).where(sql`ended_at is null`),
    index('recoveries_open').on(t.officeId, t.openedAt).where(sql`ended_at is null`),
    index('recoveries_step').on(t.stepAt).where(sql`ended_at is null and late_at is null`),
  ],
);

/** A digest that was written: once for each person and slot. */
export const digests = pgTable(
  'digests',
  {
    officeId: officeId(),
    personId: integer('person_id')
      .notNull()
      .references(() => people.id),
    kind: text('kind').$type<DigestKind>().notNull(),
    day: date('day').notNull(),
    at: moment('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.officeId, t.personId, t.kind, t.day] })],
);

/** Which digests somebody wants, and at which hour of their own clock; null: when the office opens. */
export const digestChoices = pgTable(
  'digest_choices',
  {
    officeId: officeId(),
    personId: integer('person_id')
      .notNull()
      .references(() => people.id),
    kind: text('kind').$type<DigestKind>().notNull(),
    off: boolean('off').notNull(),
    hour: smallint('hour'),
    /** One with nothing to say comes, too; null: as the office has it. */
    emptyToo: boolean('empty_too'),
  },
  (t) => [primaryKey({ columns: [t.officeId, t.personId, t.kind] })],
);
