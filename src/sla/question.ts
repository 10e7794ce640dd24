/** A question to the calendar as people and programs write it: "asked then, so much time: when is it due?" */
import type { Pause } from './clocks.ts';
import { CalendarError, type Minutes } from './hours.ts';
import { type Reading, readWall, type Zone } from './zone.ts';

export type Question = { at: Date; target: Minutes; pauses: Pause[] };

/** The years that a simulated calendar may reach. */
export const firstSimulatedYear = 1900;
export const lastSimulatedYear = 2200;

const MINUTE = 60_000;
const moment =
  /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?:(Z)|([+-])(\d{2})(?::?(\d{2}))?)?$/i;

/**
 * Reads '2026-03-06T16:00', a time on the wall of the zone, or an instant with an offset ('...Z', '...-05:00'). A local
 * time that never happens is read as the end of the gap, one that happens twice as the first.
 */
export function readMoment(zone: Zone, text: string): { at: Date; reading: Reading } {
  const found = moment.exec(text);
  if (found === null) {
    throw new CalendarError(
      `"${text}" is not a time; write 2026-03-06T16:00, or with an offset 2026-03-06T16:00-05:00`,
    );
  }
  const [, year, month, day, hour, minute, second = 0, fraction = '0', utc, sign, offsetHour, offsetMinute = 0] = found;
  const wall = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  const onCalendar = new Date(wall);
  if (onCalendar.getUTCMonth() !== Number(month) - 1 || onCalendar.getUTCDate() !== Number(day) || Number(hour) > 23) {
    throw new CalendarError(`"${text}" is not a time: there is no such date or hour`);
  }
  if (Number(minute) > 59 || Number(second) > 59 || Number(offsetHour ?? 0) > 23 || Number(offsetMinute) > 59) {
    throw new CalendarError(`"${text}" is not a time: minutes and seconds end at 59, offsets at 23:59`);
  }
  if (Number(year) < firstSimulatedYear || Number(year) > lastSimulatedYear) {
    throw new CalendarError(`"${text}" is outside the years ${firstSimulatedYear} to ${lastSimulatedYear}`);
  }
  const exact = wall + Number(fraction.slice(0, 3).padEnd(3, '0'));
  if (utc !== undefined) return { at: new Date(exact), reading: 'once' };
  if (sign !== undefined) {
    const ahead = (Number(offsetHour) * 60 + Number(offsetMinute)) * MINUTE;
    return { at: new Date(sign === '-' ? exact + ahead : exact - ahead), reading: 'once' };
  }
  const { instant, reading } = readWall(zone, exact);
  return { at: new Date(instant), reading };
}

/** Reads '90m', '4h', '2d', '1h30m', '1.5h' or plain minutes; a day is a usual business day of the calendar. */
export function readTarget(text: string, dayMinutes: Minutes | undefined): Minutes {
  const plain = /^\d+(?:\.\d+)?$/.test(text.trim());
  const parts = /^(?:(\d+(?:\.\d+)?)\s*d\s*)?(?:(\d+(?:\.\d+)?)\s*h\s*)?(?:(\d+(?:\.\d+)?)\s*m(?:in)?)?$/i.exec(
    text.trim(),
  );
  if (plain) return Number(text);
  if (parts === null || text.trim() === '') {
    throw new CalendarError(`"${text}" is not a target; write 90m, 4h, 2d, 1h30m or a number of minutes`);
  }
  const [, days, hours = 0, minutes = 0] = parts;
  if (days !== undefined && dayMinutes === undefined) {
    throw new CalendarError(`"${text}": there is no business day in a calendar whose weekdays are all closed`);
  }
  return Number(days ?? 0) * (dayMinutes ?? 0) + Number(hours) * 60 + Number(minutes);
}

/** Reads {"at": …, "targetMinutes": …, "pauses": [[from, to], …]}; a pause whose `to` is null or left out is open. */
export function readQuestion(zone: Zone, value: unknown): Question {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new CalendarError('a question is an object such as {"at":"2026-03-06T16:00","targetMinutes":240}');
  }
  const { at, targetMinutes, pauses } = value as { at?: unknown; targetMinutes?: unknown; pauses?: unknown };
  if (typeof targetMinutes !== 'number' || !Number.isFinite(targetMinutes) || targetMinutes < 0) {
    throw new CalendarError(`targetMinutes: expected a number of minutes, 0 or more, found ${sayValue(targetMinutes)}`);
  }
  return { at: readField(zone, 'at', at), target: targetMinutes, pauses: readPauses(zone, pauses) };
}

function readPauses(zone: Zone, value: unknown): Pause[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) {
    throw new CalendarError(`pauses: expected a list of [from, to], found ${sayValue(value)}`);
  }
  return value.map((pause: unknown, index) => readPause(zone, `pauses[${index}]`, pause));
}

function readPause(zone: Zone, name: string, value: unknown): Pause {
  if (!Array.isArray(value) || value.length < 1 || value.length > 2) {
    throw new CalendarError(`${name}: expected [from, to], found ${sayValue(value)}`);
  }
  const from = readField(zone, `${name} from`, value[0]);
  if (value[1] === undefined || value[1] === null) return { from };
  const to = readField(zone, `${name} to`, value[1]);
  if (to < from) throw new CalendarError(`${name}: the pause ends (${value[1]}) before it begins (${value[0]})`);
  return { from, to };
}

function readField(zone: Zone, name: string, value: unknown): Date {
  if (typeof value !== 'string') {
    throw new CalendarError(`${name}: expected a time such as "2026-03-06T16:00", found ${sayValue(value)}`);
  }
  try {
    return readMoment(zone, value).at;
  } catch (error) {
    throw error instanceof CalendarError ? new CalendarError(`${name}: ${error.message}`) : error;
  }
}

function sayValue(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
