import { z } from 'zod';
import { type AnswerRules, defaultAnswerRules } from './answerRules.ts';
import type { OfficeYaml } from './officeSchema.ts';
import { expected } from './settingKinds.ts';

export const answerSchema = z
  .strictObject(
    {
      offered: z
        .boolean(expected('true or false'))
        .optional()
        .describe(
          'true: whoever asks what was answered before is offered that answer beside the receipt, while the clock runs. Default: false, liaisons alone see it.',
        ),
      valid_months: z
        .int(expected('a whole number of months, such as 12'))
        .min(1, { error: 'is at least 1' })
        .max(60, { error: 'is at most 60' })
        .optional()
        .describe('How long an answer is good for unless whoever keeps it says otherwise. Default: 12'),
    },
    expected('offered and valid_months'),
  )
  .describe('Answers that are kept for the next time.');

export const answersOf = (said: OfficeYaml['answers']): AnswerRules | null =>
  said
    ? {
        offered: said.offered ?? defaultAnswerRules.offered,
        validMonths: said.valid_months ?? defaultAnswerRules.validMonths,
      }
    : null;
