import { z } from 'zod';
import { CalendarError } from '../sla/calendar.ts';
import { usualDayMinutes } from '../sla/hours.ts';
import { parseHours, parseWindows } from '../sla/hoursText.ts';
import { readDate } from '../sla/specialDays.ts';
import { aimed } from './aimed.ts';
import { alternateSchema } from './alternateSchema.ts';
import { answerSchema } from './answerSchema.ts';
import { courseSchema } from './courseSchema.ts';
import { afterLate, escalation, quietHours } from './escalationSchema.ts';
import { meetingSchema } from './meetingSchema.ts';
import { recordSchema } from './recordSchema.ts';
import { reviewSchema } from './reviewSchema.ts';
import { code, duration, expected, text } from './settingKinds.ts';
import { surveySchema } from './surveySchema.ts';
import { zoneProblem } from './zoneName.ts';

/**
 * The form of office.yaml: what stands on its own. What one part asks of another (a target in business days, special
 * days of confirmed years) is in officeRules.ts. Messages go on after the name of the setting: "zone is missing; …".
 */
/** A text that one of the calendar's readers takes, with its words for what is wrong. */
const readable = (what: string, read: (text: string) => unknown) =>
  text(what, 1000).superRefine((value, context) => {
    try {
      read(value);
    } catch (error) {
      if (!(error instanceof CalendarError)) throw error;
      context.addIssue({ code: 'custom', message: `cannot be read: ${error.message}` });
    }
  });

function readOpenWeek(value: string): void {
  if (usualDayMinutes(parseHours(value)) === undefined) throw new CalendarError('the office is never open');
}

const targets = z.strictObject(
  {
    first_reply: duration('Until a liaison has answered for the first time.'),
    next_reply: duration('Until a later message has its answer.'),
    update: duration('How often whoever waits hears something, at least, from one reply to the next.')
      .optional()
      .describe('How often whoever waits hears something, at least. Missing: nothing of the kind is promised.'),
    resolution: duration('Until the request is resolved.'),
  },
  expected('first_reply, next_reply and resolution'),
);

const goalPercent = z
  .int(expected('a whole number of per cent such as 75'))
  .min(1, { error: 'is at least 1' })
  .max(100, { error: 'is at most 100' });

const specialDay = z.union(
  [
    text('a name').describe('Closed all day; the name is what people are told.'),
    z.strictObject({
      name: text('the name that people are told'),
      hours: readable('the hours of that day, such as 08:00-12:00', (value) => parseWindows(value)).describe(
        'The hours of that day instead of the usual ones.',
      ),
    }),
  ],
  expected('a name (closed all day), or the name and other hours: { name: Christmas Eve, hours: 08:00-12:00 }'),
);

const year = z.string().regex(/^(?:19|20|21)\d\d$/, { error: 'is not a year; write it as 2026' });
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, { error: 'is not a date; write it as 2026-12-24' });
const realDate = date.refine((value) => readDate(value) !== undefined || !date.safeParse(value).success, {
  error: 'is a day that no calendar has',
});

const serviceLine = z.strictObject(
  {
    code: code('a short name such as purchasing'),
    name: text('the name that people see'),
    words: z
      .array(
        text('words in quotes, such as "1099"', 80).regex(/[\p{L}\p{N}]/u, { error: 'has no letter or digit' }),
        expected('a list such as [quote, bid, purchase order]'),
      )
      .optional()
      .describe('Words and phrases by which a question is known to be about this line.'),
  },
  expected('code, name and words'),
);

const aTarget = 'first_reply, next_reply and resolution, or none';

const agreement = z.strictObject(
  {
    name: text('the name that people see, such as Road salt in winter', 80),
    ...aimed,
    priority: z.enum(['normal', 'urgent'], expected('normal or urgent')).optional().describe('Missing: both.'),
    targets: z
      .union([targets, z.literal('none', expected(aTarget))], expected(aTarget))
      .describe('What is promised; none: they are answered, and no time is promised.'),
    goal_percent: goalPercent.optional().describe('The goal inside this promise, in per cent of it.'),
  },
  expected('name and targets, and for whom'),
);

const csvFile = (standard: string) =>
  text(`a file beside this one, such as ${standard}`, 1000).optional().describe(`Default: ${standard}`);

export const csvDateOrders = ['month/day/year', 'day/month/year', 'year/month/day'] as const;

/** A day of any year. */
const dayOfYear = z
  .string(expected('a day of the year such as 06-01'))
  .refine((value) => readDate(`2024-${value}`) !== undefined, {
    error: 'is not a day of the year; write it as MM-DD, such as 06-01',
  });

export const officeSchema = z
  .strictObject(
    {
      code: code('a short name such as procurement').describe('A short name of the office. Never change it.'),
      name: text('the name that people see').describe('The name that people see.'),
      zone: text('an IANA time zone such as America/New_York')
        .superRefine((value, context) => {
          const problem = zoneProblem(value);
          if (problem) context.addIssue({ code: 'custom', message: `cannot be used: ${problem}` });
        })
        .describe('The time zone of the office, an IANA name.'),
      hours: readable('the hours of a week, such as Mon-Fri 08:00-12:00 13:00-17:00', readOpenWeek).describe(
        'Opening hours of a usual week, such as Mon-Fri 08:00-12:00 13:00-17:00; Sat 10:00-12:00.',
      ),
      seasons: z
        .record(
          text('the name of the season', 100),
          z.strictObject(
            {
              from: dayOfYear,
              until: dayOfYear,
              hours: readable('the hours of a week, such as Mon-Thu 07:00-17:30', (value) => parseHours(value)),
            },
            expected('the days and the hours: { from: 06-01, until: 08-31, hours: Mon-Thu 07:00-17:30 }'),
          ),
          expected('seasons by their names'),
        )
        .optional()
        .describe('Parts of every year with other hours, by name, each from a day to a day (both included).'),
      confirmed_years: z
        .array(
          z
            .int(expected('a year such as 2026'))
            .min(1900, { error: 'is before 1900' })
            .max(2200, { error: 'is after 2200' }),
          expected('a list of years such as [2026, 2027]'),
        )
        .min(1, { error: 'names no year; write those whose special days somebody has checked, such as [2026, 2027]' })
        .describe('The years whose special days somebody has checked. Nothing is promised outside them.'),
      special_days: z
        .record(
          year,
          z.record(realDate, specialDay, expected('dates with their names, or {} when the year has none')),
          expected('a list of days for each year'),
        )
        .describe('Holidays, closures and days with other hours, for each year.'),
      service_lines: z
        .array(serviceLine, expected('a list of service lines, each with code and name'))
        .min(1, { error: 'is empty; an office has at least one service line' })
        .describe('What kinds of help there are. The first is the default.'),
      targets: z
        .strictObject({ normal: targets, urgent: targets }, expected('targets for normal and urgent requests'))
        .describe('What the office promises, in business time.'),
      agreements: z
        .array(agreement, expected('a list of agreements, each with name and targets'))
        .optional()
        .describe('What is promised to some otherwise: the first that matches holds, and targets where none does.'),
      goal_percent: goalPercent
        .optional()
        .describe('The goal inside the promise, in per cent of it, which liaisons see. Default: 75'),
      typed_in_thread: z
        .enum(['note', 'reply'], expected('note or reply'))
        .optional()
        .describe(
          'What the office types in the thread under a card: a note that stays in the office, or a reply that goes to the agency. Default: note',
        ),
      escalations: z
        .array(escalation, expected('a list of steps, each with percent and tell'))
        .optional()
        .describe('Who is told on the way to a due time and at it. Default: at 50, 80 and 100 per cent.'),
      after_late: afterLate
        .optional()
        .describe(
          'What follows after a broken promise, until it is kept or somebody presses *I have this*. Default: each business day, first the liaison and the supervisors, then the administrators, then the head.',
        ),
      head: text('an e-mail address of people.csv')
        .optional()
        .describe('The head of the office: the e-mail of a supervisor or administrator in people.csv.'),
      quiet_hours: quietHours.optional(),
      warnings_a_day: z
        .int(expected('a whole number, such as 10'))
        .min(1, { error: 'is at least 1' })
        .max(100, { error: 'is at most 100' })
        .optional()
        .describe(
          "How often warnings ring one person in a day at most; the rest stands on the day's card without a sound. What people write is never held back. Default: 10",
        ),
      empty_digests: z
        .enum(['one line', 'none'], expected('one line or none'))
        .optional()
        .describe(
          'What comes when a digest has nothing to say, unless its reader has chosen otherwise with “digests”. Default: one line',
        ),
      surveys: surveySchema.optional(),
      records: recordSchema.optional(),
      meetings: meetingSchema.optional(),
      answers: answerSchema.optional(),
      courses: courseSchema.optional(),
      reviews: reviewSchema.optional(),
      alternates: alternateSchema.optional(),
      csv_dates: z
        .enum(csvDateOrders, expected('month/day/year, day/month/year or year/month/day'))
        .optional()
        .describe(
          'How dates such as 3/6/2026, 3/6/26 or 3/6/2026 0:00 are to be read in the CSV files. 2026-03-06 is always understood.',
        ),
      files: z
        .strictObject(
          {
            agencies: csvFile('agencies.csv'),
            people: csvFile('people.csv'),
            assignments: csvFile('assignments.csv'),
            absences: csvFile('absences.csv'),
            certificates: csvFile('certificates.csv'),
          },
          expected('the names of the CSV files'),
        )
        .optional()
        .describe('Where the roster is, seen from this file.'),
    },
    expected('the settings of an office, such as "name: Division of Procurement Services"'),
  )
  .meta({
    title: 'An office of Liaison Desk',
    description: 'What the central office is, when it is open and what it promises.',
  });

export type OfficeYaml = z.output<typeof officeSchema>;

/** The JSON Schema by which editors complete and check office.yaml, as text with a line break at its end. */
export function officeJsonSchema(): string {
  return `${JSON.stringify(z.toJSONSchema(officeSchema, { io: 'input' }), null, 2)}\n`;
}
