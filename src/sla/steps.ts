import { type Calendar, localDate, nextOpening, openingOfDay, type Unknown } from './calendar.ts';
import { type Pause, stepTime } from './clocks.ts';
import { defaultRepeats, type Policy } from './policy.ts';

/** A breach is announced this long after it happened: platforms deliver again within it, and an answer may be under way. */
const GRACE_MS = 90_000;
const DAY_MS = 86_400_000;
/** No row of holidays is longer. */
const MOST_DAYS = 60;

/** The step that repeats what was said of a broken promise. */
export const AGAIN = 'again';

/** The step that tells of a new time that is too late for whoever asked; once for each time that was named. */
const TOO_LATE = 'too late';
export const isTooLate = ({ name }: Pick<Step, 'name'>): boolean => name.startsWith(`${TOO_LATE} `);

/**
 * A step that waits: on the way to a due time, at it, and past it. Total resolution takes over from the first at a
 * reopening.
 */
export type Step = { at: Date | Unknown; name: string; percent: number };

/** What of a clock decides its steps; `pauses` are those that stop this kind of clock. */
type Running = {
  startedAt: Date;
  target: number | null;
  pauses: readonly Pause[];
  /** The steps that were taken or passed over, by name. */
  taken: readonly string[];
  /** When it was announced that the promise is broken. */
  breachedAt: Date | null;
  /** Nothing is repeated before then. */
  quietUntil: Date | null;
  /** When whoever asked said that a new time is too late for them. */
  contestedAt?: Date | null;
};
type StepRules = { calendar: Calendar; policy: Pick<Policy, 'escalations' | 'repeats'> };

/**
 * The steps of a policy by what they are known by: the name in the office's file, else whom they tell. So a step that is
 * moved to another per cent is still the same, and is neither taken twice nor left out.
 */
export function namedSteps({ escalations }: Pick<Policy, 'escalations'>): readonly NamedStep[] {
  const known = named.get(escalations);
  if (known) return known;
  const steps = nameSteps(escalations);
  named.set(escalations, steps);
  return steps;
}
type NamedStep = { name: string; percent: number };
/** Policies never change once they are read, and are asked for every clock of the office. */
const named = new WeakMap<Policy['escalations'], readonly NamedStep[]>();

function nameSteps(escalations: Policy['escalations']): NamedStep[] {
  const seen = new Map<string, number>();
  return escalations
    .toSorted((a, b) => a.percent - b.percent)
    .map(({ name, percent, tell }) => {
      const base = name ?? [...tell].sort().join(' ');
      const times = (seen.get(base) ?? 0) + 1;
      seen.set(base, times);
      return { name: times === 1 ? base : `${base} ${times}`, percent };
    });
}

/**
 * The next step; null while the clock is paused or when none is left. Its time is unknown where the calendar has ended.
 * Never while the office is closed: a step that falls there waits for the opening.
 */
export function nextStep(rules: StepRules, clock: Running): Step | null {
  const refused = refusal(rules, clock);
  if (refused) return refused;
  const [step] = namedSteps(rules.policy).filter(({ name }) => !clock.taken.includes(name));
  const again = repetition(rules, clock);
  if (!step || clock.target === null) return again;
  const reached = stepTime(rules.calendar, clock.startedAt, clock.target, clock.pauses, step.percent);
  if (reached === null) return again;
  const at = reached && step.percent >= 100 ? new Date(reached.getTime() + GRACE_MS) : reached;
  // The next opening of an open office is now.
  const next = { at: at && nextOpening(rules.calendar, at), ...step };
  return again?.at && (!next.at || again.at < next.at) ? again : next;
}

/** The promise stands, and will not be kept: that is told at once, whatever has elapsed. */
function refusal({ calendar }: StepRules, { contestedAt, taken }: Running): Step | undefined {
  if (!contestedAt) return undefined;
  const name = `${TOO_LATE} ${contestedAt.toISOString()}`;
  return taken.includes(name) ? undefined : { at: nextOpening(calendar, contestedAt), name, percent: 0 };
}

/** A broken promise is said again, as long as nothing keeps it quiet and the office is not waiting for somebody else. */
function repetition({ calendar, policy }: StepRules, { breachedAt, quietUntil, pauses }: Running): Step | null {
  const { tell } = policy.repeats ?? defaultRepeats;
  if (!breachedAt || tell.length === 0 || pauses.some(({ to }) => to === undefined)) return null;
  return { at: nextOpening(calendar, quietUntil ?? breachedAt), name: AGAIN, percent: 100 };
}

/**
 * Of steps that all passed while nobody looked only the last is taken, and the others are passed over: a warning after
 * the breach helps nobody. `taken`: with what was taken before.
 */
export function stepNow(rules: StepRules, clock: Running, now: Date): { take?: Step; taken: string[] } {
  const taken = [...clock.taken];
  let take: Step | undefined;
  for (;;) {
    const next = nextStep(rules, { ...clock, taken });
    if (!next?.at || next.at > now) break;
    if (next.name === AGAIN) {
      take ??= next;
      break;
    }
    // Warnings on the way are less than that it will not be kept.
    if (!take || !isTooLate(take) || next.percent >= 100) take = next;
    taken.push(next.name);
  }
  return { ...(take && { take }), taken };
}

/** When the office opens on the so-manieth day after this one on which it does; unknown where the calendar has ended. */
export function openingAfter(calendar: Calendar, at: Date, days: number): Date | Unknown {
  const noon = Date.parse(`${localDate(calendar, at)}T12:00:00Z`);
  let left = days;
  for (let ahead = 1; ahead <= days + MOST_DAYS; ahead += 1) {
    const opening = openingOfDay(calendar, new Date(noon + ahead * DAY_MS).toISOString().slice(0, 10));
    if (opening === undefined) return undefined;
    if (opening) left -= 1;
    if (opening && left === 0) return opening;
  }
  return undefined;
}
