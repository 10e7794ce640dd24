/** Closures that are declared on the day: hours of a day on which an office, open by its calendar, is closed after all. */

import type { CalendarSpec } from './calendar.ts';
import { hoursOf, hoursOfDay } from './calendar.ts';
import { type Minutes, type Span, sayTime } from './hours.ts';
import { readDate, withSpecialDays } from './specialDays.ts';

/** `day` is 'YYYY-MM-DD'; `from` and `to` are minutes of that day, 0 and 1440 for all of it. */
export type Closure = { day: string; from: Minutes; to: Minutes; reason: string };

export const ALL_DAY = { from: 0, to: 1440 };

/** The calendar as it is with these closures: days that they touch become special days, named by their reasons. */
export function withClosures(spec: CalendarSpec, closures: readonly Closure[]): CalendarSpec {
  if (closures.length === 0) return spec;
  const days = new Map<string, Closure[]>();
  for (const closure of closures) days.set(closure.day, [...(days.get(closure.day) ?? []), closure]);
  const hours = hoursOf(spec);
  const closed = [...days].map(([day, ofDay]) => {
    const before = hoursOfDay(hours, readDate(day) ?? 0);
    const left = ofDay.reduce<readonly Span[]>((spans, closure) => without(spans, closure), before.spans);
    const names = [...(before.special === undefined ? [] : [before.special]), ...ofDay.map(({ reason }) => reason)];
    return {
      date: day,
      name: [...new Set(names)].join('; '),
      windows: left.map(({ from, to }) => ({ from: sayTime(from), to: sayTime(to) })),
    };
  });
  return withSpecialDays(
    spec,
    closed.sort((a, b) => a.date.localeCompare(b.date)),
  );
}

/** What of these is outside another. */
export const without = (spans: readonly Span[], { from, to }: Span): Span[] =>
  spans.flatMap((span) => [
    ...(span.from < from ? [{ from: span.from, to: Math.min(span.to, from) }] : []),
    ...(span.to > to ? [{ from: Math.max(span.from, to), to: span.to }] : []),
  ]);
