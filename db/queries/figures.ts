import { type SQL, sql } from 'drizzle-orm';
import type { DueIn, FigureStore } from '../../src/figures/figureStore.ts';
import type { FigureGroup, GroupedWaits, OpenWaits } from '../../src/figures/figures.ts';
import { type Db, rows } from '../engine/client.ts';
import { baselines } from '../schema.ts';

/** What names the group of a clock `c` of a request `r`, in an office whose calendar is `k`. */
const keys: Record<FigureGroup, SQL> = {
  agency: sql`coalesce(r.agency_id::text, '')`,
  liaison: sql`coalesce(c.held_by, r.holder_id)::text`,
  line: sql`r.service_line_id::text`,
  priority: sql`r.priority`,
  month: sql`to_char(c.due_at at time zone (k.spec ->> 'zone'), 'YYYY-MM')`,
};

/** Only what is told apart by something of the request or the office reads those tables: there may be a million. */
function from(by: FigureGroup | null, liaisonId: number | null): SQL {
  const request = (by !== null && by !== 'month') || liaisonId !== null;
  return sql`from clocks c
    ${request ? sql`join requests r on r.id = c.request_id` : sql``}
    ${by === 'month' ? sql`join offices o on o.id = c.office_id join calendars k on k.id = o.calendar_id` : sql``}`;
}

const ofSpan = ({
  officeId,
  kind,
  from,
  to,
  liaisonId,
}: DueIn): SQL => sql`c.office_id = ${officeId} and c.kind = ${kind}
  and c.due_at >= ${from.toISOString()}::timestamptz and c.due_at < ${to.toISOString()}::timestamptz
  ${liaisonId === null ? sql`` : sql`and coalesce(c.held_by, r.holder_id) = ${liaisonId}`}`;

const keyOf = (by: FigureGroup | null): SQL => (by === null ? sql`''` : keys[by]);

export function figureStore(tx: Db): FigureStore {
  return {
    async judged(of) {
      // Whole minutes, rounded up: a million waits have few lengths then.
      const found = await rows<{ key: string | null; minutes: number; n: number; met: number }>(
        tx,
        sql`
          select ${keyOf(of.by)} as key, ceil(c.elapsed)::int as minutes, count(*)::int as n,
            (count(*) filter (where c.met))::int as met
          ${from(of.by, of.liaisonId)}
          where ${ofSpan(of)} and c.elapsed is not null and c.dropped_at is null
          group by 1, 2`,
      );
      const groups = new Map<string, GroupedWaits>();
      for (const { key, minutes, n, met } of found) {
        const name = key ?? '';
        const group = groups.get(name) ?? { key: name, waits: [], due: 0, met: 0 };
        groups.set(name, {
          ...group,
          waits: [...group.waits, { minutes, answered: n, open: 0 }],
          due: group.due + n,
          met: group.met + met,
        });
      }
      return [...groups.values()];
    },

    async unjudged(of, now) {
      // What is alike comes as one row: thousands may be open at once, nearly all of them without a pause.
      const found = await rows<{
        key: string | null;
        calendarId: number;
        started: number[];
        endedAt: string | null;
        late: boolean;
        pauses: { kind: OpenWaits['pauses'][number]['kind']; from: string; to: string | null }[];
      }>(
        tx,
        sql`
          select ${keyOf(of.by)} as key, q.calendar_id as "calendarId",
            json_agg((extract(epoch from c.started_at) * 1000)::float8) as started,
            coalesce(c.dropped_at, c.stopped_at)::text as "endedAt",
            coalesce(c.dropped_at, c.stopped_at, ${now.toISOString()}::timestamptz) > c.due_at as late,
            coalesce((select jsonb_agg(jsonb_build_object('kind', p.kind, 'from', p.from_at, 'to', p.to_at))
              from pauses p where p.request_id = c.request_id), '[]'::jsonb) as pauses
          ${from(of.by, of.liaisonId)} join requests q on q.id = c.request_id
          where ${ofSpan(of)} and (c.elapsed is null or c.dropped_at is not null)
          group by 1, 2, 4, 5, 6`,
      );
      return found.map(({ key, started, endedAt, pauses, ...row }) => ({
        ...row,
        key: key ?? '',
        started: started.map((at) => new Date(at)),
        endedAt: endedAt === null ? null : new Date(endedAt),
        pauses: pauses.map(({ kind, from: begun, to }) => ({
          kind,
          from: new Date(begun),
          ...(to !== null && { to: new Date(to) }),
        })),
      }));
    },

    async baseline(officeId) {
      const [row] = await tx.select().from(baselines).where(sql`${baselines.officeId} = ${officeId}`);
      return row;
    },
    async freeze(baseline) {
      const kept = await tx
        .insert(baselines)
        .values(baseline)
        .onConflictDoNothing()
        .returning({ id: baselines.officeId });
      return kept.length > 0;
    },
  };
}
