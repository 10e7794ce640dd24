import fc from 'fast-check';
import { expect, test } from 'vitest';
import { differenceOf } from '../../src/calendars/yearDifference.ts';
import { differenceLines, sayDifference } from '../../src/calendars/yearWords.ts';
import type { SpecialDay } from '../../src/sla/specialDays.ts';

const day = (date: string, name: string, windows: SpecialDay['windows'] = []): SpecialDay => ({ date, name, windows });
const morning = [{ from: '08:00', to: '12:00' }];

test('a draft is said as a difference: new, moved, changed and gone', () => {
  const before = [
    day('2027-01-01', "New Year's Day"),
    day('2027-06-18', 'Juneteenth (observed)'),
    day('2027-11-26', 'Native American Heritage Day'),
    day('2027-12-24', 'Christmas Eve'),
  ];
  const after = [
    day('2027-01-01', "New Year's Day"),
    day('2027-06-19', 'Juneteenth'),
    day('2027-07-05', 'Independence Day'),
    day('2027-12-24', 'Christmas Eve', morning),
  ];
  const found = differenceOf(before, after);
  expect(sayDifference(2027, found)).toBe('2027: 1 new, 1 moved, 1 changed, 1 gone');
  expect(differenceLines(found)).toEqual([
    "  2027-01-01 New Year's Day",
    '~ 2027-06-19 Juneteenth, before on 2027-06-18',
    '+ 2027-07-05 Independence Day',
    '- 2027-11-26 Native American Heritage Day',
    '~ 2027-12-24 Christmas Eve, open 08:00-12:00, before: Christmas Eve',
  ]);
  expect(found.moved).toEqual([{ before: before[1], after: after[1] }]);
  expect(sayDifference(2027, differenceOf(after, after))).toBe('2027: nothing is different');
});

test('two holidays that change places have moved, and neither is taken for the other', () => {
  const before = [day('2027-02-12', 'Lincoln'), day('2027-02-15', 'Washington')];
  const after = [day('2027-02-12', 'Washington'), day('2027-02-15', 'Lincoln')];
  expect(differenceOf(before, after)).toMatchObject({ moved: [{}, {}], changed: [], added: [], gone: [] });
});

const days = fc
  .uniqueArray(
    fc.record({
      date: fc.integer({ min: 1, max: 9 }).map((n) => `2027-03-0${n}`),
      name: fc.constantFrom('A', 'B', 'C', 'B (observed)'),
      windows: fc.constantFrom([], morning),
    }),
    { selector: ({ date }) => date },
  )
  .map((all) => all.sort((a, b) => a.date.localeCompare(b.date)));

test('each day of either list is counted once, and what was and what changed make what is', () => {
  fc.assert(
    fc.property(days, days, (before, after) => {
      const { same, changed, moved, added, gone } = differenceOf(before, after);
      const dates = (list: readonly SpecialDay[]) => list.map(({ date }) => date).sort();
      const pairs = [...changed, ...moved];
      expect(dates([...same, ...pairs.map((pair) => pair.before), ...gone])).toEqual(dates(before));
      expect(dates([...same, ...pairs.map((pair) => pair.after), ...added])).toEqual(dates(after));
      for (const each of changed) expect(each.before.date).toBe(each.after.date);
      for (const each of moved) expect(each.before.date).not.toBe(each.after.date);
    }),
  );
});
