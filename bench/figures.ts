/**
 * Figures over a million first replies of a year: of the whole office, month by month, and, as the desk shows them, by
 * agency, liaison, topic and urgency of one month.
 */
import { sql } from 'drizzle-orm';
import { createStore } from '../db/store.ts';
import type { FigureGroup } from '../src/figures/figures.ts';
import { readFigures } from '../src/figures/read.ts';
import { askMany, fillMany, NOW, requests } from './manyRequests.ts';
import { type BenchRow, median } from './row.ts';

const MANY = 1_000_000;
/** After whose likeness they are made. */
const ALIKE = 5_000;
const RUNS = 5;
const DAY_MS = 86_400_000;
/** Of all: answered with random waits, one in a thousand still open. */
const asked: { by: FigureGroup | null; days: number; least: number }[] = [
  ...([null, 'month'] as const).map((by) => ({ by, days: 400, least: MANY * 0.99 })),
  ...(['agency', 'liaison', 'line', 'priority'] as const).map((by) => ({ by, days: 31, least: MANY / 13 })),
];
const GOAL_MS = 1_000;

export const benchFigures = (): Promise<BenchRow[]> =>
  askMany(
    async ({ database }) => {
      // In the order in which they were asked, as in an office: a month of them lies together.
      // The triggers that keep lists sorted would take minutes; nothing here asks for a list.
      await database.db.execute(sql`set session_replication_role = replica`);
      await database.db.execute(sql`
      insert into requests (office_id, agency_id, service_line_id, requester_id, holder_id, subject, opened_at,
          calendar_id, policy_id, last_number, state, priority, resolved_at)
        select office_id, agency_id, service_line_id, requester_id, holder_id, 'of a year', ${NOW.toISOString()}::timestamptz
            - (${MANY}::int - n) * interval '365 days' / ${MANY}::int, calendar_id, policy_id, 1, 'resolved', priority, ${NOW.toISOString()}::timestamptz
          from generate_series(1, ${MANY}::int) n
          join (select r.*, row_number() over (order by id) as place from requests r limit ${2 * ALIKE}::int) r
            on r.place = 1 + n % ${2 * ALIKE}::int`);
      await database.db.execute(sql`
      insert into clocks (office_id, request_id, kind, started_at, target, due_at, stopped_at, elapsed, met, held_by)
        select office_id, id, 'first_reply', opened_at, 240, opened_at + interval '4 hours',
          case when id % 1000 <> 0 then opened_at + interval '2 hours' end,
          case when id % 1000 <> 0 then wait end, case when id % 1000 <> 0 then wait <= 240 end, holder_id
        from (select *, (id::bigint * 7919 % 960) * 0.7 as wait from requests where subject = 'of a year') r`);
      await database.db.execute(sql`vacuum analyze`);
      const store = createStore(database);
      const rows: BenchRow[] = [];
      for (const { by, days, least } of asked) {
        const from = new Date(NOW.getTime() - days * DAY_MS);
        const of = { officeId: 1, kind: 'first_reply' as const, from, to: NOW, by, liaisonId: null };
        const times: number[] = [];
        for (let run = 0; run < RUNS; run++) {
          const begun = performance.now();
          const found = await store.transaction((tx) => readFigures(tx, of, NOW));
          times.push(performance.now() - begun);
          const due = [...found.values()].reduce((sum, each) => sum + each.due, 0);
          if (due < least) throw new Error(`only ${due} were found`);
        }
        const name = `${days > 31 ? 'a year' : 'a month'} of a million${by ? ` by ${by}` : ''}`;
        rows.push({
          ...{ bench: 'figures', case: name, ours: median(times), unit: 'ms' },
          ...{ peer: GOAL_MS, ratio: median(times) / GOAL_MS, peerName: 'the goal' },
        });
      }
      return rows;
    },
    (database) => fillMany(database, requests(ALIKE)),
  );
