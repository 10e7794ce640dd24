import { eachAlone } from '../feature/sweep.ts';
import type { CalendarMove } from '../offices/office.ts';
import type { Store, Tx } from '../store.ts';
import { apply } from './apply.ts';
import { decideRules } from './decide/promises.ts';
import { loadFacts } from './load.ts';
import { isLive } from './request.ts';
import { promisesMovedForHolder } from './words/promise.ts';

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
    for (let start = 0; start < ids.length; start += batch) {
      const some = ids.slice(start, start + batch);
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

/** In one transaction; if that fails, each in its own, and only those that cannot follow rest. */
async function followTogether(store: Store, move: CalendarMove, ids: number[], now: Date): Promise<number> {
  try {
    return await store.transaction(async (tx) => {
      // In an order in which all lock them; side by side, since each wait for the database's answer adds up.
      const done = await Promise.allSettled(ids.toSorted((a, b) => a - b).map((id) => followOne(tx, move, id, now)));
      let moved = 0;
      for (const each of done) {
        if (each.status === 'rejected') throw each.reason;
        if (each.value) moved += 1;
      }
      return moved;
    });
  } catch {
    const alone = { store, name: movesSweep, now };
    return eachAlone(
      alone,
      ids,
      (id) => id,
      (tx, id) => followOne(tx, move, id, now),
    );
  }
}

async function followOne(tx: Tx, move: CalendarMove, id: number, now: Date) {
  const { officeId, reason } = move;
  const facts = await loadFacts(tx, id, 'locked');
  if (!facts || !isLive(facts.request)) return false;
  const { calendarId, policyId } = facts.request;
  const follows = move.calendarId === null ? policyId >= move.policyId : calendarId >= move.calendarId;
  if (facts.request.officeId !== officeId || follows) return false;
  const rules = await tx.offices.rules({
    calendarId: move.calendarId ?? calendarId,
    policyId: move.policyId ?? policyId,
  });
  const { decision, moved } = decideRules(facts, rules, reason, now);
  await apply(tx, decision, now);
  const { holderId } = facts.request;
  if (moved && holderId !== null) await tellHolder(tx, move, holderId);
  return moved;
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
