import { z } from 'zod';
import { aimed } from './aimed.ts';
import { recurring } from './recurring.ts';
import { code, expected, text } from './settingKinds.ts';

const meeting = z.strictObject(
  {
    code: code('a short name such as monthly').describe('A short name of these meetings. Never change it.'),
    name: text('the name that people see, such as Monthly meeting', 60).describe('The name that people see.'),
    with: z
      .enum(['each agency', 'all leads'], expected('each agency or all leads'))
      .describe('each agency: one with each. all leads: one with those who lead all agencies.'),
    agencies: aimed.agencies,
    on: recurring.on,
    every: recurring.every,
    at: recurring.at('10:00'),
    minutes: z
      .int(expected('a whole number of minutes such as 30'))
      .min(10, { error: 'is at least 10' })
      .max(480, { error: 'is at most 480' })
      .describe('How long each is. Several of one liaison follow one another.'),
    place: recurring.place,
  },
  expected('code, name, with, on, at and minutes'),
);

export const meetingSchema = z
  .array(meeting, expected('a list of meetings, each with code, name, with, on, at and minutes'))
  .max(20, { error: 'has more than twenty meetings' })
  .describe('Recurring meetings.');
