import type { Rules } from '../offices/office.ts';
import {
  allKinds,
  type ClockKind,
  clockKinds,
  isAgreed,
  isReply,
  ownPauses,
  type PauseCause,
} from '../sla/clockKinds.ts';
import { dueTime, elapsed, type Pause } from '../sla/clocks.ts';
import type { Minutes } from '../sla/hours.ts';
import { type Policy, type Terms, targetOf } from '../sla/policy.ts';
import { namedSteps, nextStep } from '../sla/steps.ts';
import { verdictOn } from './countedBy.ts';
import type { AgencyRequest } from './request.ts';

/**
 * A clock as it is kept. `target` is null where no time is promised: such a clock is never due, and no verdict is on it.
 * `dueAt` is null while it is paused. `elapsed` (business minutes) and `met` are fixed when it
 * stops; they stay null as long as nobody has confirmed the calendar for it.
 */
export type ClockRow = {
  id: number;
  officeId: number;
  requestId: number;
  kind: ClockKind;
  startedAt: Date;
  target: Minutes | null;
  dueAt: Date | null;
  stoppedAt: Date | null;
  elapsed: number | null;
  met: boolean | null;
  stepAt: Date | null;
  stepPercent: number | null;
  /** The steps that were taken or passed over, by name; null: as an older desk wrote it, those below `stepPercent`. */
  taken: string[] | null;
  /** How often it was said again since it broke, or since somebody had it. */
  repeats: number;
  /** Nothing is said again before then. */
  quietUntil: Date | null;
  /** When it was announced that the target was missed; null when that was taken back. */
  breachedAt: Date | null;
  /** The version of the calendar by which it was broken: what was counted until then stays. Null while it is not. */
  brokenBy: number | null;
  /** The version by which its verdict was given; null while it runs, and where an older desk gave it. */
  calendarId: number | null;
  /** A later time was given then: it warns no more and is not what counts, and keeps its verdict. */
  releasedAt: Date | null;
  /** When whoever asked said that a later time is too late for them: this one stands. */
  contestedAt: Date | null;
  droppedAt: Date | null;
  /** Who held the request when the promise was kept or fell due; null while it runs and is not late. */
  heldBy: number | null;
};
type NewClock = Pick<
  ClockRow,
  'officeId' | 'requestId' | 'kind' | 'startedAt' | 'target' | 'dueAt' | 'stepAt' | 'stepPercent'
>;

export type RequestPause = Pause & { kind: PauseCause };

/** When a clock is due and what its next step is: what follows from its facts and is kept only to be found again. */
type Plan = Pick<ClockRow, 'dueAt' | 'stepAt' | 'stepPercent'>;

/** What of a request decides what it is promised. */
export type Promised = Pick<AgencyRequest, 'officeId' | 'urgentSince'> & Terms;

/** The clocks that begin with a request. */
export function openingClocks(request: Promised & Pick<AgencyRequest, 'id' | 'openedAt'>, rules: Rules): ClockRow[] {
  const begun = allKinds.filter((kind) => clockKinds[kind].begins === 'request');
  const clocks = begun.map((kind) => startClock(request, kind, request.openedAt, rules));
  return clocks.map((clock) => (isSilent(clock, begun) ? { ...clock, stepAt: null } : clock));
}

/** What a question after a reply begins: a reply of its own is owed. */
export function questionClocks(request: Promised & Pick<AgencyRequest, 'id'>, at: Date, rules: Rules): ClockRow[] {
  const begun = allKinds.filter((kind) => clockKinds[kind].begins === 'question');
  return begun.map((kind) => startClock(request, kind, at, rules));
}

/** What a reply begins that was delivered and did not end the request: nothing, where the office promises no news. */
export function newsClocks(request: Promised & Pick<AgencyRequest, 'id'>, at: Date, rules: Rules): ClockRow[] {
  const begun = allKinds.filter((kind) => clockKinds[kind].begins === 'reply');
  return begun.map((kind) => startClock(request, kind, at, rules)).filter(({ target }) => target !== null);
}

function startClock(
  request: Promised & Pick<AgencyRequest, 'id'>,
  kind: ClockKind,
  startedAt: Date,
  rules: Rules,
): ClockRow {
  const target = targetNow(request, { kind, startedAt, target: null }, [], rules);
  return newClock({ officeId: request.officeId, requestId: request.id, kind, startedAt, target }, [], rules);
}

/** A clock that begins, planned. */
export function newClock(
  of: Pick<NewClock, 'officeId' | 'requestId' | 'kind' | 'startedAt' | 'target'>,
  pauses: readonly RequestPause[],
  rules: Rules,
): ClockRow {
  const begun = { ...of, ...planClock({ ...of, ...unbroken }, pauses, rules), ...unbroken };
  return { ...begun, id: 0, ...unjudged, droppedAt: null, heldBy: null };
}

const unjudged = { stoppedAt: null, elapsed: null, met: null, calendarId: null };
const unbroken = {
  ...{ taken: [], repeats: 0, quietUntil: null, breachedAt: null, brokenBy: null },
  ...{ releasedAt: null, contestedAt: null },
};

/**
 * What is promised for a clock, in business minutes from its start. Of a request that was made urgent meanwhile it is
 * what had passed by then and the urgent target, or the old target where that ends sooner. Whole minutes, rounded up.
 */
export function targetNow(
  { agency, line, priority, urgentSince }: Promised,
  { kind, startedAt, target: now }: Pick<ClockRow, 'kind' | 'startedAt' | 'target'>,
  pauses: readonly RequestPause[],
  { policy, calendar }: Pick<Rules, 'policy' | 'calendar'>,
): Minutes | null {
  // What somebody named is nobody's to change: neither a priority nor another policy moves it.
  if (isAgreed({ kind })) return now;
  const target = targetOf(policy, { agency, line, priority }, kind);
  if (priority === 'normal' || urgentSince === null || urgentSince <= startedAt || target === null) return target;
  const before = elapsed(calendar, startedAt, urgentSince, ownPauses(kind, pauses));
  const normal = targetOf(policy, { agency, line, priority: 'normal' }, kind);
  if (before === undefined) return normal;
  const urgent = Math.ceil(before + target);
  return normal === null ? urgent : Math.min(normal, urgent);
}

/**
 * Plans a running clock anew. Steps that were taken stay so. Where the calendar has ended there is no due time to tell,
 * and none is guessed.
 */
function planClock(
  clock: Pick<ClockRow, 'kind' | 'startedAt' | 'target' | 'taken' | 'breachedAt' | 'quietUntil' | 'contestedAt'> &
    Partial<Pick<ClockRow, 'stepPercent'>>,
  pauses: readonly RequestPause[],
  rules: Rules,
): Plan {
  const { target } = clock;
  const taken = takenOf(clock, rules.policy);
  const stepPercent = namedSteps(rules.policy).find(({ name }) => !taken.includes(name))?.percent ?? null;
  if (target === null) return { dueAt: null, stepAt: null, stepPercent };
  const own = ownPauses(clock.kind, pauses);
  const dueAt = dueTime(rules.calendar, clock.startedAt, target, own) ?? null;
  const step = dueAt && nextStep(rules, { ...clock, pauses: own, taken });
  return { dueAt, stepAt: step?.at ?? null, stepPercent };
}

/** The steps of a clock that were taken, by name. */
export const takenOf = (
  { taken, stepPercent = null }: Pick<ClockRow, 'taken'> & Partial<Pick<ClockRow, 'stepPercent'>>,
  policy: Policy,
): string[] =>
  taken ??
  namedSteps(policy)
    .filter(({ percent }) => stepPercent === null || percent < stepPercent)
    .map(({ name }) => name);

/**
 * Somebody has what is broken, or has just got it: nothing is said again before `until`, and then from the first level
 * on.
 */
export function hushed(
  clocks: readonly ClockRow[],
  until: Date | null,
  pauses: readonly RequestPause[],
  rules: Rules,
): ClockRow[] {
  return clocks.map((clock) => {
    if (!isRunning(clock) || !clock.breachedAt) return clock;
    const quiet = { ...clock, quietUntil: until, repeats: 0 };
    const { stepAt, stepPercent } = planClock(quiet, pauses, rules);
    return { ...quiet, stepAt, stepPercent };
  });
}

/**
 * The clocks of a request under another priority or office: new targets (`targetNow`). What is broken
 * stays as it was promised, though nobody may have been told of it yet: it is late since then.
 */
export function retargeted(
  request: Promised,
  clocks: readonly ClockRow[],
  pauses: readonly RequestPause[],
  rules: Rules,
  now: Date,
): ClockRow[] {
  const { officeId } = request;
  const isBroken = ({ dueAt, breachedAt }: ClockRow): boolean =>
    dueAt !== null && (breachedAt !== null || dueAt <= now);
  const moved = clocks.map((clock) => {
    if (!isRunning(clock)) return clock;
    return { ...clock, officeId, ...(!isBroken(clock) && { target: targetNow(request, clock, pauses, rules) }) };
  });
  return replanned(moved, pauses, rules).map((clock, nth) => {
    const was = clocks[nth];
    return was && isRunning(clock) && isBroken(was) ? { ...clock, dueAt: was.dueAt } : clock;
  });
}

/**
 * The clocks of a request after a pause began or ended, or under another calendar: running ones get their times anew,
 * and one that stopped where no calendar was confirmed gets its verdict. Other verdicts are final.
 */
export function replanned(clocks: readonly ClockRow[], pauses: readonly RequestPause[], rules: Rules): ClockRow[] {
  const running = clocks.filter(isRunning).map(({ kind }) => kind);
  return clocks.map((clock) => {
    if (!isRunning(clock)) return { ...clock, ...verdictOn(clock, pauses, rules) };
    const planned = planClock(clock, pauses, rules);
    // What was broken is late since then, whatever time it has by other rules.
    const plan = clock.breachedAt && clock.dueAt ? { ...planned, dueAt: clock.dueAt } : planned;
    // A silent clock keeps its next step for when it warns.
    return clock.releasedAt || isSilent(clock, running) ? { ...clock, dueAt: plan.dueAt } : { ...clock, ...plan };
  });
}

/** A clock that stops at `at`, with the verdict that follows from the facts and is final. */
export function stopped(clock: ClockRow, at: Date, pauses: readonly RequestPause[], rules: Rules): ClockRow {
  const ended = { ...clock, stoppedAt: at, stepAt: null };
  return { ...ended, ...verdictOn(ended, pauses, rules) };
}

/** A clock that nobody is owed any more: withdrawn, or answered elsewhere. It gets no verdict. */
export const dropped = (clock: ClockRow, at: Date): ClockRow => ({ ...clock, droppedAt: at, stepAt: null });

/** The clocks of a request that is reopened: some go on, and are owed again; that of a duplicate was dropped. */
export const reopened = (clocks: readonly ClockRow[]): ClockRow[] =>
  clocks.map((clock) =>
    isRunning(clock) || !clockKinds[clock.kind].survivesReopening
      ? clock
      : {
          ...{ ...clock, ...unjudged, droppedAt: null, heldBy: null },
          ...{ releasedAt: null, contestedAt: null },
        },
  );

/** Clocks that stopped where no calendar was confirmed get their verdict, where this one can tell it. */
export const judged = (clocks: readonly ClockRow[], pauses: readonly RequestPause[], rules: Rules): ClockRow[] =>
  clocks.map((clock) => ({ ...clock, ...verdictOn(clock, pauses, rules) }));

const isSilent = ({ kind }: Pick<ClockRow, 'kind'>, running: readonly ClockKind[]): boolean => {
  const { silentWhile } = clockKinds[kind];
  return silentWhile !== null && running.includes(silentWhile);
};

export const isRunning = (clock: ClockRow): boolean => clock.stoppedAt === null && clock.droppedAt === null;

/**
 * When the first promise was broken that is not kept yet; undefined when none is. Known once it was announced: what is
 * past its time for a minute is no more than due.
 */
export function lateSince(clocks: readonly ClockRow[]): Date | undefined {
  const broken = clocks.flatMap((clock) =>
    isRunning(clock) && clock.breachedAt ? [clock.dueAt ?? clock.breachedAt] : [],
  );
  return broken.sort((a, b) => a.getTime() - b.getTime())[0];
}

/** Whether it is owed, and no later time was given instead. */
export const isCounting = (clock: ClockRow): boolean => isRunning(clock) && clock.releasedAt === null;

/** The reply that is owed: the first, the next one, or that at a later time; undefined when none is. */
export const owedReply = (clocks: readonly ClockRow[]): ClockRow | undefined =>
  clocks.filter((clock) => isCounting(clock) && isReply(clock)).sort(inOrder)[0];

/** The resolution that was told, where news are what counts now. */
export const finishBeside = (clocks: readonly ClockRow[], { kind }: Pick<ClockRow, 'kind'>): ClockRow | undefined =>
  clockKinds[kind].owes === 'news'
    ? clocks.find((clock) => isCounting(clock) && clockKinds[clock.kind].owes === 'resolution')
    : undefined;

/**
 * The promise that counts now: the first that was broken and is not kept yet, whatever was promised since; else the reply
 * that is owed, else news, else the resolution.
 */
export const promiseNow = (clocks: readonly ClockRow[]): ClockRow | undefined =>
  clocks.filter(isCounting).sort((a, b) => brokenAt(a) - brokenAt(b) || inOrder(a, b))[0];

const inOrder = (a: ClockRow, b: ClockRow): number =>
  allKinds.indexOf(a.kind) - allKinds.indexOf(b.kind) || a.id - b.id;

/** Milliseconds; far in the future while it is not broken. Finite, so that two of them can be compared. */
const brokenAt = ({ breachedAt, dueAt }: ClockRow): number =>
  breachedAt && dueAt ? dueAt.getTime() : Number.MAX_SAFE_INTEGER;
