import { sql } from 'drizzle-orm';
import { boolean, date, index, integer, jsonb, pgTable, primaryKey, smallint, text, unique } from 'drizzle-orm/pg-core';
import type { Answers, AskedForm } from '../../src/surveys/forms.ts';

import { id, moment } from './columns.ts';
import { officeId } from './offices.ts';
import { agencies, people } from './people.ts';
import { voices } from './voices.ts';

/** A round of the question to all customers: begun once. */
export const relationshipRounds = pgTable(
  'relationship_rounds',
  { officeId: officeId(), round: date('round').notNull(), begunAt: moment('begun_at').notNull() },
  (t) => [primaryKey({ columns: [t.officeId, t.round] })],
);

/** Each customer in it. */
export const relationships = pgTable(
  'relationships',
  {
    id: id(),
    officeId: officeId(),
    personId: integer('person_id')
      .notNull()
      .references(() => people.id),
    agencyId: integer('agency_id')
      .notNull()
      .references(() => agencies.id),
    round: date('round').notNull(),
    /** When to ask, to remind, to end it; null: nothing more is to be done. */
    nextAt: moment('next_at'),
    askedAt: moment('asked_at'),
    /** Why it was not asked. */
    skipped: text('skipped'),
    /** As it was worded when it was asked. */
    form: jsonb('form').$type<AskedForm>(),
    /** Nobody in the office sees whose answer it is: only the desk knows, so that nobody is asked twice. */
    nameless: boolean('nameless').notNull().default(false),
    remindedAt: moment('reminded_at'),
    closesAt: moment('closes_at'),
    closedAt: moment('closed_at'),
    declinedAt: moment('declined_at'),
    rating: smallint('rating'),
    ratedAt: moment('rated_at'),
    /** The platforms by which the question arrived, and the answer came. */
    askedIn: text('asked_in'),
    answeredIn: text('answered_in'),
    answers: jsonb('answers').$type<Answers>(),
    comment: text('comment'),
    /** Where the supervisors read it, and answer. */
    exchangeId: integer('exchange_id').references(() => voices.id),
  },
  (t) => [
    unique('relationships_once').on(t.officeId, t.round, t.personId),
    index('relationships_next').on(t.nextAt).where(sql`next_at is not null`),
    index('relationships_person').on(t.personId, t.askedAt),
    index('relationships_exchange').on(t.exchangeId).where(sql`exchange_id is not null`),
    index('relationships_agency').on(t.officeId, t.agencyId, t.askedAt),
  ],
);
