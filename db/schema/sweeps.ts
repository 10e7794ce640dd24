import { sql } from 'drizzle-orm';
import { boolean, index, integer, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';

import { id, moment } from './columns.ts';
import { calendars, officeId, policies } from './offices.ts';

/** What a sweep could not do: it comes again later each time, so that it keeps nothing else waiting. */
export const sweepFailures = pgTable(
  'sweep_failures',
  {
    sweep: text('sweep').notNull(),
    /** What it was about, as the sweep names it: the id of a clock, of a request … */
    item: text('item').notNull(),
    times: integer('times').notNull().default(1),
    failedAt: moment('failed_at').notNull(),
    /** Until then it is passed over. */
    until: moment('until_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.sweep, t.item] })],
);

/** A new calendar that open requests are still to follow: they do so in many transactions, and any desk goes on. */
export const calendarMoves = pgTable(
  'calendar_moves',
  {
    id: id(),
    officeId: officeId(),
    /** One of the two. */
    calendarId: integer('calendar_id').references(() => calendars.id),
    policyId: integer('policy_id').references(() => policies.id),
    /** What those are told whose promise moves. */
    reason: text('reason').notNull(),
    begunAt: moment('begun_at').notNull(),
    finished: boolean('finished').notNull().default(false),
  },
  (t) => [
    uniqueIndex('calendar_moves_once').on(t.officeId, t.calendarId),
    uniqueIndex('policy_moves_once').on(t.officeId, t.policyId),
    index('calendar_moves_open').on(t.id).where(sql`not finished`),
  ],
);
