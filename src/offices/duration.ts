/** Time spans as an office writes them in its targets: "4 hours", "2 business days", "1 hour 30 minutes". */

/** `days` are business days: how long one is, the opening hours say. */
export type Duration = { days: number; minutes: number };

const part =
  /^(\d+(?:\.\d+)?)\s*(?:business\s+|working\s+)?(days?|d|hours?|hrs?|h|minutes?|mins?|m)(?![a-z])[\s,]*(?:and\s+)?/i;

/** Reads a time span; undefined when the text is none. */
export function readDuration(text: string): Duration | undefined {
  const found: Duration = { days: 0, minutes: 0 };
  let rest = text.trim();
  if (rest === '') return undefined;
  while (rest !== '') {
    const [whole, number, unit = ''] = part.exec(rest) ?? [];
    if (whole === undefined) return undefined;
    const letter = unit[0]?.toLowerCase();
    if (letter === 'd') found.days += Number(number);
    else found.minutes += Number(number) * (letter === 'h' ? 60 : 1);
    rest = rest.slice(whole.length);
  }
  return found;
}

/** In minutes, a business day being so many; 0 where it is no time span. */
export function minutesOf(text: string, dayMinutes: number): number {
  const { days, minutes } = readDuration(text) ?? { days: 0, minutes: 0 };
  return Math.round((days * dayMinutes + minutes) * 1e6) / 1e6;
}
