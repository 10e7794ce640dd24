import { sql } from 'drizzle-orm';
import { date, index, integer, pgTable, text } from 'drizzle-orm/pg-core';
import type { ActionState, ActionSubject } from '../../src/actions/action.ts';

import { id, moment } from './columns.ts';
import { officeId } from './offices.ts';
import { agencies, people } from './people.ts';

/** What somebody has taken on by a day. */
export const actions = pgTable(
  'actions',
  {
    id: id(),
    officeId: officeId(),
    agencyId: integer('agency_id').references(() => agencies.id),
    subjectKind: text('subject_kind').$type<ActionSubject['kind']>().notNull(),
    subjectId: integer('subject_id').notNull(),
    /** What it came from, in words. */
    about: text('about').notNull(),
    what: text('what').notNull(),
    ownerId: integer('owner_id')
      .notNull()
      .references(() => people.id),
    due: date('due').notNull(),
    state: text('state').$type<ActionState>().notNull().default('draft'),
    /** When its owner is next told of it. */
    nextAt: moment('next_at'),
    toldAt: moment('told_at'),
    /** Keys of the messages that say it, so that none asks for it any more once it is over. */
    toldIn: text('told_in').array().notNull().default([]),
    endedAt: moment('ended_at'),
    endedBy: integer('ended_by').references(() => people.id),
    /** What came of it, in the words of whoever did it. */
    result: text('result'),
  },
  (t) => [
    index('actions_subject').on(t.subjectKind, t.subjectId),
    index('actions_open').on(t.officeId, t.due).where(sql`state = 'open'`),
    index('actions_owner').on(t.ownerId).where(sql`state = 'open'`),
    index('actions_due').on(t.nextAt).where(sql`next_at is not null`),
  ],
);
