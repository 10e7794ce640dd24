import { asc, type SQL, sql } from 'drizzle-orm';
import type { ToFollow } from '../../src/requests/calendarMoveStore.ts';
import type { ClockRow, RequestPause } from '../../src/requests/requestClocks.ts';
import { type Db, rows } from '../engine/client.ts';
import { agencies, requests } from '../schema.ts';
import { anyOf } from './anyOf.ts';

/** The two drivers answer with instants as text or as dates. */
type Instant = string | Date | null;
const instant = (value: Instant): Date | null => (value === null ? null : new Date(value));

type ClockColumns = {
  [K in keyof ClockRow]: ClockRow[K] extends Date | null
    ? null extends ClockRow[K]
      ? Instant
      : string | Date
    : ClockRow[K];
};
type PauseColumns = { requestId: number; kind: RequestPause['kind']; from: string | Date; to: Instant };

/**
 * Open requests with what decides their times, in three statements whatever their number. Locked first: what stands
 * beside a row is read when nobody else can change it. The lock keeps nobody from writing rows that only refer to it.
 */
export async function claimToFollow(tx: Db, where: SQL | undefined, size: number): Promise<ToFollow[]> {
  const claimed = await tx
    .select({
      id: requests.id,
      officeId: requests.officeId,
      serviceLineId: requests.serviceLineId,
      agencyId: requests.agencyId,
      state: requests.state,
      priority: requests.priority,
      urgentSince: requests.urgentSince,
      calendarId: requests.calendarId,
      policyId: requests.policyId,
      untold: requests.untold,
      dueAt: requests.dueAt,
    })
    .from(requests)
    .where(where)
    .orderBy(sql`coalesce(${requests.dueAt}, 'infinity'::timestamptz)`, asc(requests.id))
    .limit(size)
    .for('no key update', { of: requests, skipLocked: true });
  if (claimed.length === 0) return [];
  const agencyIds = new Set(claimed.flatMap(({ agencyId }) => agencyId ?? []));
  const served = await tx
    .select({ id: agencies.id, code: agencies.code })
    .from(agencies)
    .where(sql`${agencies.id} = ${anyOf(agencyIds)}`);
  const codes = new Map(served.map(({ id, code }) => [id, code]));
  const found = new Map(
    claimed.map(({ agencyId, priority, urgentSince, ...request }) => {
      const agency = agencyId === null ? null : (codes.get(agencyId) ?? null);
      const terms = { officeId: request.officeId, agency, priority, urgentSince };
      const whole: ToFollow = { request, terms, clocks: [], pauses: [] };
      return [request.id, whole];
    }),
  );
  const ids = anyOf(found.keys());
  const [clocks, pauses] = await Promise.all([
    rows<ClockColumns>(
      tx,
      sql`select id::float8 as id, office_id as "officeId", request_id as "requestId", kind, started_at as "startedAt",
          target, due_at as "dueAt", stopped_at as "stoppedAt", elapsed, met, step_at as "stepAt",
          step_percent as "stepPercent", taken, repeats, quiet_until as "quietUntil", breached_at as "breachedAt",
          released_at as "releasedAt", contested_at as "contestedAt", dropped_at as "droppedAt", held_by as "heldBy",
          broken_by as "brokenBy", calendar_id as "calendarId"
        from clocks where request_id = ${ids} order by id`,
    ),
    rows<PauseColumns>(
      tx,
      sql`select request_id as "requestId", kind, from_at as "from", to_at as "to" from pauses
        where request_id = ${ids} order by id`,
    ),
  ]);
  for (const row of clocks) found.get(row.requestId)?.clocks.push(clockOf(row));
  for (const { requestId, kind, from, to } of pauses)
    found.get(requestId)?.pauses.push({ kind, from: new Date(from), ...(to !== null && { to: new Date(to) }) });
  return [...found.values()];
}

/** Member by member: of very many, copying rows by name is what takes the time. */
const clockOf = (row: ClockColumns): ClockRow => ({
  id: row.id,
  officeId: row.officeId,
  requestId: row.requestId,
  kind: row.kind,
  startedAt: new Date(row.startedAt),
  target: row.target,
  dueAt: instant(row.dueAt),
  stoppedAt: instant(row.stoppedAt),
  elapsed: row.elapsed,
  met: row.met,
  stepAt: instant(row.stepAt),
  stepPercent: row.stepPercent,
  taken: row.taken,
  repeats: row.repeats,
  quietUntil: instant(row.quietUntil),
  breachedAt: instant(row.breachedAt),
  brokenBy: row.brokenBy,
  calendarId: row.calendarId,
  releasedAt: instant(row.releasedAt),
  contestedAt: instant(row.contestedAt),
  droppedAt: instant(row.droppedAt),
  heldBy: row.heldBy,
});
