/** What an office promises, and how a promise is said. */
import { type ClockKind, clockKinds } from './clockKinds.ts';
import type { Minutes } from './hours.ts';

export type Priority = 'normal' | 'urgent';

/** What is promised otherwise than before, in business minutes; null: no time is promised. */
export type OtherTarget = { clock: ClockKind; from: Minutes | null; to: Minutes | null };

/**
 * Business minutes until the first reply, until each later one, and until the request is resolved. `update`: how often
 * somebody who waits hears something, at least; missing: nothing of the kind is promised.
 */
export type Targets = { firstReply: Minutes; nextReply: Minutes; resolution: Minutes; update?: Minutes };

/** In the order in which they are said. */
export const targetKinds = ['firstReply', 'nextReply', 'update', 'resolution'] as const satisfies (keyof Targets)[];

/** Whom a warning reaches, from the nearest up. The head of an office is named in its file. */
export const levels = ['liaison', 'backup', 'supervisor', 'administrator', 'head'] as const;
export type Level = (typeof levels)[number];

/** Who is told when so many per cent of a target have elapsed. `name`: what it is known by, whatever its per cent. */
export type EscalationStep = { name?: string; percent: number; tell: readonly Level[] };

/** What follows after a broken promise: every so many business days the next of these are told, and then the first again. */
export type Repeats = { everyDays: number; tell: readonly (readonly Level[])[] };

/** From one time of the day to another, over midnight where it is the earlier: '20:00' to '07:00'. */
export type QuietHours = { from: string; to: string };

/** What is promised to some requests otherwise than to the rest; `for` matches by codes, and what is missing there matches all. */
export type Agreement = {
  name: string;
  for: { agencies?: readonly string[]; lines?: readonly string[]; priority?: Priority };
  /** Null: no agreement. They are answered, and no time is promised for it. */
  targets: Targets | null;
  /** Missing: as for all. */
  goalPercent?: number;
};

/** What of a request decides what is promised to it: codes of its agency and service line, as far as they are known. */
export type Terms = { agency: string | null; line: string | null; priority: Priority };

export type Policy = {
  /** The first that matches holds; `targets` below where none does. */
  agreements?: readonly Agreement[];
  targets: Record<Priority, Targets>;
  /** The goal inside the promise, in per cent of it: liaisons see the goal, requesters the promise. */
  goalPercent: number;
  escalations: readonly EscalationStep[];
  /** Default: `defaultRepeats`. */
  repeats?: Repeats;
  /** The e-mail of the head of the office. */
  head?: string;
  /** When nobody is rung, by the clock where they are. Default: `defaultQuietHours`. */
  quietHours?: QuietHours;
  /** How often somebody is rung for warnings in a day at most; the rest stands on the day's card. Default: `defaultWarningsADay`. */
  warningsADay?: number;
  /** How many business minutes "a business day" means in a promise. */
  businessDayMinutes: Minutes;
};

export const defaultGoalPercent = 75;
export const defaultWarningsADay = 10;
export const defaultRepeats: Repeats = { everyDays: 1, tell: [['liaison', 'supervisor'], ['administrator'], ['head']] };
export const defaultQuietHours: QuietHours = { from: '20:00', to: '07:00' };

export const defaultEscalations: readonly EscalationStep[] = [
  { percent: 50, tell: ['liaison'] },
  { percent: 80, tell: ['liaison', 'backup'] },
  { percent: 100, tell: ['liaison', 'backup', 'supervisor'] },
];

/** The first agreement that matches; undefined where what is promised to all holds. */
export const agreementFor = ({ agreements = [] }: Policy, { agency, line, priority }: Terms): Agreement | undefined =>
  agreements.find(
    ({ for: { agencies, lines, priority: only } }) =>
      (agencies === undefined || (agency !== null && agencies.includes(agency))) &&
      (lines === undefined || (line !== null && lines.includes(line))) &&
      (only === undefined || only === priority),
  );

/** What the office promises for a clock, in business minutes; null where it promises no time. */
export function targetOf(policy: Policy, terms: Terms, kind: ClockKind): Minutes | null {
  const agreement = agreementFor(policy, terms);
  const targets = agreement ? agreement.targets : policy.targets[terms.priority];
  const { target } = clockKinds[kind];
  return targets && target ? (targets[target] ?? null) : null;
}

/** What is promised to all for a first reply, in business minutes; null where an agreement promises some of them otherwise. */
export const firstReplyTarget = ({ targets, agreements = [] }: Policy): Minutes | null =>
  agreements.length > 0 ? null : (targets.normal?.firstReply ?? null);

/** The inner target that liaisons see: part of a promise, in business minutes. */
export function goalOf(policy: Policy, terms: Terms, target: Minutes): Minutes {
  return (target * goalPercentOf(policy, terms)) / 100;
}

export const goalPercentOf = (policy: Policy, terms: Terms): number =>
  agreementFor(policy, terms)?.goalPercent ?? policy.goalPercent;

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
