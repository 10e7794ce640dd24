import { sql } from 'drizzle-orm';
import { sweepLetters, sweepListening, sweepWork } from '../../src/listening/sweep.ts';
import type { Case, Tools as SurveyTools } from './surveyCases.ts';

type Tools = Pick<SurveyTools, 'run' | 'BROKEN' | 'refuseChanges'>;

/** The sweeps of listening rounds: all but the last that they come to are broken. */
export function listeningCases({ run, BROKEN, refuseChanges }: Tools) {
  const owned = (name: string) => sql`(select id from people where email = ${`${name}@state.example`})`;
  const enterRounds = (state: string, more: { sendAt: string | null }) =>
    run(sql`insert into listening_rounds (office_id, author_id, state, question, why, agency_ids, audience, shows,
        answer_until, vote_until, rule, choices, send_at)
      select 1, ${owned('sam')}, ${state}, case when n <= ${BROKEN}::int then 'Broken?' else 'Sound?' end, 'Why', '{1}',
        'everybody', 'needs', '2026-06-12', '2026-06-19', 'agency', 3, ${more.sendAt}::timestamptz
      from generate_series(1, ${BROKEN + 1}::int) n`);
  const cases: Record<string, Case> = {
    listening: {
      sweep: sweepListening,
      async prepare() {
        await enterRounds('planned', { sendAt: '2026-06-02T13:00Z' });
        await refuseChanges('listening_rounds', "new.question = 'Broken?'");
      },
      async isDone(story) {
        await story.settle();
        const seen = story.person('ana').sees().join('\n');
        return seen.includes('Sound?') && !seen.includes('Broken?');
      },
    },
    'listening letters': {
      sweep: sweepLetters,
      async prepare() {
        await enterRounds('asking', { sendAt: null });
        await run(sql`insert into listening_letters (kind, subject_id, person_id, agency_id)
          select 'question', id, ${owned('ana')}, 1 from listening_rounds`);
        await refuseChanges('listening_letters', `new.subject_id <= ${BROKEN}`);
      },
      async isDone(story) {
        await story.settle();
        return story.person('ana').last().startsWith('Sound?');
      },
    },
    'listening work': {
      sweep: sweepWork,
      async prepare() {
        await run(sql`insert into listening_needs (office_id, name, state, choice, effort, owner_id, due, created_at)
          select 1, case when n <= ${BROKEN}::int then 'Broken' else 'Sound' end, 'planned', 'now', 'small',
            ${owned('lee')}, '2026-06-09', '2026-06-01T13:00Z' from generate_series(1, ${BROKEN + 1}::int) n`);
        await run(sql`insert into actions (office_id, subject_kind, subject_id, about, what, owner_id, due, state)
          select 1, 'need', id, 'x', name, owner_id, due, 'done' from listening_needs`);
        await run(sql`update listening_needs n set action_id = (select a.id from actions a where a.subject_id = n.id)`);
        await refuseChanges('listening_needs', "new.name = 'Broken'");
      },
      async isDone(story) {
        await story.settle();
        return story.person('lee').last().startsWith('You have done your part of Sound.');
      },
    },
  };
  return cases;
}
