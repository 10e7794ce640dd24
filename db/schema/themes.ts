import { sql } from 'drizzle-orm';
import { index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';

import { id, moment } from './columns.ts';
import { officeId } from './offices.ts';
import { people } from './people.ts';
import { relationships } from './relationships.ts';
import { surveys } from './surveys.ts';

/** What the words of an answer are about, as somebody of the office has said: of a question after a resolution, or to all customers. */
export const answerThemes = pgTable(
  'answer_themes',
  {
    id: id(),
    officeId: officeId(),
    surveyId: integer('survey_id').references(() => surveys.id),
    relationshipId: integer('relationship_id').references(() => relationships.id),
    /** As the office's file names it, and how it was worded then. */
    theme: text('theme').notNull(),
    name: text('name').notNull(),
    taggedBy: integer('tagged_by')
      .notNull()
      .references(() => people.id),
    taggedAt: moment('tagged_at').notNull(),
  },
  (t) => [
    uniqueIndex('answer_themes_survey').on(t.surveyId, t.theme).where(sql`survey_id is not null`),
    uniqueIndex('answer_themes_relationship').on(t.relationshipId, t.theme).where(sql`relationship_id is not null`),
    index('answer_themes_office').on(t.officeId, t.taggedAt),
  ],
);
