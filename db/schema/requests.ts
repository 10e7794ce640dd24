import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { FileState } from '../../src/delivery/file.ts';
import type { MessageKind, Outcome, Priority, RequestState } from '../../src/requests/request.ts';
import type { Untold } from '../../src/requests/untold.ts';

import { alternateReports } from './alternates.ts';
import { bytes, longId, moment } from './columns.ts';
import { calendars, officeId, policies, serviceLines } from './offices.ts';
import { agencies, people } from './people.ts';

export const requestId = () =>
  integer('request_id')
    .notNull()
    .references(() => requests.id);

const isLive = sql.raw("state in ('open', 'waiting')");
/** What has no due time comes last. Without nulls a page can begin behind a row of the one before it. */
export const byDue = (dueAt: AnyPgColumn) => sql`coalesce(${dueAt}, 'infinity'::timestamptz)`;

export const requests = pgTable(
  'requests',
  {
    /** Shown as R-1042. */
    id: integer('id').primaryKey().generatedByDefaultAsIdentity({ startWith: 1001 }),
    officeId: officeId(),
    agencyId: integer('agency_id').references(() => agencies.id),
    serviceLineId: integer('service_line_id')
      .notNull()
      .references(() => serviceLines.id),
    requesterId: integer('requester_id')
      .notNull()
      .references(() => people.id),
    holderId: integer('holder_id').references(() => people.id),
    state: text('state').$type<RequestState>().notNull().default('open'),
    priority: text('priority').$type<Priority>().notNull().default('normal'),
    urgentReason: text('urgent_reason'),
    /** When it was made urgent; null when it is not, or was from the beginning. */
    urgentSince: moment('urgent_since'),
    subject: text('subject').notNull(),
    openedAt: moment('opened_at').notNull(),
    calendarId: integer('calendar_id')
      .notNull()
      .references(() => calendars.id),
    policyId: integer('policy_id')
      .notNull()
      .references(() => policies.id),
    resolvedAt: moment('resolved_at'),
    outcome: text('outcome').$type<Outcome>(),
    /** What was done another way, or why it is not possible. */
    outcomeText: text('outcome_text'),
    /** What was offered instead of a plain no. */
    alternative: text('alternative'),
    /** Who answered when it was resolved: the rating is theirs, whoever holds it later. */
    resolvedBy: integer('resolved_by').references(() => people.id),
    duplicateOf: integer('duplicate_of'),
    /** The request this one goes on from, when it came too late to reopen that. */
    continues: integer('continues'),
    /** Number of the latest message: R-1042·7. */
    lastNumber: integer('last_number').notNull().default(0),
    /** Grows with every change, so that what is sent about it has a key of its own. */
    revision: integer('revision').notNull().default(0),
    /** Key of the delivery that is the holder's live card. */
    cardKey: text('card_key'),
    /** What people know of its times, while they are to be told that these have moved. */
    untold: jsonb('untold').$type<Untold>(),
    // What follows is kept by triggers on clocks and escalations (migration lists): lists are sorted by it.
    /** When the promise that counts now is due, as `promiseNow` has it; null while nothing runs or it stands still. */
    dueAt: moment('due_at'),
    /** The earliest due time of all clocks that run. */
    soonestAt: moment('soonest_at'),
    /** Somebody was warned about a clock that still runs, and the warning was not taken back. */
    escalated: boolean('escalated').notNull().default(false),
    /** When its content was destroyed lawfully: what was said is gone, that it was said stays. */
    destroyedAt: moment('destroyed_at'),
  },
  (t) => [
    index('requests_requester').on(t.requesterId, t.state),
    // One for each list, in its order: a page is read from it without sorting.
    index('requests_asked').on(t.requesterId, t.id),
    index('requests_queue').on(t.holderId, byDue(t.dueAt), t.id).where(isLive),
    index('requests_nobody').on(t.officeId, byDue(t.dueAt), t.id).where(sql`holder_id is null and ${isLive}`),
    index('requests_untold').on(byDue(t.dueAt), t.id).where(sql`untold is not null`),
    // How much each has, and what of it is late.
    index('requests_load').on(t.officeId, t.holderId, t.dueAt).where(isLive),
    index('requests_open').on(t.officeId, byDue(t.dueAt), t.id).where(isLive),
    index('requests_risk').on(t.officeId, t.soonestAt, t.id).where(isLive),
    index('requests_escalated').on(t.officeId, byDue(t.dueAt), t.id).where(sql`escalated and ${isLive}`),
    // For what these are narrowed to.
    index('requests_waiting').on(t.officeId, byDue(t.dueAt), t.id).where(sql`state = 'waiting'`),
    index('requests_urgent').on(t.officeId, byDue(t.dueAt), t.id).where(sql`priority = 'urgent' and ${isLive}`),
    index('requests_agency').on(t.agencyId, t.officeId, byDue(t.dueAt), t.id).where(isLive),
    index('requests_ended').on(t.officeId, t.resolvedAt.desc().nullsFirst(), t.id).where(sql`state = 'resolved'`),
    index('requests_over').on(t.id).where(sql`state = 'resolved'`),
    /** Those who joined a colleague. */
    index('requests_joined').on(t.duplicateOf).where(sql`duplicate_of is not null`),
    index('requests_agency_asked').on(t.agencyId, t.id),
    // With whose they are: how much each agency asked stands in it whole.
    index('requests_office_opened').on(t.officeId, t.openedAt, t.agencyId),
    index('requests_office_resolved').on(t.officeId, t.resolvedAt),
    // Who was served in which month, counted without a look at the requests themselves.
    index('requests_served')
      .on(t.officeId, t.resolvedAt, t.id)
      .where(sql`state = 'resolved' and outcome <> 'duplicate'`),
    index('requests_resolved').on(t.resolvedAt).where(sql`state = 'resolved'`),
  ],
);

/**
 * How many requests there are in each state: the sum of all rows of it, which a trigger adds to with every change
 * (migration counts), so that nobody waits for anybody. Now and then they are folded into one.
 */
export const requestCounts = pgTable('request_counts', {
  state: text('state').$type<RequestState>().notNull(),
  n: integer('n').notNull(),
});

export const messages = pgTable(
  'messages',
  {
    id: longId(),
    officeId: officeId(),
    requestId: requestId(),
    number: integer('number').notNull(),
    authorId: integer('author_id')
      .notNull()
      .references(() => people.id),
    /** 'note' never leaves the office. */
    kind: text('kind').$type<MessageKind>().notNull(),
    text: text('text').notNull(),
    at: moment('at').notNull(),
    /** Platform, workspace and key of what came in: the same message is never entered twice. */
    source: text('source').notNull(),
    /** A question to the agency: once it is delivered, the clocks of resolution wait for the answer. */
    asks: boolean('asks').notNull().default(false),
    deliveredAt: moment('delivered_at'),
    /** It could not be delivered: it has not been said. */
    failedAt: moment('failed_at'),
    /** The sender deleted it in their chat; the record keeps it. */
    deletedAt: moment('deleted_at'),
  },
  (t) => [uniqueIndex('messages_source').on(t.source), index('messages_request').on(t.requestId, t.number)],
);

/** What a message said before it was edited: the record keeps every wording. */
export const revisions = pgTable(
  'revisions',
  {
    id: longId(),
    officeId: officeId(),
    messageId: bigint('message_id', { mode: 'number' })
      .notNull()
      .references(() => messages.id),
    text: text('text').notNull(),
    /** When it was replaced. */
    at: moment('at').notNull(),
  },
  (t) => [index('revisions_message').on(t.messageId)],
);

/** Files that came with messages: fetched from the platform, hashed and kept. */
export const files = pgTable(
  'files',
  {
    id: longId(),
    officeId: officeId(),
    /** null: it came with something else, which says so by a column of its own. */
    requestId: integer('request_id').references(() => requests.id),
    messageId: bigint('message_id', { mode: 'number' }).references(() => messages.id),
    /** Of an alternate process. */
    reportId: integer('report_id').references(() => alternateReports.id),
    /** Whose file it is: fetched as them, through their platform. */
    accountId: integer('account_id').notNull(),
    ref: text('ref').notNull(),
    name: text('name').notNull(),
    type: text('type').notNull(),
    /** Bytes. */
    size: bigint('size', { mode: 'number' }).notNull(),
    state: text('state').$type<FileState>().notNull().default('waiting'),
    attempts: integer('attempts').notNull().default(0),
    runAt: moment('run_at').notNull().defaultNow(),
    sha256: text('sha256'),
    bytes: bytes('bytes'),
    reason: text('reason'),
  },
  (t) => [
    index('files_message').on(t.messageId),
    index('files_report').on(t.reportId).where(sql`report_id is not null`),
    index('files_waiting').on(t.runAt).where(sql`state = 'waiting'`),
  ],
);
