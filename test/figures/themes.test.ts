import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SMALLEST_GROUP } from '../../src/figures/satisfaction.ts';
import { asWorded, countThemes, sayThemes, type Tag } from '../../src/figures/themes.ts';

const at = (day: number): Date => new Date(Date.parse('2026-06-01T12:00:00Z') + day * 86_400_000);
const tag = (day: number, theme: string, nameless = false): Tag => ({
  ...{ theme, name: `The ${theme}`, nameless, taggedAt: at(day) },
});
const times = (n: number, one: Tag): Tag[] => Array.from({ length: n }, () => one);
const june = { from: at(0), to: at(30) };

describe('what people wrote about', () => {
  test('counts in the span in which it was tagged', () => {
    const tags = [...times(2, tag(-3, 'time')), ...times(5, tag(3, 'time')), tag(40, 'time')];
    expect(countThemes([june, { from: at(-30), to: at(30) }], tags)).toEqual([
      { theme: 'time', name: 'The time', counts: [5, 7] },
    ]);
  });

  test('without a name five at a time, where the fifth came', () => {
    const tags = [...times(4, tag(-3, 'time', true)), ...times(3, tag(3, 'time', true))];
    const spans = [{ from: at(-30), to: at(0) }, june];
    expect(countThemes(spans, tags)[0]?.counts).toEqual([0, 5]);
  });

  test('is said from five answers on', () => {
    const tags = [...times(7, tag(3, 'time')), ...times(5, tag(3, 'rules')), tag(3, 'manner')];
    const said = (all: Tag[]) => sayThemes(countThemes([june], all), 0);
    expect(said(tags)).toBe('The time 7 · The rules 5; fewer than 5 of each other');
    expect(said(times(4, tag(3, 'time')))).toBe('too few of each to show (fewer than 5)');
    expect(said(times(4, tag(3, 'time', true)))).toBeUndefined();
    expect(said([])).toBeUndefined();
  });

  test('is worded as the office words it today, in its order', () => {
    const counts = countThemes([june], [tag(1, 'gone'), tag(1, 'rules'), tag(1, 'time')]);
    const now = [
      { code: 'time', name: 'Time' },
      { code: 'rules', name: 'Rules' },
    ];
    expect(asWorded(counts, now).map(({ name }) => name)).toEqual(['Time', 'Rules', 'The gone']);
  });

  test('no reports, put together or taken from one another, leave fewer than five answers without a name', () => {
    const day = fc.integer({ min: 0, max: 40 });
    const given = fc.array(fc.record({ day, theme: fc.constantFrom('a', 'b'), nameless: fc.boolean() }), {
      maxLength: 60,
    });
    const reports = fc.array(fc.record({ day, days: fc.constantFrom(1, 7, 30) }), { minLength: 2, maxLength: 7 });
    fc.assert(
      fc.property(given, reports, (all, asked) => {
        const tags = all
          .toSorted((a, b) => a.day - b.day)
          .map(({ day: on, theme, nameless }) => tag(on, theme, nameless));
        const spans = asked.map((each) => ({ from: at(each.day - each.days), to: at(each.day) }));
        for (const theme of ['a', 'b']) {
          // One report counts whole groups, whatever is asked beside it: so all differences are of whole groups.
          const nameless = tags.filter((each) => each.theme === theme && each.nameless);
          const [found] = countThemes(spans, nameless);
          for (const count of found?.counts ?? []) expect(count % SMALLEST_GROUP).toBe(0);
          const own = tags.filter((each) => each.theme === theme);
          const named = own.filter((each) => !each.nameless);
          const [both] = countThemes(spans, own);
          const [alone] = countThemes(spans, named);
          spans.forEach((_, nth) => {
            expect(both?.counts[nth] ?? 0).toBe((found?.counts[nth] ?? 0) + (alone?.counts[nth] ?? 0));
          });
        }
      }),
    );
  });
});
