import { sql } from 'drizzle-orm';
import type { DueIn } from '../../src/figures/figureStore.ts';
import type { Answered } from '../../src/figures/goals.ts';
import { type Db, rows } from '../engine/client.ts';
import { ofSpan } from './figureSpan.ts';

type Row = Omit<Answered, 'raised'> & { startedAt: number | null; urgentSince: number | null };

/** What was answered, with all that decides the goal inside its promise. What is alike comes as one row. */
export async function readAnswered(tx: Db, of: DueIn): Promise<Answered[]> {
  const found = await rows<Row>(
    tx,
    sql`select r.calendar_id as "calendarId", r.policy_id as "policyId", a.code as agency, l.code as line, r.priority,
        c.target, case when r.urgent_since > c.started_at then (extract(epoch from c.started_at) * 1000)::float8 end
          as "startedAt",
        case when r.urgent_since > c.started_at then (extract(epoch from r.urgent_since) * 1000)::float8 end
          as "urgentSince",
        json_agg(c.elapsed) as waits
      from clocks c join requests r on r.id = c.request_id join service_lines l on l.id = r.service_line_id
        left join agencies a on a.id = r.agency_id
      where ${ofSpan(of)} and c.elapsed is not null and c.dropped_at is null and c.target is not null
      group by 1, 2, 3, 4, 5, 6, 7, 8`,
  );
  return found.map(({ startedAt, urgentSince, ...row }) => ({
    ...row,
    raised:
      startedAt === null || urgentSince === null
        ? null
        : { startedAt: new Date(startedAt), urgentSince: new Date(urgentSince) },
  }));
}
