import { sql } from 'drizzle-orm';
import { boolean, date, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { LetterKind } from '../../src/listening/letter.ts';
import type { Choice, Effort, NeedState } from '../../src/listening/need.ts';
import type { RoundCounts, RoundState, Rule, Shows } from '../../src/listening/round.ts';
import type { Audience } from '../../src/people/audience.ts';

import { id, moment } from './columns.ts';
import { officeId } from './offices.ts';
import { agencies, people } from './people.ts';

/** A question to chosen agencies, what they answer, and what they vote for. */
export const listeningRounds = pgTable(
  'listening_rounds',
  {
    id: id(),
    officeId: officeId(),
    authorId: integer('author_id')
      .notNull()
      .references(() => people.id),
    state: text('state').$type<RoundState>().notNull().default('draft'),
    question: text('question').notNull(),
    why: text('why').notNull(),
    /** null: all that its author may ask. */
    agencyIds: integer('agency_ids').array(),
    audience: text('audience').$type<Audience>().notNull(),
    shows: text('shows').$type<Shows>().notNull(),
    answerUntil: date('answer_until').notNull(),
    voteUntil: date('vote_until').notNull(),
    rule: text('rule').$type<Rule>().notNull(),
    choices: integer('choices').notNull(),
    sendAt: moment('send_at'),
    sentAt: moment('sent_at'),
    remindAt: moment('remind_at'),
    endsAt: moment('ends_at'),
    closedAt: moment('closed_at'),
    toldAt: moment('told_at'),
    /** Why it was called off, and by whom. */
    reason: text('reason'),
    endedBy: integer('ended_by').references(() => people.id),
    /** What its author's card shows, and since when. */
    shown: jsonb('shown').$type<RoundCounts>(),
    shownAt: moment('shown_at'),
  },
  (t) => [
    index('listening_rounds_office').on(t.officeId, t.id),
    index('listening_rounds_planned').on(t.sendAt).where(sql`state = 'planned'`),
    index('listening_rounds_remind').on(t.remindAt).where(sql`remind_at is not null`),
    index('listening_rounds_ends').on(t.endsAt).where(sql`ends_at is not null`),
  ],
);

/** What agencies need. */
export const listeningNeeds = pgTable(
  'listening_needs',
  {
    id: id(),
    officeId: officeId(),
    roundId: integer('round_id').references(() => listeningRounds.id),
    name: text('name').notNull(),
    lookBy: date('look_by'),
    /** Its answers went to this one. */
    mergedInto: integer('merged_into'),
    state: text('state').$type<NeedState>().notNull().default('heard'),
    choice: text('choice').$type<Choice>(),
    effort: text('effort').$type<Effort>(),
    because: text('because'),
    instead: text('instead'),
    again: date('again'),
    ownerId: integer('owner_id').references(() => people.id),
    due: date('due'),
    decisions: integer('decisions').notNull().default(0),
    decidedAt: moment('decided_at'),
    doneAt: moment('done_at'),
    doneText: text('done_text'),
    /** After closing. */
    votes: integer('votes'),
    chosenBy: integer('chosen_by'),
    place: integer('place'),
    tied: boolean('tied'),
    actionId: integer('action_id'),
    /** When its owner was asked what may be told of what they did. */
    askedAt: moment('asked_at'),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [
    index('listening_needs_round').on(t.roundId),
    index('listening_needs_office').on(t.officeId, t.state).where(sql`merged_into is null`),
    index('listening_needs_action').on(t.actionId).where(sql`action_id is not null`),
  ],
);

/** What somebody answered, or recommended by themselves. */
export const listeningAnswers = pgTable(
  'listening_answers',
  {
    id: id(),
    officeId: officeId(),
    roundId: integer('round_id').references(() => listeningRounds.id),
    personId: integer('person_id')
      .notNull()
      .references(() => people.id),
    agencyId: integer('agency_id')
      .notNull()
      .references(() => agencies.id),
    text: text('text').notNull(),
    at: moment('at').notNull(),
    changedAt: moment('changed_at'),
    takenBackAt: moment('taken_back_at'),
    needId: integer('need_id').references(() => listeningNeeds.id),
    /** The form that brought it, so that it comes once. */
    source: text('source').notNull().unique(),
  },
  (t) => [
    index('listening_answers_round').on(t.roundId, t.personId),
    index('listening_answers_need').on(t.needId),
    index('listening_answers_person').on(t.personId),
  ],
);

/** Agencies that may vote, and what they chose: one row each, so that a change counts once. */
export const listeningBallots = pgTable(
  'listening_ballots',
  {
    roundId: integer('round_id')
      .notNull()
      .references(() => listeningRounds.id),
    agencyId: integer('agency_id')
      .notNull()
      .references(() => agencies.id),
    weight: integer('weight').notNull(),
    personId: integer('person_id').references(() => people.id),
    at: moment('at'),
    needIds: integer('need_ids').array(),
  },
  (t) => [primaryKey({ columns: [t.roundId, t.agencyId] })],
);

/** Everybody whom something goes to, of a round or of a need. */
export const listeningLetters = pgTable(
  'listening_letters',
  {
    kind: text('kind').$type<LetterKind>().notNull(),
    subjectId: integer('subject_id').notNull(),
    turn: integer('turn').notNull().default(0),
    personId: integer('person_id')
      .notNull()
      .references(() => people.id),
    /** For whom they are told: of several of theirs, the first. */
    agencyId: integer('agency_id')
      .notNull()
      .references(() => agencies.id),
    /** Not taken before: their office is closed, or it is night where they are. */
    notBefore: moment('not_before'),
    takenAt: moment('taken_at'),
    toldAt: moment('told_at'),
    failed: text('failed'),
  },
  (t) => [
    primaryKey({ columns: [t.kind, t.subjectId, t.turn, t.personId] }),
    index('listening_letters_person').on(t.personId, t.kind),
    index('listening_letters_left').on(t.kind, t.subjectId, t.turn, t.personId).where(sql`taken_at is null`),
    index('listening_letters_way')
      .on(t.kind, t.subjectId, t.turn)
      .where(sql`taken_at is not null and told_at is null and failed is null`),
  ],
);
