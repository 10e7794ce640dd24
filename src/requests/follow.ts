import type { CalendarMove } from '../offices/office.ts';
import type { Store, Tx } from '../store.ts';
import type { Claim, DuePlace, ToFollow } from './calendarMoveStore.ts';
import { decideFollowing, type Followed } from './decide/rules.ts';

/**
 * Open requests follow the rules that their office has got: a calendar, as by a closure that was declared today, or
 * promises that were published for them too. Their times are right at once, very many in one transaction; who is to be
 * told of it is written down with them, and told afterwards (`tellMoves`).
 */

export const movesSweep = 'moved promises';

/** At most so many at a time, so many in one transaction, and so many transactions side by side. */
type Sizes = { most: number; batch: number; lanes: number };
/** Who presses a button may wait for one batch. While one is decided, the database writes the other. */
const SIZES: Sizes = { most: 200_000, batch: 500, lanes: 2 };

/** A question that was being asked while its office got another calendar may have the old one, and is seen late. */
const LATE_MS = 5 * 60_000;

export type Progress = { tried: number; moved: number };

/**
 * All that are left follow, the earliest due first. Which are left is a question to the database, so whoever comes next
 * goes on, after whatever ended this, and several do it at once. One that cannot rests, and no other waits for it; after
 * the first of these no new ones are begun. `seen` hears of every batch.
 */
export async function followCalendars(
  store: Store,
  now: Date,
  { most, batch, lanes }: Sizes = SIZES,
  seen: (progress: Progress) => void = () => {},
): Promise<Progress & { failure?: unknown }> {
  const all = { tried: 0, moved: 0 };
  const failures = new Map<number, unknown>();
  for (const move of await store.transaction((tx) => tx.calendarMoves.open())) {
    const lane = async (): Promise<void> => {
      let after: DuePlace | undefined;
      while (all.tried < most && failures.size === 0) {
        const size = Math.min(batch, most - all.tried);
        all.tried += size;
        const done = await followTogether({ store, move, now, failures }, { size, after });
        all.tried -= size - done.ids.length;
        all.moved += done.moved;
        if (!done.last) return;
        after = done.last;
        seen({ ...all });
      }
    };
    // One that fails ends no other in the middle.
    const ended = await Promise.allSettled(Array.from({ length: lanes }, lane));
    for (const each of ended) if (each.status === 'rejected') throw each.reason;
    if (all.tried >= most || failures.size > 0) break;
    await store.transaction((tx) => finish(tx, move, now));
  }
  return failures.size > 0 ? { ...all, failure: [...failures.values()][0] } : all;
}

/** What time does of it. Answers how many promises moved. */
export async function sweepMoves(store: Store, now: Date, sizes?: Sizes): Promise<number> {
  const { moved, failure } = await followCalendars(store, now, sizes);
  if (failure !== undefined) throw failure;
  return moved;
}

type Running = { store: Store; move: CalendarMove; now: Date; failures: Map<number, unknown> };
type Done = { ids: number[]; last: DuePlace | undefined; moved: number };

/** In one transaction; if that fails, in halves, until those are found that cannot follow. They rest. */
async function followTogether(running: Running, which: Claim): Promise<Done> {
  const { store, move, now, failures } = running;
  let ids: number[] = [];
  let last: DuePlace | undefined;
  try {
    return await store.transaction(async (tx) => {
      const claimed = await tx.calendarMoves.claim(move, now, which);
      ids = claimed.map(({ request }) => request.id);
      last = claimed.at(-1)?.request;
      const followed = await decideAll(tx, move, claimed, now);
      await tx.calendarMoves.follow(followed);
      return { ids, last, moved: followed.filter(({ isMoved }) => isMoved).length };
    });
  } catch (error) {
    // It is about none of them when the database itself is in trouble.
    if (ids.length === 0 || store.isTrouble(error)) throw error;
    const [only, another] = ids;
    if (another !== undefined) {
      const middle = Math.ceil(ids.length / 2);
      const first = await followTogether(running, { ids: ids.slice(0, middle) });
      const second = await followTogether(running, { ids: ids.slice(middle) });
      return { ids, last, moved: first.moved + second.moved };
    }
    // Another lane may have come upon it as well.
    const isNew = only !== undefined && !failures.has(only);
    if (isNew) failures.set(only, error);
    if (isNew) await store.transaction((tx) => tx.sweeps.failed(movesSweep, String(only), now));
    return { ids, last, moved: 0 };
  }
}

async function decideAll(tx: Tx, move: CalendarMove, claimed: readonly ToFollow[], now: Date): Promise<Followed[]> {
  const { lines } = await tx.offices.one(move.officeId);
  const { calendarId, policyId, reason } = move;
  const codes = new Map(lines.map(({ id, code }) => [id, code]));
  const followed: Followed[] = [];
  for (const { request, terms, clocks, pauses } of claimed) {
    const rules = await tx.offices.rules({
      calendarId: calendarId ?? request.calendarId,
      policyId: policyId ?? request.policyId,
    });
    const promised = { ...terms, line: codes.get(request.serviceLineId) ?? null };
    followed.push(decideFollowing({ request, promised, clocks, pauses }, rules, { calendarId, policyId, reason }, now));
  }
  return followed;
}

async function finish(tx: Tx, move: CalendarMove, now: Date): Promise<void> {
  const isOld = now.getTime() - move.begunAt.getTime() >= LATE_MS;
  if (isOld && (await tx.calendarMoves.countLeft(move)) === 0) await tx.calendarMoves.finish(move.id);
}
