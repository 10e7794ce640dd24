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
    /** The linked account of the provider that began it; without a key of its own, since it stays when that is unlinked. */
    linkId: integer('link_id'),
  },
  (t) => [uniqueIndex('sessions_hash').on(t.hash), index('sessions_used').on(t.usedAt)],
);

/** Accounts of the office's sign-in provider, and whom each signs in: by issuer and subject, never by an e-mail. */
export const providerLinks = pgTable(
  'provider_links',
  {
    id: id(),
    issuer: text('issuer').notNull(),
    subject: text('subject').notNull(),
    /** The chat account whose link it was linked by: what counts through it counts on the page. */
    accountId: integer('account_id')
      .notNull()
      .references(() => accounts.id),
    personId: integer('person_id')
      .notNull()
      .references(() => people.id),
    /** As the provider called it when it was linked, for people to know it by. */
    label: text('label').notNull(),
    at: moment('at').notNull(),
  },
  (t) => [uniqueIndex('provider_links_once').on(t.issuer, t.subject), index('provider_links_person').on(t.personId)],
);

/** Accounts that were proven at the provider and are linked to nobody yet. */
export const providerProofs = pgTable(
  'provider_proofs',
  {
    hash: text('hash').primaryKey(),
    issuer: text('issuer').notNull(),
    subject: text('subject').notNull(),
    label: text('label').notNull(),
    until: moment('until').notNull(),
  },
  (t) => [index('provider_proofs_until').on(t.until)],
);
