import { and, asc, eq, lt, type SQL, sql } from 'drizzle-orm';
import type { CalendarMove } from '../../src/offices/office.ts';
import type { CalendarMoveStore, Claim, UntoldPlace } from '../../src/requests/calendarMoveStore.ts';
import { type Db, rows } from '../engine/client.ts';
import { calendarMoves, requests } from '../schema.ts';
import { anyOf } from './anyOf.ts';
import { saveFollowed } from './followed.ts';
import { mayTry } from './sweeps.ts';
import { claimToFollow } from './toFollow.ts';

/** Versions of an office's rules have rising ids; what was opened or moved here since has a later one. */
const stillToFollow = ({ officeId, calendarId, policyId }: CalendarMove): SQL | undefined =>
  and(
    eq(requests.officeId, officeId),
    calendarId === null ? lt(requests.policyId, policyId) : lt(requests.calendarId, calendarId),
    // Written out, so that the partial index serves.
    sql`${requests.state} in ('open', 'waiting')`,
  );

const due = sql`coalesce(${requests.dueAt}, 'infinity'::timestamptz)`;

export function calendarMoveStore(tx: Db): CalendarMoveStore {
  return {
    async begin(move, at) {
      await tx
        .insert(calendarMoves)
        .values({ ...move, begunAt: at })
        .onConflictDoNothing();
    },
    async open() {
      const found = await tx.select().from(calendarMoves).where(sql`not finished`).orderBy(asc(calendarMoves.id));
      return found.flatMap(({ calendarId, policyId, ...move }): CalendarMove[] => {
        if (calendarId !== null) return [{ ...move, calendarId, policyId: null }];
        return policyId === null ? [] : [{ ...move, calendarId, policyId }];
      });
    },
    claim: (move, now, which) =>
      claimToFollow(
        tx,
        and(stillToFollow(move), mayTry('moved promises', requests.id, now), among(which)),
        'ids' in which ? which.ids.length : which.size,
      ),
    follow: (followed) => saveFollowed(tx, followed),
    async countLeft(move) {
      const [row] = await tx.select({ count: sql<number>`count(*)::int` }).from(requests).where(stillToFollow(move));
      return row?.count ?? 0;
    },
    async finish(id) {
      await tx.update(calendarMoves).set({ finished: true }).where(eq(calendarMoves.id, id));
    },

    untoldPlaces: () =>
      rows<UntoldPlace>(
        tx,
        sql`select distinct r.office_id as "officeId", q.zone from requests r join people q on q.id = r.requester_id
          where r.untold is not null`,
      ),
    async untold(now, limit, without = []) {
      return tx
        .select({ id: requests.id, requesterId: requests.requesterId })
        .from(requests)
        .where(and(sql`${requests.untold} is not null`, mayTry('told moves', requests.id, now), elsewhere(without)))
        .orderBy(due, asc(requests.id))
        .limit(limit);
    },
    async countUntold() {
      const [row] = await tx
        .select({ count: sql<number>`count(*)::int` })
        .from(requests)
        .where(sql`${requests.untold} is not null`);
      return row?.count ?? 0;
    },
    async lockUntold(ids) {
      const found = await rows<{ id: number }>(
        tx,
        sql`select id from requests where id = ${anyOf(ids)} and untold is not null
          order by id for no key update skip locked`,
      );
      return found.map(({ id }) => id);
    },
    async told(ids) {
      await tx.execute(sql`update requests set untold = null where id = ${anyOf(ids)}`);
    },
  };
}

function elsewhere(places: readonly UntoldPlace[]): SQL | undefined {
  if (places.length === 0) return undefined;
  const these = places.map(
    ({ officeId, zone }) => sql`(requests.office_id = ${officeId}::int and q.zone is not distinct from ${zone}::text)`,
  );
  return sql`not exists (select from people q where q.id = requests.requester_id and (${sql.join(these, sql` or `)}))`;
}

function among(which: Claim): SQL | undefined {
  if ('ids' in which) return sql`${requests.id} = ${anyOf(which.ids)}`;
  const { after } = which;
  return (
    after && sql`(${due}, ${requests.id}) > (${after.dueAt?.toISOString() ?? 'infinity'}::timestamptz, ${after.id})`
  );
}
