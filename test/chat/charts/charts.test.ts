import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Chart } from '../../../src/chat/charts/chart.ts';
import { drawChart, WIDTH } from '../../../src/chat/charts/draw.ts';
import { lettered, loadPictures, pngOf, SHARPNESS } from '../../../src/chat/charts/png.ts';
import { loadChart, monthsChart } from '../../../src/figures/charts.ts';
import { figuresOf } from '../../../src/figures/figures.ts';
import { pointsOf } from '../../support/read-png.ts';

const figures = (minutes: number, met: number, due: number) =>
  figuresOf({ waits: [{ minutes, answered: due, open: 0 }], due, met });
const months = [
  { month: '2026-03', figures: figures(300, 5, 10) },
  { month: '2026-04', figures: undefined },
  { month: '2026-05', figures: figures(90, 9, 10) },
];
const trend = monthsChart('Procurement Office', months, 240);
const bars: Chart = {
  ...{ kind: 'bars', title: 'Open requests', finding: 'Lee has most.', most: 9 },
  bars: [
    { label: 'Lee Park', value: 9, said: '9' },
    { label: 'Devon Clark', value: 0, said: '0', low: 0, high: 3 },
  ],
};
const some: Chart[] = [bars, ...(trend ? [trend] : [])];

describe('what a picture says', () => {
  test('is said in a sentence, from the newest month', () => {
    expect(trend?.finding).toBe(
      'May 2026: 90% (9 of 10) on time, typical wait 1 h 30 min; 9 of 10 within 1 h 30 min (10 requests). March 2026: 50% (5 of 10) on time.',
    );
    expect(trend?.points.map(({ median }) => median)).toEqual([5, null, 1.5]);
    expect(
      loadChart('O', [
        { name: 'Lee', live: 3 },
        { name: 'Devon', live: 9 },
      ])?.finding,
    ).toBe('Devon has 9 of 12 open requests; 2 liaisons answer here.');
    const loads = [
      { name: 'Lee', live: 300 },
      { name: 'Devon', live: 1_001 },
    ];
    expect(loadChart('O', loads, 1_000)).toMatchObject({
      finding: 'Devon has more than 1,000 of more than 1,300 open requests; 2 liaisons answer here.',
      bars: [{ said: 'more than 1,000' }, { said: '300' }],
    });
  });

  test('one number alone is no picture', () => {
    expect(monthsChart('O', months.slice(1), 240)).toBeUndefined();
    expect(loadChart('O', [{ name: 'Lee', live: 3 }])).toBeUndefined();
    expect(
      loadChart('O', [
        { name: 'Lee', live: 0 },
        { name: 'Devon', live: 0 },
      ]),
    ).toBeUndefined();
  });
});

describe('the drawing', () => {
  test('of bars keeps within the picture, whatever their names and values are', () => {
    const name = fc.oneof(fc.string({ maxLength: 90 }), fc.constant('Agriculture, Conservation and Forestry'));
    const bar = fc.record({
      ...{ label: name, said: fc.string({ maxLength: 16 }) },
      value: fc.option(fc.integer({ min: 0, max: 9 })),
      ...{ low: fc.constant(0), high: fc.integer({ min: 0, max: 9 }) },
    });
    const charts = fc.record({
      ...{ kind: fc.constant('bars' as const), title: name, finding: name, most: fc.constant(9) },
      ...{ bars: fc.array(bar, { maxLength: 30 }), note: name },
    });
    fc.assert(
      fc.property(charts, (chart) => {
        const svg = drawChart(chart);
        expect(svg).not.toMatch(/NaN|Infinity|undefined/u);
        expect(svg).not.toMatch(/="-\d/u);
        const [, height = ''] = /viewBox="0 0 \d+ (\d+)"/u.exec(svg) ?? [];
        for (const [, x = '', y = ''] of svg.matchAll(/<text x="([\d.]+)" y="([\d.]+)"/gu))
          expect([Number(x) < WIDTH, Number(y) < Number(height)]).toEqual([true, true]);
        for (const [, x = '', width = ''] of svg.matchAll(/<rect x="([\d.]+)"[^>]* width="([\d.]+)"/gu))
          expect(Number(x) + Number(width)).toBeLessThanOrEqual(WIDTH);
      }),
    );
  });

  test('of a month of a thousand hours leaves the others to be read: an arrow says how long it was', () => {
    const month = (nth: number, minutes: number) => ({
      month: `2026-${String(nth).padStart(2, '0')}`,
      figures: figures(minutes, 5, 10),
    });
    const usual = [180, 240, 300, 210, 260];
    const chart = monthsChart('O', [...usual.map((minutes, nth) => month(nth + 1, minutes)), month(6, 90_000)], 240);
    if (!chart) throw new Error('there is something to draw');
    const svg = drawChart(chart);
    expect(chart.finding).toMatch(/ Off the scale: Jun \(1,500 h\)\.$/u);
    expect(svg).toContain('>1,500 h<');
    const ticks = [...svg.matchAll(/>(\d+) h</gu)].map(([, hours]) => Number(hours));
    expect(Math.max(...ticks)).toBeLessThanOrEqual(6);
    // Nothing is drawn above the scale.
    for (const [, path = ''] of svg.matchAll(/<path d="M([^"]+)" fill="none"/gu))
      for (const [, height = ''] of path.matchAll(/,([\d.]+)/gu)) expect(Number(height)).toBeGreaterThanOrEqual(58);
    // Where all are long, or there are few, the scale holds them all.
    const long = [400, 90_000, 88_000, 91_000, 90_500].map((minutes, nth) => month(nth + 1, minutes));
    expect(monthsChart('O', long, 240)?.finding).not.toContain('Off the scale');
    expect(monthsChart('O', [month(1, 60), month(2, 90_000)], 240)?.finding).not.toContain('Off the scale');
  });

  test('of two lines that end at one height says which is which, one above the other', () => {
    const close = [1, 2].map((nth) => ({ label: `M${nth}`, median: 4, p90: 4.05, share: 1 }));
    const svg = drawChart({ ...{ kind: 'trend', title: 'T', finding: 'F' }, points: close, promise: 4 });
    const heightOf = (word: string) => Number(new RegExp(`y="([\\d.]+)"[^>]*>${word}<`, 'u').exec(svg)?.[1]);
    const heights = ['9 of 10', 'half', 'promised'].map(heightOf).toSorted((a, b) => a - b);
    expect(heightOf('half') - heightOf('9 of 10')).toBeGreaterThanOrEqual(13);
    for (const [nth, height] of heights.slice(1).entries())
      expect(height - (heights[nth] ?? 0)).toBeGreaterThanOrEqual(13);
  });

  test.each([
    'DEPARTMENT OF TRANSPORTATION AND INFRASTRUCTURE',
    'W'.repeat(60),
    '日本語の省庁の長い名前がここにあります',
  ])('of bars keeps the name %s within the picture', (label) => {
    const bar = { label, value: 1, said: '1' };
    const svg = drawChart({ ...{ kind: 'bars', title: label, finding: 'F', most: 1 }, bars: [bar] });
    const names = [...svg.matchAll(/text-anchor="end"[^>]*>([^<]+)</gu)].map(([, name = '']) => name);
    expect(names.length).toBeGreaterThan(0);
    // Capitals are about three quarters as wide as they are high, signs of Chinese as wide.
    for (const name of names) expect(name.length * 12 * (/[日W]/u.test(name) ? 0.94 : 0.65)).toBeLessThan(185);
  });

  test('is the same for the same chart, and named for screen readers', () => {
    for (const chart of some) {
      const svg = drawChart(chart, 'here');
      expect(drawChart(chart, 'here')).toBe(svg);
      expect(svg).toContain('role="img" aria-labelledby="here-title here-finding"');
      expect(svg).toContain(`<desc id="here-finding">`);
    }
  });

  test('holds no number that is none, and no markup of people’s, whatever is in it', () => {
    const point = fc.record({
      label: fc.string(),
      median: fc.option(fc.double({ min: 0, max: 1e6, noNaN: true })),
      p90: fc.option(fc.double({ min: 0, max: 1e6, noNaN: true })),
      share: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
    });
    const said = { title: fc.string({ unit: 'grapheme' }), finding: fc.string() };
    const trends = fc.record({
      ...{ kind: fc.constant('trend' as const), ...said, points: fc.array(point, { maxLength: 24 }) },
      promise: fc.option(fc.double({ min: 0, max: 1_000, noNaN: true })),
    });
    fc.assert(
      fc.property(trends, (chart) => {
        const svg = drawChart(chart);
        expect(svg).not.toMatch(/NaN|Infinity|undefined/u);
        expect(svg.replaceAll(/<\/?(?:svg|g|title|desc|rect|text|line|path|circle)\b[^<>]*>/gu, '')).not.toMatch(
          /[<>]/u,
        );
      }),
    );
  });
});

describe('the PNG', () => {
  beforeAll(() => loadPictures());

  test('has its words: without a font there would be none, and nobody would be told', () => {
    for (const chart of some) {
      const png = pngOf(chart);
      if (!png) throw new Error('pictures are loaded');
      expect(Buffer.from(png).readUInt32BE(16)).toBe(WIDTH * SHARPNESS);
      const nameless = pngOf({ ...chart, title: '' });
      expect(pointsOf(png).equals(pointsOf(nameless ?? png))).toBe(false);
    }
  });

  test.each([
    ['Arabic', 'محمد', 'يوسف'],
    ['Hebrew', 'דוד', 'רות'],
    ['Devanagari', 'मोहन', 'सीता'],
    ['Chinese', '王小明', '李大同'],
    ['Japanese', 'さくら', 'ヒカリ'],
    ['Korean', '김민수', '박서준'],
  ])('has the letters of a name in %s, and not a box for each', (_, one, another) => {
    const [drawn, other] = [one, another].map((label) =>
      pngOf({
        ...{ kind: 'bars', title: 'Open requests', finding: '', most: 2 },
        bars: [{ label, value: 2, said: '2' }],
      }),
    );
    if (!drawn || !other) throw new Error('pictures are loaded');
    expect(pointsOf(drawn).equals(pointsOf(other))).toBe(false);
  });

  test('has no boxes: what it has no letters for is said in others, and whole in the words beside it', () => {
    const chart = loadChart('สำนักงาน', [
      { name: 'ส้ม', plain: 'som', live: 7 },
      { name: 'Lee Park', plain: 'lee.park', live: 5 },
      { name: 'မောင်', live: 1 },
      { name: 'Юлия', plain: 'yulia', live: 0 },
    ]);
    if (!chart) throw new Error('there is something to draw');
    const drawn = lettered(chart);
    expect(drawn).toMatchObject({
      ...{ title: 'Open requests by liaison: …', finding: chart.finding },
      bars: [{ label: 'som' }, { label: 'Lee Park' }, { label: '…' }, { label: 'Юлия' }],
    });
    expect(chart.finding).toContain('ส้ม has 7 of 13');
    // The picture is that of the plainer names; on a page, whose browser has letters, they stay.
    expect(pngOf(chart)).toEqual(pngOf(drawn));
    expect(drawChart(chart)).toContain('ส้ม');
  });

  test('is small enough for a card', () => {
    for (const chart of some) expect((pngOf(chart)?.length ?? 0) * (4 / 3)).toBeLessThan(65_500);
  });
});
