import { z } from 'zod';
import { readRhythm } from '../sla/recurrence.ts';
import { expected, text } from './settingKinds.ts';
import { readTime } from './timeOfDay.ts';

/** What an office's file says of anything that comes again and again: on which day, at what time, where. */
export const recurring = {
  on: text('a day such as second Tuesday', 40)
    .refine((value) => readRhythm(value) !== undefined, {
      error: ({ input }) =>
        `is "${input}", which is no day; write first, second, third, fourth or last and a weekday, such as second Tuesday`,
    })
    .describe('first, second, third, fourth or last, and a weekday. Where the office is closed: its next working day.'),
  every: z
    .enum(['month', 'quarter'], expected('month or quarter'))
    .optional()
    .describe('quarter: in January, April, July and October. Default: month'),
  /** `such`: an example of it, "10:00". */
  at: (such: string) =>
    text(`a time of day such as "${such}"`, 20)
      .refine((value) => typeof readTime(value) === 'number', {
        error: ({ input }) => `is "${input}", which is no time of day; write it in quotes, such as "${such}" or "2 PM"`,
      })
      .describe("When it begins, by the office's clock."),
  place: text('a room, or the address of a call', 300).optional().describe('A room, or the address of a call.'),
};
