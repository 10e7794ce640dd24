import { daysIn } from '../sla/months.ts';
import { type Alternate, type Report, spanOf } from './alternate.ts';
import type { Period } from './periods.ts';

/**
 * How much time alternate processes have saved, in minutes: as agencies say, and as their reports show. The two are never
 * added together, and each names what it stands on. Pure.
 */
export type Saved = {
  /** Hours a week that the agency has said, for as long as it was in force. */
  said: number;
  /** What the reports that came say, and no estimate for those that did not. */
  shown: number;
  /** Of the reports that were due and ask for hours, how many came. */
  sent: number;
  due: number;
};

export const nothingSaved: Saved = { said: 0, shown: 0, sent: 0, due: 0 };

/** Of one, within a time: reports count where they were due. */
export function savedIn(
  time: Period,
  it: Pick<Alternate, 'from' | 'until' | 'endedOn' | 'minutesAWeek'>,
  reports: readonly Pick<Report, 'due' | 'state' | 'countsHours' | 'minutesSaved'>[],
): Saved {
  const span = spanOf(it);
  const within = span && {
    from: span.from > time.from ? span.from : time.from,
    until: span.until < time.until ? span.until : time.until,
  };
  const asked = reports.filter(({ countsHours, due }) => countsHours && time.from <= due && due <= time.until);
  const sent = asked.filter(({ state }) => state === 'sent');
  return {
    said: within ? (it.minutesAWeek * daysIn(within)) / 7 : 0,
    shown: sent.reduce((sum, { minutesSaved }) => sum + (minutesSaved ?? 0), 0),
    sent: sent.length,
    due: asked.length,
  };
}

export const together = (all: readonly Saved[]): Saved =>
  all.reduce(
    (sum, each) => ({
      said: sum.said + each.said,
      shown: sum.shown + each.shown,
      sent: sum.sent + each.sent,
      due: sum.due + each.due,
    }),
    nothingSaved,
  );

/** "32 hours", "1 hour", "2.5 hours". */
export function sayHours(minutes: number): string {
  const hours = Math.round(minutes / 6) / 10;
  return `${hours.toLocaleString('en-US')} ${hours === 1 ? 'hour' : 'hours'}`;
}

/** "28 hours, from 5 of 7 reports". */
export function sayShown({ shown, sent, due }: Saved): string {
  if (due === 0) return 'no report has been due yet';
  const reports = `${sent} of ${due} ${due === 1 ? 'report' : 'reports'}`;
  return sent === 0 ? `nothing yet, from ${reports}` : `${sayHours(shown)}, from ${reports}`;
}
