import { dayNames, sayTime, type Weekday } from '../sla/hours.ts';
import { sayClock } from './openingHours.ts';

/** When a liaison holds office hours, by the clock of the office: 9:00 stays 9:00 when clocks change. */
export type LiaisonHours = {
  id: number;
  officeId: number;
  liaisonId: number;
  weekday: Weekday;
  /** Of the day. */
  fromMinute: number;
  untilMinute: number;
  slotMinutes: number;
  place: string | null;
  createdAt: Date;
  /** Until they go on, no slot is free. */
  pausedAt: Date | null;
  endedAt: Date | null;
};

type When = Pick<LiaisonHours, 'weekday' | 'fromMinute' | 'untilMinute'>;

/** "Tuesdays, 10 AM–noon". */
export const sayLiaisonHours = ({ weekday, fromMinute, untilMinute }: When): string =>
  `${dayNames[weekday]}s, ${sayClock(sayTime(fromMinute))}–${sayClock(sayTime(untilMinute))}`;
