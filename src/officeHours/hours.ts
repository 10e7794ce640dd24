import type { LiaisonHours } from '../offices/liaisonHours.ts';
import { addDays } from '../people/absence.ts';
import { type Absence, absenceOn } from '../people/coverage.ts';
import { type Calendar, localDate, openingOfDay, openMsBetween } from '../sla/calendar.ts';
import { weekdays } from '../sla/hours.ts';
import { readDate } from '../sla/specialDays.ts';
import { readWall, wallTime } from '../sla/zone.ts';

/** Office hours of liaisons, and the slots that people of their agencies take: pure rules. Days are of the office's zone. */

export type FreeSlot = { hoursId: number; at: Date; minutes: number; place: string | null };

export type SlotState = 'taken' | 'called off';
/**
 * Why a slot was called off: somebody did, or the desk because of this. `gone`: the liaison does not answer the agency any
 * more; `left`: whoever took it is not there any more.
 */
export type OffCause = 'person' | 'out' | 'closed' | 'gone' | 'left';

export type Slot = {
  id: number;
  officeId: number;
  hoursId: number;
  liaisonId: number;
  takerId: number;
  agencyId: number;
  at: Date;
  /** The office's date of it. */
  day: string;
  minutes: number;
  place: string | null;
  about: string;
  takenAt: Date;
  calendarId: number;
  state: SlotState;
  /** When the liaison was told of it. */
  toldAt: Date | null;
  offAt: Date | null;
  offBy: number | null;
  offCause: OffCause | null;
  offReason: string | null;
  offToldAt: Date | null;
  /** When somebody is to be told of what happened to it. */
  nextAt: Date | null;
  /** When each side is to be reminded; null: no more. */
  takerRemindAt: Date | null;
  liaisonRemindAt: Date | null;
};

export const slotLengths = [15, 20, 30, 60] as const;
export const LONGEST_ABOUT = 300;
export const LONGEST_PLACE = 300;
export const LONGEST_REASON = 300;
/** So many slots ahead one person may have, so that others get one, too. */
export const MOST_AHEAD = 2;
/** More than this in a week is no office hours any more. */
export const MOST_HOURS = 20;
/** So far ahead slots are shown and taken. */
export const DAYS_SHOWN = 28;

const MINUTE = 60_000;
/** Nobody finds somebody at their door without having heard of it. */
const NOTICE_MS = 60 * MINUTE;
const HOUR = 60 * MINUTE;

/** A span of time in which somebody is taken up. */
export type Busy = { at: Date; minutes: number };
/** All that says when a liaison is there for whoever comes. */
export type Holding = {
  calendar: Calendar;
  liaisonId: number;
  hours: readonly LiaisonHours[];
  absences: Absence[];
  busy: readonly Busy[];
};

/**
 * The slots that may be taken, the next first: whole ones within the office hours and within those of the office, on no day
 * on which it is closed or the liaison is out, and none that overlaps another. Past the end of the calendar there are none.
 */
export function freeSlots(holding: Holding, now: Date, limit = Number.POSITIVE_INFINITY): FreeSlot[] {
  const { calendar, absences, liaisonId } = holding;
  const today = localDate(calendar, now);
  const taken: Busy[] = [...holding.busy];
  const free: FreeSlot[] = [];
  for (let ahead = 0; ahead < DAYS_SHOWN && free.length < limit; ahead++) {
    const day = addDays(today, ahead);
    if (absenceOn(absences, liaisonId, day)) continue;
    for (const slot of slotsOf(holding, day)) {
      if (slot.at.getTime() < now.getTime() + NOTICE_MS || taken.some((each) => overlaps(each, slot))) continue;
      taken.push(slot);
      free.push(slot);
    }
  }
  return free.slice(0, limit);
}

/** Of one day, in order, free or not; each whole while the office is open. */
function slotsOf({ calendar, hours }: Holding, day: string): FreeSlot[] {
  const midnight = readDate(day) ?? 0;
  const weekday = weekdays[new Date(midnight).getUTCDay()];
  const slots: FreeSlot[] = [];
  for (const each of hours) {
    if (each.weekday !== weekday || each.pausedAt || each.endedAt) continue;
    const { slotMinutes: minutes, place, id: hoursId } = each;
    for (let minute = each.fromMinute; minute + minutes <= each.untilMinute; minute += minutes) {
      const at = wholeAt(calendar, midnight + minute * MINUTE, minutes);
      if (at) slots.push({ hoursId, at, minutes, place });
    }
  }
  return slots.sort((a, b) => a.at.getTime() - b.at.getTime() || a.hoursId - b.hoursId);
}

/** Undefined where the wall shows this time never or twice, a clock change falls into it, or the office is not open for all of it. */
function wholeAt(calendar: Calendar, wall: number, minutes: number): Date | undefined {
  const { instant, reading } = readWall(calendar.zone, wall);
  const end = instant + minutes * MINUTE;
  if (reading !== 'once' || wallTime(calendar.zone, end) !== wall + minutes * MINUTE) return undefined;
  return openMsBetween(calendar, instant, end) === minutes * MINUTE ? new Date(instant) : undefined;
}

export const endOf = ({ at, minutes }: Busy): Date => new Date(at.getTime() + minutes * MINUTE);
export const overlaps = (a: Busy, b: Busy): boolean => a.at < endOf(b) && b.at < endOf(a);

/** Why a slot that was taken cannot be held after all; undefined: it can, or nobody knows yet. */
export function whyNot(
  slot: Pick<Slot, 'at' | 'minutes' | 'day' | 'liaisonId'>,
  { calendar, absences, ...known }: { calendar: Calendar; absences: Absence[]; answers: boolean; comes: boolean },
): Exclude<OffCause, 'person'> | undefined {
  if (!known.comes) return 'left';
  if (!known.answers) return 'gone';
  if (absenceOn(absences, slot.liaisonId, slot.day)) return 'out';
  const open = openMsBetween(calendar, slot.at.getTime(), endOf(slot).getTime());
  return open === undefined || open === slot.minutes * MINUTE ? undefined : 'closed';
}

/**
 * When both sides are reminded of a slot: as the office opens on its day, and an hour before where it comes earlier than
 * that. null: it was taken on that day, and nobody has forgotten it since.
 */
export function remindAt(slot: Pick<Slot, 'at' | 'day'>, calendar: Calendar, takenAt: Date): Date | null {
  if (localDate(calendar, takenAt) === slot.day) return null;
  const before = slot.at.getTime() - HOUR;
  const opening = openingOfDay(calendar, slot.day)?.getTime() ?? before;
  return new Date(Math.min(opening, before));
}

/** What is to be told of a slot now; undefined: nothing. */
export function toTell({ state, toldAt, offToldAt }: Slot): 'taken' | 'called off' | undefined {
  if (state === 'called off') return offToldAt ? undefined : 'called off';
  return toldAt ? undefined : 'taken';
}

/** Nobody is rung while the office is closed; but in time before the slot begins. `opens`: when it does next. */
export const tellLater = (slot: Pick<Slot, 'at'>, opens: Date | undefined, now: Date): Date =>
  new Date(Math.max(now.getTime(), Math.min(opens?.getTime() ?? Number.POSITIVE_INFINITY, slot.at.getTime() - HOUR)));

/** Whether two spans of a week meet: somebody is in one place at a time. */
export const meetsInWeek = (
  a: Pick<LiaisonHours, 'weekday' | 'fromMinute' | 'untilMinute'>,
  b: Pick<LiaisonHours, 'weekday' | 'fromMinute' | 'untilMinute'>,
): boolean => a.weekday === b.weekday && a.fromMinute < b.untilMinute && b.fromMinute < a.untilMinute;
