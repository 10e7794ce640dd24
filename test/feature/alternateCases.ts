import { sql } from 'drizzle-orm';
import { sweepAlternates } from '../../src/alternates/sweep.ts';
import type { Case, Tools as SurveyTools } from './surveyCases.ts';

type Tools = Pick<SurveyTools, 'run' | 'read' | 'BROKEN' | 'refuseChanges'>;

/** The sweep of alternate processes. */
export function alternateCases({ run, read, BROKEN, refuseChanges }: Tools): Record<string, Case> {
  return {
    alternates: {
      sweep: sweepAlternates,
      async prepare() {
        await run(sql`insert into alternates (office_id, agency_id, kind, kind_name, applicant_id, state, what, why, stake,
            times_a_month, minutes_a_week, asked_at, from_day, until_day, reports, next_at,
            calendar_id)
          select 1, 1, 'own-quotes', case when n <= ${BROKEN}::int then 'Broken' else 'Sound' end,
            (select id from people where email = 'ana@state.example'), 'granted', 'w', 'w', 's', 4, 60,
            '2026-01-05T15:00Z', '2026-01-05', '2026-06-01', '[]', '2026-06-01T13:00Z',
            (select calendar_id from offices where id = 1)
          from generate_series(1, ${BROKEN + 1}::int) n`);
        await refuseChanges('alternates', "new.kind_name = 'Broken'");
      },
      async isDone() {
        const ended = await read<{ name: string }>(sql`select kind_name as name from alternates where state = 'ended'`);
        return ended.map(({ name }) => name).join() === 'Sound';
      },
    },
  };
}
