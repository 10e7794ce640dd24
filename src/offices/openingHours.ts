import { sayDate } from '../chat/message.ts';
import type { CalendarSpec } from '../sla/calendar.ts';
import type { WeekHours, Window } from '../sla/hours.ts';
import { runsOfDays } from './ruleChanges.ts';

/** When an office is open, as people say it: "Mon–Fri, 8 AM–5 PM Pacific (June 1 to August 31: Mon–Thu, 7 AM–6 PM)". */
export function sayOpeningHours({
  hours,
  zone,
  seasons = [],
}: Pick<CalendarSpec, 'hours' | 'zone' | 'seasons'>): string {
  const inSeasons = seasons.map(
    ({ from, until, hours: own }) => `${sayDayOfYear(from)} to ${sayDayOfYear(until)}: ${sayWeek(own)}`,
  );
  return `${sayWeek(hours)} ${sayZone(zone)}${inSeasons.length > 0 ? ` (${inSeasons.join('; ')})` : ''}`;
}

const sayWeek = (hours: WeekHours): string =>
  runsOfDays(hours, saySpans)
    .map(({ first, last, windows }) => `${first === last ? first : `${first}–${last}`}, ${windows}`)
    .join('; ') || 'closed';

/** Of any year: "June 1". */
const sayDayOfYear = (day: string): string => sayDate(`2024-${day}`, '2024-01-01');

const saySpans = (windows: Window[]): string =>
  windows.map(({ from, to }) => `${sayClock(from)}–${sayClock(to)}`).join(' and ');

/** 'HH:MM' of a day: "8 AM", "12:30 PM", "noon". */
export function sayClock(time: string): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  if (minute === 0 && hour % 12 === 0) return hour === 12 ? 'noon' : 'midnight';
  const said = hour % 12 === 0 ? 12 : hour % 12;
  return `${said}${minute === 0 ? '' : `:${String(minute).padStart(2, '0')}`} ${hour < 12 ? 'AM' : 'PM'}`;
}

/** "Pacific" for Los Angeles; a place without summer time is named in full: "Mountain Standard Time". */
function sayZone(zone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longGeneric' }).formatToParts();
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone;
  return name.endsWith('Standard Time') ? name : name.replace(/ Time$/, '');
}
