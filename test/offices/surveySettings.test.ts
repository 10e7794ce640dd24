import { describe, expect, it } from 'vitest';
import { surveyChanges } from '../../src/offices/surveyChanges.ts';
import { defaultSurveyRules } from '../../src/offices/surveyRules.ts';
import { problemsOf, soundOffice, yamlWith } from './officeFolder.ts';

const usual = defaultSurveyRules(480);
const saying = (surveys: string) => ({ 'office.yaml': yamlWith('targets:', `surveys: ${surveys}\ntargets:`) });

describe('what an office says of surveys', () => {
  it.each([
    ['{}', usual],
    ['{ form: federal, remind_after: never }', { ...usual, form: 'federal', remindAfter: null }],
    ['{ ask_after: 2 hours, close_after: 5 business days }', { ...usual, askAfter: 120, closeAfter: 2_400 }],
    [
      '{ cool_down_days: 30, per_agency_and_week: 4, share_percent: 20 }',
      { ...usual, coolDownDays: 30, agencyCap: 4, sharePercent: 20 },
    ],
    [
      '{ questions: [{ code: a, ask: Why? }, { code: b, ask: Again?, answers: [Yes, No], several: true }] }',
      {
        ...usual,
        questions: [
          { code: 'a', ask: 'Why?', several: false },
          { code: 'b', ask: 'Again?', answers: ['Yes', 'No'], several: true },
        ],
      },
    ],
  ])('%s is read', async (surveys, rules) => {
    expect((await soundOffice(saying(surveys))).surveys).toEqual(rules);
  });

  it('may be nothing: the defaults hold', async () => {
    expect((await soundOffice()).surveys).toBeNull();
  });

  it.each([
    ['{ form: long }', ':18: error: surveys.form is "long"; write short, federal, effort, none'],
    ['{ share_percent: 0 }', 'surveys.share_percent is at least 1'],
    [
      '{ remind_after: 12 business days }',
      'is 12 business days, when the question has ended (close_after: 10 business days)',
    ],
    ['{ questions: [{ code: a, ask: b }, { code: a, ask: c }] }', '.code is a for the second time; each needs its own'],
    [
      '{ questions: [{ code: a, ask: b, answers: [x] }] }',
      'has fewer than two answers; leave it out to let people write',
    ],
  ])('%s is an error that says what to do', async (surveys, problem) => {
    expect((await problemsOf(saying(surveys))).join('\n')).toContain(problem);
  });

  it('is shown before an import changes it, a line each', async () => {
    const setup = await soundOffice(
      saying('{ form: effort, remind_after: never, cool_down_days: 30, share_percent: 50 }'),
    );
    expect(surveyChanges(null, setup)).toEqual([
      'form: short → effort',
      'reminded after: 3 business days (24 business hours) → never',
      'nobody is asked twice in: 14 days → 30 days',
      'drawn: 100% → 50%',
    ]);
    expect(surveyChanges(setup.surveys, setup)).toEqual([]);
  });
});
