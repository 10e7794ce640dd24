import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { FileHandle, Inbound } from '../../src/chat/inbound.ts';
import type { Message } from '../../src/chat/message.ts';
import type { DeliveryKind, DeliveryState, TextFile } from '../../src/delivery/delivery.ts';

import { longId, moment } from './columns.ts';
import { offices } from './offices.ts';
import { accounts, people } from './people.ts';
import { messages, requests } from './requests.ts';

/** What came in, as it came. Committed before it is acknowledged. */
export const inbox = pgTable(
  'inbox',
  {
    id: longId(),
    platform: text('platform').notNull(),
    workspace: text('workspace').notNull(),
    key: text('key').notNull(),
    /** Events of one conversation are handled one after another. */
    conversation: text('conversation').notNull(),
    body: jsonb('body').$type<Inbound>().notNull(),
    state: text('state').$type<'new' | 'done' | 'parked'>().notNull().default('new'),
    attempts: integer('attempts').notNull().default(0),
    runAt: moment('run_at').notNull().defaultNow(),
    receivedAt: moment('received_at').notNull().defaultNow(),
    handledAt: moment('handled_at'),
    /** Whose words these are, and of which request they became a part: whose record it is. */
    personId: integer('person_id').references(() => people.id),
    requestId: integer('request_id').references(() => requests.id),
    /** Code of the error, never its text: texts of errors may hold words of people. */
    problem: text('problem'),
  },
  (t) => [
    uniqueIndex('inbox_key').on(t.platform, t.workspace, t.key),
    index('inbox_new').on(t.conversation, t.id).where(sql`state = 'new'`),
    index('inbox_run').on(t.runAt).where(sql`state = 'new'`),
    index('inbox_parked').on(t.id).where(sql`state = 'parked'`),
    /** Changes by what they change. */
    index('inbox_request').on(t.requestId).where(sql`request_id is not null`),
    index('inbox_of').on(sql`(body ->> 'of')`).where(sql`body ->> 'of' is not null`),
  ],
);

/** The outbox. Order within a conversation is the order of `id`. */
export const deliveries = pgTable(
  'deliveries',
  {
    id: longId(),
    /** The only id of ours that a platform sees. */
    uuid: uuid('uuid').notNull().unique().defaultRandom(),
    officeId: integer('office_id').references(() => offices.id),
    requestId: integer('request_id').references(() => requests.id),
    /** The requests that its buttons are about, where they are several. */
    offersAbout: integer('offers_about').array(),
    messageId: bigint('message_id', { mode: 'number' }).references(() => messages.id),
    /** Says what it is and makes it once: 'receipt R-1042'. */
    key: text('key').notNull().unique(),
    kind: text('kind').$type<DeliveryKind>().notNull(),
    /** To a person (their account is found when it is sent) or to an account nobody is known for. */
    personId: integer('person_id').references(() => people.id),
    accountId: integer('account_id').references(() => accounts.id),
    /** Whom it is for stands nowhere else: they left their name out. */
    sealed: boolean('sealed').notNull().default(false),
    /** Deliveries of one conversation leave one after another. */
    conversation: text('conversation').notNull(),
    message: jsonb('message').$type<Message>().notNull(),
    /** A kept file that goes with it. */
    fileId: bigint('file_id', { mode: 'number' }),
    /** A file that the desk wrote itself, and that goes with it. */
    attached: jsonb('attached').$type<TextFile>(),
    /** Key of the delivery whose message this one changes in place. */
    replaces: text('replaces'),
    /** Key of the delivery under whose message this one stands, where a platform has threads. */
    under: text('under'),
    state: text('state').$type<DeliveryState>().notNull().default('pending'),
    attempts: integer('attempts').notNull().default(0),
    runAt: moment('run_at').notNull().defaultNow(),
    /** By the desk's clock, while it waits: nobody is rung before then. */
    notBefore: moment('not_before'),
    /** What it is the latest word on, and what its reader knows of that until they are told. */
    latestOn: text('latest_on'),
    knows: text('knows'),
    /** When the latest sending began: where to look for it when in doubt. */
    begunAt: moment('begun_at'),
    createdAt: moment('created_at').notNull().defaultNow(),
    sentAt: moment('sent_at'),
    sentId: text('sent_id'),
    /** Account it really went to. */
    sentTo: integer('sent_to').references(() => accounts.id),
    reason: text('reason'),
    /** It could not be delivered, and somebody said that this is to be left so. */
    setAsideAt: moment('set_aside_at'),
    /** Who has had it sent once more, and is told soon if it fails again. */
    askedBy: integer('asked_by').references(() => people.id),
  },
  (t) => [
    index('deliveries_open').on(t.conversation, t.id).where(sql`state in ('pending', 'sending', 'doubtful')`),
    index('deliveries_run').on(t.runAt).where(sql`state in ('pending', 'sending', 'doubtful')`),
    /** Those that wait are in neither of these, so that claiming never passes over them. */
    index('deliveries_waiting').on(t.notBefore).where(sql`state = 'waiting'`),
    index('deliveries_latest').on(t.latestOn, t.personId).where(sql`state = 'waiting'`),
    index('deliveries_failed').on(t.officeId, t.createdAt).where(sql`state = 'failed'`),
    index('deliveries_sent_id').on(t.sentTo, t.sentId),
    /** The few of several posts: their ids stand together, and any of them may be asked for. */
    index('deliveries_of_parts').on(t.sentTo).where(sql`sent_id like '%+%'`),
    /** What offers something about a request: the condition is written out where it is asked. */
    index('deliveries_standing').on(t.requestId, t.id).where(sql`message @> '{"blocks": [{"kind": "buttons"}]}'`),
    index('deliveries_offers').using('gin', t.offersAbout).where(sql`offers_about is not null`),
    index('deliveries_replaces').on(t.replaces, t.id).where(sql`replaces is not null`),
  ],
);

/** Lines of the try-it page's chat, which has no memory of its own. */
export const chatLines = pgTable(
  'chat_lines',
  {
    id: longId(),
    address: text('address').notNull(),
    at: moment('at').notNull(),
    from: text('from_whom').$type<'desk' | 'person'>().notNull(),
    message: jsonb('message').$type<Message>().notNull(),
    deliveryId: uuid('delivery_id').unique(),
    /** Whose chat it is: whose record it belongs to. */
    personId: integer('person_id').references(() => people.id),
  },
  (t) => [index('chat_lines_address').on(t.address, t.id)],
);

/** The few facts of the desk as a whole, such as how far the try-it clock was moved. */
export const deskFacts = pgTable('desk_facts', { name: text('name').primaryKey(), value: jsonb('value').notNull() });

/** Words that came in and wait for their author to say where they belong. Never lost: undecided ones become a question. */
export const heldMessages = pgTable(
  'held_messages',
  {
    id: longId(),
    personId: integer('person_id')
      .notNull()
      .references(() => people.id),
    accountId: integer('account_id')
      .notNull()
      .references(() => accounts.id),
    text: text('text').notNull(),
    at: moment('at').notNull(),
    source: text('source').notNull(),
    files: jsonb('files').$type<FileHandle[]>().notNull().default([]),
    decideBy: moment('decide_by'),
    decidedAt: moment('decided_at'),
    /** The request of whose record it became a part. */
    requestId: integer('request_id').references(() => requests.id),
    /** The request that had ended, under which it was written or soon after. */
    followsId: integer('follows_id').references(() => requests.id),
  },
  (t) => [
    uniqueIndex('held_messages_source').on(t.source),
    index('held_messages_undecided').on(t.decideBy).where(sql`decided_at is null and decide_by is not null`),
  ],
);

/** Where the desk was installed by the people of a workspace themselves. `sealed` only the adapter can read. */
export const installations = pgTable(
  'installations',
  {
    platform: text('platform').notNull(),
    workspace: text('workspace').notNull(),
    name: text('name').notNull(),
    sealed: text('sealed').notNull(),
    at: moment('at').notNull(),
    /** One desk renews its token until then, and no other. */
    leasedUntil: moment('leased_until'),
  },
  (t) => [primaryKey({ columns: [t.platform, t.workspace] })],
);

/** How fast a platform may be written to, for all desks together: when the next sending under this key would be in time. */
export const chatRates = pgTable('chat_rates', { key: text('key').primaryKey(), freeAt: moment('free_at').notNull() });

/** Workspaces that do not let the desk write any more: one delivery tries now and then, the others wait for it. */
export const pausedWorkspaces = pgTable(
  'paused_workspaces',
  {
    platform: text('platform').notNull(),
    workspace: text('workspace').notNull(),
    since: moment('since').notNull().defaultNow(),
    tryAt: moment('try_at').notNull(),
    reason: text('reason').notNull(),
  },
  (t) => [primaryKey({ columns: [t.platform, t.workspace] })],
);

/** What one desk does now and then for all: when it was begun last. */
export const chores = pgTable('chores', { name: text('name').primaryKey(), begunAt: moment('begun_at').notNull() });
