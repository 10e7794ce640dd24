import { sql } from 'drizzle-orm';
import { destroyConfirmed, tellDue } from '../../src/officer/sweep.ts';
import { recordRules } from '../retention/office.ts';
import type { Story } from '../support/story.ts';
import type { Case, Tools as SurveyTools } from './surveyCases.ts';

type Tools = Pick<SurveyTools, 'run' | 'read' | 'BROKEN' | 'hers' | 'breakPerson' | 'refuseChanges'> & {
  ask(story: Story): Promise<void>;
};

/** The sweeps of records. */
export function recordCases({ run, read, BROKEN, hers, ask, breakPerson, refuseChanges }: Tools) {
  const cases: Record<string, Case> = {
    'records due': {
      sweep: tellDue,
      // Of the office that is there nobody can be told; of one that comes after it, somebody can.
      async prepare(story) {
        await run(sql`update offices set records = ${JSON.stringify(recordRules)}::jsonb`);
        await run(sql`insert into offices (code, name, calendar_id, policy_id, created_at, records)
          select 'second', 'Second Office', calendar_id, policy_id, created_at, records from offices`);
        await run(sql`insert into service_lines (office_id, code, name, place) values (2, 'all', 'All', 0)`);
        await run(sql`insert into memberships (person_id, office_id, role) select id, 2, 'administrator' from people
          where email = 'maria@state.example'`);
        await run(
          sql`update offices set records = jsonb_set(records, '{officer}', '"maria@state.example"') where id = 2`,
        );
        await ask(story);
        await run(
          sql`update requests set state = 'resolved', opened_at = '2025-01-01T10:00Z', resolved_at = '2025-01-02T10:00Z'`,
        );
        await run(sql`insert into requests (office_id, service_line_id, requester_id, subject, opened_at, calendar_id, policy_id,
            state, resolved_at)
          select 2, (select max(id) from service_lines), requester_id, subject, opened_at, calendar_id, policy_id, state, resolved_at
          from requests where id = ${hers}`);
        // Nothing was due when the desk looked first.
        await run(sql`delete from retention_notices`);
        await breakPerson('ada');
      },
      async isDone(story) {
        await story.settle();
        const [maria, ada] = ['maria', 'ada'].map((name) => story.person(name).sees().join('\n'));
        return maria?.includes('1 request of Second Office') === true && !ada?.includes('requests of');
      },
    },
    destruction: {
      sweep: destroyConfirmed,
      async prepare(story) {
        await run(sql`update offices set records = ${JSON.stringify(recordRules)}::jsonb`);
        await ask(story);
        await run(
          sql`update requests set state = 'resolved', opened_at = '2025-01-01T10:00Z', resolved_at = '2025-01-02T10:00Z'`,
        );
        for (const id of [...Array.from({ length: BROKEN }, (_, n) => 1001 + n), hers]) {
          await run(sql`insert into disposals (office_id, series, day, reason, confirmed_by, confirmed_at)
            select 1, ${JSON.stringify(recordRules.series[1])}::jsonb, '2026-06-02', 'due', min(id), now() from people`);
          await run(
            sql`insert into disposal_requests (disposal_id, request_id) select max(id), ${id}::int from disposals`,
          );
        }
        await refuseChanges('requests', `new.destroyed_at is not null and new.id < ${hers}`);
      },
      async isDone() {
        const gone = await read<{ id: number }>(sql`select id from requests where destroyed_at is not null`);
        return gone.length === 1 && gone[0]?.id === hers;
      },
    },
  };
  return cases;
}
