import { eachAlone } from '../feature/sweep.ts';
import type { CalendarMove } from '../offices/office.ts';
import type { Store, Tx } from '../store.ts';
import { apply } from './apply.ts';
import { areFirst, decideRules } from './decide/promises.ts';
import type { RequestFacts } from './facts.ts';
import { grouped } from './grouped.ts';
import { loadFacts } from './load.ts';
import { isLive, requestRef } from './request.ts';
import type { ClockRow } from './requestClocks.ts';
import { deliveryOfSeveral, deliveryTo } from './standing.ts';
import { promiseMoved, promisesMoved, promisesMovedForHolder } from './words/promise.ts';

export const movesSweep = 'moved promises';

/** So many requests are looked for at once, and so many follow in one transaction: nobody waits long for one of them. */
type Sizes = { page: number; batch: number };
const SIZES: Sizes = { page: 1_000, batch: 25 };

/** A question that was being asked while its office got another calendar may have the old one, and is seen late. */
const LATE_MS = 5 * 60_000;

export type Followed = { tried: number; moved: number };

/**
 * Open requests follow the calendars that imports brought, such as one with a closure that was declared today, and the
 * promises that were published for them too; and
 * those are told whose promise moves. At most a page of them, the earliest due first; which are left is a question to
 * the database, so whoever comes next goes on, after whatever ended this. `seen` hears of every batch.
 */
export async function followCalendars(
  store: Store,
  now: Date,
  { page, batch }: Sizes = SIZES,
  seen: (followed: Followed) => void = () => {},
): Promise<Followed & { failure?: unknown }> {
  const all = { tried: 0, moved: 0 };
  const failures: unknown[] = [];
  for (const move of await store.transaction((tx) => tx.calendarMoves.open())) {
    const ids = await store.transaction((tx) => tx.calendarMoves.left(move, now, page - all.tried));
    for (const some of await store.transaction((tx) => batchesOf(tx, ids, batch))) {
      const moved = await followTogether(store, move, some, now).catch((error) => void failures.push(error));
      all.tried += some.length;
      all.moved += moved ?? 0;
      seen({ ...all });
    }
    if (ids.length === 0) await store.transaction((tx) => finish(tx, move, now));
    if (all.tried >= page) break;
  }
  return failures.length > 0 ? { ...all, failure: failures[0] } : all;
}

/** What time does of it: the next page. Answers how many promises moved. */
export async function sweepCalendars(store: Store, now: Date, sizes?: Sizes): Promise<number> {
  const { moved, failure } = await followCalendars(store, now, sizes);
  if (failure !== undefined) throw failure;
  return moved;
}

/** About as many at a time, in their order; what one person asked is in one, so that they hear of all of it at once. */
async function batchesOf(tx: Tx, ids: readonly number[], size: number): Promise<number[][]> {
  const askers = new Map((await tx.requests.several([...ids])).map(({ id, requesterId }) => [id, requesterId]));
  const batches: number[][] = [];
  for (const group of grouped(ids, (id) => askers.get(id)).values()) {
    const last = batches.at(-1);
    if (last && last.length < size) last.push(...group);
    else batches.push([...group]);
  }
  return batches;
}

/** In one transaction; if that fails, each in its own, and only those that cannot follow rest. */
async function followTogether(store: Store, move: CalendarMove, ids: number[], now: Date): Promise<number> {
  try {
    return await store.transaction(async (tx) => {
      // In an order in which all lock them; side by side, since each wait for the database's answer adds up.
      const done = await Promise.allSettled(
        ids.toSorted((a, b) => a - b).map((id) => followOne(tx, move, id, now, true)),
      );
      const moved: Moved[] = [];
      for (const each of done) {
        if (each.status === 'rejected') throw each.reason;
        if (each.value) moved.push(each.value);
      }
      await tellRequesters(tx, move, moved, now);
      return moved.length;
    });
  } catch {
    const alone = { store, name: movesSweep, now };
    return eachAlone(
      alone,
      ids,
      (id) => id,
      async (tx, id) => (await followOne(tx, move, id, now, false)) !== undefined,
    );
  }
}

/** `first`: no time could be told before. */
type Moved = { facts: RequestFacts; clocks: ClockRow[]; first: boolean };

/** Each hears of all that moved for them in one message; of one alone, under its receipt. */
async function tellRequesters(tx: Tx, { reason }: CalendarMove, all: readonly Moved[], now: Date): Promise<void> {
  for (const moved of grouped(all, ({ facts }) => facts.request.requesterId).values()) {
    const [first, another] = moved;
    if (!first) continue;
    const { request } = first.facts;
    const what = { key: `promise ${requestRef(request.id)} r${request.revision}`, kind: 'notice' } as const;
    const message = another
      ? promisesMoved(
          moved,
          reason,
          now,
          moved.every((each) => each.first),
        )
      : promiseMoved(first.facts, first.clocks, reason, now, first.first);
    await tx.outbox.put([
      (another ? deliveryOfSeveral : deliveryTo)(request, request.requesterId, { ...what, message }),
    ]);
  }
}

async function followOne(
  tx: Tx,
  move: CalendarMove,
  id: number,
  now: Date,
  together: boolean,
): Promise<Moved | undefined> {
  const { officeId, reason } = move;
  const facts = await loadFacts(tx, id, 'locked');
  if (!facts || !isLive(facts.request)) return undefined;
  const { calendarId, policyId } = facts.request;
  const follows = move.calendarId === null ? policyId >= move.policyId : calendarId >= move.calendarId;
  if (facts.request.officeId !== officeId || follows) return undefined;
  const rules = await tx.offices.rules({
    calendarId: move.calendarId ?? calendarId,
    policyId: move.policyId ?? policyId,
  });
  const { decision, moved } = decideRules(facts, rules, reason, now, { together });
  await apply(tx, decision, now);
  const { holderId } = facts.request;
  if (moved.length === 0) return undefined;
  if (holderId !== null) await tellHolder(tx, move, holderId);
  return { facts: decision.after, clocks: moved, first: areFirst(facts, moved) };
}

/** Of the message that says to somebody that a calendar moves what they promised: one, however many requests they hold. */
export const movedKey = (calendarId: number, personId: number): string => `calendar ${calendarId} to ${personId}`;

const tellHolder = (tx: Tx, { officeId, calendarId, policyId, reason }: CalendarMove, personId: number) =>
  tx.outbox.put([
    {
      ...{
        key: calendarId === null ? `promises ${policyId} to ${personId}` : movedKey(calendarId, personId),
        kind: 'notice',
        to: { personId },
        officeId,
      },
      message: promisesMovedForHolder(reason),
    },
  ]);

async function finish(tx: Tx, move: CalendarMove, now: Date): Promise<void> {
  const isOld = now.getTime() - move.begunAt.getTime() >= LATE_MS;
  if (isOld && (await tx.calendarMoves.countLeft(move)) === 0) await tx.calendarMoves.finish(move.id);
}
