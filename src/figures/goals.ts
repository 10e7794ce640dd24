import { type Calendar, minutesBetween } from '../sla/calendar.ts';
import { isWithin } from '../sla/clocks.ts';
import type { Minutes } from '../sla/hours.ts';
import { goalOf, goalPercentOf, type Policy, type Terms } from '../sla/policy.ts';
import type { FigureKind } from './figures.ts';

/** The goal inside a promise: how much of what was due came by the earlier time that liaisons see. Pure. */

/** What has a goal: to finish has none. */
export const goalKinds = ['first_reply', 'next_reply'] as const satisfies readonly FigureKind[];
/** How many came within the goal, of each kind that has one. */
export type Goals = Partial<Record<FigureKind, number>>;

/** Replies of which all is alike that decides their goal; `waits` in business minutes. */
export type Answered = Terms & {
  calendarId: number;
  policyId: number;
  target: Minutes;
  /** Made urgent on the way: the goal lies in the time since then. */
  raised: { startedAt: Date; urgentSince: Date } | null;
  waits: readonly Minutes[];
};

type GoalRules = { policy: Policy; calendar: Calendar };

/** How many of them came within their goal; undefined where it is the promise itself. */
export function countInGoal(
  all: readonly Answered[],
  rulesOf: (of: Pick<Answered, 'calendarId' | 'policyId'>) => GoalRules,
): number | undefined {
  let count = 0;
  let isInside = false;
  for (const answered of all) {
    const rules = rulesOf(answered);
    const goal = goalWithin(answered, rules);
    isInside ||= goalPercentOf(rules.policy, answered) < 100;
    count += answered.waits.filter((wait) => isWithin(wait, goal)).length;
  }
  return isInside ? count : undefined;
}

function goalWithin({ target, raised, ...terms }: Answered, { policy, calendar }: GoalRules): Minutes {
  const before = raised ? minutesBetween(calendar, raised.startedAt, raised.urgentSince) : 0;
  if (before === undefined || before >= target) return target;
  return before + goalOf(policy, terms, target - before);
}
