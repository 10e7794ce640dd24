import { sql } from 'drizzle-orm';
import { boolean, date, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { Vouched } from '../../src/chat/vouching.ts';
import type { FiledAbsence } from '../../src/people/absence.ts';
import type { Role } from '../../src/people/person.ts';

import { id, moment } from './columns.ts';
import { officeId, offices, serviceLines } from './offices.ts';

export const people = pgTable(
  'people',
  {
    id: id(),
    name: text('name').notNull(),
    email: text('email'),
    zone: text('zone'),
    active: boolean('active').notNull().default(true),
  },
  (t) => [uniqueIndex('people_email').on(t.email)],
);

/** Known once in the organisation; which offices serve them stands in `servedAgencies`. */
export const agencies = pgTable(
  'agencies',
  { id: id(), code: text('code').notNull(), name: text('name').notNull() },
  (t) => [uniqueIndex('agencies_code').on(t.code)],
);

export const servedAgencies = pgTable(
  'served_agencies',
  {
    officeId: officeId(),
    agencyId: integer('agency_id')
      .notNull()
      .references(() => agencies.id),
    active: boolean('active').notNull().default(true),
  },
  (t) => [primaryKey({ columns: [t.officeId, t.agencyId] }), index('served_agencies_agency').on(t.agencyId)],
);

export const memberships = pgTable(
  'memberships',
  {
    id: id(),
    personId: integer('person_id')
      .notNull()
      .references(() => people.id),
    /** Where the role is held; of requesters, the office whose file lists them, or that they met in chat. */
    officeId: officeId(),
    role: text('role').$type<Role>().notNull(),
    agencyId: integer('agency_id').references(() => agencies.id),
    confirmed: boolean('confirmed').notNull().default(true),
    /** In the office's file. What came about in chat is not, and an import leaves it alone. */
    fromFile: boolean('from_file').notNull().default(false),
  },
  (t) => [
    uniqueIndex('memberships_once').on(t.personId, t.officeId, t.role, sql`coalesce(${t.agencyId}, 0)`),
    index('memberships_office').on(t.officeId, t.role),
  ],
);

/** Chat identities. `personId` is null until the desk knows who it is. */
export const accounts = pgTable(
  'accounts',
  {
    id: id(),
    platform: text('platform').notNull(),
    workspace: text('workspace').notNull(),
    userId: text('user_id').notNull(),
    address: text('address').notNull(),
    name: text('name'),
    /** The e-mail that was vouched for last. */
    email: text('email'),
    /** Who stood behind the e-mail when the account was last heard of; null before anybody was asked. */
    vouched: text('vouched').$type<Vouched>(),
    personId: integer('person_id').references(() => people.id),
    /** Why this account cannot be written to; null while it can. */
    unreachable: text('unreachable'),
    seenAt: moment('seen_at'),
    photo: text('photo'),
    /** Up to here it is sure that everything the person wrote has come in. */
    caughtUpAt: moment('caught_up_at').notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex('accounts_identity').on(t.platform, t.workspace, t.userId),
    index('accounts_person').on(t.personId),
  ],
);

export const assignments = pgTable(
  'assignments',
  {
    id: id(),
    officeId: officeId(),
    agencyId: integer('agency_id')
      .notNull()
      .references(() => agencies.id),
    serviceLineId: integer('service_line_id').references(() => serviceLines.id),
    liaisonId: integer('liaison_id')
      .notNull()
      .references(() => people.id),
    backupId: integer('backup_id').references(() => people.id),
    from: date('from_day').notNull(),
    until: date('until_day'),
  },
  (t) => [index('assignments_agency').on(t.agencyId), index('assignments_office').on(t.officeId)],
);

/** Who is out is out for every office they answer for. */
export const absences = pgTable(
  'absences',
  {
    id: id(),
    /** The office whose file says so; null: it was said in chat, and imports leave it alone. */
    officeId: integer('office_id').references(() => offices.id),
    personId: integer('person_id')
      .notNull()
      .references(() => people.id),
    from: date('from_day').notNull(),
    until: date('until_day'),
    coverId: integer('cover_id').references(() => people.id),
    /** What the file says where something else was said in chat: the next import finds its line by this. */
    filed: jsonb('filed').$type<FiledAbsence>(),
    /** When it was said in chat. */
    plannedAt: moment('planned_at'),
    /** When the person was asked what becomes of their open requests. */
    askedAt: moment('asked_at'),
    /** When its first morning was dealt with: their requests have gone to whoever covers. */
    begunAt: moment('begun_at'),
    /** When they were asked whether they take them back. */
    returnedAt: moment('returned_at'),
    /** Canceled, or ended before its first day was over: it keeps nobody away any more. */
    endedAt: moment('ended_at'),
  },
  (t) => [
    index('absences_person').on(t.personId),
    index('absences_to_begin').on(t.from).where(sql`begun_at is null and ended_at is null`),
    index('absences_to_return').on(t.until).where(sql`begun_at is not null and returned_at is null`),
  ],
);
