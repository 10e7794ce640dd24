import type { Text } from '../chat/message.ts';
import type { Actor } from '../people/person.ts';
import { type Calendar, isOpen, nextOpening } from '../sla/calendar.ts';
import type { Heard } from './tellAwake.ts';

/** By whose clock somebody reads: their own, or that of the office. */
export const zoneOf = ({ person }: Actor, { spec }: Pick<Calendar, 'spec'>): string => person.zone ?? spec.zone;

/** Of what goes out in office hours alone: as the office opens next; undefined: at once. */
export const opensFirst = (calendar: Calendar, now: Date): Date | undefined =>
  isOpen(calendar, now) === false ? nextOpening(calendar, now) : undefined;

/** To whoever has done something: when the others hear of it. `who`: "Everybody who is invited". */
export function sayHeard(who: string, { now, later }: Heard, zone: string): Text {
  const [first] = later;
  if (!first) return [`${who} hears of it.`];
  const isOneMorning = now === 0 && later.every((each) => each.getTime() === first.getTime());
  if (!isOneMorning) return [`${who} hears of it, whoever is asleep now in their morning.`];
  const [initial = '', ...rest] = who;
  return [`Nobody is rung now: ${initial.toLowerCase()}${rest.join('')} hears of it `, { when: first, zone }, '.'];
}
