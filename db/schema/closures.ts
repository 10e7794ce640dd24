import { index, integer, pgTable, text } from 'drizzle-orm/pg-core';

import { id, moment } from './columns.ts';
import { calendars, officeId } from './offices.ts';
import { people } from './people.ts';

/** Hours of a day on which an office is closed after all, as somebody declared in chat. */
export const closures = pgTable(
  'closures',
  {
    id: id(),
    officeId: officeId(),
    /** 'YYYY-MM-DD' in the office's zone. */
    day: text('day').notNull(),
    /** Minutes of that day; 0 to 1440 is all of it. */
    from: integer('from_minute').notNull(),
    to: integer('to_minute').notNull(),
    reason: text('reason').notNull(),
    declaredBy: integer('declared_by')
      .notNull()
      .references(() => people.id),
    declaredAt: moment('declared_at').notNull(),
    /** The version of the calendar that it brought. */
    calendarId: integer('calendar_id')
      .notNull()
      .references(() => calendars.id),
    withdrawnAt: moment('withdrawn_at'),
  },
  (t) => [index('closures_office').on(t.officeId, t.day)],
);
