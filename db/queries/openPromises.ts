import { asc, eq, sql } from 'drizzle-orm';
import type { OpenPromise, RosterStore } from '../../src/offices/roster.ts';
import type { Db } from '../engine/client.ts';
import { agencies, clocks, pauses, requests, serviceLines } from '../schema.ts';
import { isAnyOf } from './anyOf.ts';

/** The ids of all fit into memory; what is known of them is read and let go page by page, and the loop turns between. */
export async function readPromises(
  tx: Db,
  officeId: number,
  see: Parameters<RosterStore['openPromises']>[1],
  size: number,
): Promise<void> {
  const live = await tx
    .select({ id: requests.id })
    .from(requests)
    .where(sql`${requests.officeId} = ${officeId} and ${requests.state} in ('open', 'waiting')`)
    .orderBy(asc(requests.id));
  for (let start = 0; start < live.length; start += size) {
    const page = live.slice(start, start + size).map(({ id }) => id);
    await see(await readPromisesOf(tx, page));
  }
}

async function readPromisesOf(tx: Db, ids: number[]): Promise<OpenPromise[]> {
  const { requestId, kind, startedAt, target, dueAt, breachedAt } = clocks;
  const promised = {
    ...{ officeId: requests.officeId, calendarId: requests.calendarId, agency: agencies.code, line: serviceLines.code },
    ...{ priority: requests.priority, urgentSince: requests.urgentSince },
  };
  const running = await tx
    .select({ requestId, kind, startedAt, target, dueAt, breachedAt, ...promised })
    .from(clocks)
    .innerJoin(requests, eq(requests.id, clocks.requestId))
    .innerJoin(serviceLines, eq(serviceLines.id, requests.serviceLineId))
    .leftJoin(agencies, eq(agencies.id, requests.agencyId))
    .where(sql`${isAnyOf(requestId, ids)} and stopped_at is null and dropped_at is null and released_at is null`)
    .orderBy(asc(clocks.id));
  const paused = await tx
    .select({ requestId: pauses.requestId, kind: pauses.kind, from: pauses.from, to: pauses.to })
    .from(pauses)
    .where(isAnyOf(pauses.requestId, ids))
    .orderBy(asc(pauses.id));
  const pausesOf = new Map<number, OpenPromise['pauses']>();
  for (const { requestId: id, kind: cause, from, to } of paused) {
    const known = pausesOf.get(id) ?? [];
    known.push({ kind: cause, from, ...(to && { to }) });
    pausesOf.set(id, known);
  }
  return running.map(
    ({ requestId: id, kind: counts, startedAt: begun, target: minutes, dueAt: due, breachedAt: broken, ...of }) => ({
      ...{ requestId: id, kind: counts, startedAt: begun, target: minutes, dueAt: due, breachedAt: broken },
      ...{ pauses: pausesOf.get(id) ?? [], promised: of },
    }),
  );
}
