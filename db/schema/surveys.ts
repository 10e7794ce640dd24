import { sql } from 'drizzle-orm';
import { date, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';

import { id, moment } from './columns.ts';
import { officeId } from './offices.ts';
import { people } from './people.ts';
import { requestId } from './requests.ts';

export const surveys = pgTable(
  'surveys',
  {
    id: id(),
    officeId: officeId(),
    requestId: requestId().unique(),
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
    rating: integer('rating'),
    ratedAt: moment('rated_at'),
    comment: text('comment'),
  },
  (t) => [
    index('surveys_ask').on(t.askAt).where(sql`asked_at is null and skipped is null`),
    index('surveys_person').on(t.personId, t.askedAt),
    index('surveys_office_rated').on(t.officeId, t.ratedAt),
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
    kind: text('kind').$type<'daily' | 'weekly'>().notNull(),
    day: date('day').notNull(),
    at: moment('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.officeId, t.personId, t.kind, t.day] })],
);
