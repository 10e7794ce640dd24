import { z } from 'zod';
import { code, duration, expected, text } from './settingKinds.ts';
import { MOST_THEMES, surveyFormNames } from './surveyRules.ts';

/** A number of something that an office may choose. */
const count = (what: string, most: number) =>
  z
    .int(expected(`a whole number of ${what}`))
    .min(1, { error: 'is at least 1' })
    .max(most, { error: `is at most ${most}` });

const question = z.strictObject(
  {
    code: code('a short name such as invoice_clear'),
    ask: text('the question as people read it').describe('The question as people read it.'),
    answers: z
      .array(text('what can be chosen', 70), expected('a list of what can be chosen'))
      .min(2, { error: 'has fewer than two answers; leave it out to let people write' })
      .max(10, { error: 'has more than ten answers' })
      .optional()
      .describe('What can be chosen. Left out: people write.'),
    several: z.boolean(expected('true or false')).optional().describe('More than one answer may be chosen.'),
  },
  expected('code, ask and answers'),
);

const theme = z.strictObject(
  {
    code: code('a short name such as invoices'),
    name: text('the theme as people read it', 70).describe('The theme as people read it.'),
  },
  expected('code and name'),
);

const LONGEST_MONTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const isDayOfYear = (text: string): boolean => {
  const [, month = '', day = ''] = /^(\d\d)-(\d\d)$/u.exec(text) ?? [];
  return Number(day) >= 1 && Number(day) <= (LONGEST_MONTHS[Number(month) - 1] ?? 0);
};

/** February 29 is not: there would be a year without it. */
const dayOfYear = z
  .string(expected('a day as month-day, such as 01-15'))
  .refine(isDayOfYear, {
    error: ({ input }) =>
      input === '02-29'
        ? 'is "02-29", which most years do not have; write 02-28 or 03-01'
        : `is "${input}", which is no day of the year; write month-day, such as 01-15 for January 15`,
  })
  .meta({ pattern: '^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$', examples: ['01-15'] });

export const surveySchema = z
  .strictObject(
    {
      form: z
        .enum(surveyFormNames, expected(surveyFormNames.join(', ')))
        .optional()
        .describe(
          'short: one question, then what went well or not. federal: trust, as OMB Circular A-11 §280 asks. effort: how easy it was. none: nobody is asked. Default: short',
        ),
      ask_after: duration('After the resolution. Default: 1 business day').optional(),
      remind_after: z
        .union([z.literal('never'), duration('After the question.')])
        .optional()
        .describe('When those who have not answered are reminded, once, or never. Default: 3 business days'),
      close_after: duration('When the question ends. Default: 10 business days').optional(),
      cool_down_days: count('days', 365)
        .optional()
        .describe('A person is asked at most once in so many days. Default: 14'),
      per_agency_and_week: count('people', 1_000)
        .optional()
        .describe('Of one agency so many people at most are asked in seven days. Default: any number'),
      share_percent: count('per cent', 100)
        .optional()
        .describe('Of a hundred resolutions so many are asked about, drawn by chance. Default: 100'),
      ask_liaisons: z
        .enum(['monthly', 'never'], expected('monthly or never'))
        .optional()
        .describe(
          'Whether liaisons are asked once a month, without names, if they could help as they wanted. Fewer than five are not asked. Default: monthly',
        ),
      relationship_on: z
        .array(dayOfYear, expected('a list of days such as 01-15'))
        .min(1, { error: 'is an empty list; leave it out to ask nobody' })
        .max(4, { error: 'has more than four days; nobody answers so often' })
        .optional()
        .describe(
          'On these days of the year (month-day) everybody whom the office serves is asked how it is doing, all in all. Default: never',
        ),
      themes: z
        .array(theme, expected('a list of themes, each with code and name'))
        .min(1, { error: 'is an empty list; leave it out to use the usual ones' })
        .max(MOST_THEMES, { error: `has more than ${MOST_THEMES} themes; no chat shows so many` })
        .optional()
        .describe(
          'What people of the office may say that the words of an answer are about. Default: time, news, clarity, knowledge, rules, steps, suppliers, reach, manner, other',
        ),
      questions: z
        .array(question, expected('a list of questions, each with code and ask'))
        .max(5, { error: 'asks more than five questions; nobody answers so many' })
        .optional()
        .describe("The office's own questions, asked after the first."),
    },
    expected('settings such as "form: short"'),
  )
  .describe('The question after a resolution.');
