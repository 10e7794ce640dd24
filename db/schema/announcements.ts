import { sql } from 'drizzle-orm';
import { date, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { About, AnnouncementState, ReadCounts } from '../../src/announcements/announcement.ts';
import type { Audience } from '../../src/people/audience.ts';

import { id, moment } from './columns.ts';
import { officeId, serviceLines } from './offices.ts';
import { agencies, people } from './people.ts';
import { requests } from './requests.ts';

/** What an office tells its agencies before it happens. */
export const announcements = pgTable(
  'announcements',
  {
    id: id(),
    officeId: officeId(),
    authorId: integer('author_id')
      .notNull()
      .references(() => people.id),
    state: text('state').$type<AnnouncementState>().notNull().default('draft'),
    about: text('about').$type<About>().notNull().default('change'),
    title: text('title').notNull(),
    text: text('text').notNull(),
    lineId: integer('line_id').references(() => serviceLines.id),
    holdsFrom: date('holds_from'),
    readBy: date('read_by'),
    /** null: all that its author may tell. */
    agencyIds: integer('agency_ids').array(),
    audience: text('audience').$type<Audience>().notNull(),
    /** null: at once. */
    sendAt: moment('send_at'),
    draftedAt: moment('drafted_at'),
    sentAt: moment('sent_at'),
    takenBackAt: moment('taken_back_at'),
    takenBackBy: integer('taken_back_by').references(() => people.id),
    reason: text('reason'),
    remindAt: moment('remind_at'),
    /** What its author's card shows, and since when. */
    shown: jsonb('shown').$type<ReadCounts>(),
    shownAt: moment('shown_at'),
  },
  (t) => [
    index('announcements_office').on(t.officeId, t.id),
    index('announcements_planned').on(t.sendAt).where(sql`state = 'planned'`),
    index('announcements_remind').on(t.remindAt).where(sql`remind_at is not null`),
    index('announcements_drafts').on(t.officeId, t.authorId).where(sql`state = 'draft'`),
    index('announcements_changes').on(t.officeId, t.holdsFrom).where(sql`state = 'sent' and holds_from is not null`),
  ],
);

/** Who was the liaison of an agency when the desk looked last: another one is introduced. */
export const knownLiaisons = pgTable(
  'known_liaisons',
  {
    officeId: officeId(),
    agencyId: integer('agency_id')
      .notNull()
      .references(() => agencies.id),
    lineId: integer('line_id')
      .notNull()
      .references(() => serviceLines.id),
    liaisonId: integer('liaison_id')
      .notNull()
      .references(() => people.id),
  },
  (t) => [primaryKey({ columns: [t.officeId, t.agencyId, t.lineId] })],
);

/** Questions that were asked about an announcement, by its button. */
export const announcementQuestions = pgTable(
  'announcement_questions',
  {
    requestId: integer('request_id')
      .primaryKey()
      .references(() => requests.id),
    announcementId: integer('announcement_id')
      .notNull()
      .references(() => announcements.id),
  },
  (t) => [index('announcement_questions_of').on(t.announcementId, t.requestId)],
);

/** Everybody it goes to. */
export const announcementReaders = pgTable(
  'announcement_readers',
  {
    announcementId: integer('announcement_id')
      .notNull()
      .references(() => announcements.id),
    personId: integer('person_id')
      .notNull()
      .references(() => people.id),
    /** For whom they are told: of several of theirs, the first. */
    agencyId: integer('agency_id')
      .notNull()
      .references(() => agencies.id),
    /** When it was given to their chat to be sent. */
    takenAt: moment('taken_at'),
    /** They were asleep as it was their turn: it comes again then. */
    waitUntil: moment('wait_until'),
    toldAt: moment('told_at'),
    failed: text('failed'),
    failedAt: moment('failed_at'),
    remindedAt: moment('reminded_at'),
    readAt: moment('read_at'),
    /** When they were told that it was taken back. */
    toldBackAt: moment('told_back_at'),
  },
  (t) => [
    primaryKey({ columns: [t.announcementId, t.personId] }),
    index('announcement_readers_person').on(t.personId, t.announcementId),
    /** Whether something is new since its author's card was drawn. */
    index('announcement_readers_news').on(t.announcementId, sql`greatest(${t.toldAt}, ${t.failedAt}, ${t.readAt})`),
    index('announcement_readers_asleep')
      .on(t.announcementId, t.waitUntil)
      .where(sql`taken_at is null and wait_until is not null`),
    index('announcement_readers_next')
      .on(t.announcementId, t.personId)
      .where(sql`taken_at is null and wait_until is null`),
    index('announcement_readers_way')
      .on(t.announcementId)
      .where(sql`taken_at is not null and told_at is null and failed is null and read_at is null`),
  ],
);
