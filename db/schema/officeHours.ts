import { sql } from 'drizzle-orm';
import { date, index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { OffCause, SlotState } from '../../src/officeHours/hours.ts';
import type { Weekday } from '../../src/sla/hours.ts';

import { id, moment } from './columns.ts';
import { calendars, officeId } from './offices.ts';
import { agencies, people } from './people.ts';

const personId = (name: string) =>
  integer(name)
    .notNull()
    .references(() => people.id);

/** When liaisons are there for whoever comes, each weekday of its own. */
export const officeHours = pgTable(
  'office_hours',
  {
    id: id(),
    officeId: officeId(),
    liaisonId: personId('liaison_id'),
    weekday: text('weekday').$type<Weekday>().notNull(),
    /** Of the day, by the office's clock. */
    fromMinute: integer('from_minute').notNull(),
    untilMinute: integer('until_minute').notNull(),
    slotMinutes: integer('slot_minutes').notNull(),
    place: text('place'),
    createdAt: moment('created_at').notNull(),
    pausedAt: moment('paused_at'),
    endedAt: moment('ended_at'),
  },
  (t) => [
    index('office_hours_office').on(t.officeId).where(sql`ended_at is null`),
    index('office_hours_liaison').on(t.liaisonId).where(sql`ended_at is null`),
  ],
);

/** What was taken of them. It keeps its time and place, whatever becomes of the hours. */
export const officeHourSlots = pgTable(
  'office_hour_slots',
  {
    id: id(),
    officeId: officeId(),
    hoursId: integer('hours_id')
      .notNull()
      .references(() => officeHours.id),
    liaisonId: personId('liaison_id'),
    takerId: personId('taker_id'),
    agencyId: integer('agency_id')
      .notNull()
      .references(() => agencies.id),
    at: moment('at').notNull(),
    /** The office's date of it. */
    day: date('day').notNull(),
    minutes: integer('minutes').notNull(),
    place: text('place'),
    about: text('about').notNull(),
    takenAt: moment('taken_at').notNull(),
    /** By which it was looked at last. */
    calendarId: integer('calendar_id')
      .notNull()
      .references(() => calendars.id),
    state: text('state').$type<SlotState>().notNull().default('taken'),
    /** When the liaison was told. */
    toldAt: moment('told_at'),
    offAt: moment('off_at'),
    /** null: the desk did. */
    offBy: integer('off_by').references(() => people.id),
    offCause: text('off_cause').$type<OffCause>(),
    offReason: text('off_reason'),
    offToldAt: moment('off_told_at'),
    /** When somebody is to be told of what happened. */
    nextAt: moment('next_at'),
    takerRemindAt: moment('taker_remind_at'),
    liaisonRemindAt: moment('liaison_remind_at'),
  },
  (t) => [
    uniqueIndex('office_hour_slots_once').on(t.liaisonId, t.at).where(sql`state = 'taken'`),
    index('office_hour_slots_ahead').on(t.at).where(sql`state = 'taken'`),
    index('office_hour_slots_office').on(t.officeId, t.at),
    index('office_hour_slots_taker').on(t.takerId, t.at),
    index('office_hour_slots_due').on(t.nextAt).where(sql`next_at is not null`),
    index('office_hour_slots_taker_remind').on(t.takerRemindAt).where(sql`taker_remind_at is not null`),
    index('office_hour_slots_liaison_remind').on(t.liaisonRemindAt).where(sql`liaison_remind_at is not null`),
  ],
);
