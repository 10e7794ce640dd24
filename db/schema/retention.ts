import { sql } from 'drizzle-orm';
import { date, index, integer, jsonb, pgTable, primaryKey, text, unique, uniqueIndex } from 'drizzle-orm/pg-core';
import type { ProgrammeKind } from '../../src/offices/recordKinds.ts';
import type { RecordSeries } from '../../src/offices/recordRules.ts';
import type { HoldKind } from '../../src/retention/hold.ts';

import { id, moment } from './columns.ts';
import { officeId } from './offices.ts';
import { agencies, people } from './people.ts';
import { requestId, requests } from './requests.ts';

/** What stops destruction, whatever is due: a request, all of an agency, all of a person, or what has these words. */
export const holds = pgTable(
  'holds',
  {
    id: id(),
    officeId: officeId(),
    kind: text('kind').$type<HoldKind>().notNull(),
    requestId: integer('request_id').references(() => requests.id),
    agencyId: integer('agency_id').references(() => agencies.id),
    personId: integer('person_id').references(() => people.id),
    words: text('words'),
    reason: text('reason').notNull(),
    setBy: integer('set_by')
      .notNull()
      .references(() => people.id),
    setAt: moment('set_at').notNull(),
    liftedBy: integer('lifted_by').references(() => people.id),
    liftedAt: moment('lifted_at'),
  },
  (t) => [index('holds_standing').on(t.officeId).where(sql`lifted_at is null`)],
);

/** That somebody has looked at what was due and confirmed that it goes; it goes bit by bit afterwards. */
export const disposals = pgTable(
  'disposals',
  {
    id: id(),
    officeId: officeId(),
    /** As the office's file had it then. */
    series: jsonb('series').$type<RecordSeries>().notNull(),
    /** The day of the list that was looked at. */
    day: date('day').notNull(),
    reason: text('reason').notNull(),
    /** Where it was handed to the archives: what they confirmed it by. */
    receipt: text('receipt'),
    confirmedBy: integer('confirmed_by')
      .notNull()
      .references(() => people.id),
    confirmedAt: moment('confirmed_at').notNull(),
    finishedAt: moment('finished_at'),
  },
  (t) => [index('disposals_open').on(t.id).where(sql`finished_at is null`)],
);

/** The requests that stood on that list. */
export const disposalRequests = pgTable(
  'disposal_requests',
  {
    disposalId: integer('disposal_id')
      .notNull()
      .references(() => disposals.id),
    requestId: requestId(),
    destroyedAt: moment('destroyed_at'),
    /** Why its content stayed after all. */
    kept: text('kept'),
  },
  (t) => [
    primaryKey({ columns: [t.disposalId, t.requestId] }),
    index('disposal_requests_open').on(t.disposalId, t.requestId).where(sql`destroyed_at is null and kept is null`),
  ],
);

/** What of the programme stood on it. What is destroyed stays named here: of that nothing is written any more. */
export const disposalRecords = pgTable(
  'disposal_records',
  {
    disposalId: integer('disposal_id')
      .notNull()
      .references(() => disposals.id),
    kind: text('kind').$type<ProgrammeKind>().notNull(),
    recordId: integer('record_id').notNull(),
    destroyedAt: moment('destroyed_at'),
    kept: text('kept'),
  },
  (t) => [
    primaryKey({ columns: [t.disposalId, t.kind, t.recordId] }),
    index('disposal_records_open').on(t.disposalId, t.recordId).where(sql`destroyed_at is null and kept is null`),
    uniqueIndex('disposal_records_destroyed').on(t.kind, t.recordId).where(sql`destroyed_at is not null`),
  ],
);

/** That those who look after the records of an office were told what is due, once in a month ('YYYY-MM'). */
export const retentionNotices = pgTable(
  'retention_notices',
  {
    officeId: officeId(),
    month: text('month').notNull(),
    due: integer('due').notNull(),
    at: moment('at').notNull(),
  },
  (t) => [unique('retention_notices_once').on(t.officeId, t.month)],
);
