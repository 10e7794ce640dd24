import { sql } from 'drizzle-orm';
import { boolean, date, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { AnswerState, KeptAnswer } from '../../src/answers/answer.ts';

import { id, moment } from './columns.ts';
import { officeId, serviceLines } from './offices.ts';
import { people } from './people.ts';
import { requests } from './requests.ts';

const person = (name: string) => integer(name).references(() => people.id);

/** Questions that come again and again, and what the office answers. Every wording stands on the record of the office. */
export const answers = pgTable(
  'answers',
  {
    id: id(),
    officeId: officeId(),
    /** null: all topics of the office. */
    lineId: integer('line_id').references(() => serviceLines.id),
    state: text('state').$type<AnswerState>().notNull().default('draft'),
    question: text('question').notNull(),
    answer: text('answer').notNull(),
    sources: text('sources').array().notNull().default(sql`'{}'`),
    validUntil: date('valid_until').notNull(),
    ownerId: person('owner_id').notNull(),
    authorId: person('author_id').notNull(),
    at: moment('at').notNull(),
    approvedBy: person('approved_by'),
    approvedAt: moment('approved_at'),
    withdrawnAt: moment('withdrawn_at'),
    fromRequest: integer('from_request').references(() => requests.id),
    revision: integer('revision').notNull().default(1),
    /** Another wording, which waits for a supervisor. */
    proposed: jsonb('proposed').$type<KeptAnswer['proposed']>(),
  },
  (t) => [
    index('answers_office').on(t.officeId, t.id),
    index('answers_ending').on(t.officeId, t.validUntil).where(sql`state = 'approved'`),
    index('answers_waiting')
      .on(t.officeId, t.id)
      .where(sql`state = 'draft' or (state = 'approved' and proposed is not null)`),
  ],
);

/** What those in use are found by: made by `questionWords`, written with each change. */
export const answerWords = pgTable(
  'answer_words',
  {
    officeId: officeId(),
    word: text('word').notNull(),
    answerId: integer('answer_id')
      .notNull()
      .references(() => answers.id, { onDelete: 'cascade' }),
    /** It stands in the question; else in the text alone. */
    asked: boolean('asked').notNull(),
    lineId: integer('line_id'),
    validUntil: date('valid_until').notNull(),
  },
  (t) => [primaryKey({ columns: [t.officeId, t.word, t.answerId] }), index('answer_words_answer').on(t.answerId)],
);

/** What was found as a question came: an answer of before, a colleague with the same; and what became of that. */
export const askedBefore = pgTable(
  'asked_before',
  {
    requestId: integer('request_id')
      .primaryKey()
      .references(() => requests.id),
    officeId: officeId(),
    answerId: integer('answer_id').references(() => answers.id),
    /** Whoever asked was shown it, too. */
    offered: boolean('offered').notNull(),
    colleagueId: integer('colleague_id').references(() => requests.id),
    at: moment('at').notNull(),
    usedAt: moment('used_at'),
    usedBy: person('used_by'),
    helpedAt: moment('helped_at'),
    /** When it was shown as it reads since, where it was changed after it was found. */
    shownAt: moment('shown_at'),
    /** It is shown no more. */
    endedAt: moment('ended_at'),
  },
  (t) => [index('asked_before_answer').on(t.answerId, t.at), index('asked_before_office').on(t.officeId, t.at)],
);
