import { boolean, index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { Opening } from '../../src/exchanges/exchange.ts';

import { id, moment } from './columns.ts';
import { officeId } from './offices.ts';
import { people } from './people.ts';

/** What somebody told those who supervise an office. */
export const voices = pgTable(
  'voices',
  {
    id: id(),
    officeId: officeId(),
    /** Who told it. Of a nameless one it stands nowhere else, and only the desk reads it, to deliver an answer. */
    personId: integer('person_id')
      .notNull()
      .references(() => people.id),
    nameless: boolean('nameless').notNull(),
    at: moment('at').notNull(),
    /** What it is about, where it did not begin with words of theirs alone. */
    opening: jsonb('opening').$type<Opening>(),
    /** Who got the newest words of theirs. */
    readers: integer('readers').array().notNull(),
  },
  (t) => [index('voices_person').on(t.personId, t.at)],
);

export const voiceWords = pgTable(
  'voice_words',
  {
    id: id(),
    voiceId: integer('voice_id')
      .notNull()
      .references(() => voices.id),
    /** Who answered for the office; null: whoever told it. */
    authorId: integer('author_id').references(() => people.id),
    text: text('text').notNull(),
    at: moment('at').notNull(),
    /** It could not be delivered. */
    failed: boolean('failed').notNull().default(false),
  },
  (t) => [index('voice_words_voice').on(t.voiceId)],
);
