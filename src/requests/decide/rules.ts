import type { Rules } from '../../offices/office.ts';
import type { RequestEvent } from '../../records/event.ts';
import { followedBy } from '../countedBy.ts';
import type { Draft } from '../draft.ts';
import { promisedTo } from '../facts.ts';
import { movedPromises } from '../moved.ts';
import type { AgencyRequest } from '../request.ts';
import {
  type ClockRow,
  isCounting,
  owedReply,
  type Promised,
  promiseNow,
  type RequestPause,
  replanned,
  retargeted,
} from '../requestClocks.ts';
import type { Untold, UntoldMove } from '../untold.ts';

/** What of a request decides its times. */
type Timed = {
  request: Pick<AgencyRequest, 'state' | 'calendarId' | 'policyId' | 'untold'>;
  promised: Promised;
  clocks: readonly ClockRow[];
  pauses: readonly RequestPause[];
};

type Under = { clocks: ClockRow[]; event: Extract<RequestEvent, { kind: 'promise moved' }> };

/**
 * A request under other rules: a calendar with a closure that was declared today, or promises that were published for
 * open requests too. A breach that happened stays a fact.
 */
function underRules({ request, promised, clocks, pauses }: Timed, rules: Rules, reason: string, now: Date): Under {
  const { calendarId, policyId } = rules;
  const isPromised = policyId !== request.policyId;
  const after = isPromised ? retargeted(promised, clocks, pauses, rules, now) : replanned(clocks, pauses, rules);
  const due = (all: readonly ClockRow[]): string | null => owedReply(all)?.dueAt?.toISOString() ?? null;
  return {
    clocks: after,
    event: {
      ...{ kind: 'promise moved', at: now, actorId: null },
      data: {
        ...{ calendarId, ...(isPromised && { policyId, targets: otherTargets(clocks, after) }) },
        ...{ from: due(clocks), to: due(after), reason },
      },
    },
  };
}

/** Kept, so that whoever asks later reads from what to what; each kind once, as the newest of it has it. */
function otherTargets(before: readonly ClockRow[], after: readonly ClockRow[]) {
  const others = after.flatMap((clock, nth) => {
    const was = before[nth];
    return was && was.target !== clock.target
      ? [[clock.kind, { clock: clock.kind, from: was.target, to: clock.target }] as const]
      : [];
  });
  return [...new Map(others).values()];
}

/** The clocks go by another version of the calendar or of the promises from now on. What moves by it is to be told. */
export function followRules(draft: Draft, rules: Rules, reason: string): void {
  const { request, clocks, pauses } = draft.facts;
  const { calendarId, policyId } = rules;
  const under = underRules({ request, promised: promisedTo(draft.facts), clocks, pauses }, rules, reason, draft.now);
  draft.set({ calendarId, policyId });
  draft.know({ rules: followedBy(draft.facts.rules, rules) });
  draft.clocks(under.clocks);
  draft.record('promise moved', { at: draft.now, actorId: null }, under.event.data);
}

/** How one of many follows: all that is written of it at once. What people know of it stands beside, to be told. */
export type Followed = Under & {
  id: number;
  officeId: number;
  calendarId: number;
  policyId: number;
  /** The clocks that have other times than before, and nothing else. */
  planned: ClockRow[];
  /** Those with another target, or a verdict that could not be told before. */
  judged: ClockRow[];
  /** What lists are sorted by. */
  dueAt: Date | null;
  soonestAt: Date | null;
  untold: Untold | null;
  /** Whether a time moves that was told. */
  isMoved: boolean;
};

export function decideFollowing(
  timed: Timed & { request: Pick<AgencyRequest, 'id' | 'officeId'> },
  rules: Rules,
  move: UntoldMove,
  at: Date,
): Followed {
  const { request, clocks } = timed;
  const { calendarId, policyId } = rules;
  const under = underRules(timed, rules, move.reason, at);
  const planned: ClockRow[] = [];
  const judged: ClockRow[] = [];
  const before: ClockRow[] = [];
  let soonestAt: Date | null = null;
  under.clocks.forEach((clock, nth) => {
    const was = clocks[nth];
    if (isCounting(clock) && clock.dueAt && (!soonestAt || clock.dueAt < soonestAt)) soonestAt = clock.dueAt;
    if (!was || !(isJudged(clock, was) || isPlanned(clock, was))) return;
    (isJudged(clock, was) ? judged : planned).push(clock);
    before.push(was);
  });
  return {
    ...under,
    ...{ id: request.id, officeId: request.officeId, calendarId, policyId, planned, judged, soonestAt },
    dueAt: promiseNow(under.clocks)?.dueAt ?? null,
    untold:
      before.length > 0 || policyId !== request.policyId ? untoldOf(request, before, move) : (request.untold ?? null),
    isMoved: movedPromises(timed, { request, clocks: under.clocks }).length > 0,
  };
}

/** What people knew before, also of what moves again before they are told. */
function untoldOf(
  { calendarId, policyId, untold }: Timed['request'],
  before: readonly ClockRow[],
  move: UntoldMove,
): Untold {
  const clocks = before.map(({ id, target, dueAt }) => ({ id, target, dueAt: dueAt?.toISOString() ?? null }));
  if (!untold) return { calendarId, policyId, clocks, moves: [move] };
  const known = new Set(untold.clocks.map(({ id }) => id));
  const news = clocks.filter(({ id }) => !known.has(id));
  return { ...untold, clocks: [...untold.clocks, ...news], moves: [...untold.moves, move] };
}

const isJudged = (clock: ClockRow, was: ClockRow): boolean => clock.target !== was.target || clock.met !== was.met;

const isPlanned = (clock: ClockRow, was: ClockRow): boolean =>
  clock.stepPercent !== was.stepPercent || !isSame(clock.dueAt, was.dueAt) || !isSame(clock.stepAt, was.stepAt);

const isSame = (a: Date | null, b: Date | null): boolean => a === b || a?.getTime() === b?.getTime();
