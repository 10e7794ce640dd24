import { sql } from 'drizzle-orm';
import { boolean, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { EndKind } from '../../src/calendars/yearStore.ts';
import type { SpecialDay } from '../../src/sla/specialDays.ts';

import { id, moment } from './columns.ts';
import { calendars, officeId } from './offices.ts';
import { people } from './people.ts';

/** The holidays of an office for a year: drafts, of which none is trusted until somebody confirms it. */
export const calendarYears = pgTable(
  'calendar_years',
  {
    id: id(),
    officeId: officeId(),
    year: integer('year').notNull(),
    days: jsonb('days').$type<SpecialDay[]>().notNull(),
    /** Where they are from: the name of a file. Null: somebody typed them in chat. */
    source: text('source'),
    draftedBy: integer('drafted_by').references(() => people.id),
    draftedAt: moment('drafted_at').notNull(),
    /** Those who were asked to confirm them; null: nobody was yet. */
    told: integer('told').array(),
    confirmedBy: integer('confirmed_by').references(() => people.id),
    confirmedAt: moment('confirmed_at'),
    /** The version of the calendar that it brought. */
    calendarId: integer('calendar_id').references(() => calendars.id),
    /** A later draft, confirmation or file counts since then. */
    replacedAt: moment('replaced_at'),
    /** Those who were asked read what became of it. */
    settled: boolean('settled').notNull().default(false),
  },
  (t) => [
    index('calendar_years_office').on(t.officeId, t.year).where(sql`replaced_at is null`),
    index('calendar_years_unsettled').on(t.id).where(sql`not settled`),
  ],
);

/** That the calendar of an office ends before a year: told once as it comes near, and once as promises cannot be dated. */
export const calendarEnds = pgTable(
  'calendar_ends',
  {
    officeId: officeId(),
    /** The first year that nobody has confirmed. */
    year: integer('year').notNull(),
    kind: text('kind').$type<EndKind>().notNull(),
    told: integer('told').array().notNull(),
    /** The requests that were named, the first of them; and how many there were. */
    named: integer('named').array().notNull(),
    count: integer('count').notNull(),
    /** How often it was said anew. */
    revision: integer('revision').notNull().default(0),
    at: moment('at').notNull(),
    /** When the year was there. */
    settledAt: moment('settled_at'),
  },
  (t) => [primaryKey({ columns: [t.officeId, t.year, t.kind] })],
);
