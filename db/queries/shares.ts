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
  const ofBoth = sql`office_id = ${officeId}::int and kind = 'first_reply'
    and due_at >= ${instant(before)} and due_at < ${instant(to)}`;
  // Each half is in an index of its own; both in one condition are in none, and all clocks there ever were are read.
  const judged = sql`select request_id, held_by, due_at, met as is_met, true as is_due from clocks
    where ${ofBoth} and elapsed is not null and dropped_at is null`;
  const others = sql`select request_id, held_by, due_at, false as is_met,
      coalesce(coalesce(dropped_at, stopped_at) > due_at, true) as is_due
    from clocks where ${ofBoth} and (elapsed is null or dropped_at is not null)`;
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
            c.due_at >= ${instant(from)} as is_last, c.is_met, c.is_due
          from (${judged} union all ${others}) as c join requests r on r.id = c.request_id) as clocks_of_both
        group by grouping sets ((liaison), (agency))) as counted`,
  );
  return found.map(({ by, name, due, met, dueBefore, metBefore }) => ({
    ...{ by, name, now: { due, met }, before: { due: dueBefore, met: metBefore } },
  }));
}
