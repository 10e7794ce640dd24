import type { Rules } from '../offices/office.ts';
import { addMinutes, isOpen, minutesBetween, nextOpening, type Unknown } from '../sla/calendar.ts';
import { type ClockKind, clockKinds, isAgreed, isReply, ownPauses } from '../sla/clockKinds.ts';
import { elapsed } from '../sla/clocks.ts';
import {
  type ClockRow,
  dropped,
  isCounting,
  isRunning,
  newClock,
  type RequestPause,
  replanned,
} from './requestClocks.ts';

/**
 * *It will take longer*: a later time than was promised. What was promised keeps its clock and gets its verdict by the
 * old time; it is released, so it warns no more, and a clock of the new time counts instead. Whoever asked may say that
 * it is too late: then the new one is dropped, and the old one stands.
 */

const MINUTE = 60_000;

/**
 * The promise that can still be told to take longer: one that counts and has not ended, a reply before a resolution.
 * Without `now` as far as is known of it.
 */
export function extendable(clocks: readonly ClockRow[], now?: Date): ClockRow | undefined {
  const counting = clocks.filter(isCounting);
  const replies = counting.filter(isReply);
  const finishes = counting.filter((clock) => owes(clock) === 'resolution');
  return (replies.length > 0 ? replies : finishes).find(
    ({ breachedAt, dueAt }) => !breachedAt && dueAt && (!now || dueAt > now),
  );
}

/** The later time that counts now, as long as whoever asked may say that it is too late. */
export function contestable(clocks: readonly ClockRow[], now?: Date): ClockRow | undefined {
  const promise = extendable(clocks, now);
  return promise && isAgreed(promise) ? promise : undefined;
}

/** What an agreed time stands for: the promise that was made first of those that it released. */
export const promisedBefore = (clocks: readonly ClockRow[], agreed: ClockRow): ClockRow | undefined =>
  clocks.find(
    (clock) => clock.releasedAt !== null && owes(clock) === owes(agreed) && !isAgreed(clock) && isRunning(clock),
  );

/** The later time that was too late for whoever asked, of a promise that stands. */
export const refusedTime = (clocks: readonly ClockRow[]): { promise: ClockRow; refused: ClockRow } | undefined => {
  const promise = clocks.find((clock) => isCounting(clock) && clock.contestedAt !== null);
  const refused =
    promise &&
    clocks.findLast((clock) => isAgreed(clock) && clock.droppedAt?.getTime() === promise.contestedAt?.getTime());
  return promise && refused && { promise, refused };
};

const owes = ({ kind }: Pick<ClockRow, 'kind'>) => clockKinds[kind].owes;

/**
 * Whether the office is at work right before that instant: a promise for the moment of opening would be one for the
 * evening before. Else when it would be, or unknown where the calendar has ended.
 */
export function inOfficeTime(
  { calendar }: Pick<Rules, 'calendar'>,
  at: Date,
): { open: boolean; next?: Date } | Unknown {
  const before = isOpen(calendar, new Date(at.getTime() - 1));
  if (before === undefined) return undefined;
  if (before) return { open: true };
  const opening = nextOpening(calendar, at);
  return { open: false, ...(opening && { next: new Date(opening.getTime() + 60 * MINUTE) }) };
}

/**
 * The clocks once `promise` takes until `due`. A resolution that would be due before the reply moves along by as many
 * business minutes.
 */
export function extended(
  clocks: readonly ClockRow[],
  { promise, due, at }: { promise: ClockRow; due: Date; at: Date },
  pauses: readonly RequestPause[],
  rules: Rules,
): ClockRow[] {
  const later = withLater(clocks, promise, due, at, pauses, rules);
  const finish = isReply(promise)
    ? later.find((clock) => isCounting(clock) && owes(clock) === 'resolution' && !clock.breachedAt)
    : undefined;
  if (!finish?.dueAt || finish.dueAt > due || finish.dueAt <= at || !promise.dueAt) return later;
  const by = minutesBetween(rules.calendar, promise.dueAt, due);
  const moved = by === undefined ? undefined : addMinutes(rules.calendar, finish.dueAt, Math.ceil(by));
  return withLater(later, finish, moved ?? due, at, pauses, rules);
}

function withLater(
  clocks: readonly ClockRow[],
  promise: ClockRow,
  due: Date,
  at: Date,
  pauses: readonly RequestPause[],
  rules: Rules,
): ClockRow[] {
  const kind: ClockKind = isReply(promise) ? 'agreed_reply' : 'agreed_resolution';
  const startedAt = wholeMinute(
    at,
    clocks.filter((clock) => clock.kind === kind),
  );
  const target = elapsed(rules.calendar, startedAt, due, ownPauses(kind, pauses));
  if (target === undefined) return [...clocks];
  const { officeId, requestId } = promise;
  const agreed = newClock({ officeId, requestId, kind, startedAt, target: Math.round(target) }, pauses, rules);
  const isReleased = (clock: ClockRow): boolean =>
    isCounting(clock) && owes(clock) === owes(promise) && !clock.breachedAt;
  return [
    ...clocks.map((clock) =>
      isReleased(clock) ? { ...clock, releasedAt: startedAt, contestedAt: null, stepAt: null } : clock,
    ),
    agreed,
  ];
}

/** Targets are whole minutes, so such a clock begins on one; two that are given in one minute begin apart. */
function wholeMinute(at: Date, others: readonly ClockRow[]): Date {
  let begin = Math.floor(at.getTime() / MINUTE) * MINUTE;
  while (others.some(({ startedAt }) => startedAt.getTime() === begin)) begin -= MINUTE;
  return new Date(begin);
}

/**
 * The clocks once these later times count no more: what they released counts again. `contested`: that of which whoever
 * asked said that it is too late.
 */
export function takenBack(
  clocks: readonly ClockRow[],
  agreed: readonly ClockRow[],
  { at, contested }: { at: Date; contested?: ClockRow },
  pauses: readonly RequestPause[],
  rules: Rules,
): ClockRow[] {
  const stands = contested && clocks.find((clock) => isRunning(clock) && isOf(clock, contested));
  const back = clocks.map((clock) => {
    if (agreed.includes(clock)) return dropped(clock, at);
    if (!isRunning(clock) || !agreed.some((each) => isOf(clock, each))) return clock;
    return { ...clock, releasedAt: null, ...(clock === stands && { contestedAt: at }) };
  });
  return replanned(back, pauses, rules);
}

const isOf = ({ releasedAt, kind }: ClockRow, agreed: Pick<ClockRow, 'startedAt' | 'kind'>): boolean =>
  releasedAt?.getTime() === agreed.startedAt.getTime() && owes({ kind }) === owes(agreed);

/** Later times end with what they were given for: answered, or owed no more. */
export const withoutEmpty = (clocks: readonly ClockRow[], at: Date): ClockRow[] =>
  clocks.map((clock) =>
    isRunning(clock) && isAgreed(clock) && !clocks.some((other) => isRunning(other) && isOf(other, clock))
      ? dropped(clock, at)
      : clock,
  );
