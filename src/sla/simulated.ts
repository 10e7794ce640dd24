/** Calendars to try things out on: nobody confirmed their years, so they grow to the years that a question touches. */
import { buildCalendar, type Calendar, CalendarError, type CalendarSpec } from './calendar.ts';
import { firstSimulatedYear, lastSimulatedYear } from './question.ts';
import { refuseUnsureTimes } from './unsureTimes.ts';

/** Asks a calendar something that may throw a CalendarError. */
export type Ask = <T>(question: (calendar: Calendar) => T) => T;

/**
 * A calendar as it is: a year that is not confirmed is an error.
 * @throws CalendarError when it cannot be built, or a clock change makes its hours unsure.
 */
export function askConfirmed(spec: CalendarSpec): Ask {
  const calendar = buildCalendar(spec);
  refuseUnsureTimes(spec, spec.confirmedYears);
  return (question) => question(calendar);
}

/** A calendar that takes every year which a question touches as confirmed, as far as 1900 to 2200. */
export function askSimulated(spec: CalendarSpec): Ask {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  let calendar = buildCalendar({ ...spec, confirmedYears: [] });
  return (question) => {
    for (;;) {
      try {
        return question(calendar);
      } catch (error) {
        const year = error instanceof CalendarError ? error.missingYear : undefined;
        if (year === undefined) throw error;
        if (year < firstSimulatedYear || year > lastSimulatedYear) {
          throw new CalendarError(`this reaches outside the years ${firstSimulatedYear} to ${lastSimulatedYear}`);
        }
        // Twice as far each time, so that a far answer costs a few rebuilds and not one a year.
        const ahead = year > last && first <= last ? last - first : 1;
        first = Math.min(first, year);
        last = Math.min(lastSimulatedYear, Math.max(last, year + ahead));
        const confirmedYears = Array.from({ length: last - first + 1 }, (_, index) => first + index);
        refuseUnsureTimes(spec, confirmedYears);
        calendar = buildCalendar({ ...spec, confirmedYears });
      }
    }
  };
}
