import { z } from 'zod';
import { levels } from '../sla/policy.ts';
import { readDuration } from './duration.ts';
import { expected, text } from './settingKinds.ts';

/** Who is warned when: the form of these settings in office.yaml. */

const level = z.enum(levels, expected('liaison, backup, supervisor, administrator or head'));

export const escalation = z.strictObject(
  {
    name: text('a short name such as first warning', 40)
      .optional()
      .describe('What the step is known by when its per cent or its readers change. Default: whom it tells.'),
    percent: z
      .int(expected('a whole number of per cent of the target, such as 80'))
      .min(1, { error: 'is at least 1' })
      .max(400, { error: 'is at most 400' })
      .describe('Per cent of the target that have passed.'),
    tell: z.array(level, expected('a list')).min(1, { error: 'names nobody; write for example [liaison, supervisor]' }),
  },
  expected('percent and tell'),
);

export const afterLate = z.strictObject(
  {
    every: text('business days, such as 1 business day')
      .refine(
        (value) => {
          const { days, minutes } = readDuration(value) ?? { days: 0, minutes: 1 };
          return minutes === 0 && Number.isInteger(days) && days >= 1 && days <= 30;
        },
        { error: (issue) => `is "${issue.input}"; write whole business days, such as 1 business day` },
      )
      .describe('How often a broken promise is said again.'),
    tell: z
      .array(
        z.array(level, expected('a list such as [liaison, supervisor]')).min(1, {
          error: 'names nobody; write for example [supervisor]',
        }),
        expected('a list of lists, such as [[liaison, supervisor], [administrator], [head]]'),
      )
      .describe('Who is told each time, in turn; after the last the first again. Empty: it is never said again.'),
  },
  expected('every and tell'),
);

const timeOfDay = /^(?:[01]\d|2[0-3]):[0-5]\d$/u;
export const quietHours = text('two times of the day, such as 20:00-07:00')
  .refine((value) => value.split('-').length === 2 && value.split('-').every((time) => timeOfDay.test(time.trim())), {
    error: (issue) => `is "${issue.input}"; write two times of the day, such as 20:00-07:00`,
  })
  .describe(
    'When nobody is rung by warnings, by the clock where they are. Those in the zone of the office have its hours. Default: 20:00-07:00',
  );
