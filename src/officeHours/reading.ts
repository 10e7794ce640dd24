import { tooLong } from '../offices/formValues.ts';
import type { LiaisonHours } from '../offices/liaisonHours.ts';
import { sayLiaisonHours } from '../offices/liaisonHours.ts';
import { sayOpeningHours } from '../offices/openingHours.ts';
import { readTime } from '../offices/timeOfDay.ts';
import type { Calendar } from '../sla/calendar.ts';
import { type Weekday, weekdays } from '../sla/hours.ts';
import { LONGEST_PLACE, MOST_HOURS, meetsInWeek, slotLengths } from './hours.ts';

/** What was filled in, or what is wrong with it, by field. */

type Problems = Record<string, string>;
type Values = Readonly<Record<string, string>>;
export type SaidHours = Pick<LiaisonHours, 'weekday' | 'fromMinute' | 'untilMinute' | 'slotMinutes' | 'place'>;

const value = (values: Values, name: string): string => values[name]?.trim() ?? '';

/** `others`: the office hours that they hold beside these. */
export function readHours(
  values: Values,
  { calendar, others }: { calendar: Calendar; others: readonly LiaisonHours[] },
): { hours: SaidHours } | { problems: Problems } {
  const problems: Problems = {};
  const weekday = weekdays.find((each) => each === value(values, 'weekday'));
  if (!weekday) problems.weekday = 'Choose a day.';
  const [from, until] = [readTime(value(values, 'from')), readTime(value(values, 'until'))];
  if (typeof from !== 'number') problems.from = from.error;
  if (typeof until !== 'number') problems.until = until.error;
  const slotMinutes = slotLengths.find((each) => String(each) === value(values, 'minutes'));
  if (!slotMinutes) problems.minutes = 'Choose how long a slot is.';
  const place = value(values, 'place') || null;
  const long = tooLong(place, LONGEST_PLACE);
  if (long !== undefined) problems.place = long;
  if (!weekday || typeof from !== 'number' || typeof until !== 'number' || !slotMinutes || long !== undefined)
    return { problems };
  const hours: SaidHours = { weekday, fromMinute: from, untilMinute: until, slotMinutes, place };
  if (until <= from) return { problems: { until: 'That is not after they begin.' } };
  if (until - from < slotMinutes) return { problems: { minutes: `No slot of ${slotMinutes} minutes fits in there.` } };
  if (!isOpenThen(calendar, hours))
    return { problems: { from: `The office is closed then. It is open ${sayOpeningHours(calendar.spec)}.` } };
  const met = others.find((each) => meetsInWeek(each, hours));
  if (met) return { problems: { from: `You hold office hours then already: ${sayLiaisonHours(met)}. Change those.` } };
  if (others.length >= MOST_HOURS) return { problems: { weekday: 'You hold many already. End some first.' } };
  return { hours };
}

/** On such a day of a usual week, or of a season's. */
function isOpenThen(
  { week, seasons }: Pick<Calendar, 'week' | 'seasons'>,
  { weekday, fromMinute, untilMinute }: { weekday: Weekday; fromMinute: number; untilMinute: number },
): boolean {
  const index = weekdays.indexOf(weekday);
  return [week[index]?.spans ?? [], ...seasons.map((season) => season.week[index] ?? [])].some((spans) =>
    spans.some(({ from, to }) => from <= fromMinute && untilMinute <= to),
  );
}
