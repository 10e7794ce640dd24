import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MOST_BARS } from '../../src/chat/charts/chart.ts';
import { loadChart, satisfactionChart, volumeChart } from '../../src/figures/charts.ts';
import { contentOf, SMALLEST_GROUP, sayShareOf, scoreOf } from '../../src/figures/satisfaction.ts';

const ratings = fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 14 });
const spans = fc.array(fc.record({ label: fc.constantFrom('May', 'June'), given: ratings, served: fc.nat(200) }), {
  maxLength: 7,
});

describe('satisfaction', () => {
  test('draws what the words may say of it and nothing else', () => {
    fc.assert(
      fc.property(spans, (given) => {
        const chart = satisfactionChart('Satisfied', given);
        const shown = given.filter((span) => span.given.length >= SMALLEST_GROUP);
        expect(chart === undefined).toBe(shown.length < 2);
        if (!chart) return;
        for (const [nth, span] of given.entries()) {
          const bar = chart.bars[nth];
          if (span.given.length < SMALLEST_GROUP) {
            // No number of it, neither its share nor how many they were.
            expect(bar).toEqual({ label: span.label, value: null, said: 'too few answers to show' });
          } else {
            const score = scoreOf(contentOf(span.given), span.given.length, span.served);
            expect(bar).toMatchObject({ value: score?.share, low: score?.low, high: score?.high });
          }
        }
        for (const { label, given: said, served } of shown.slice(-2)) {
          const score = scoreOf(contentOf(said), said.length, served);
          expect(chart.finding).toContain(`${label}: ${score && sayShareOf(score)}.`);
        }
        expect(chart.finding.match(/who answered/gu)).toHaveLength(2);
      }),
    );
  });

  test('of one span alone, of a single answer or of none there is no picture', () => {
    const five = { label: 'May', given: [5, 5, 5, 5, 5], served: 9 };
    expect(satisfactionChart('Satisfied', [five])).toBeUndefined();
    expect(satisfactionChart('Satisfied', [five, { label: 'June', given: [1], served: 9 }])).toBeUndefined();
    expect(satisfactionChart('Satisfied', [five, { label: 'June', given: [], served: 0 }])).toBeUndefined();
  });
});

describe('volume by agency', () => {
  const words = { title: 'Requests', span: 'last week', before: 'the week before' };

  test('says who asked most and how much was asked before, those too who asked nothing since', () => {
    const chart = volumeChart(words, [
      { name: 'Parks', asked: 3, before: 0 },
      { name: 'Transportation', asked: 14, before: 9 },
      { name: null, asked: 1, before: 2 },
      { name: 'Finance', asked: 0, before: 5 },
    ]);
    expect(chart?.finding).toBe(
      '3 agencies asked 18 requests last week: Transportation asked most, 14. Of all agencies the week before: 16.',
    );
    expect(chart?.bars.map(({ label, said }) => `${label} ${said}`)).toEqual([
      'Transportation 14 (9)',
      'Parks 3 (0)',
      'Agency not known yet 1 (2)',
    ]);
  });

  test('names the first of many agencies and counts the others, all of them once', () => {
    const all = Array.from({ length: 40 }, (_, nth) => ({ name: `Agency ${nth}`, asked: 50 - nth, before: nth }));
    const chart = volumeChart(words, all);
    expect(chart?.bars).toHaveLength(12);
    expect(chart?.bars.at(-1)).toEqual({ label: '29 other agencies', value: null, said: '725 (725) together' });
    expect(volumeChart(words, all.slice(0, 12))?.bars.at(-1)?.label).toBe('Agency 11');
  });

  test('of one agency, or where nobody asked, there is no picture', () => {
    expect(volumeChart(words, [{ name: 'Parks', asked: 3, before: 1 }])).toBeUndefined();
    expect(volumeChart(words, [{ name: 'Parks', asked: 0, before: 1 }])).toBeUndefined();
    expect(volumeChart(words, [])).toBeUndefined();
  });

  test('of several that asked the same none is said to have asked most', () => {
    const same = ['Parks', 'Finance'].map((name) => ({ name, asked: 2, before: 0 }));
    expect(volumeChart(words, same)?.finding).toContain('All asked 2 each.');
    expect(volumeChart(words, [...same, { name: 'Taxation', asked: 1, before: 0 }])?.finding).toContain(
      '2 agencies asked 2 each.',
    );
  });
});

test('of more liaisons than a picture takes, the others are counted', () => {
  const chart = loadChart(
    'Office',
    Array.from({ length: 40 }, (_, nth) => ({ name: `L ${nth}`, live: 40 - nth })),
  );
  expect(chart?.bars).toHaveLength(MOST_BARS);
  expect(chart?.bars.at(-1)).toEqual({ label: '21 others', value: null, said: '231 together' });
});
