import type { ReportRule } from '../offices/alternateRules.ts';
import { addDays } from '../people/absence.ts';
import { type Calendar, localDate } from '../sla/calendar.ts';
import { addMonths } from '../sla/months.ts';
import { openingBeside } from '../sla/recurrence.ts';
import { readDate } from '../sla/specialDays.ts';
import { instantOf } from '../sla/zone.ts';
import { type Alternate, type Report, spanOf, type View } from './alternate.ts';
import { type Period, periodsOf } from './periods.ts';

/** What time brings for an alternate process, and when. Pure. */

/** A report is asked for so many working days before it is due, but not before its period is over. */
const ASK_DAYS = 5;
const WEEK = 7;
const HOUR = 3_600_000;

/** A report that is not asked for yet. */
export type Coming = { rule: ReportRule; countsHours: boolean; period: Period; due: string };

export type Step =
  /** Nobody has given a view in time; nobody has decided in time. */
  | { what: 'view' | 'decision'; at: Date }
  | { what: 'ask'; at: Date; coming: Coming }
  | { what: 'remind' | 'late'; at: Date; report: Report }
  /** Renewal is offered; it ends in a week; it ends today; it is over. */
  | { what: 'offer' | 'week' | 'last day' | 'end'; at: Date };

export type StepFacts = {
  it: Alternate;
  views: readonly View[];
  reports: readonly Report[];
  /** Whether somebody has asked that it be renewed, and whether that was granted. */
  renewal: 'none' | 'asked' | 'granted';
};

/** All that is still to come, the next first. */
export function stepsAhead(facts: StepFacts, calendar: Calendar): Step[] {
  const { it } = facts;
  const steps: Step[] = [
    ...(it.state === 'asked' ? toDecide(facts) : []),
    ...comingReports(it, facts.reports, calendar).map(
      (coming): Step => ({
        what: 'ask',
        at: askTime(calendar, coming),
        coming,
      }),
    ),
    ...facts.reports.flatMap((report) => reportSteps(report, calendar)),
    ...(it.state === 'granted' ? endSteps(facts, calendar) : []),
  ];
  return steps.sort((a, b) => a.at.getTime() - b.at.getTime());
}

function toDecide({ it, views }: StepFacts): Step[] {
  return [
    ...(it.viewBy && !it.viewAskedAt && views.length === 0 ? [{ what: 'view' as const, at: it.viewBy }] : []),
    ...(it.decideBy && !it.decisionAskedAt ? [{ what: 'decision' as const, at: it.decideBy }] : []),
  ];
}

function endSteps({ it, renewal }: StepFacts, calendar: Calendar): Step[] {
  const span = spanOf(it);
  if (!span) return [];
  const { from, until } = span;
  const end: Step = { what: 'end', at: midnight(calendar, addDays(until, 1)) };
  // Who goes on is told no end.
  if (renewal === 'granted') return [end];
  const offered = addMonths(until, -1);
  const week = addDays(until, -WEEK);
  return [
    ...(renewal === 'none' && !it.renewalOfferedAt && offered > from
      ? [{ what: 'offer' as const, at: openingFrom(calendar, offered) }]
      : []),
    ...(!it.weekToldAt && week > from ? [{ what: 'week' as const, at: openingFrom(calendar, week) }] : []),
    ...(!it.lastDayToldAt ? [{ what: 'last day' as const, at: openingUntil(calendar, until) }] : []),
    end,
  ];
}

function reportSteps(report: Report, calendar: Calendar): Step[] {
  if (report.state === 'sent') return [];
  const { due, askedAt, refusedAt, remindedAt, lateAt } = report;
  const begun = refusedAt !== null && refusedAt > askedAt ? refusedAt : askedAt;
  const reminder = openingBeside(calendar, due, -1) ?? midnight(calendar, addDays(due, -1));
  // Who is asked when it is late already has two days.
  const begunOn = localDate(calendar, begun);
  const last = begunOn > due ? addDays(begunOn, 1) : due;
  const late = openingBeside(calendar, last, 1) ?? midnight(calendar, addDays(last, 1));
  return [
    // Who was asked since the day before needs no reminder.
    ...(!remindedAt && !lateAt && reminder > begun ? [{ what: 'remind' as const, at: reminder, report }] : []),
    ...(!lateAt ? [{ what: 'late' as const, at: late, report }] : []),
  ];
}

/** Those of which nobody was asked yet, the earliest period of each rule first. */
export function comingReports(it: Alternate, reports: readonly Report[], calendar: Calendar): Coming[] {
  const span = it.state === 'granted' || it.state === 'ended' ? spanOf(it) : undefined;
  if (!span) return [];
  return it.reports.flatMap((rule, nth) =>
    periodsOf(span, rule.everyMonths)
      .filter(({ from }) => !reports.some((each) => each.code === rule.code && each.from === from))
      .map((period) => ({ rule, countsHours: nth === 0, period, due: dueDay(calendar, period.until, rule.dueDays) })),
  );
}

/** So many working days behind a day. Where the calendar ends, Saturdays and Sundays are none. */
export function dueDay(calendar: Calendar, day: string, days: number): string {
  const opening = openingBeside(calendar, day, days);
  if (opening) return localDate(calendar, opening);
  let due = day;
  for (let left = days; left > 0; ) {
    due = addDays(due, 1);
    const weekday = new Date(`${due}T12:00:00Z`).getUTCDay();
    if (weekday !== 0 && weekday !== 6) left -= 1;
  }
  return due;
}

function askTime(calendar: Calendar, { rule, period }: Coming): Date {
  const behind = Math.max(1, rule.dueDays - ASK_DAYS);
  return openingBeside(calendar, period.until, behind) ?? morning(calendar, dueDay(calendar, period.until, behind));
}

/** The opening of a day, or of the next working day; where the calendar ends, nine o'clock. */
const openingFrom = (calendar: Calendar, day: string): Date =>
  openingBeside(calendar, addDays(day, -1), 1) ?? morning(calendar, day);

/** The opening of a day, or of the last working day before it. */
const openingUntil = (calendar: Calendar, day: string): Date =>
  openingBeside(calendar, addDays(day, 1), -1) ?? morning(calendar, day);

/** When a day begins there. */
const midnight = ({ zone }: Calendar, day: string): Date => new Date(instantOf(zone, readDate(day) ?? 0));
const morning = ({ zone }: Calendar, day: string): Date => new Date(instantOf(zone, (readDate(day) ?? 0) + 9 * HOUR));
