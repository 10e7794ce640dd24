import { sql } from 'drizzle-orm';
import { bigint, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { DeskEvent, Subject } from '../../src/records/event.ts';

import { bytes, longId, moment } from './columns.ts';
import { offices } from './offices.ts';
import { people } from './people.ts';
import { requests } from './requests.ts';

/** The append-only record: of a request, an office, a person. */
export const events = pgTable(
  'events',
  {
    id: longId(),
    officeId: integer('office_id').references(() => offices.id),
    subjectKind: text('subject_kind').$type<Subject['kind']>().notNull().default('request'),
    subjectId: integer('subject_id').notNull(),
    /** Where the subject is a request. */
    requestId: integer('request_id').references(() => requests.id),
    kind: text('kind').$type<DeskEvent['kind']>().notNull(),
    /** Of the shape of `data`: see EVENT_VERSION. */
    version: integer('version').notNull().default(1),
    at: moment('at').notNull(),
    actorId: integer('actor_id').references(() => people.id),
    data: jsonb('data').$type<DeskEvent['data']>().notNull(),
  },
  (t) => [
    index('events_request').on(t.requestId),
    index('events_subject').on(t.subjectKind, t.subjectId),
    // Of those who said lately that they see to something, a sweep asks each minute whether they are there.
    index('events_seen').on(t.at).where(sql`kind = 'seen to'`),
  ],
);

/**
 * Each event and each wording of a message has a link in the chain of its subject. Triggers write them (migration chain),
 * src/records/link.ts says what is hashed. Without foreign keys: what is missing is found by verifying, and named.
 */
export const recordLinks = pgTable(
  'record_links',
  {
    subjectKind: text('subject_kind').$type<Subject['kind']>().notNull(),
    subjectId: integer('subject_id').notNull(),
    /** From 1 on, without gaps. */
    position: integer('position').notNull(),
    /** What it is of: an event, or this wording of a message, the first being 1. */
    eventId: bigint('event_id', { mode: 'number' }),
    messageId: bigint('message_id', { mode: 'number' }),
    wording: integer('wording'),
    /** Hashed with the content, and goes with it. */
    salt: uuid('salt'),
    content: bytes('content').notNull(),
    hash: bytes('hash').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.subjectKind, t.subjectId, t.position] }),
    uniqueIndex('record_links_event').on(t.eventId).where(sql`event_id is not null`),
    uniqueIndex('record_links_wording').on(t.messageId, t.wording).where(sql`message_id is not null`),
  ],
);

/** The last link of each subject. Whoever adds one has this row until it is written: so no two stand in one place. */
export const recordHeads = pgTable(
  'record_heads',
  {
    subjectKind: text('subject_kind').$type<Subject['kind']>().notNull(),
    subjectId: integer('subject_id').notNull(),
    position: integer('position').notNull(),
    hash: bytes('hash'),
  },
  (t) => [primaryKey({ columns: [t.subjectKind, t.subjectId] })],
);

/** How far all chains had come, day by day: src/records/checkpoint.ts. */
export const checkpoints = pgTable('checkpoints', {
  number: integer('number').primaryKey(),
  at: moment('at').notNull(),
  chains: integer('chains').notNull(),
  root: text('root').notNull(),
  previous: text('previous'),
  /** The public half of the key that signed it. */
  key: text('key'),
  signature: text('signature'),
});

/** The heads that had moved since the checkpoint before: of each subject the newest up to a checkpoint counts for it. */
export const checkpointHeads = pgTable(
  'checkpoint_heads',
  {
    subjectKind: text('subject_kind').$type<Subject['kind']>().notNull(),
    subjectId: integer('subject_id').notNull(),
    checkpoint: integer('checkpoint').notNull(),
    position: integer('position').notNull(),
    hash: bytes('hash').notNull(),
  },
  (t) => [primaryKey({ columns: [t.subjectKind, t.subjectId, t.checkpoint] })],
);
