import { boolean, integer, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core';

import { officeId } from './offices.ts';
import { people } from './people.ts';

/** Who was asked about a month ('YYYY-MM'), and whether they answered: so that nobody does twice. */
export const pulses = pgTable(
  'pulses',
  {
    officeId: officeId(),
    personId: integer('person_id')
      .notNull()
      .references(() => people.id),
    month: text('month').notNull(),
    answered: boolean('answered').notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.officeId, t.month, t.personId] })],
);

/** How many gave each answer. A row for each answer would stand in the order in which they came. */
export const pulseCounts = pgTable(
  'pulse_counts',
  {
    officeId: officeId(),
    month: text('month').notNull(),
    answer: smallint('answer').notNull(),
    count: integer('count').notNull(),
  },
  (t) => [primaryKey({ columns: [t.officeId, t.month, t.answer] })],
);
