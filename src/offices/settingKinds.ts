import { z } from 'zod';
import { readDuration } from './duration.ts';

/**
 * What the form of office.yaml is made of. Messages go on after the name of the setting: "zone is missing; …".
 */
export const expected = (what: string) => ({
  error: (issue: { input?: unknown }) =>
    issue.input === undefined ? `is missing; write ${what}` : `is ${sayFound(issue.input)}; write ${what}`,
});

function sayFound(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a group of settings';
  const found = JSON.stringify(value);
  return found.length <= 60 ? found : `${found.slice(0, 50).toWellFormed()}…"`;
}

export const text = (what: string, longest = 200) =>
  z
    .string(expected(what))
    .trim()
    .min(1, { error: `is empty; write ${what}` })
    .max(longest, { error: `is longer than ${longest} characters; shorten it` });

export const code = (what: string) =>
  text(what, 40)
    .regex(/^[A-Za-z0-9][A-Za-z0-9_-]*$/, {
      error: 'may have letters without accents, digits, - and _ only, and begins with a letter or digit',
    })
    .toLowerCase();

export const duration = (meaning: string) =>
  text('a time with its unit, such as 4 hours, 90 minutes or 2 business days')
    .refine((value) => readDuration(value) !== undefined, {
      error: (issue) =>
        `is "${issue.input}", which is no time span; write it with its unit, such as 4 hours, 90 minutes or 2 business days`,
    })
    .meta({ description: meaning, examples: ['4 hours', '90 minutes', '2 business days', '1 hour 30 minutes'] });
