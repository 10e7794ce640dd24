/** Dates: how they are written, which of them have hours of their own, and which years somebody has confirmed. */
import { CalendarError, readWindows, type Span, type Window } from './hours.ts';

/** A date that does not have the usual hours. `date` is 'YYYY-MM-DD'; no windows means closed. */
export type SpecialDay = { date: string; name: string; windows: Window[] };

const FIRST_YEAR = 1900;
const LAST_YEAR = 2200;

/** The wall time (ms as if UTC) of a date's midnight; undefined when the text is not 'YYYY-MM-DD' or no such day. */
export function readDate(text: string): number | undefined {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (found === null) return undefined;
  const day = Date.UTC(Number(found[1]), Number(found[2]) - 1, Number(found[3]));
  return sayDate(day) === text ? day : undefined;
}

/** The date of a wall time (ms as if UTC) as 'YYYY-MM-DD'. */
export function sayDate(wall: number): string {
  return new Date(wall).toISOString().slice(0, 10);
}

/** The hours of each special day by its date. */
export function readSpecialDays(days: readonly SpecialDay[]): Map<string, { spans: Span[]; special: string }> {
  const found = new Map<string, { spans: Span[]; special: string }>();
  for (const { date, name, windows } of days) {
    if (readDate(date) === undefined) {
      throw new CalendarError(`special day "${name}": "${date}" is not a date; write it as YYYY-MM-DD`);
    }
    const earlier = found.get(date);
    if (earlier !== undefined) {
      throw new CalendarError(`${date} is given twice as a special day, as "${earlier.special}" and as "${name}"`);
    }
    found.set(date, { spans: readWindows(windows, `${date} (${name})`), special: name });
  }
  return found;
}

/** The same calendar with other special days; on a date that has one already the new one holds (a closure, say). */
export function withSpecialDays<Spec extends { specialDays: SpecialDay[] }>(spec: Spec, days: SpecialDay[]): Spec {
  const replaced = new Set(days.map(({ date }) => date));
  return { ...spec, specialDays: [...spec.specialDays.filter(({ date }) => !replaced.has(date)), ...days] };
}

type Dated = { specialDays: SpecialDay[]; confirmedYears: number[] };

/** The special days of a year, in their order. */
export const daysOfYear = ({ specialDays }: Pick<Dated, 'specialDays'>, year: number): SpecialDay[] =>
  byDate(specialDays.filter(({ date }) => date.startsWith(`${year}-`)));

/** The same calendar with a year confirmed, whose special days are these and no others. */
export function withYear<Spec extends Dated>(spec: Spec, year: number, days: readonly SpecialDay[]): Spec {
  const others = spec.specialDays.filter(({ date }) => !date.startsWith(`${year}-`));
  return {
    ...spec,
    specialDays: byDate([...others, ...days]),
    confirmedYears: [...new Set([...spec.confirmedYears, year])].sort((a, b) => a - b),
  };
}

/** The same calendar as another says it that names its days and years in order. */
export const inOrder = <Spec extends Dated>(spec: Spec): Spec => ({
  ...spec,
  specialDays: byDate(spec.specialDays),
  confirmedYears: spec.confirmedYears.toSorted((a, b) => a - b),
});

const byDate = (days: readonly SpecialDay[]): SpecialDay[] =>
  days.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));

/** First and last year of each stretch of confirmed years. */
export function readYears(years: readonly number[]): [first: number, last: number][] {
  const runs: [number, number][] = [];
  for (const year of [...new Set(years)].sort((a, b) => a - b)) {
    if (!Number.isInteger(year) || year < FIRST_YEAR || year > LAST_YEAR) {
      throw new CalendarError(
        `${year} cannot be confirmed: a year is a whole number from ${FIRST_YEAR} to ${LAST_YEAR}`,
      );
    }
    const run = runs.at(-1);
    if (run !== undefined && run[1] === year - 1) run[1] = year;
    else runs.push([year, year]);
  }
  return runs;
}
