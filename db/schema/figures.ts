import { integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { MonthFigures } from '../../src/figures/figures.ts';

import { moment } from './columns.ts';
import { offices } from './offices.ts';
import { people } from './people.ts';

/** The month that an office measures itself against: set once, and kept as it was then. */
export const baselines = pgTable('baselines', {
  officeId: integer('office_id')
    .primaryKey()
    .references(() => offices.id),
  /** 'YYYY-MM'. */
  month: text('month').notNull(),
  figures: jsonb('figures').$type<Partial<MonthFigures>>().notNull(),
  setBy: integer('set_by')
    .notNull()
    .references(() => people.id),
  setAt: moment('set_at').notNull(),
});
