import { addDays } from '../people/absence.ts';
import { readDate, sayDate } from '../sla/specialDays.ts';

/** From when until when a certificate holds, and when its end is told. Days are 'YYYY-MM-DD' of the office. */

export type CertificateDays = {
  givenOn: string;
  /** The last day on which it holds; null: it does not end. */
  endsOn: string | null;
};

/** So long before its end somebody is told. */
const DAYS_BEFORE = 60;

/** The last day of a certificate that was given on a day and holds so many months. A month without that day: its last. */
export function lastDay(givenOn: string, months: number | null): string | null {
  if (months === null) return null;
  const given = new Date(readDate(givenOn) ?? 0);
  const last = new Date(Date.UTC(given.getUTCFullYear(), given.getUTCMonth() + months + 1, 0));
  const day = Math.min(given.getUTCDate(), last.getUTCDate());
  return sayDate(Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), day));
}

const tellsOn = (endsOn: string): string => addDays(endsOn, -DAYS_BEFORE);

/** Whether its end is told at all: of one that holds for a shorter time than that everybody knows it. */
export const wouldBeTold = ({ givenOn, endsOn }: CertificateDays): boolean =>
  endsOn !== null && tellsOn(endsOn) > givenOn;

/**
 * The next day on which something is to be done about a certificate: its end is told beforehand, or has come. null: never.
 * One that holds for a shorter time than that ends without a word. `told`: that was said.
 */
export function nextDay({ givenOn, endsOn }: CertificateDays, today: string, told: boolean): string | null {
  if (endsOn === null || endsOn < today) return null;
  const tell = tellsOn(endsOn);
  if (!told && wouldBeTold({ givenOn, endsOn })) return tell > today ? tell : today;
  return addDays(endsOn, 1);
}
