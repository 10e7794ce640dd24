import { describe, expect, it } from 'vitest';
import { alternateChanges } from '../../src/offices/alternateChanges.ts';
import type { AlternateRules } from '../../src/offices/alternateRules.ts';
import { problemsOf, soundOffice, yamlWith } from './officeFolder.ts';

const saying = (alternates: string) => ({ 'office.yaml': yamlWith('targets:', `alternates: ${alternates}\ntargets:`) });
const REPORT = '{ code: purchases, name: List of purchases, every_months: 3, due_in_days: 10, file: required }';
const KIND = `{ code: own-quotes, name: Own quotes, decide_within: 5 business days, at_most_months: 12, reports: [${REPORT}] }`;
const whole = (kinds = KIND) => `{ rules: [It is for a time.], kinds: [${kinds}] }`;
const rules: AlternateRules = {
  rules: ['It is for a time.'],
  kinds: [
    {
      ...{ code: 'own-quotes', name: 'Own quotes', fits: null, decideMinutes: 5 * 480, atMostMonths: 12 },
      reports: [{ code: 'purchases', name: 'List of purchases', everyMonths: 3, dueDays: 10, file: 'required' }],
    },
  ],
};

describe('what an office says of alternate processes', () => {
  it('is read', async () => {
    const read = (await soundOffice(saying(whole()))).alternates;
    expect({ ...read, kinds: read?.kinds.map((kind) => ({ ...kind, decideMinutes: 2_400 })) }).toEqual(rules);
    expect(read?.kinds[0]?.decideMinutes).toBeGreaterThan(0);
    const other = KIND.replace(', file: required', '').replace(
      'name: Own quotes',
      'name: Own quotes, fits: For small ones',
    );
    expect((await soundOffice(saying(whole(other)))).alternates?.kinds[0]).toMatchObject({
      ...{ fits: 'For small ones', reports: [{ file: 'welcome' }] },
    });
  });

  it('may be nothing', async () => {
    expect((await soundOffice()).alternates).toBeNull();
  });

  it.each([
    [whole(`${KIND}, ${KIND}`), 'code is "own-quotes", as alternates.kinds[1] is; choose another'],
    [whole(KIND.replace(REPORT, `${REPORT}, ${REPORT}`)), 'is "purchases", as alternates.kinds[1].reports[1] is'],
    [whole(KIND.replace(REPORT, '')), 'names no report; an alternate process keeps its checks by at least one'],
    [whole(KIND.replace('at_most_months: 12', 'at_most_months: 2')), 'is 3, and the kind is granted for 2 at most'],
    [whole(KIND.replace('5 business days', 'soon')), 'is "soon", which is no time span'],
    [whole(KIND.replace('5 business days', '0 hours')), 'leaves no time; write at least 1 hour'],
    [whole(KIND.replace('due_in_days: 10', 'due_in_days: 30')), 'due_in_days is at most 15'],
    [
      whole(KIND.replace('code: own-quotes,', 'code: own-quotes, agencies: [XYZ],')),
      'names XYZ, which is no agency of the',
    ],
    ['{ rules: [], kinds: [] }', 'rules is empty; write in plain words what holds'],
    ['{ rules: [It is for a time.], kinds: [] }', 'names no kind; leave out alternates to offer none'],
  ])('%s is refused', async (said, problem) => {
    expect((await problemsOf(saying(said))).join('\n')).toContain(problem);
  });

  it('is shown as a difference', () => {
    const said =
      'Own quotes: decided in 5 business days, for 12 months at most; List of purchases every 3 months, due 10 business days later, with a file';
    expect(alternateChanges(null, rules, 480)).toEqual(['+ rule: It is for a time.', `+ ${said}`]);
    expect(alternateChanges(rules, null, 480)).toEqual(['- rule: It is for a time.', `- ${said}`]);
    const changed = { ...rules, kinds: rules.kinds.map((kind) => ({ ...kind, atMostMonths: 1, agencies: ['DOT'] })) };
    expect(alternateChanges(rules, changed, 480)).toEqual([
      expect.stringMatching(/^~ Own quotes: .* → Own quotes for DOT: .*for one month at most/u),
    ]);
    expect(alternateChanges(rules, rules, 480)).toEqual([]);
  });
});
