import { sql } from 'drizzle-orm';
import { bigint, boolean, doublePrecision, index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { ClockKind, PauseCause } from '../../src/sla/clockKinds.ts';

import { longId, moment } from './columns.ts';
import { officeId } from './offices.ts';
import { people } from './people.ts';
import { requestId } from './requests.ts';

export const clocks = pgTable(
  'clocks',
  {
    id: longId(),
    officeId: officeId(),
    requestId: requestId(),
    kind: text('kind').$type<ClockKind>().notNull(),
    startedAt: moment('started_at').notNull(),
    /** Business minutes. Null: no time is promised, and none is judged. */
    target: integer('target'),
    /** Null while paused. */
    dueAt: moment('due_at'),
    stoppedAt: moment('stopped_at'),
    /** Fixed when stopped: business minutes and whether they were within the target. */
    elapsed: doublePrecision('elapsed'),
    met: boolean('met'),
    /** When the next step on the way to a breach is to be taken; null when there is none. */
    stepAt: moment('step_at'),
    /** The per cent of the target of that step. */
    stepPercent: integer('step_percent'),
    /** The steps that were taken or passed over, by name; null: an older desk wrote it, those below `step_percent`. */
    taken: text('taken').array().default([]),
    /** How often it was said again since it broke, or since somebody had it. */
    repeats: integer('repeats').notNull().default(0),
    /** Nothing is said again before then. */
    quietUntil: moment('quiet_until'),
    /** When it was announced that the target was missed; null when that was taken back. */
    breachedAt: moment('breached_at'),
    /** The version of the calendar by which it was broken; null: it is not, or an older desk announced it. */
    brokenBy: integer('broken_by'),
    /** The version by which it was judged; null: it is not, or an older desk judged it. */
    calendarId: integer('calendar_id'),
    /** When a later time was given instead: it warns no more, and keeps its verdict. */
    releasedAt: moment('released_at'),
    /** When whoever asked said that the later time is too late for them. */
    contestedAt: moment('contested_at'),
    /** Why there is no clock any more without a verdict (withdrawn, duplicate). */
    droppedAt: moment('dropped_at'),
    /** Who held the request when the promise was kept or fell due. */
    heldBy: integer('held_by').references(() => people.id),
    /** Somebody has a card about it that does not say yet that it has stopped. */
    cardsStand: boolean('cards_stand').notNull().default(false),
  },
  (t) => [
    uniqueIndex('clocks_once').on(t.requestId, t.kind, t.startedAt),
    index('clocks_step').on(t.stepAt).where(sql`step_at is not null`),
    // For figures, of a year too: what they ask for stands in the index, so the table is not read.
    index('clocks_judged')
      .on(t.officeId, t.kind, t.dueAt, t.elapsed, t.met)
      .where(sql`elapsed is not null and dropped_at is null`),
    index('clocks_unanswered').on(t.officeId, t.kind, t.dueAt).where(sql`elapsed is null or dropped_at is not null`),
    // Without the many of which nothing is due: a sweep must not cost more because more is open, or was.
    index('clocks_unjudged')
      .on(t.id)
      .where(sql`stopped_at is not null and dropped_at is null and met is null and target is not null`),
    index('clocks_unsettled').on(t.id).where(sql`cards_stand and (stopped_at is not null or dropped_at is not null)`),
  ],
);

export const pauses = pgTable(
  'pauses',
  {
    id: longId(),
    officeId: officeId(),
    requestId: requestId(),
    kind: text('kind').$type<PauseCause>().notNull(),
    from: moment('from_at').notNull(),
    to: moment('to_at'),
  },
  (t) => [
    uniqueIndex('pauses_once').on(t.requestId, t.kind, t.from),
    uniqueIndex('pauses_open').on(t.requestId, t.kind).where(sql`to_at is null`),
  ],
);

/** A step taken once: the key is the guarantee, whoever sweeps. */
export const escalations = pgTable(
  'escalations',
  {
    clockId: bigint('clock_id', { mode: 'number' })
      .notNull()
      .references(() => clocks.id),
    percent: integer('percent').notNull(),
    /** What the step is known by, whatever its per cent; null: as older desks wrote it, by its per cent. */
    step: text('step'),
    officeId: officeId(),
    requestId: requestId(),
    at: moment('at').notNull(),
    /** People who got a card about it. */
    told: integer('told').array().notNull(),
    /** When those cards were told that the clock has stopped. */
    settledAt: moment('settled_at'),
    withdrawnAt: moment('withdrawn_at'),
  },
  (t) => [
    uniqueIndex('escalations_once').on(t.clockId, sql`coalesce(${t.step}, ${t.percent}::text)`),
    index('escalations_office').on(t.officeId, t.at),
  ],
);
