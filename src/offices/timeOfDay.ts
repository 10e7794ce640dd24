import { CalendarError } from '../sla/calendar.ts';
import { readClock } from '../sla/clockTime.ts';

/**
 * A time of day as people type it: "noon", "12:30", "10 AM", "10am". What may be of either half is refused.
 * @returns minutes of the day, or what is wrong with it.
 */
export function readTime(text: string): number | { error: string } {
  const said = text.trim().toLowerCase();
  if (said === 'noon' || said === 'midday') return 720;
  try {
    const { minute, kind, full } = readClock(said);
    if (kind === 'open' && !full)
      return { error: `“${text.trim()}” may be morning or afternoon. Write ${said} AM or ${said} PM.` };
    return minute;
  } catch (error) {
    if (error instanceof CalendarError)
      return { error: `“${text.trim()}” is no time of day. Write 10 AM, 12:30 or noon.` };
    throw error;
  }
}
