import { sql } from 'drizzle-orm';
import { date, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { Checklist } from '../../src/offices/reviewRules.ts';
import type { Outcome, ReviewState, Severity } from '../../src/reviews/review.ts';

import { id, moment } from './columns.ts';
import { officeId } from './offices.ts';
import { agencies, people } from './people.ts';

const agencyId = () =>
  integer('agency_id')
    .notNull()
    .references(() => agencies.id);
const reviewId = () =>
  integer('review_id')
    .notNull()
    .references(() => reviews.id);
const person = (name: string) => integer(name).references(() => people.id);

/** Reviews that come again, of one agency by one checklist of the office's file. */
export const reviewCycles = pgTable(
  'review_cycles',
  {
    id: id(),
    officeId: officeId(),
    agencyId: agencyId(),
    code: text('code').notNull(),
    /** Of the next one, once somebody has looked. */
    due: date('due'),
    beginsAt: moment('begins_at'),
    endedAt: moment('ended_at'),
  },
  (t) => [
    uniqueIndex('review_cycles_once').on(t.officeId, t.code, t.agencyId),
    index('review_cycles_due').on(t.beginsAt).where(sql`ended_at is null`),
  ],
);

export const reviews = pgTable(
  'reviews',
  {
    id: id(),
    officeId: officeId(),
    agencyId: agencyId(),
    code: text('code').notNull(),
    /** As it was when the review began. */
    checklist: jsonb('checklist').$type<Checklist>().notNull(),
    due: date('due').notNull(),
    state: text('state').$type<ReviewState>().notNull().default('open'),
    openedAt: moment('opened_at').notNull(),
    /** null: by itself. */
    openedBy: person('opened_by'),
    fewer: text('fewer'),
    /** Of the agency, for the files of the sample. */
    askedOf: person('asked_of'),
    askedAt: moment('asked_at'),
    askedBy: person('asked_by'),
    answer: text('answer'),
    summary: text('summary'),
    finishedAt: moment('finished_at'),
    finishedBy: person('finished_by'),
    reason: text('reason'),
    comment: text('comment'),
    commentedBy: person('commented_by'),
  },
  (t) => [
    uniqueIndex('reviews_open').on(t.officeId, t.code, t.agencyId).where(sql`state = 'open'`),
    uniqueIndex('reviews_once').on(t.officeId, t.code, t.agencyId, t.due).where(sql`state <> 'called off'`),
    index('reviews_late').on(t.officeId, t.due).where(sql`state = 'open'`),
    index('reviews_of').on(t.officeId, t.agencyId, t.finishedAt),
  ],
);

/** The sample. One that is looked at no more is dropped: what was said of it stays. */
export const reviewFiles = pgTable(
  'review_files',
  { id: id(), reviewId: reviewId(), name: text('name').notNull(), droppedAt: moment('dropped_at') },
  (t) => [index('review_files_review').on(t.reviewId, t.id)],
);

/** What somebody said of an item: never changed, the latest counts. */
export const reviewJudgements = pgTable(
  'review_judgements',
  {
    id: id(),
    reviewId: reviewId(),
    item: text('item').notNull(),
    fileId: integer('file_id').references(() => reviewFiles.id),
    outcome: text('outcome').$type<Outcome>().notNull(),
    severity: text('severity').$type<Severity>(),
    words: text('words'),
    by: person('by_id').notNull(),
    at: moment('at').notNull(),
  },
  (t) => [index('review_judgements_review').on(t.reviewId, t.id)],
);

/** What is to be done about what was found, and what became of it. */
export const reviewFindings = pgTable(
  'review_findings',
  {
    id: id(),
    reviewId: reviewId(),
    item: text('item').notNull(),
    fileId: integer('file_id').references(() => reviewFiles.id),
    severity: text('severity').$type<Severity>().notNull(),
    words: text('words').notNull(),
    what: text('what').notNull(),
    ownerId: person('owner_id').notNull(),
    due: date('due').notNull(),
    /** null: the result is not out yet. */
    actionId: integer('action_id'),
    toldAt: moment('told_at'),
    acceptedAt: moment('accepted_at'),
    acceptedBy: person('accepted_by'),
  },
  (t) => [
    uniqueIndex('review_findings_once').on(t.reviewId, t.item, sql`coalesce(file_id, 0)`),
    index('review_findings_waiting').on(t.actionId).where(sql`action_id is not null and accepted_at is null`),
  ],
);

/** Who was told of the result. */
export const reviewPeople = pgTable(
  'review_people',
  { reviewId: reviewId(), personId: person('person_id').notNull() },
  (t) => [primaryKey({ columns: [t.reviewId, t.personId] }), index('review_people_person').on(t.personId, t.reviewId)],
);
