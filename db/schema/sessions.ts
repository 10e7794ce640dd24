import { index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { id, moment } from './columns.ts';
import { accounts, people } from './people.ts';

/** Links that sign somebody in at the desk's page. The token itself stands in the chat alone. */
export const signInLinks = pgTable(
  'sign_in_links',
  {
    hash: text('hash').primaryKey(),
    accountId: integer('account_id')
      .notNull()
      .references(() => accounts.id),
    at: moment('at').notNull(),
    until: moment('until').notNull(),
    usedAt: moment('used_at'),
  },
  (t) => [index('sign_in_links_until').on(t.until)],
);

/** Who is signed in at the desk's page. */
export const sessions = pgTable(
  'sessions',
  {
    id: id(),
    hash: text('hash').notNull(),
    /** By which account: what counts through it counts on the page. */
    accountId: integer('account_id')
      .notNull()
      .references(() => accounts.id),
    personId: integer('person_id')
      .notNull()
      .references(() => people.id),
    at: moment('at').notNull(),
    usedAt: moment('used_at').notNull(),
    endedAt: moment('ended_at'),
    browser: text('browser').notNull(),
  },
  (t) => [uniqueIndex('sessions_hash').on(t.hash), index('sessions_used').on(t.usedAt)],
);
