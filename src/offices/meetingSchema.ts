import { z } from 'zod';
import { readRhythm } from '../sla/recurrence.ts';
import { aimed } from './aimed.ts';
import { code, expected, text } from './settingKinds.ts';
import { readTime } from './timeOfDay.ts';

const meeting = z.strictObject(
  {
    code: code('a short name such as monthly').describe('A short name of these meetings. Never change it.'),
    name: text('the name that people see, such as Monthly meeting', 60).describe('The name that people see.'),
    with: z
      .enum(['each agency', 'all leads'], expected('each agency or all leads'))
      .describe('each agency: one with each. all leads: one with those who lead all agencies.'),
    agencies: aimed.agencies,
    on: text('a day such as second Tuesday', 40)
      .refine((value) => readRhythm(value) !== undefined, {
        error: ({ input }) =>
          `is "${input}", which is no day; write first, second, third, fourth or last and a weekday, such as second Tuesday`,
      })
      .describe(
        'first, second, third, fourth or last, and a weekday. Where the office is closed: its next working day.',
      ),
    every: z
      .enum(['month', 'quarter'], expected('month or quarter'))
      .optional()
      .describe('quarter: in January, April, July and October. Default: month'),
    at: text('a time of day such as "10:00"', 20)
      .refine((value) => typeof readTime(value) === 'number', {
        error: ({ input }) => `is "${input}", which is no time of day; write it in quotes, such as "10:00" or "2 PM"`,
      })
      .describe("When it begins, by the office's clock."),
    minutes: z
      .int(expected('a whole number of minutes such as 30'))
      .min(10, { error: 'is at least 10' })
      .max(480, { error: 'is at most 480' })
      .describe('How long each is. Several of one liaison follow one another.'),
    place: text('a room, or the address of a call', 300).optional().describe('A room, or the address of a call.'),
  },
  expected('code, name, with, on, at and minutes'),
);

export const meetingSchema = z
  .array(meeting, expected('a list of meetings, each with code, name, with, on, at and minutes'))
  .max(20, { error: 'has more than twenty meetings' })
  .describe('Recurring meetings.');
