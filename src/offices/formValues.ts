import { addDays } from '../people/absence.ts';
import type { Agency } from '../people/person.ts';
import { readDate } from '../sla/specialDays.ts';
import { didYouMean } from './didYouMean.ts';

/** What is wrong with values that stand in many forms, in the same words everywhere. Pure. */

/** Further ahead nobody knows what will be. */
const MOST_DAYS_AHEAD = 366;

/** Undefined when it is not too long. */
export const tooLong = (text: string | null | undefined, longest: number): string | undefined =>
  text && text.length > longest ? `Please keep it under ${longest.toLocaleString('en-US')} characters.` : undefined;

/** Why a day ahead will not do; undefined when it will. */
export function wrongDay(day: string, today: string): string | undefined {
  if (readDate(day) === undefined) return 'Write the day as 2026-07-01.';
  if (day < today) return 'That day is over.';
  if (day > addDays(today, MOST_DAYS_AHEAD)) return 'Choose a day within a year.';
  return undefined;
}

/** By its code or its name. */
export function readAgency(word: string, agencies: readonly Agency[]): Agency | { problem: string } {
  const same = (known: string): boolean => known.toLowerCase() === word.toLowerCase();
  const found = agencies.find(({ code, name }) => same(code) || same(name));
  if (found) return found;
  const near = didYouMean(
    word,
    agencies.flatMap(({ code, name }) => [code, name]),
  );
  return { problem: `“${word}” is none of your agencies${near || '.'}` };
}
