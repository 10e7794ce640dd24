import { z } from 'zod';
import { aimed } from './aimed.ts';
import { recordKinds } from './recordKinds.ts';
import { dispositions, triggers } from './recordRules.ts';
import { code, expected, text } from './settingKinds.ts';

const series = z.strictObject(
  {
    code: code('a short name such as contracts').describe(
      'A short name of the series. Never change it: the record names it.',
    ),
    name: text('the name that people see, such as Contract correspondence', 60).describe('The name that people see.'),
    of: z
      .enum(recordKinds, expected(recordKinds.join(', ')))
      .optional()
      .describe('Which kind of record it is for. Missing: requests.'),
    trigger: z
      .enum(triggers, expected(triggers.join(', ')))
      .describe(
        'From when on the years count. resolved: the last resolution. answered: the last reply. closed: the end of any request, resolved or withdrawn, and the only one for other records.',
      ),
    years: z
      .int(expected('a whole number of years such as 6'))
      .min(1, { error: 'is at least 1' })
      .max(100, { error: 'is at most 100; leave the series out to keep them for good' })
      .describe('How long records of the series are kept after that.'),
    disposition: z
      .enum(dispositions, expected(dispositions.join(' or ')))
      .describe(
        'destroy: the content goes. archive: it is handed to the archives first, and goes when they have confirmed that.',
      ),
    authority: text('the schedule or rule, such as General schedule GS 4-12').describe(
      'The schedule or rule under which it goes, as it stands on the record afterwards.',
    ),
    ...aimed,
  },
  expected('code, name, trigger, years, disposition and authority'),
);

export const recordSchema = z
  .strictObject(
    {
      officer: text('an e-mail address of people.csv')
        .toLowerCase()
        .optional()
        .describe(
          'The records officer: the e-mail of a liaison, supervisor or administrator in people.csv. Missing: the administrators.',
        ),
      series: z
        .array(series, expected('a list of series, each with code, name, trigger, years, disposition and authority'))
        .min(1, { error: 'is empty; leave out records to keep everything' })
        .describe(
          'How long which records are kept: the first series that matches holds; where none does, all is kept.',
        ),
    },
    expected('officer and series'),
  )
  .describe('How long the content of records is kept, and who looks after it. Missing: everything is kept.');
