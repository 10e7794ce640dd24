import { sql } from 'drizzle-orm';
import { sweepCertificates } from '../../src/training/certificateEnds.ts';
import { sweepPlans, sweepTraining } from '../../src/training/sweep.ts';
import type { Case, Tools as SurveyTools } from './surveyCases.ts';

type Tools = Pick<SurveyTools, 'run' | 'read' | 'BROKEN' | 'refuseChanges'>;

/** The sweeps of training: sessions to plan, what time brings for them, and certificates that end. */
export function trainingCases({ run, read, BROKEN, refuseChanges }: Tools) {
  const enterCourses = () =>
    run(sql`insert into courses (office_id, code, name, roles, place, sessions)
      select 1, 'course-' || n, case when n <= ${BROKEN}::int then 'Broken' else 'Sound' end, '["requester"]', n,
        '{"rhythm": {"nth": "second", "weekday": "tue", "every": "month"}, "minute": 600, "minutes": 60, "seats": 9, "place": null}'
      from generate_series(1, ${BROKEN + 1}::int) n`);
  const broken = `new.course_id <= ${BROKEN}`;
  const cases: Record<string, Case> = {
    'training plans': {
      sweep: sweepPlans,
      async prepare() {
        await enterCourses();
        await refuseChanges('training_sessions', broken);
      },
      async isDone() {
        const planned = await read<{ name: string }>(
          sql`select c.name from training_sessions s join courses c on c.id = s.course_id`,
        );
        return planned.map(({ name }) => name).join() === 'Sound';
      },
    },
    training: {
      sweep: sweepTraining,
      async prepare() {
        await enterCourses();
        await run(sql`insert into training_sessions (office_id, course_id, at, minutes, seats, next_at)
          select 1, id, '2026-05-12T14:00Z', 60, 9, '2026-05-12T15:00Z' from courses`);
        await refuseChanges('training_sessions', broken);
      },
      async isDone(story) {
        await story.settle();
        const seen = story.person('sam').sees().join('\n');
        return seen.includes('Who was there? Sound') && !seen.includes('Broken');
      },
    },
    certificates: {
      sweep: sweepCertificates,
      async prepare() {
        await enterCourses();
        await run(sql`insert into certificates (office_id, course_id, person_id, given_on, ends_on, next_on)
          select 1, id, (select id from people where email = 'ana@state.example'), '2025-07-01', '2026-07-01', '2026-05-02'
          from courses`);
        await refuseChanges('certificates', broken);
      },
      async isDone(story) {
        await story.settle();
        const seen = story.person('ana').sees().join('\n');
        return seen.includes('Your certificate in Sound ends in') && !seen.includes('Broken');
      },
    },
  };
  return cases;
}
