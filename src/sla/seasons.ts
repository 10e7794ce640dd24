/** Seasons: a part of every year in which an office keeps other hours, such as its summer hours. */
import { CalendarError, readWindows, type Span, type WeekHours, weekdays } from './hours.ts';
import { readDate } from './specialDays.ts';

/** `from` and `until` are days of any year, 'MM-DD', both included; from November to February it goes over the new year. */
export type Season = { name: string; from: string; until: string; hours: WeekHours };

/** A season as days are looked up in it, with the spans of each weekday in the order of `weekdays`. */
export type SeasonHours = Pick<Season, 'name' | 'from' | 'until'> & { week: Span[][] };

/** A leap year has every day that a year can have. */
const isDay = (text: string): boolean => readDate(`2024-${text}`) !== undefined;

/** @throws CalendarError on days that are none, hours that are wrong, and seasons that share a day. */
export function readSeasons(seasons: readonly Season[] = []): SeasonHours[] {
  const read = seasons.map(({ name, from, until, hours }) => {
    const wrong = [from, until].find((day) => !isDay(day));
    if (wrong !== undefined)
      throw new CalendarError(
        `season "${name}": "${wrong}" is not a day of the year; write it as MM-DD, such as 06-01`,
      );
    const week = weekdays.map((day) => readWindows(hours[day] ?? [], `season "${name}", ${day}`));
    return { name, from, until, week };
  });
  for (const [nth, season] of read.entries()) {
    const other = read.slice(nth + 1).find((each) => overlap(season, each));
    if (other)
      throw new CalendarError(`the seasons "${season.name}" and "${other.name}" share days; end one before the other`);
  }
  return read;
}

/** The season that a date ('YYYY-MM-DD') falls into. */
export const seasonOf = <S extends Pick<Season, 'from' | 'until'>>(
  seasons: readonly S[],
  date: string,
): S | undefined => seasons.find((season) => holds(season, date.slice(5)));

const holds = ({ from, until }: Pick<Season, 'from' | 'until'>, day: string): boolean =>
  from <= until ? from <= day && day <= until : from <= day || day <= until;

type Days = Pick<Season, 'from' | 'until'>;
const overlap = (a: Days, b: Days): boolean => holds(a, b.from) || holds(b, a.from);
