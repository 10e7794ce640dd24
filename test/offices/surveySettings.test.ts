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
    ['{ themes: [{ code: bids, name: Bids }] }', { ...usual, themes: [{ code: 'bids', name: 'Bids' }] }],
    ['{ relationship_on: [10-15, 01-15] }', { ...usual, relationshipOn: ['01-15', '10-15'] }],
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
    [
      '{ relationship_on: [13-01] }',
      'is "13-01", which is no day of the year; write month-day, such as 01-15 for January 15',
    ],
    ['{ relationship_on: [02-29] }', 'is "02-29", which most years do not have; write 02-28 or 03-01'],
    ['{ relationship_on: [2027-01-15] }', 'is "2027-01-15", which is no day of the year'],
    ['{ relationship_on: 01-15 }', 'surveys.relationship_on is "01-15"; write a list of days such as 01-15'],
    ['{ relationship_on: [] }', 'surveys.relationship_on is an empty list; leave it out to ask nobody'],
    ['{ relationship_on: [01-15, 04-15, 07-15, 10-15, 12-30] }', 'has more than four days; nobody answers so often'],
    ['{ relationship_on: [12-20, 01-15] }', 'relationship_on[2] is 01-15, less than 60 days from 12-20'],
    ['{ relationship_on: [04-15, 04-15] }', 'relationship_on[2] is 04-15 for the second time; take one of them out'],
    ['{ themes: [] }', 'surveys.themes is an empty list; leave it out to use the usual ones'],
    [
      '{ themes: [{ code: a, name: b }, { code: a, name: c }] }',
      'surveys.themes[2].code is a for the second time; each needs its own',
    ],
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
      saying('{ form: effort, remind_after: never, cool_down_days: 30, share_percent: 50, relationship_on: [01-15] }'),
    );
    expect(surveyChanges(null, setup)).toEqual([
      'form: short → effort',
      'reminded after: 3 business days (24 business hours) → never',
      'nobody is asked twice in: 14 days → 30 days',
      'drawn: 100% → 50%',
      'all customers are asked on: no day → 01-15',
    ]);
    expect(surveyChanges(setup.surveys, setup)).toEqual([]);
    const themed = await soundOffice(saying('{ themes: [{ code: bids, name: Bids }, { code: other, name: Else }] }'));
    expect(surveyChanges(null, themed).join()).toMatch(/^themes: How long it took · .* → Bids · Else$/u);
  });
});
