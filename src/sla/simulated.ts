/** Calendars to try things out on: nobody confirmed their years, so they grow to the years that a question touches. */
import {
  buildCalendar,
  type Calendar,
  CalendarError,
  type CalendarSpec,
  firstUnconfirmedYear,
  sayUnknown,
  type Unknown,
} from './calendar.ts';
import { firstSimulatedYear, lastSimulatedYear } from './question.ts';
import { refuseUnsureTimes } from './unsureTimes.ts';
import type { Zone } from './zone.ts';

export type Simulation = {
  readonly zone: Zone;
  /**
   * Asks about the time from an instant on.
   * @throws CalendarError when the answer is unknown, naming the year that is missing.
   */
  readonly ask: <T>(from: Date, question: (calendar: Calendar) => T | Unknown) => T;
};

/**
 * A calendar as it is: what lies outside its confirmed years is not answered.
 * @throws CalendarError when it cannot be built, or a clock change makes its hours unsure.
 */
export function confirmed(spec: CalendarSpec): Simulation {
  const calendar = buildCalendar(spec);
  refuseUnsureTimes(spec, spec.confirmedYears);
  return {
    zone: calendar.zone,
    ask: (from, question) => {
      const answer = question(calendar);
      if (answer === undefined) throw new CalendarError(sayUnknown(calendar, from));
      return answer;
    },
  };
}

/** A calendar that takes every year which a question touches as confirmed, as far as 1900 to 2200. */
export function simulated(spec: CalendarSpec): Simulation {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  let calendar = buildCalendar({ ...spec, confirmedYears: [] });
  return {
    zone: calendar.zone,
    ask: (from, question) => {
      for (let answer = question(calendar); ; answer = question(calendar)) {
        if (answer !== undefined) return answer;
        const year = firstUnconfirmedYear(calendar, from);
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
    },
  };
}
