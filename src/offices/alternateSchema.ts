import { z } from 'zod';
import { aimed } from './aimed.ts';
import { code, duration, expected, text } from './settingKinds.ts';

/** Chats show so many lines of rules, and so many kinds to choose from, before nobody reads them. */
const MOST_RULES = 10;
const MOST_KINDS = 20;
const MOST_REPORTS = 5;

const whole = (what: string, most: number) =>
  z
    .int(expected(`a whole number of ${what} such as 3`))
    .min(1, { error: 'is at least 1' })
    .max(most, { error: `is at most ${most}` });

const report = z.strictObject(
  {
    code: code('a short name such as purchases').describe('A short name of the report. Never change it.'),
    name: text('the name that people see, such as List of purchases', 60).describe('The name that people see.'),
    every_months: whole('months', 12).describe('How often it is due, counted from the first day of what was granted.'),
    due_in_days: whole('business days', 15).describe('So many business days after each period.'),
    file: z
      .enum(['required', 'welcome'], expected('required or welcome'))
      .optional()
      .describe('required: a file, or an address where one is, has to come with it. Default: welcome'),
  },
  expected('code, name, every_months and due_in_days'),
);

const kind = z.strictObject(
  {
    code: code('a short name such as own-quotes').describe('A short name of the kind. Never change it.'),
    name: text('the name that people see, such as Own quotes', 60).describe('The name that people see.'),
    fits: text('when it fits, in plain words', 300).optional().describe('When it fits, in plain words.'),
    agencies: aimed.agencies,
    decide_within: duration('Until the office has decided: what is promised to whoever asks.'),
    at_most_months: whole('months', 36).describe('For how long at most it is granted at once.'),
    reports: z
      .array(report, expected('a list of reports, each with code, name, every_months and due_in_days'))
      .min(1, { error: 'names no report; an alternate process keeps its checks by at least one' })
      .max(MOST_REPORTS, { error: `has more than ${MOST_REPORTS} reports; nobody writes so many` })
      .describe('What keeps the checks. The first also asks for the hours saved.'),
  },
  expected('code, name, decide_within, at_most_months and reports'),
);

export const alternateSchema = z
  .strictObject(
    {
      rules: z
        .array(text('a rule in plain words', 300), expected('a list of rules in plain words'))
        .min(1, { error: 'is empty; write in plain words what holds for every alternate process' })
        .max(MOST_RULES, { error: `has more than ${MOST_RULES} rules; nobody reads so many` })
        .describe('What holds for all of them, in plain words: shown before somebody asks.'),
      kinds: z
        .array(kind, expected('a list of kinds, each with code, name, decide_within, at_most_months and reports'))
        .min(1, { error: 'names no kind; leave out alternates to offer none' })
        .max(MOST_KINDS, { error: `has more than ${MOST_KINDS} kinds` })
        .describe('Which other ways there are, and the reports that each needs.'),
    },
    expected('rules and kinds'),
  )
  .describe('Alternate processes that agencies may ask for. Missing: none.');
