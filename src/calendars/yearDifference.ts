import { isDeepStrictEqual } from 'node:util';
import type { SpecialDay } from '../sla/specialDays.ts';

/** How two lists of the holidays of a year differ. Each day of either list is in one of these, once. */
export type YearDifference = {
  same: SpecialDay[];
  /** On the same date, with another name or other hours. */
  changed: { before: SpecialDay; after: SpecialDay }[];
  /** Under the same name, on another date. */
  moved: { before: SpecialDay; after: SpecialDay }[];
  added: SpecialDay[];
  gone: SpecialDay[];
};

/** Compares them: by date first, then by name. A name that stands on several days moves in the order of the days. */
export function differenceOf(before: readonly SpecialDay[], after: readonly SpecialDay[]): YearDifference {
  const found: YearDifference = { same: [], changed: [], moved: [], added: [], gone: [] };
  const left = new Map(before.map((day) => [day.date, day]));
  const news: SpecialDay[] = [];
  for (const day of after) {
    const was = left.get(day.date);
    if (was === undefined) news.push(day);
    else if (isDeepStrictEqual(was, day)) found.same.push(day);
    // Another holiday on that date is for the second look: the old one may have moved away.
    else if (nameOf(was) === nameOf(day) || !(isNamed(after, was) || isNamed(before, day)))
      found.changed.push({ before: was, after: day });
    else {
      news.push(day);
      continue;
    }
    if (was) left.delete(day.date);
  }
  for (const day of news) {
    const was = [...left.values()].find((each) => nameOf(each) === nameOf(day));
    if (was === undefined) found.added.push(day);
    else {
      left.delete(was.date);
      found.moved.push({ before: was, after: day });
    }
  }
  found.gone.push(...left.values());
  return found;
}

const isNamed = (days: readonly SpecialDay[], { name }: SpecialDay): boolean =>
  days.some((day) => nameOf(day) === nameOf({ name }));

/** "Juneteenth (observed)" is Juneteenth. */
const nameOf = ({ name }: Pick<SpecialDay, 'name'>): string =>
  name
    .toLowerCase()
    .replace(/\((?:observed|kept)\)/gu, ' ')
    .replace(/[’']/gu, "'")
    .replace(/\s+/gu, ' ')
    .trim();
