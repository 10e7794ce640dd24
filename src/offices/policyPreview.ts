import { targetNow } from '../requests/requestClocks.ts';
import type { Calendar } from '../sla/calendar.ts';
import { type ClockKind, ownPauses } from '../sla/clockKinds.ts';
import { dueTime, elapsed } from '../sla/clocks.ts';
import { type Policy, targetOf } from '../sla/policy.ts';
import type { Tx } from '../store.ts';
import type { JudgedClocks } from './policyStore.ts';
import type { PromiseMoves } from './promiseMoves.ts';
import type { OpenPromise } from './roster.ts';

/** What other promises would do: to open requests, and what they would have meant for those of the last months. */

const DAYS_BACK = 90;
const DAY_MS = 86_400_000;
export const lookedAt = ['first_reply', 'next_reply', 'first_resolution'] as const satisfies readonly ClockKind[];

/** `due` is what was judged; of the new promises there may be fewer, where no time is promised any more. */
export type Kept = { due: number; met: number };
export type PastShare = { kind: (typeof lookedAt)[number]; before: Kept; after: Kept };

export type PolicyPreview = {
  /** `unpromised`: open requests that are promised no time any more. */
  moves: Omit<PromiseMoves, 'dated'> & { unpromised: number[] };
  past: PastShare[];
};

/** Which open requests would have another time. What is broken stays so, whatever is promised now. */
function movesBy(
  policy: Policy,
  promises: readonly OpenPromise[],
  calendars: ReadonlyMap<number, Calendar>,
  now: Date,
): PolicyPreview['moves'] {
  const found = { later: new Set<number>(), earlier: new Set<number>(), late: new Set<number>() };
  const [unknown, unpromised] = [new Set<number>(), new Set<number>()];
  for (const clock of promises) {
    const { requestId, kind, startedAt, dueAt, promised } = clock;
    const calendar = calendars.get(promised.calendarId);
    if (!calendar || (dueAt && dueAt <= now)) continue;
    const target = targetNow(promised, clock, clock.pauses, { policy, calendar });
    if (target === null && clock.target !== null) unpromised.add(requestId);
    if (target === null || target === clock.target) continue;
    const due = dueTime(calendar, startedAt, target, ownPauses(kind, clock.pauses));
    if (due === undefined) unknown.add(requestId);
    // One that stands still has no time to compare, and goes on with more or less of it.
    if (due === null && clock.target !== null) found[target > clock.target ? 'later' : 'earlier'].add(requestId);
    if (!due) continue;
    if (due <= now) found.late.add(requestId);
    if (dueAt && due > dueAt) found.later.add(requestId);
    if (dueAt && due < dueAt) found.earlier.add(requestId);
  }
  return {
    ...{ later: [...found.later], earlier: [...found.earlier], late: [...found.late] },
    ...{ unknown: [...unknown], unpromised: [...unpromised] },
  };
}

/** How much was kept, and how much would have been. One that is open and late counts: ignoring it improves nothing. */
function shareBy(
  policy: Policy,
  kind: PastShare['kind'],
  judged: readonly JudgedClocks[],
  open: readonly (OpenPromise & { waited: number })[],
): PastShare {
  const before = { due: 0, met: 0 };
  const after = { due: 0, met: 0 };
  for (const { raised, minutes, n, met, ...terms } of judged) {
    before.due += n;
    before.met += met;
    const target = targetOf(policy, terms, kind);
    if (target === null) continue;
    after.due += n;
    after.met += raised ? met : minutes <= target ? n : 0;
  }
  for (const { kind: own, promised, waited } of open) {
    if (own !== kind) continue;
    before.due += 1;
    const target = targetOf(policy, promised, kind);
    if (target !== null && waited > target) after.due += 1;
  }
  return { kind, before, after };
}

export async function previewPolicy(tx: Tx, officeId: number, policy: Policy, now: Date): Promise<PolicyPreview> {
  const promises = await tx.roster.openPromises(officeId);
  const calendars = new Map<number, Calendar>();
  for (const id of new Set(promises.map(({ promised }) => promised.calendarId)))
    calendars.set(id, await tx.offices.calendar(id));
  const from = new Date(now.getTime() - DAYS_BACK * DAY_MS);
  const late = promises.flatMap((clock) => {
    const { dueAt, kind, startedAt, pauses, promised } = clock;
    const calendar = calendars.get(promised.calendarId);
    if (!calendar || !dueAt || dueAt > now || dueAt < from) return [];
    return [{ ...clock, waited: elapsed(calendar, startedAt, now, ownPauses(kind, pauses)) ?? 0 }];
  });
  const past: PastShare[] = [];
  for (const kind of lookedAt)
    past.push(shareBy(policy, kind, await tx.policies.judged(officeId, kind, from, now), late));
  return { moves: movesBy(policy, promises, calendars, now), past };
}
