import type { NewDelivery } from '../delivery/delivery.ts';
import { eachAlone } from '../feature/sweep.ts';
import { isNightFor } from '../sla/quiet.ts';
import type { Store, Tx } from '../store.ts';
import type { UntoldPlace } from './calendarMoveStore.ts';
import { decideTelling, type ToldMove } from './decide/telling.ts';
import type { RequestFacts } from './facts.ts';
import { grouped } from './grouped.ts';
import { loadFacts } from './load.ts';
import { requestRef } from './request.ts';
import { deliveryOfSeveral, deliveryTo } from './standing.ts';
import { movesKey, whyUntold } from './untold.ts';
import { promiseMoved, promisesMoved, promisesMovedForHolder } from './words/promise.ts';

/** Times have moved (`followCalendars`): receipts and cards say the new ones, and whoever asked or answers is told why. */

export const tellingSweep = 'told moves';

/** At most so many at a time, and about so many in one transaction: a press of a button may wait for one of them. */
type Sizes = { page: number; batch: number };
const SIZES: Sizes = { page: 5_000, batch: 25 };

export type TellingProgress = { tried: number };

/** At most a page of them, those due first first; whoever has night is told in the morning. Answers how many were tried; `seen` hears of every batch. */
export async function tellMoves(
  store: Store,
  now: Date,
  { page, batch }: Sizes = SIZES,
  seen: (progress: TellingProgress) => void = () => {},
): Promise<TellingProgress & { told: number; failure?: unknown }> {
  const all = { tried: 0, told: 0 };
  const failures: unknown[] = [];
  const untold = await store.transaction(async (tx) =>
    tx.calendarMoves.untold(now, page, await placesAtNight(tx, now)),
  );
  for (const some of batches([...grouped(untold, ({ requesterId }) => requesterId).values()], batch)) {
    all.told += await tellTogether(store, some, now).catch((error) => {
      failures.push(error);
      return 0;
    });
    all.tried += some.length;
    seen({ tried: all.tried });
  }
  return failures.length > 0 ? { ...all, failure: failures[0] } : all;
}

async function placesAtNight(tx: Tx, now: Date): Promise<UntoldPlace[]> {
  const atNight: UntoldPlace[] = [];
  for (const place of await tx.calendarMoves.untoldPlaces()) {
    const rules = await tx.offices.rules(await tx.offices.one(place.officeId));
    if (isNightFor(place, rules, now)) atNight.push(place);
  }
  return atNight;
}

/** What time does of it: the next page. Answers of how many requests somebody was told. */
export async function sweepTelling(store: Store, now: Date, sizes?: Sizes): Promise<number> {
  const { told, failure } = await tellMoves(store, now, sizes);
  if (failure !== undefined) throw failure;
  return told;
}

type UntoldRow = { id: number; requesterId: number };

/** What one person asked is in one, so that they hear of all of it at once. */
function batches(groups: readonly UntoldRow[][], size: number): UntoldRow[][] {
  const all: UntoldRow[][] = [];
  for (const group of groups) {
    const last = all.at(-1);
    if (last && last.length < size) last.push(...group);
    else all.push([...group]);
  }
  return all;
}

/** In one transaction; if that fails, each in its own, and only those that cannot be told rest. */
async function tellTogether(store: Store, some: readonly UntoldRow[], now: Date): Promise<number> {
  try {
    return await store.transaction((tx) => tellSome(tx, some, now));
  } catch {
    const alone = { store, name: tellingSweep, now };
    return eachAlone(
      alone,
      some,
      ({ id }) => id,
      async (tx, one) => (await tellSome(tx, [one], now)) > 0,
    );
  }
}

/** Without those that somebody has locked, and all else that these asked: they hear of all of it soon. */
async function tellSome(tx: Tx, some: readonly UntoldRow[], now: Date): Promise<number> {
  const locked = new Set(await tx.calendarMoves.lockUntold(some.map(({ id }) => id)));
  const waiting = new Set(some.filter(({ id }) => !locked.has(id)).map(({ requesterId }) => requesterId));
  const ids = some.filter(({ requesterId }) => !waiting.has(requesterId)).map(({ id }) => id);
  // In an order in which all lock them; side by side, since each wait for the database's answer adds up.
  const facts = await Promise.all(ids.toSorted((a, b) => a - b).map((id) => loadFacts(tx, id, 'locked')));
  await tellOf(
    tx,
    facts.flatMap((each) => each ?? []),
    now,
  );
  return ids.length;
}

/** Tells of these, which are locked, and answers with them as they are then. Of others nothing is to be told. */
export async function tellOf(tx: Tx, all: readonly RequestFacts[], now: Date): Promise<RequestFacts[]> {
  const untold = all.flatMap((facts) => decideTelling(facts, now) ?? []);
  if (untold.length === 0) return [...all];
  await tx.outbox.put([...untold.flatMap(forCards), ...untold.flatMap(forHolder), ...forRequesters(untold, now)]);
  await tx.calendarMoves.told(untold.map(({ facts }) => facts.request.id));
  return all.map((facts) => ({ ...facts, request: { ...facts.request, untold: null } }));
}

const forCards = ({ facts, changed }: ToldMove): NewDelivery[] =>
  changed.flatMap(({ to, ...what }) => (typeof to === 'number' ? [deliveryTo(facts.request, to, what)] : []));

const forHolder = ({ facts: { request }, untold, moved }: ToldMove): NewDelivery[] => {
  const { holderId: personId, officeId } = request;
  if (personId === null || moved.length === 0) return [];
  return untold.moves.map((move) => ({
    ...{ key: movesKey(move, personId), kind: 'notice', to: { personId }, officeId },
    message: promisesMovedForHolder(move.reason),
  }));
};

/** Each hears of all that moved for them in one message; of one alone, under its receipt. */
function forRequesters(all: readonly ToldMove[], now: Date): NewDelivery[] {
  const moved = all.filter((each) => each.moved.length > 0);
  const together = ({ facts, untold }: ToldMove) => `${facts.request.requesterId} ${whyUntold(untold)}`;
  return [...grouped(moved, together).values()].flatMap((theirs): NewDelivery[] => {
    const [first, another] = theirs;
    if (!first) return [];
    const { request } = first.facts;
    const what = { key: `promise ${requestRef(request.id)} r${request.revision}`, kind: 'notice' } as const;
    const reason = whyUntold(first.untold);
    if (!another) {
      const message = promiseMoved(first.facts, first.moved, reason, now, first.isFirst);
      return [deliveryTo(request, request.requesterId, { ...what, message })];
    }
    const several = theirs.map(({ facts, moved: clocks }) => ({ facts, clocks }));
    const message = promisesMoved(
      several,
      reason,
      now,
      theirs.every((each) => each.isFirst),
    );
    return [deliveryOfSeveral(request, request.requesterId, { ...what, message })];
  });
}
