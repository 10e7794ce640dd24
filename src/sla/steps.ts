import { type Calendar, nextOpening, type Unknown } from './calendar.ts';
import { type Pause, stepTime } from './clocks.ts';
import type { Policy } from './policy.ts';

/** A breach is announced this long after it happened: platforms deliver again within it, and an answer may be under way. */
const GRACE_MS = 90_000;

/** The steps that wait on the way to a due time and at it. Total resolution takes over from the first at a reopening. */
export type Step = { at: Date | Unknown; percent: number };

/** What of a clock decides its steps; `pauses` are those that stop this kind of clock. */
type Running = { startedAt: Date; target: number | null; pauses: readonly Pause[] };
type StepRules = { calendar: Calendar; policy: Pick<Policy, 'escalations'> };

/**
 * The first step above `above` per cent; null while the clock is paused, when all are taken, or where no time is promised. Its time is unknown
 * where the calendar has ended. Never while the office is closed: a step that falls there waits for the opening.
 */
export function nextStep(rules: StepRules, clock: Running, above: number): Step | null {
  const percents = rules.policy.escalations.map((step) => step.percent).filter((percent) => percent > above);
  if (percents.length === 0 || clock.target === null) return null;
  const percent = Math.min(...percents);
  const reached = stepTime(rules.calendar, clock.startedAt, clock.target, clock.pauses, percent);
  if (reached === null) return null;
  const at = reached && percent >= 100 ? new Date(reached.getTime() + GRACE_MS) : reached;
  // The next opening of an open office is now.
  return { at: at && nextOpening(rules.calendar, at), percent };
}

/** Of steps that all passed while nobody looked only the last is taken: a warning after the breach helps nobody. */
export function stepNow(rules: StepRules, clock: Running, due: number, now: Date): { take: number; next: Step | null } {
  let take = due;
  let next = nextStep(rules, clock, take);
  while (next?.at && next.at <= now) {
    take = next.percent;
    next = nextStep(rules, clock, take);
  }
  return { take, next };
}
