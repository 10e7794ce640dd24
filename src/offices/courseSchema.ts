import { z } from 'zod';
import { allRoles } from './courseRules.ts';
import { recurring } from './recurring.ts';
import { code, expected, text } from './settingKinds.ts';

const audiences = 'agencies, everybody, or a list of roles such as [agency head, liaison]';

const sessions = z.strictObject(
  {
    on: recurring.on,
    every: recurring.every,
    at: recurring.at('09:00'),
    minutes: z
      .int(expected('a whole number of minutes such as 120'))
      .min(15, { error: 'is at least 15' })
      .max(600, { error: 'is at most 600' })
      .describe('How long each is.'),
    seats: z
      .int(expected('a whole number of seats such as 20'))
      .min(1, { error: 'is at least 1' })
      .max(1_000, { error: 'is at most 1,000' })
      .describe('For how many people there is room.'),
    place: recurring.place,
  },
  expected('on, at, minutes and seats'),
);

const course = z.strictObject(
  {
    code: code('a short name such as rfq').describe('A short name of the course. Never change it.'),
    name: text('the name that people see, such as Requests for quotes', 80).describe('The name that people see.'),
    about: text('what one learns there', 500).optional().describe('What one learns there, in a sentence or two.'),
    for: z
      .union(
        [
          z.enum(['agencies', 'everybody'], expected(audiences)),
          z
            .array(
              z.enum(allRoles as [string, ...string[]], expected(`one of ${allRoles.join(', ')}`)),
              expected(audiences),
            )
            .min(1, { error: `names nobody; write ${audiences}` }),
        ],
        expected(audiences),
      )
      .optional()
      .describe(
        'Whom it is for: agencies, everybody (those who work for the office too), or some roles. Default: agencies',
      ),
    prerequisite: code('the code of another course')
      .optional()
      .describe('The code of the course whose certificate one needs first.'),
    certificate_months: z
      .int(expected('a whole number of months such as 24'))
      .min(1, { error: 'is at least 1' })
      .max(240, { error: 'is at most 240' })
      .optional()
      .describe('How many months its certificate holds. Missing: it does not end.'),
    authority: text('what it allows, such as may buy up to $50,000 by RFQ', 120)
      .optional()
      .describe('What whoever has it may do, in plain words. It stands on the card of their requests.'),
    sessions: sessions.optional().describe('Sessions that come again and again. Missing: each is planned in chat.'),
  },
  expected('code and name'),
);

export const courseSchema = z
  .array(course, expected('a list of courses, each with code and name'))
  .max(50, { error: 'has more than fifty courses' })
  .describe('Courses that the office teaches.');
