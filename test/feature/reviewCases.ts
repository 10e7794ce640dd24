import { sql } from 'drizzle-orm';
import { sweepReviewAnswers, sweepReviewPlans, sweepReviews } from '../../src/reviews/sweep.ts';
import { yearly } from '../support/reviews.ts';
import type { Case, Tools as SurveyTools } from './surveyCases.ts';

type Tools = Pick<SurveyTools, 'run' | 'read' | 'BROKEN' | 'breakPerson' | 'refuseChanges'>;

/** The sweeps of reviews: when the next is due, that it begins, and that the office reads what an agency answers. */
export function reviewCases({ run, read, BROKEN, refuseChanges }: Tools) {
  const rules = JSON.stringify(
    Array.from({ length: BROKEN + 1 }, (_, n) => ({ ...yearly, code: n < BROKEN ? `broken${n}` : 'sound' })),
  );
  const enterCycles = async (beginsAt: string | null) => {
    await run(sql`update offices set reviews = ${rules}::jsonb where id = 1`);
    await run(sql`insert into review_cycles (office_id, agency_id, code, due, begins_at)
      select 1, 1, rule ->> 'code', ${beginsAt === null ? null : '2026-06-30'}::date, ${beginsAt}::timestamptz
      from offices, jsonb_array_elements(reviews) rule where offices.id = 1`);
  };
  const cases: Record<string, Case> = {
    'review plans': {
      sweep: sweepReviewPlans,
      async prepare() {
        await enterCycles(null);
        await refuseChanges('review_cycles', "new.code like 'broken%'");
      },
      async isDone() {
        const planned = await read<{ code: string }>(sql`select code from review_cycles where begins_at is not null`);
        return planned.map(({ code }) => code).join() === 'sound';
      },
    },
    reviews: {
      sweep: sweepReviews,
      async prepare() {
        await enterCycles('2026-06-02T13:00Z');
        await refuseChanges('reviews', "new.code like 'broken%'");
      },
      async isDone(story) {
        await story.settle();
        const begun = await read<{ code: string }>(sql`select code from reviews`);
        return begun.map(({ code }) => code).join() === 'sound' && story.person('lee').last().includes('Yearly review');
      },
    },
    'review answers': {
      sweep: sweepReviewAnswers,
      async prepare() {
        await run(sql`insert into reviews (office_id, agency_id, code, checklist, due, state, opened_at, finished_at)
          values (1, 1, 'yearly', ${JSON.stringify(yearly)}::jsonb, '2026-06-30', 'finished', now(), now())`);
        const ana = sql`(select id from people where email = 'ana@state.example')`;
        for (let n = 0; n <= BROKEN; n++) {
          const what = n < BROKEN ? 'Broken' : 'Sound';
          await run(sql`insert into review_files (review_id, name) values (1, ${`PO ${n}`})`);
          await run(sql`insert into actions (office_id, agency_id, subject_kind, subject_id, about, what, owner_id, due, state,
              ended_at, ended_by) values (1, 1, 'review', 1, 'Yearly review', ${what}, ${ana}, '2026-07-10', 'done', now(), ${ana})`);
          await run(sql`insert into review_findings (review_id, item, file_id, severity, words, what, owner_id, due, action_id)
            values (1, 'quotes', ${n + 1}::int, 'minor', ${what}, ${what}, ${ana}, '2026-07-10', ${n + 1}::int)`);
        }
        await refuseChanges('review_findings', "new.words = 'Broken'");
      },
      async isDone(story) {
        await story.settle();
        const seen = story.person('lee').sees().join('\n');
        return seen.includes('“Three quotes are in the file.”\n  Sound') && !seen.includes('Broken');
      },
    },
  };
  return cases;
}
