import { describe, expect, it } from 'vitest';
import { reviewChanges } from '../../src/offices/reviewChanges.ts';
import type { ReviewRule } from '../../src/offices/reviewRules.ts';
import { problemsOf, soundOffice, yamlWith } from './officeFolder.ts';

const saying = (reviews: string) => ({ 'office.yaml': yamlWith('targets:', `reviews: ${reviews}\ntargets:`) });
const SPEND = '{ name: Spend, items: [{ code: limit, words: Within the limit. }] }';
const FILES = '{ name: Files, items: [{ code: quotes, words: Three quotes., of: each file }] }';
const YEARLY = `{ code: yearly, name: Yearly review, months: 12, first_due: 2027-03-31, files: 3, sections: [${SPEND}, ${FILES}] }`;
const yearly: ReviewRule = {
  ...{ code: 'yearly', name: 'Yearly review', months: 12, firstDue: '2027-03-31', weeksAhead: 4, files: 3 },
  sections: [
    { name: 'Spend', items: [{ code: 'limit', words: 'Within the limit.', of: 'agency' }] },
    { name: 'Files', items: [{ code: 'quotes', words: 'Three quotes.', of: 'file' }] },
  ],
};
const items = (n: number, of: string) =>
  `[${Array.from({ length: n }, (_, nth) => `{ code: i${nth}, words: Is so., of: ${of} }`).join(', ')}]`;

describe('what an office says of its reviews', () => {
  it('is read', async () => {
    expect((await soundOffice(saying(`[${YEARLY}]`))).reviews).toEqual([yearly]);
    const named = YEARLY.replace(
      'files: 3',
      'files: 3, weeks_ahead: 6, agencies: [dot], first_due_of: { dot: 2027-01-31 }',
    );
    expect((await soundOffice(saying(`[${named}]`))).reviews).toEqual([
      { ...yearly, weeksAhead: 6, agencies: ['DOT'], firstDueOf: { DOT: '2027-01-31' } },
    ]);
  });

  it('may be nothing', async () => {
    expect((await soundOffice()).reviews).toEqual([]);
  });

  it.each([
    [`[${YEARLY}, ${YEARLY}]`, 'code is "yearly", as reviews[1] is; choose another'],
    [`[${YEARLY.replace('code: quotes', 'code: limit')}]`, 'code is "limit", as another item of this checklist is'],
    [
      `[${YEARLY.replace(', of: each file', '')}]`,
      'files names files, and no item is asked of each file; leave it out',
    ],
    [`[${YEARLY.replace('files: 3, ', '')}]`, 'ask something of each file; say with files how many are looked at'],
    [`[${YEARLY.replace('files: 3', 'files: 11')}]`, 'files is at most 10'],
    [
      `[${YEARLY.replace('2027-03-31', '2027-02-30')}]`,
      'first_due is "2027-02-30", which is no day; write it as 2027-03-31',
    ],
    [`[${YEARLY.replace('months: 12', 'months: 0')}]`, 'months is at least 1'],
    [
      `[${YEARLY.replace('months: 12', 'months: 1, weeks_ahead: 5')}]`,
      'weeks_ahead is longer than from one review to the next',
    ],
    [`[${YEARLY.replace('files: 3', 'files: 3, agencies: [XYZ]')}]`, 'names XYZ, which is no agency of the roster'],
    [
      `[${YEARLY.replace('files: 3', 'files: 3, agencies: [DOT], first_due_of: { AGR: 2027-01-31 }')}]`,
      'first_due_of names AGR, for which this review is not; mend it in "Yearly review"',
    ],
    [`[${YEARLY.replace('each file', 'everything')}]`, 'of is "everything"; write agency or each file'],
    [`[${YEARLY.replace(SPEND, '{ name: Spend, items: [] }')}]`, 'items has no item'],
    [
      `[${YEARLY.replace(SPEND, `{ name: Spend, items: ${items(16, 'agency')} }`)}]`,
      'items has more than 15 items; make two',
    ],
    [
      `[${YEARLY.replace(FILES, `{ name: A, items: ${items(15, 'each file')} }, ${FILES}`)}]`,
      'ask more than 15 items of each file; leave some out',
    ],
  ])('%s is refused', async (said, problem) => {
    expect((await problemsOf(saying(said))).join('\n')).toContain(problem);
  });

  it('is shown as a difference, item by item', () => {
    expect(reviewChanges([], [yearly])).toEqual([
      '+ Yearly review of each agency: every 12 months, first by 2027-03-31, begun 4 weeks before, 2 items and 3 files',
    ]);
    const [spend, files] = yearly.sections;
    if (!spend || !files) throw new Error('they are there');
    const other: ReviewRule = {
      ...yearly,
      sections: [{ ...spend, items: [{ code: 'limit', words: 'Below the limit.', of: 'agency' }] }],
    };
    expect(reviewChanges([yearly], [{ ...other, months: 6 }])).toEqual([
      expect.stringMatching(/^~ Yearly review of each agency: every 12 months.* → .*every 6 months/u),
      '    ~ Spend: Within the limit. → Spend: Below the limit.',
      '    - Files: Three quotes. (of each file)',
    ]);
    expect(reviewChanges([yearly], [])[0]).toMatch(/^- Yearly review/u);
    expect(reviewChanges([yearly], [yearly])).toEqual([]);
  });
});
