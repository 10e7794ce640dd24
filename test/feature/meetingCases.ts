import { sql } from 'drizzle-orm';
import { sweepActions } from '../../src/actions/sweep.ts';
import { sweepMeetings, sweepPlans } from '../../src/meetings/sweep.ts';
import { officeHoursCases } from './officeHoursCases.ts';
import type { Case, Tools as SurveyTools } from './surveyCases.ts';

type Tools = Pick<SurveyTools, 'run' | 'read' | 'BROKEN' | 'breakPerson' | 'refuseChanges'>;

/** The sweeps of meetings, of what people take on there, and of office hours. */
export function meetingCases({ run, read, BROKEN, breakPerson, refuseChanges }: Tools) {
  const enterSeries = () =>
    run(sql`insert into meeting_series (office_id, agency_id, title, rhythm, minute, minutes, created_at)
      select 1, 1, case when n <= ${BROKEN}::int then 'Broken' else 'Sound' end,
        '{"nth": "second", "weekday": "tue", "every": "month"}', 600, 30, now()
      from generate_series(1, ${BROKEN + 1}::int) n`);
  const cases: Record<string, Case> = {
    'meeting plans': {
      sweep: sweepPlans,
      async prepare() {
        await enterSeries();
        await refuseChanges('meetings', "new.title = 'Broken'");
      },
      async isDone() {
        const planned = await read<{ title: string }>(sql`select title from meetings`);
        return planned.map(({ title }) => title).join() === 'Sound';
      },
    },
    meetings: {
      sweep: sweepMeetings,
      async prepare() {
        await enterSeries();
        await run(sql`insert into meetings (office_id, series_id, agency_id, nominal, title, at, minutes, calendar_id, next_at)
          select 1, id, 1, '2026-05-12', title, '2026-05-12T14:00Z', 30,
            (select calendar_id from offices where id = 1), '2026-05-13T13:00Z' from meeting_series`);
        await refuseChanges('meetings', "new.title = 'Broken'");
      },
      async isDone(story) {
        await story.settle();
        const seen = story.person('lee').sees().join('\n');
        return seen.includes('Did it take place? Sound') && !seen.includes('Broken');
      },
    },
    actions: {
      sweep: sweepActions,
      async prepare() {
        const owned = (name: string) => sql`(select id from people where email = ${`${name}@state.example`})`;
        for (const name of ['maria', 'lee'])
          await run(sql`insert into actions (office_id, agency_id, subject_kind, subject_id, about, what, owner_id, due, state, next_at)
            values (1, 1, 'meeting', 1, 'Monthly meeting', 'Send the list', ${owned(name)}, '2026-06-09', 'open', '2026-06-02T13:00Z')`);
        await breakPerson('maria');
      },
      async isDone(story) {
        await story.settle();
        return story.person('lee').last().startsWith('You have taken this on:\n- Send the list, by Tuesday, June 9');
      },
    },
  };
  return { ...cases, ...officeHoursCases({ run, BROKEN, breakPerson, refuseChanges }) };
}
