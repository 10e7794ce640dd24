import { describe, expect, it } from 'vitest';
import { answerChanges } from '../../src/offices/answerRules.ts';
import { problemsOf, soundOffice, yamlWith } from './officeFolder.ts';

const saying = (answers: string) => ({ 'office.yaml': yamlWith('targets:', `answers: ${answers}\ntargets:`) });

describe('what an office says of answers', () => {
  it.each([
    ['{ offered: true, valid_months: 6 }', { offered: true, validMonths: 6 }],
    ['{ offered: true }', { offered: true, validMonths: 12 }],
    ['{}', { offered: false, validMonths: 12 }],
  ])('%s is read', async (said, rules) => {
    expect((await soundOffice(saying(said))).answers).toEqual(rules);
  });

  it('may be nothing', async () => {
    expect((await soundOffice()).answers).toBeNull();
  });

  it.each([
    ['{ offered: maybe }', 'offered is "maybe"; write true or false'],
    ['{ valid_months: 0 }', 'valid_months is at least 1'],
    ['{ valid_months: 61 }', 'valid_months is at most 60'],
    ['[]', 'answers is a list; write offered and valid_months'],
  ])('%s is refused', async (said, problem) => {
    expect((await problemsOf(saying(said))).join('\n')).toContain(problem);
  });

  it('is shown as a difference', () => {
    expect(answerChanges(null, { offered: true, validMonths: 6 })).toEqual([
      '~ offered to whoever asks',
      '~ good for 12 months → 6 months',
    ]);
    expect(answerChanges({ offered: true, validMonths: 12 }, null)).toEqual(['~ shown to liaisons alone']);
    expect(answerChanges(null, { offered: false, validMonths: 12 })).toEqual([]);
  });
});
