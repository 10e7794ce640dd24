import { sql } from 'drizzle-orm';
import type { ShareOf } from '../../src/figures/shares.ts';
import { type Db, rows } from '../engine/client.ts';
import { instant } from './listed.ts';

type Row = { by: ShareOf['by']; name: string | null; due: number; met: number; dueBefore: number; metBefore: number };

/**
 * Both weeks are gone through once, and counted by liaison and by agency at the same time. What counts as due and as kept
 * is that of all figures: what was judged, what runs and is late, and what was late when it was dropped.
 */
export async function readShares(
  tx: Db,
  officeId: number,
  { before, from, to }: { before: Date; from: Date; to: Date },
): Promise<ShareOf[]> {
  const found = await rows<Row>(
    tx,
    sql`select case when counted.is_agency then 'agency' else 'liaison' end as by,
        case when counted.is_agency then (select a.name from agencies a where a.id = counted.agency)
          else (select p.name from people p where p.id = counted.liaison) end as name,
        due, met, due_before as "dueBefore", met_before as "metBefore"
      from (select grouping(liaison) = 1 as is_agency, liaison, agency,
          (count(*) filter (where is_due and is_last))::int as due, (count(*) filter (where is_met and is_last))::int as met,
          (count(*) filter (where is_due and not is_last))::int as due_before,
          (count(*) filter (where is_met and not is_last))::int as met_before
        from (select coalesce(c.held_by, r.holder_id) as liaison, r.agency_id as agency,
            c.due_at >= ${instant(from)} as is_last,
            c.elapsed is not null and c.dropped_at is null and c.met as is_met,
            (c.elapsed is not null and c.dropped_at is null)
              or coalesce(c.dropped_at, c.stopped_at) is null
              or coalesce(c.dropped_at, c.stopped_at) > c.due_at as is_due
          from clocks c join requests r on r.id = c.request_id
          where c.office_id = ${officeId}::int and c.kind = 'first_reply'
            and c.due_at >= ${instant(before)} and c.due_at < ${instant(to)}) as clocks_of_both
        group by grouping sets ((liaison), (agency))) as counted`,
  );
  return found.map(({ by, name, due, met, dueBefore, metBefore }) => ({
    ...{ by, name, now: { due, met }, before: { due: dueBefore, met: metBefore } },
  }));
}
