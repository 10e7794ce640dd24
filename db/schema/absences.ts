import { integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { WhileAway } from '../../src/people/absence.ts';

import { moment } from './columns.ts';
import { absences, people } from './people.ts';
import { requests } from './requests.ts';

/** What becomes of a request while its holder is away, as they said or as it came about. */
export const absenceRequests = pgTable(
  'absence_requests',
  {
    absenceId: integer('absence_id')
      .notNull()
      .references(() => absences.id),
    requestId: integer('request_id')
      .notNull()
      .references(() => requests.id),
    choice: text('choice').$type<WhileAway>().notNull(),
    /** The colleague who was chosen, or whoever got it; null while nobody did. */
    toId: integer('to_id').references(() => people.id),
    movedAt: moment('moved_at'),
  },
  (t) => [primaryKey({ columns: [t.absenceId, t.requestId] })],
);
