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

/**
 * Which open requests would have another time, page by page. What is broken stays so, whatever is promised now: of those
 * it is counted how many were due since `from`, and how many would have been late by the new promises too.
 */
function watchPolicy(policy: Policy, { from, now }: { from: Date; now: Date }) {
  const moves = { later: new Set<number>(), earlier: new Set<number>(), late: new Set<number>() };
  const [unknown, unpromised] = [new Set<number>(), new Set<number>()];
  const late = new Map<ClockKind, { before: number; after: number }>();

  function seeMove(clock: OpenPromise, calendar: Calendar): void {
    const { requestId, kind, startedAt, dueAt, promised } = clock;
    const target = targetNow(promised, clock, clock.pauses, { policy, calendar });
    if (target === null && clock.target !== null) unpromised.add(requestId);
    if (target === null || target === clock.target) return;
    const due = dueTime(calendar, startedAt, target, ownPauses(kind, clock.pauses));
    if (due === undefined) unknown.add(requestId);
    // One that stands still has no time to compare, and goes on with more or less of it.
    if (due === null && clock.target !== null) moves[target > clock.target ? 'later' : 'earlier'].add(requestId);
    if (!due) return;
    if (due <= now) moves.late.add(requestId);
    if (dueAt && due > dueAt) moves.later.add(requestId);
    if (dueAt && due < dueAt) moves.earlier.add(requestId);
  }

  function seeLate({ kind, startedAt, pauses, promised }: OpenPromise, calendar: Calendar): void {
    const counted = late.get(kind) ?? { before: 0, after: 0 };
    const target = targetOf(policy, promised, kind);
    const waited = elapsed(calendar, startedAt, now, ownPauses(kind, pauses)) ?? 0;
    const after = target !== null && waited > target ? 1 : 0;
    late.set(kind, { before: counted.before + 1, after: counted.after + after });
  }

  return {
    late,
    see(page: readonly OpenPromise[], calendars: ReadonlyMap<number, Calendar>): void {
      for (const clock of page) {
        const calendar = calendars.get(clock.promised.calendarId);
        if (!calendar) continue;
        if (!clock.dueAt || clock.dueAt > now) seeMove(clock, calendar);
        else if (clock.dueAt >= from) seeLate(clock, calendar);
      }
    },
    moves: (): PolicyPreview['moves'] => ({
      ...{ later: [...moves.later], earlier: [...moves.earlier], late: [...moves.late] },
      ...{ unknown: [...unknown], unpromised: [...unpromised] },
    }),
  };
}

/** How much was kept, and how much would have been. One that is open and late counts: ignoring it improves nothing. */
function shareBy(
  policy: Policy,
  kind: PastShare['kind'],
  judged: readonly JudgedClocks[],
  late = { before: 0, after: 0 },
): PastShare {
  const before = { due: late.before, met: 0 };
  const after = { due: late.after, met: 0 };
  for (const { raised, minutes, n, met, ...terms } of judged) {
    before.due += n;
    before.met += met;
    const target = targetOf(policy, terms, kind);
    if (target === null) continue;
    after.due += n;
    after.met += raised ? met : minutes <= target ? n : 0;
  }
  return { kind, before, after };
}

export async function previewPolicy(tx: Tx, officeId: number, policy: Policy, now: Date): Promise<PolicyPreview> {
  const calendars = new Map<number, Calendar>();
  const from = new Date(now.getTime() - DAYS_BACK * DAY_MS);
  const watched = watchPolicy(policy, { from, now });
  await tx.roster.openPromises(officeId, async (page) => {
    for (const { promised } of page)
      if (!calendars.has(promised.calendarId))
        calendars.set(promised.calendarId, await tx.offices.calendar(promised.calendarId));
    watched.see(page, calendars);
  });
  const past: PastShare[] = [];
  for (const kind of lookedAt)
    past.push(shareBy(policy, kind, await tx.policies.judged(officeId, kind, from, now), watched.late.get(kind)));
  return { moves: watched.moves(), past };
}
