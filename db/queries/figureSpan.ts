import { type SQL, sql } from 'drizzle-orm';
import type { DueIn } from '../../src/figures/figureStore.ts';

/** The clocks `c` that figures are of; where they are of somebody or of an agency, with their requests `r`. */
export const ofSpan = ({
  officeId,
  kind,
  from,
  to,
  liaisonId,
  agencyId,
}: DueIn): SQL => sql`c.office_id = ${officeId} and c.kind = ${kind}
  and c.due_at >= ${from.toISOString()}::timestamptz and c.due_at < ${to.toISOString()}::timestamptz
  ${liaisonId === null ? sql`` : sql`and coalesce(c.held_by, r.holder_id) = ${liaisonId}`}
  ${agencyId === undefined ? sql`` : sql`and r.agency_id = ${agencyId} and r.opened_at < ${to.toISOString()}::timestamptz`}`;
