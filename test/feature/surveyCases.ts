import { sql } from 'drizzle-orm';
import { defaultSurveyRules } from '../../src/offices/surveyRules.ts';
import type { Store } from '../../src/store.ts';
import { sweepRecoveries } from '../../src/surveys/recoverySweep.ts';
import { beginRounds, sweepRelationships } from '../../src/surveys/relationshipSweep.ts';
import { askSurveys, closeSurveys, planSurveys, remindOfSurveys } from '../../src/surveys/sweep.ts';
import type { Story } from '../support/story.ts';

export type Case = {
  sweep: (store: Store, now: Date) => Promise<number>;
  /** Ben's rows are to break, and are first; Ana's come last. */
  prepare: (story: Story) => Promise<unknown>;
  isDone: (story: Story) => Promise<boolean>;
};

type Statement = ReturnType<typeof sql>;
export type Tools = {
  run(statement: Statement): Promise<unknown>;
  read<Row extends object>(statement: Statement): Promise<Row[]>;
  LIMIT: number;
  BROKEN: number;
  /** The request that comes last. */
  hers: number;
  askAndResolve(story: Story): Promise<void>;
  breakPerson(name: string): Promise<void>;
  refuseChanges(table: string, when: string): Promise<void>;
};

const asksAll = { ...defaultSurveyRules(480), relationshipOn: ['06-02'] };

/** The sweeps of surveys. */
export function surveyCases({ run, read, LIMIT, BROKEN, hers, askAndResolve, breakPerson, refuseChanges }: Tools) {
  async function askAll(story: Story): Promise<void> {
    await askAndResolve(story);
    await planSurveys(story.store, story.now());
    await run(sql`update surveys set asked_at = resolved_at`);
  }
  const cases: Record<string, Case> = {
    'survey plans': {
      sweep: (store, now) => planSurveys(store, now, LIMIT),
      prepare: askAndResolve,
      isDone: async (story) => (await story.store.transaction((tx) => tx.surveys.of(hers))) !== undefined,
    },
    surveys: {
      sweep: (store, now) => askSurveys(store, now, LIMIT),
      async prepare(story) {
        await askAndResolve(story);
        await planSurveys(story.store, story.now());
      },
      isDone: async (story) => (await story.store.transaction((tx) => tx.surveys.of(hers)))?.askedAt !== null,
    },
    'survey reminders': {
      sweep: (store, now) => remindOfSurveys(store, now, LIMIT),
      async prepare(story) {
        await askAll(story);
        await run(sql`update surveys set remind_at = ask_at`);
      },
      isDone: async (story) => (await story.store.transaction((tx) => tx.surveys.of(hers)))?.remindedAt !== null,
    },
    'survey ends': {
      sweep: (store, now) => closeSurveys(store, now, LIMIT),
      async prepare(story) {
        await askAll(story);
        await run(sql`update surveys set closes_at = ask_at`);
      },
      isDone: async (story) => (await story.store.transaction((tx) => tx.surveys.of(hers)))?.closedAt !== null,
    },
    recoveries: {
      sweep: (store, now) => sweepRecoveries(store, now, LIMIT),
      async prepare(story) {
        await askAll(story);
        await run(sql`update surveys set rating = 1, rated_at = asked_at`);
        await run(sql`insert into recoveries (office_id, request_id, survey_id, opened_at, due_at, step_at)
          select office_id, request_id, id, rated_at, rated_at, rated_at from surveys`);
      },
      isDone: async () =>
        (await read(sql`select from recoveries where request_id = ${hers} and late_at is not null`)).length === 1,
    },
    rounds: {
      sweep: (store, now) => beginRounds(store, now),
      // A round of the first office cannot be begun; that of the second can.
      async prepare() {
        await run(
          sql`update offices set surveys = ${JSON.stringify(asksAll)}::jsonb, created_at = '2026-06-01T00:00Z'`,
        );
        await run(sql`insert into offices (code, name, calendar_id, policy_id, created_at, surveys)
        select 'second', 'Second Office', calendar_id, policy_id, created_at, surveys from offices`);
        await run(sql`insert into service_lines (office_id, code, name, words, place)
        select o.id, 'all', 'All', '{}', 0 from offices o where o.code = 'second'`);
        await refuseChanges('relationship_rounds', 'new.office_id = 1');
      },
      isDone: async () =>
        (
          await read(
            sql`select from relationship_rounds r join offices o on o.id = r.office_id where o.code = 'second'`,
          )
        ).length === 1,
    },
    relationships: {
      sweep: (store, now) => sweepRelationships(store, now, LIMIT),
      async prepare() {
        await run(sql`update offices set surveys = ${JSON.stringify(asksAll)}::jsonb`);
        for (let n = 0; n < BROKEN; n++)
          await run(sql`insert into relationships (office_id, person_id, agency_id, round, next_at)
          select 1, p.id, a.id, '2026-06-02'::date - ${n}::int, '2026-06-01T15:00Z'
          from people p, agencies a where p.email = 'ben@state.example' and a.code = 'AGR'`);
        await run(sql`insert into relationships (office_id, person_id, agency_id, round, next_at)
        select 1, p.id, a.id, '2026-06-02', '2026-06-01T16:00Z'
        from people p, agencies a where p.email = 'ana@state.example' and a.code = 'DOT'`);
        await breakPerson('ben');
      },
      isDone: async () =>
        (
          await read(sql`select from relationships where asked_at is not null and agency_id =
        (select id from agencies where code = 'DOT')`)
        ).length === 1,
    },
  };
  return cases;
}
