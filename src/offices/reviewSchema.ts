import { z } from 'zod';
import { readDate } from '../sla/specialDays.ts';
import { aimed } from './aimed.ts';
import { code, expected, text } from './settingKinds.ts';

/** So many fit into one form. */
export const MOST_ITEMS = 15;
export const MOST_FILES = 10;
const MOST_SECTIONS = 10;

const day = text('a day such as 2027-03-31', 10).refine((value) => readDate(value) !== undefined, {
  error: ({ input }) => `is "${input}", which is no day; write it as 2027-03-31`,
});

const whole = (what: string, least: number, most: number) =>
  z
    .int(expected(`a whole number such as ${what}`))
    .min(least, { error: `is at least ${least}` })
    .max(most, { error: `is at most ${most}` });

const item = z.strictObject(
  {
    code: code('a short name such as quotes').describe(
      'A short name of this item. Never change it: by it one review is held beside another.',
    ),
    words: text('what must be so, such as Three quotes are in the file.', 300).describe(
      'What must be so, in words that can be answered with fine.',
    ),
    of: z
      .enum(['agency', 'each file'], expected('agency or each file'))
      .optional()
      .describe('agency: asked once. each file: asked of each file of the sample. Default: agency'),
  },
  expected('code and words'),
);

const section = z.strictObject(
  {
    name: text('the name that people see, such as Spend', 60).describe('The name that people see.'),
    items: z
      .array(item, expected('a list of items, each with code and words'))
      .min(1, { error: 'has no item' })
      .max(MOST_ITEMS, { error: `has more than ${MOST_ITEMS} items; make two sections of it` })
      .describe('What is looked at.'),
  },
  expected('name and items'),
);

const review = z.strictObject(
  {
    code: code('a short name such as procurement').describe('A short name of this checklist. Never change it.'),
    name: text('the name that people see, such as Procurement review', 60).describe('The name that people see.'),
    agencies: aimed.agencies,
    months: whole('12', 1, 60).describe('How many months from one review of an agency to the next.'),
    first_due: day.describe('The day by which the first is to be finished.'),
    first_due_of: z
      .record(code('the code of an agency').toUpperCase(), day, expected('codes of agencies, each with its day'))
      .optional()
      .describe('Agencies whose first is due on another day, so that not all come at once: { DOT: 2027-01-31 }'),
    weeks_ahead: whole('4', 1, 26).optional().describe('How many weeks before its day a review begins. Default: 4'),
    files: whole('3', 0, MOST_FILES).optional().describe('How many files are looked at. Default: none'),
    sections: z
      .array(section, expected('a list of sections, each with name and items'))
      .min(1, { error: 'has no section' })
      .max(MOST_SECTIONS, { error: `has more than ${MOST_SECTIONS} sections` })
      .describe('The checklist.'),
  },
  expected('code, name, months, first_due and sections'),
);

export const reviewSchema = z
  .array(review, expected('a list of checklists, each with code, name, months, first_due and sections'))
  .max(20, { error: 'has more than twenty checklists' })
  .describe('Reviews of agencies, by checklists.');
