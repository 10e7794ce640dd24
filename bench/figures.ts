/** Figures over a million first replies: of the whole office, and told apart by agency, liaison and month. */
import { sql } from 'drizzle-orm';
import { createStore } from '../db/store.ts';
import type { FigureGroup } from '../src/figures/figures.ts';
import { readFigures } from '../src/figures/read.ts';
import { askMany, NOW } from './manyRequests.ts';
import { type BenchRow, median } from './row.ts';

const MANY = 1_000_000;
const RUNS = 5;
/** Of all: answered with random waits, one in a thousand still open. */
const groups: (FigureGroup | null)[] = [null, 'agency', 'liaison', 'line', 'priority', 'month'];
const GOAL_MS = 1_000;

export const benchFigures = (): Promise<BenchRow[]> =>
  askMany(async ({ database }) => {
    // The triggers that keep lists sorted would take minutes; nothing here asks for a list.
    await database.db.execute(sql`set session_replication_role = replica`);
    await database.db.execute(sql`
      insert into requests (office_id, agency_id, service_line_id, requester_id, holder_id, subject, opened_at,
          calendar_id, policy_id, last_number, state, priority, resolved_at)
        select office_id, agency_id, service_line_id, requester_id, holder_id, 'of a year', ${NOW.toISOString()}::timestamptz
            - (n % 365) * interval '1 day', calendar_id, policy_id, 1, 'resolved', priority, ${NOW.toISOString()}::timestamptz
          from generate_series(1, ${MANY}::int) n
          join (select r.*, row_number() over (order by id) as place from requests r limit 10000) r
            on r.place = 1 + n % 10000`);
    await database.db.execute(sql`
      insert into clocks (office_id, request_id, kind, started_at, target, due_at, stopped_at, elapsed, met, held_by)
        select office_id, id, 'first_reply', opened_at, 240, opened_at + interval '4 hours',
          case when id % 1000 <> 0 then opened_at + interval '2 hours' end,
          case when id % 1000 <> 0 then wait end, case when id % 1000 <> 0 then wait <= 240 end, holder_id
        from (select *, (id * 7919 % 960) * 0.7 as wait from requests where subject = 'of a year') r`);
    await database.db.execute(sql`vacuum analyze`);
    const store = createStore(database);
    const span = { from: new Date(NOW.getTime() - 400 * 86_400_000), to: NOW };
    const rows: BenchRow[] = [];
    for (const by of groups) {
      const times: number[] = [];
      for (let run = 0; run < RUNS; run++) {
        const begun = performance.now();
        const of = { officeId: 1, kind: 'first_reply' as const, ...span, by, liaisonId: null };
        const found = await store.transaction((tx) => readFigures(tx, of, NOW));
        times.push(performance.now() - begun);
        const due = [...found.values()].reduce((sum, each) => sum + each.due, 0);
        if (due < MANY * 0.99) throw new Error(`only ${due} were found`);
      }
      rows.push({
        ...{ bench: 'figures', case: `of a million${by ? ` by ${by}` : ''}`, ours: median(times), unit: 'ms' },
        ...{ peer: GOAL_MS, ratio: median(times) / GOAL_MS, peerName: 'the goal' },
      });
    }
    return rows;
  });
