import { readDate } from '../sla/specialDays.ts';
import { csvDateOrders } from './officeSchema.ts';

export type DateOrder = (typeof csvDateOrders)[number];

/** From this one on, a year of two digits is refused: it may be of either century. */
const UNSURE_YEAR = 70;

/** Midnight, as programs put it behind a day: "0:00", "00:00:00", "T00:00:00.000Z", "12:00:00 AM". */
const midnight =
  /(?:(?<!\s)\s+0{1,2}:00(?::00(?:\.0+)?)?|T00:00(?::00(?:\.0+)?)?Z?|(?<!\s)\s+12:00(?::00)?\s*a\.?m\.?)$/i;
const timeOfDay = /(?:(?<!\s)\s+|T)\d{1,2}:\d{2}\S*(?:\s*[ap]\.?m\.?)?$/i;

/**
 * Reads a day of a CSV file as 'YYYY-MM-DD'; midnight behind it is passed over. What Excel makes of it ("3/6/2026",
 * "3/6/26") is read only when the office has said in which order: guessed, it would be wrong in silence.
 */
export function readDay(text: string, order: DateOrder | undefined): { day: string } | { error: string } {
  const bare = text.replace(midnight, '');
  if (readDate(bare) !== undefined) return { day: bare };
  if (timeOfDay.test(bare)) return { error: `"${text}" has a time of day; write the day alone, as 2026-03-06` };
  if (/^\d{4}-\d{2}-\d{2}$/.test(bare)) return { error: `"${text}" is a day that no calendar has; correct it` };
  const numbers = /^(\d{4}|\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{1,2})$/.exec(bare);
  if (numbers === null) return { error: `"${text}" is not a date; write it as 2026-03-06` };
  const [, first = '', , second = '', third = ''] = numbers;
  const readings = csvDateOrders.map((each) => [each, inOrder(each, first, second, third)] as const);
  if (order !== undefined) {
    const day = readings.find(([each]) => each === order)?.[1];
    if (day !== undefined) return { day };
    const year = order === 'year/month/day' ? first : third;
    return {
      error:
        year.length < 4 && Number(year) >= UNSURE_YEAR
          ? `"${text}" has a year that may be of either century; write it with four digits`
          : `"${text}" is no day written as ${order} (csv_dates in office.yaml)`,
    };
  }
  const sound = readings.flatMap(([each, day]) => (day === undefined ? [] : [[each, day] as const]));
  const days = [...new Set(sound.map(([, day]) => day))];
  const meant = days.length > 0 ? ` ${sayChoice(days)}` : ' it as 2026-03-06';
  const setting =
    sound.length === 0 ? '' : `, or set csv_dates in office.yaml to ${sayChoice(sound.map(([each]) => each))}`;
  return { error: `"${text}" does not say which number is the month; write${meant}${setting}` };
}

/** The day when the three numbers stand in this order; undefined when there is none. */
function inOrder(order: DateOrder, first: string, second: string, third: string): string | undefined {
  const [year, month, day] =
    order === 'year/month/day'
      ? [first, second, third]
      : order === 'month/day/year'
        ? [third, first, second]
        : [third, second, first];
  if ((year.length !== 4 && Number(year) >= UNSURE_YEAR) || month.length > 2 || day.length > 2) return undefined;
  const text = `${year.length === 4 ? year : `20${year.padStart(2, '0')}`}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return readDate(text) === undefined ? undefined : text;
}

const sayChoice = (choices: readonly string[]): string =>
  choices.length < 2 ? choices.join('') : `${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}`;
