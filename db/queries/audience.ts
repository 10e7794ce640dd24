import { type SQL, sql } from 'drizzle-orm';
import type { Reach, Told } from '../../src/people/audience.ts';
import { type Db, rows } from '../engine/client.ts';
import { anyOf } from './anyOf.ts';

/** Confirmed requesters of these agencies, or their heads, each once; of narrower audiences, those with such a request here. */
export const audienceOf = ({ officeId, agencyIds, audience, lineId }: Told, since: Date): SQL => {
  const asked = sql`exists (select from requests r where r.requester_id = p.id and r.office_id = ${officeId}::int
    ${lineId === null ? sql`` : sql`and r.service_line_id = ${lineId}::int`}
    and ${
      audience === 'asking'
        ? sql`r.state in ('open', 'waiting')`
        : sql`r.opened_at >= ${since.toISOString()}::timestamptz`
    })`;
  return sql`select p.id as person_id, min(m.agency_id) as agency_id
    from people p join memberships m on m.person_id = p.id and m.confirmed
      and m.role = ${audience === 'heads' ? 'agency head' : 'requester'}
    where p.active and m.agency_id = ${anyOf(agencyIds)}
      ${audience === 'asking' || audience === 'asked' ? sql`and ${asked}` : sql``}
    group by p.id`;
};

/** How many it would reach. `since`: what "asked" means. */
export async function reachOf(tx: Db, told: Told, since: Date): Promise<Reach> {
  const [row] = await rows<Reach>(
    tx,
    sql`select count(*)::int as people, count(distinct agency_id)::int as agencies,
      count(*) filter (where not exists (select from accounts a where a.person_id = told.person_id
        and a.unreachable is null))::int as unknown
    from (${audienceOf(told, since)}) as told`,
  );
  return row ?? { people: 0, agencies: 0, unknown: 0 };
}
