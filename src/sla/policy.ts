/** What an office promises, and how a promise is said. */
import { type ClockKind, clockKinds } from './clockKinds.ts';
import type { Minutes } from './hours.ts';

export type Priority = 'normal' | 'urgent';

/** Business minutes until the first reply, until each later one, and until the request is resolved. */
export type Targets = { firstReply: Minutes; nextReply: Minutes; resolution: Minutes };

/** Who is told when so many per cent of a target have elapsed. */
export type EscalationStep = { percent: number; tell: readonly ('liaison' | 'backup' | 'supervisor')[] };

export type Policy = {
  targets: Record<Priority, Targets>;
  /** The goal inside the promise, in per cent of it: liaisons see the goal, requesters the promise. */
  goalPercent: number;
  escalations: readonly EscalationStep[];
  /** How often somebody is rung for warnings in a day at most; the rest stands on the day's card. Default: `defaultWarningsADay`. */
  warningsADay?: number;
  /** How many business minutes "a business day" means in a promise. */
  businessDayMinutes: Minutes;
};

export const defaultGoalPercent = 75;
export const defaultWarningsADay = 10;

export const defaultEscalations: readonly EscalationStep[] = [
  { percent: 50, tell: ['liaison'] },
  { percent: 80, tell: ['liaison', 'backup'] },
  { percent: 100, tell: ['liaison', 'backup', 'supervisor'] },
];

/** What the office promises for a clock, in business minutes. */
export function targetOf(policy: Policy, priority: Priority, kind: ClockKind): Minutes {
  return policy.targets[priority][clockKinds[kind].target];
}

/** The inner target that liaisons see: part of a promise, in business minutes. */
export function goalOf(policy: Policy, target: Minutes): Minutes {
  return (target * policy.goalPercent) / 100;
}

/**
 * A target in words: "2 business days (16 business hours)", "4 business hours", "45 business minutes". `short` leaves
 * out what stands in brackets: those who ask count in days.
 */
export function sayTarget(minutes: Minutes, businessDayMinutes: Minutes, how: 'short' | 'exact' = 'exact'): string {
  const days = minutes / businessDayMinutes;
  if (days >= 1 && Number.isInteger(days)) {
    const said = count(days, 'business day');
    return how === 'short' ? said : `${said} (${sayDuration(minutes)})`;
  }
  return sayDuration(minutes);
}

function sayDuration(minutes: Minutes): string {
  const hours = Math.floor(minutes / 60);
  const rest = Math.round((minutes - hours * 60) * 1000) / 1000;
  if (hours === 0) return count(rest, 'business minute');
  return rest === 0 ? count(hours, 'business hour') : `${count(hours, 'business hour')} ${count(rest, 'minute')}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
