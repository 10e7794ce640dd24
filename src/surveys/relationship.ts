import type { SurveyRules } from '../offices/surveyRules.ts';
import { addDays } from '../people/absence.ts';
import { type Calendar, openingOfDay } from '../sla/calendar.ts';
import type { Answers, AskedForm } from './forms.ts';
import { type Asking, reasonToSkip } from './survey.ts';

/**
 * The question to all customers of an office, about all of its help, on days of the year that it chose. Each such day
 * begins a round ('YYYY-MM-DD'), in which nobody is asked twice.
 */
export type Relationship = {
  id: number;
  officeId: number;
  personId: number;
  /** Whom they asked for when the round began. */
  agencyId: number;
  round: string;
  /** When something is to be done about it: to ask, to remind, to end it. null: nothing more. */
  nextAt: Date | null;
  askedAt: Date | null;
  skipped: string | null;
  form: AskedForm | null;
  nameless: boolean;
  remindedAt: Date | null;
  closesAt: Date | null;
  closedAt: Date | null;
  declinedAt: Date | null;
  rating: number | null;
  ratedAt: Date | null;
  answers: Answers | null;
  comment: string | null;
  /** Where the supervisors read it, and answer; null: they read nothing of it by itself. */
  exchangeId: number | null;
};

/** After a time in which no desk ran, a round begins late by so many days at most. */
const BEGINS_WITHIN_DAYS = 14;
/** Whoever could not be asked on the day is asked in so many days, or not at all in this round. */
const ASKED_WITHIN_DAYS = 30;
const DAY = 86_400_000;

/** The days of two years, in order: those of `today`'s year and those of the other. */
const daysOf = (dates: readonly string[], years: readonly number[]): string[] =>
  years.flatMap((year) => dates.map((date) => `${year}-${date}`)).toSorted();

/** The round that has begun or is to begin today: of several that were missed, the last. `dates`: 'MM-DD'. */
export function roundOn(dates: readonly string[], today: string): string | undefined {
  const year = Number(today.slice(0, 4));
  const latest = daysOf(dates, [year - 1, year]).findLast((day) => day <= today);
  return latest !== undefined && addDays(latest, BEGINS_WITHIN_DAYS) >= today ? latest : undefined;
}

/** When the next round begins: as the office opens on its day, or on the first day after it that is a working day. */
export function nextRoundAt(calendar: Calendar, dates: readonly string[], today: string): Date | undefined {
  const year = Number(today.slice(0, 4));
  const next = daysOf(dates, [year, year + 1]).find((day) => day > today);
  for (let after = 0; next !== undefined && after < BEGINS_WITHIN_DAYS; after++) {
    const opening = openingOfDay(calendar, addDays(next, after));
    if (opening) return opening;
  }
  return undefined;
}

/** The last day on which somebody may be asked in this round. */
export const lastDayOf = (round: string): string => addDays(round, ASKED_WITHIN_DAYS);

/**
 * Why somebody is not asked now, by the rules of all surveys; undefined: ask. `later`: when to look again, where that may
 * pass.
 */
export function notNow(facts: Asking, rules: SurveyRules, now: Date): { reason: string; later?: Date } | undefined {
  const reason = reasonToSkip(facts, rules, now);
  if (reason === undefined) return undefined;
  if (!facts.active || facts.stopped) return { reason };
  const rested = (facts.lastAsked?.getTime() ?? 0) + rules.coolDownDays * DAY;
  return { reason, later: new Date(Math.max(rested, now.getTime() + (rested > now.getTime() ? 0 : DAY))) };
}
