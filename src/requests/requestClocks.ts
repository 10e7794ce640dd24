import type { Rules } from '../offices/office.ts';
import { CalendarError } from '../sla/calendar.ts';
import { type ClockKind, dueTime, elapsed, type Pause, type PauseCause, pausesOf } from '../sla/clocks.ts';
import { targetOf } from '../sla/policy.ts';
import { nextStep } from '../sla/steps.ts';
import type { AgencyRequest, Priority } from './request.ts';

/** A clock as it is kept. `dueAt` is null while it is paused; `elapsed` (business minutes) and `met` are fixed when it stops. */
export type ClockRow = {
  id: number;
  officeId: number;
  requestId: number;
  kind: ClockKind;
  startedAt: Date;
  target: number;
  dueAt: Date | null;
  stoppedAt: Date | null;
  elapsed: number | null;
  met: boolean | null;
  stepAt: Date | null;
  stepPercent: number | null;
  /** When it was announced that the target was missed; null when that was taken back. */
  breachedAt: Date | null;
  droppedAt: Date | null;
  /** Who held the request when the promise was kept or fell due; null while it runs and is not late. */
  heldBy: number | null;
};
export type NewClock = Pick<
  ClockRow,
  'officeId' | 'requestId' | 'kind' | 'startedAt' | 'target' | 'dueAt' | 'stepAt' | 'stepPercent'
>;

export type RequestPause = Pause & { kind: PauseCause };

/** When a clock is due and what its next step is: what follows from its facts and is kept only to be found again. */
type Plan = Pick<ClockRow, 'dueAt' | 'stepAt' | 'stepPercent'>;

export function startClock(
  request: Pick<AgencyRequest, 'id' | 'officeId' | 'priority'>,
  kind: ClockKind,
  startedAt: Date,
  rules: Rules,
  pauses: RequestPause[],
): NewClock {
  const target = targetOf(rules.policy, request.priority, kind);
  const plan = planClock({ kind, startedAt, target, stepPercent: 1 }, pauses, rules);
  // The first resolution warns for both; the total takes over when a request is reopened.
  const silent = kind === 'total_resolution' ? { stepAt: null } : {};
  return { officeId: request.officeId, requestId: request.id, kind, startedAt, target, ...plan, ...silent };
}

/**
 * Plans a running clock anew, after a pause, another target or another calendar. Steps below `stepPercent` were taken
 * and stay so. Where the calendar has ended there is no due time to tell, and none is guessed.
 */
export function planClock(
  clock: Pick<ClockRow, 'kind' | 'startedAt' | 'target' | 'stepPercent'>,
  pauses: RequestPause[],
  rules: Rules,
): Plan {
  const own = ownPauses(clock.kind, pauses);
  try {
    const dueAt = dueTime(rules.calendar, clock.startedAt, clock.target, own) ?? null;
    if (clock.stepPercent === null) return { dueAt, stepAt: null, stepPercent: null };
    const step = dueAt && nextStep(rules, { ...clock, pauses: own }, clock.stepPercent - 1);
    return { dueAt, stepAt: step?.at ?? null, stepPercent: step?.percent ?? clock.stepPercent };
  } catch (error) {
    if (error instanceof CalendarError) return { dueAt: null, stepAt: null, stepPercent: clock.stepPercent };
    throw error;
  }
}

/** The verdict of a clock that stops at `at`: from facts, and final. None is guessed where the calendar has ended. */
export function stopClock(
  clock: Pick<ClockRow, 'kind' | 'startedAt' | 'target'>,
  at: Date,
  pauses: RequestPause[],
  rules: Rules,
): Pick<ClockRow, 'stoppedAt' | 'elapsed' | 'met' | 'stepAt'> {
  try {
    const spent = elapsed(rules.calendar, clock.startedAt, at, ownPauses(clock.kind, pauses));
    return { stoppedAt: at, elapsed: spent, met: Math.round(spent * 60_000) <= clock.target * 60_000, stepAt: null };
  } catch (error) {
    if (!(error instanceof CalendarError)) throw error;
    return { stoppedAt: at, elapsed: null, met: null, stepAt: null };
  }
}

/** The target of a clock under another priority. */
export const targetFor = (clock: Pick<ClockRow, 'kind'>, priority: Priority, rules: Rules): number =>
  targetOf(rules.policy, priority, clock.kind);

export const isRunning = (clock: ClockRow): boolean => clock.stoppedAt === null && clock.droppedAt === null;

export const isReply = ({ kind }: Pick<ClockRow, 'kind'>): boolean => kind === 'first_reply' || kind === 'next_reply';

/** The reply that is owed: the first, or the next one; undefined when none is. */
export const owedReply = (clocks: ClockRow[]): ClockRow | undefined =>
  clocks.find((clock) => isRunning(clock) && isReply(clock));

/** The promise that counts now: the reply that is owed, else the resolution. */
export const promiseNow = (clocks: ClockRow[]): ClockRow | undefined =>
  owedReply(clocks) ??
  clocks.find((clock) => isRunning(clock) && clock.kind === 'first_resolution') ??
  clocks.find((clock) => isRunning(clock) && clock.kind === 'total_resolution');

export const ownPauses = (kind: ClockKind, pauses: readonly RequestPause[]): Pause[] =>
  pauses.filter((pause) => pausesOf[kind].includes(pause.kind));
