import { type Calendar, isOpen, localDate } from '../sla/calendar.ts';

/** Once a month each liaison says whether they could help: what liaisons feel, customers feel next. */

/** What can be answered, from 1 on. */
export const pulseAnswers = ['Never', 'Rarely', 'Half of the time', 'Mostly', 'Always'] as const;

/** Of fewer nothing can be shown, so fewer are not asked. */
export const FEWEST_LIAISONS = 5;

/** From this day of the month on, until its end. */
const FROM_DAY = 20;

/** The month ('YYYY-MM') that is asked about now; undefined while none is, or while the office is closed. */
export function monthAskedAt(calendar: Calendar, now: Date): string | undefined {
  if (!isOpen(calendar, now)) return undefined;
  const day = localDate(calendar, now);
  return Number(day.slice(8)) >= FROM_DAY ? day.slice(0, 7) : undefined;
}
