import { type OfficeToday, officeToday } from '../offices/officeToday.ts';
import { addDays, type KeptAbsence } from '../people/absence.ts';
import { type Actor, officesAs } from '../people/person.ts';
import { addMinutes, type Calendar, nextOpening, openingOfDay } from '../sla/calendar.ts';
import type { Tx } from '../store.ts';

/** The office whose days and hours count for somebody's absences: the first one they answer for. */
export type OwnOffice = OfficeToday;

/** The offices somebody answers for, the first one first. */
const answersFor = (actor: Actor): number[] => [
  ...new Set([...officesAs(actor, 'liaison'), ...officesAs(actor, 'supervisor')]),
];

/** Undefined for somebody who answers for no office. */
export async function ownOffice(tx: Tx, actor: Actor, now: Date): Promise<OwnOffice | undefined> {
  const [officeId] = answersFor(actor);
  if (officeId === undefined) return undefined;
  return officeToday(tx, officeId, now);
}

/** Whether the office works on a day. Past the end of its calendar nobody knows, and a day counts as one. */
export const worksOn =
  (calendar: Calendar) =>
  (day: string): boolean =>
    openingOfDay(calendar, day) !== null;

/** Whoever is out from now on has this long, in business minutes, to say what becomes of their requests. */
const DECIDE_WITHIN = 60;
/** Longer rows of closed days are no calendar's. */
const LOOK_AHEAD = 31;

/**
 * When requests that nothing was said about go to whoever covers: at the opening of the first day, or an hour after it
 * was said, whichever is later. Undefined where the calendar ends.
 */
export function decidedAt(calendar: Calendar, { from, plannedAt }: KeptAbsence): Date | undefined {
  let opening: Date | null | undefined = null;
  for (let n = 0; n < LOOK_AHEAD && opening === null; n += 1) opening = openingOfDay(calendar, addDays(from, n));
  if (!opening || !plannedAt || plannedAt < opening) return opening ?? undefined;
  const soon = addMinutes(calendar, plannedAt, DECIDE_WITHIN);
  return soon && (nextOpening(calendar, soon) ?? soon);
}
