import { beforeAll, describe, expect, test } from 'vitest';
import { chooseLine, chooseOfficeAndLine, type Office } from '../../src/offices/office.ts';
import { readOffice } from '../../src/offices/officeFile.ts';

const office = (id: number, code: string, lines: Record<string, string[]>): Office => ({
  id,
  code,
  name: code,
  calendarId: id,
  policyId: id,
  typingReplies: false,
  sendsEmptyDigests: true,
  surveys: null,
  siblings: 1,
  lines: Object.entries(lines).map(([name, words], place) => ({
    id: id * 10 + place,
    officeId: id,
    code: name,
    name,
    words,
  })),
  createdAt: new Date(0),
});

async function sample(id: number, folder: string): Promise<Office> {
  const { office: setup } = await readOffice(`offices/${folder}/office.yaml`);
  if (!setup) throw new Error(`offices/${folder} is wrong`);
  return office(id, setup.code, Object.fromEntries(setup.lines.map(({ code, words }) => [code, words])));
}

describe('the office and line of a question, among those of the two sample offices', () => {
  let offices: Office[] = [];
  beforeAll(async () => {
    offices = await Promise.all([sample(1, 'sample'), sample(2, 'sample-hr')]);
  });

  test.each([
    ['How do I enroll a new hire in health insurance benefits?', 'hr benefits'],
    ['Do I need three quotes for $40k?', 'procurement purchasing'],
    ['Can we extend the road salt contract until spring?', 'procurement contracts'],
    ['The contractor needs an insurance certificate for the contract.', 'procurement contracts'],
    ['May I use family leave and sick leave together?', 'hr leave'],
    ['Who approves a job posting for a vacancy?', 'hr hiring'],
    ['HEALTH-INSURANCE?', 'hr benefits'],
    ['My W-2 is wrong', 'hr leave'],
    ['Is a p-card allowed?', 'procurement purchasing'],
    // The only vendor is part of "vendors", which is another word.
    ['Which vendors offer dental plans?', 'hr benefits'],
  ])('%s', (text, chosen) => {
    const { office: found, line, sure } = chooseOfficeAndLine(offices, text);
    expect([`${found.code} ${line.code}`, sure]).toEqual([chosen, true]);
  });

  test.each([
    ['Hello, who can help me?', 'procurement purchasing'],
    ['', 'procurement purchasing'],
    ['Can a vendor see our benefits?', 'procurement purchasing'],
    ['Does the contract cover payroll?', 'procurement contracts'],
  ])('%j: nobody can be sure', (text, chosen) => {
    const { office: found, line, sure } = chooseOfficeAndLine(offices, text);
    expect([`${found.code} ${line.code}`, sure]).toEqual([chosen, false]);
  });
});

describe('among any offices', () => {
  const first = office(1, 'first', { a: ['apple'], b: ['pear', 'pears'] });
  const second = office(2, 'second', { c: ['apple', 'plum'], d: ['pear'] });
  const third = office(3, 'third', { e: ['plum', 'apple'] });

  test.each([
    ['one alone is sure, with its default', [first], 'no word of it', 'first a', true],
    ['one alone is sure, with its best line', [first], 'a pear', 'first b', true],
    ['the line with most words wins, wherever it is', [first, second], 'apple and plum', 'second c', true],
    ['words of two lines of an office do not add up', [first, second], 'apple, pear', 'first a', false],
    ['a tie of the second and the third is the second', [first, second, third], 'apple plum', 'second c', false],
    ['none has a word', [second, third], 'nothing', 'second c', false],
    ['a word within another is no word', [first, second], 'pineapple plums', 'first a', false],
  ] as const)('%s', (_, offices, text, chosen, certain) => {
    const { office: found, line, sure } = chooseOfficeAndLine([...offices], text);
    expect([`${found.code} ${line.code}`, sure]).toEqual([chosen, certain]);
    expect(line).toBe(chooseLine(found.lines, text));
  });

  test('of no office there is nothing to choose', () => {
    expect(() => chooseOfficeAndLine([], 'apple')).toThrow('no office is set up');
  });
});
