import { describe, expect, test } from 'vitest';
import type { Checklist } from '../../src/offices/reviewRules.ts';
import { sideBySide } from '../../src/reviews/history.ts';
import { readFiles, readFill } from '../../src/reviews/reading.ts';
import { countsOf, type Judgement, partsOf, shareFine, standing, toPutRight } from '../../src/reviews/review.ts';

const checklist: Checklist = {
  ...{ name: 'Yearly review', files: 2 },
  sections: [
    {
      name: 'Spend',
      items: [
        { code: 'limit', words: 'Within the limit.', of: 'agency' },
        { code: 'split', words: 'Nothing is split.', of: 'agency' },
      ],
    },
    { name: 'Files', items: [{ code: 'quotes', words: 'Three quotes.', of: 'file' }] },
  ],
};
const said = (id: number, item: string, fileId: number | null, what: Partial<Judgement> = {}): Judgement => ({
  ...{ id, item, fileId, outcome: 'fine', severity: null, words: null, by: 1, at: new Date(0), ...what },
});
const [spend] = partsOf(checklist, []);
if (!spend) throw new Error('it is there');

describe('the files of a sample', () => {
  test.each([
    ['PO 1\nPO 2', '', { names: ['PO 1', 'PO 2'], fewer: null }],
    ['- PO 1\n\n2. PO 2\n* PO 1 ', 'ignored', { names: ['PO 1', 'PO 2'], fewer: null }],
    ['2024 tires', 'There is one.', { names: ['2024 tires'], fewer: 'There is one.' }],
    ['PO 1', '', { problems: { fewer: 'The checklist wants 2. Name more, or say why there are fewer.' } }],
    [' \n ', '', { problems: { files: 'Name at least one file, one on a line; or say below why there is none.' } }],
    [' \n ', 'They bought nothing.', { names: [], fewer: 'They bought nothing.' }],
    [`PO 1\n${'x'.repeat(151)}`, '', { problems: { files: 'Please keep each under 150 characters.' } }],
    [
      Array.from({ length: 11 }, (_, n) => `PO ${n}`).join('\n'),
      '',
      { problems: { files: 'Please name at most 10 files.' } },
    ],
  ])('%j is read', (files, fewer, read) => {
    expect(readFiles({ files, fewer }, 2)).toEqual(read);
  });
});

describe('what is filled in', () => {
  const fill = (values: Record<string, string>, before: Judgement[] = []) => {
    const read = readFill(values, spend, standing(before));
    return 'problems' in read
      ? read.problems
      : read.filled.map(({ asked, outcome, severity, words }) => [asked.item.code, outcome, severity, words]);
  };

  test('is what was chosen; what is empty waits', () => {
    expect(fill({ 'outcome-limit': 'fine' })).toEqual([['limit', 'fine', null, null]]);
    expect(fill({})).toEqual([]);
  });
  test('a finding says how grave it is, and what is wrong', () => {
    expect(fill({ 'outcome-limit': 'major', 'words-limit': 'Too much.' })).toEqual([
      ['limit', 'finding', 'major', 'Too much.'],
    ]);
    expect(fill({ 'outcome-limit': 'major' })).toEqual({
      'words-limit': 'Say in a few words what is missing or wrong.',
    });
  });
  test('words alone are no outcome', () => {
    expect(fill({ 'words-limit': 'Hm.' })).toEqual({ 'outcome-limit': 'Choose what it is, too.' });
  });
  test('all that is left empty may be fine with one word', () => {
    expect(fill({ 'outcome-limit': 'not applicable', rest: 'fine' })).toEqual([
      ['limit', 'not applicable', null, null],
      ['split', 'fine', null, null],
    ]);
  });
  test('what is as it was when the form opened says nothing', () => {
    const before = [said(1, 'limit', null, { outcome: 'finding', severity: 'minor', words: 'Too much.' })];
    expect(fill({ 'outcome-limit': 'minor', 'words-limit': 'Too much.' }, before)).toEqual([]);
    expect(fill({ 'outcome-limit': 'minor', 'words-limit': 'Far too much.' }, before)).toEqual([
      ['limit', 'finding', 'minor', 'Far too much.'],
    ]);
    expect(fill({ 'outcome-limit': 'fine', 'words-limit': '' }, before)).toEqual([['limit', 'fine', null, null]]);
  });
});

test('the latest judgement counts, or what did as of an earlier one', () => {
  const all = [
    said(1, 'limit', null),
    said(2, 'limit', null, { outcome: 'finding', severity: 'critical', words: 'x' }),
  ];
  const [asked] = spend.asked;
  if (!asked) throw new Error('it is there');
  expect(standing(all)(asked)?.severity).toBe('critical');
  expect(standing(all, 1)(asked)?.outcome).toBe('fine');
  expect(standing(all, 0)(asked)).toBeUndefined();
});

test('the share that is fine leaves out what does not apply', () => {
  const all = [said(1, 'limit', null), said(2, 'split', null, { outcome: 'not applicable' })];
  expect(shareFine(countsOf(spend.asked, standing(all)))).toBe(1);
  expect(shareFine(countsOf(spend.asked, () => undefined))).toBeUndefined();
});

test('what is to be done fits into an action, however much was found', () => {
  expect(toPutRight('One quote is missing. ', 'PO 1')).toBe('Put right: One quote is missing (PO 1)');
  expect(toPutRight('x'.repeat(500), 'PO 1')).toHaveLength(300);
});

describe('side by side', () => {
  const periodOf = (day: string, its: Checklist, judgements: Judgement[], files = [1, 2]) => ({
    ...{ day, sections: its.sections, saidOf: standing(judgements) },
    asked: partsOf(
      its,
      files.map((id) => ({ id, name: `PO ${id}` })),
    ).flatMap((part) => part.asked),
  });
  const before: Checklist = {
    ...checklist,
    sections: [
      {
        name: 'Spend',
        items: [
          { code: 'limit', words: 'Below the limit.', of: 'agency' },
          { code: 'cards', words: 'Cards are kept.', of: 'agency' },
        ],
      },
    ],
  };
  test('what was asked otherwise, not yet or not any more says so', () => {
    const { rows, counts } = sideBySide([
      periodOf('2025-03-31', before, [said(1, 'limit', null), said(2, 'cards', null)]),
      periodOf('2026-03-31', checklist, [
        said(3, 'limit', null, { outcome: 'finding', severity: 'minor', words: 'x' }),
        said(4, 'split', null),
        said(5, 'quotes', 1),
        said(6, 'quotes', 2, { outcome: 'finding', severity: 'major', words: 'x' }),
      ]),
    ]);
    expect(rows.map(({ words, cells }) => [words, ...cells])).toEqual([
      ['Within the limit.', 'fine (asked otherwise)', 'minor finding'],
      ['Nothing is split.', null, 'fine'],
      ['Three quotes.', null, '1 of 2 fine, 1 major'],
      ['Cards are kept.', 'fine', null],
    ]);
    expect(counts.map(shareFine)).toEqual([1, 0.5]);
  });
});
