import { sql } from 'drizzle-orm';
import { customType, index, integer, pgTable } from 'drizzle-orm/pg-core';
import { officeId } from './offices.ts';
import { requests } from './requests.ts';

const searchable = customType<{ data: string }>({ dataType: () => 'tsvector' });

/**
 * What requests are found by, kept by triggers on requests and messages (migration finding). Apart from `requests`, whose
 * rows change far more often than their words.
 */
export const requestWords = pgTable(
  'request_words',
  {
    requestId: integer('request_id')
      .primaryKey()
      .references(() => requests.id, { onDelete: 'cascade' }),
    officeId: officeId(),
    /** Subject, messages and outcome: what both sides may read. */
    said: searchable('said').notNull(),
    /** That and the notes of the office. */
    noted: searchable('noted').notNull(),
  },
  (t) => [index('request_words_noted').using('gin', sql`${t.noted}`)],
);
