import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ownCharts, slackCharts } from '../../../adapters/slack/out/chart.ts';
import { teamsCharts } from '../../../adapters/teams/out/chart.ts';
import { everySample } from '../../../gallery/everySample.ts';
import type { Bar, Bars, Chart, Trend } from '../../../src/chat/charts/chart.ts';
import { drawChart } from '../../../src/chat/charts/draw.ts';
import { loadChart, satisfactionChart, volumeChart } from '../../../src/figures/charts.ts';
import { chartBlocks, messageProblems } from '../../support/slack/block-kit.ts';

const trend: Trend = {
  ...{ kind: 'trend', title: 'First replies, month by month: Office', finding: 'May was better.', promise: 4 },
  points: [
    { label: 'Apr', median: 3.5, p90: 9.25, share: 0.504 },
    { label: 'May', median: 1, p90: 4, share: 1 },
  ],
};
const bar = (label: string, value: number, more: Partial<Bar> = {}): Bar => ({
  ...{ label, value, said: value.toLocaleString('en-US') },
  ...more,
});
const bars = (...all: Bar[]): Bars => ({ kind: 'bars', title: 'Open requests', finding: 'F', most: 9, bars: all });

/** What both chats draw of a chart, as names with numbers: series by series. */
type Said = { name: string; values: Record<string, number> }[];
const inSlack = (chart: Chart): Said | undefined =>
  slackCharts(chart, 0)?.flatMap(({ chart: { series } }) =>
    series.map(({ name, data }) => ({ name, values: Object.fromEntries(data.map((of) => [of.label, of.value])) })),
  );
const inTeams = (chart: Chart): Said | undefined =>
  teamsCharts(chart)?.flatMap((drawn) =>
    drawn.type === 'Chart.HorizontalBar' || drawn.type === 'Chart.VerticalBar'
      ? [{ name: '', values: Object.fromEntries(drawn.data.map(({ x, y }) => [x, y])) }]
      : drawn.data.map(({ legend, values }) => ({
          name: legend,
          values: Object.fromEntries(values.map(({ x, y }) => [x, y])),
        })),
  );
const numbersOf = (said: Said | undefined): number[][] | undefined => said?.map(({ values }) => Object.values(values));

describe('a chart of a chat’s own', () => {
  test('of waits has what was promised as a line, and the shares in time as a second chart', () => {
    const said = [
      { name: 'half within', values: { Apr: 3.5, May: 1 } },
      { name: '9 of 10 within', values: { Apr: 9.25, May: 4 } },
      { name: 'promised', values: { Apr: 4, May: 4 } },
      { name: 'in time', values: { Apr: 50, May: 100 } },
    ];
    expect(inSlack(trend)).toEqual(said);
    expect(numbersOf(inTeams(trend))).toEqual(numbersOf(said));
    expect(slackCharts(trend, 3)).toMatchObject([
      { block_id: 'chart-3-0', title: trend.title, chart: { type: 'line', axis_config: { y_label: 'hours' } } },
      { block_id: 'chart-3-1', title: 'In time', chart: { type: 'bar', axis_config: { y_label: '%' } } },
    ]);
    expect(teamsCharts(trend)?.map(({ type }) => type)).toEqual(['Chart.Line', 'Chart.VerticalBar']);
    expect(inSlack({ ...trend, promise: null })?.map(({ name }) => name)).not.toContain('promised');
  });

  test('of things side by side has their numbers, and of two spans both', () => {
    const loads = loadChart('Office', [
      { name: 'Lee Park', live: 1_200 },
      { name: 'Devon Clarke', live: 3 },
    ]);
    const volume = volumeChart({ title: 'Requests', span: 'in May 2026', called: 'May 2026', before: 'April 2026' }, [
      { name: 'Parks', asked: 3, before: 0 },
      { name: 'Transportation', asked: 14, before: 9 },
    ]);
    if (!loads || !volume) throw new Error('there is something to draw');
    expect(inSlack(loads)).toEqual([{ name: 'requests', values: { 'Lee Park': 1_200, 'Devon Clarke': 3 } }]);
    expect(inSlack(volume)).toEqual([
      { name: 'May 2026', values: { Transportation: 14, Parks: 3 } },
      { name: 'April 2026', values: { Transportation: 9, Parks: 0 } },
    ]);
    for (const chart of [loads, volume]) expect(numbersOf(inTeams(chart))).toEqual(numbersOf(inSlack(chart)));
    expect([loads, volume].map((chart) => teamsCharts(chart)?.[0]?.type)).toEqual([
      'Chart.HorizontalBar',
      'Chart.VerticalBar.Grouped',
    ]);
  });

  const month = (more: Partial<Trend['points'][number]>): Trend => ({
    ...trend,
    points: [...trend.points, { label: 'Jun', median: 2, p90: 4, share: 1, ...more }],
  });
  const long = Array.from({ length: 6 }, (_, nth) => ({ label: `M${nth}`, median: 1, p90: 2, share: 1 }));
  test.each<[string, Chart]>([
    ['a month without replies', month({ median: null, p90: null, share: null })],
    ['a month in which not nine of ten were answered', month({ p90: null })],
    ['a month in which nothing was due', month({ share: null })],
    ['a month beyond the scale', { ...trend, points: [...long, { label: 'Jun', median: 1, p90: 900, share: 1 }] }],
    ['two months of one name', month({ label: 'Apr' })],
    ['margins', bars(bar('Parks', 0.9, { said: '90% of 12', low: 0.7, high: 0.97 }))],
    ['words instead of a number', bars(bar('Parks', 9), { label: 'Others', value: null, said: '20 together' })],
    ['a number that is only known to be more', bars(bar('Lee', 1_001, { said: 'more than 1,000' }))],
    ['a number said otherwise', bars(bar('Parks', 0.9, { said: '90% of 12' }))],
    ['a note on how it is to be read', { ...bars(bar('Parks', 9)), note: 'As of Monday.' }],
    ['a span before that one has no number of', { ...bars(bar('Parks', 9)), spans: { now: 'May', before: 'April' } }],
    ['too many things', bars(...Array.from({ length: 21 }, (_, nth) => bar(`L ${nth}`, nth)))],
    ['nothing at all', bars()],
    [
      'names that are one when they are cut',
      bars(
        bar('Department of Corrections, Parole and Probation: North', 1),
        bar('Department of Corrections, Parole and Probation: South', 2),
      ),
    ],
  ])('there is none of %s: it stays a picture', (_, chart) => {
    expect([slackCharts(chart, 0), teamsCharts(chart)]).toEqual([undefined, undefined]);
  });

  test('has long names cut, and where two would be one, what stands for them', () => {
    const both = ['North', 'South'].map((end, nth) =>
      bar(`Department of Corrections, ${end}`, nth, { plain: `DOC-${end[0]}` }),
    );
    const chart = bars(...both, bar('Agriculture, Conservation and Forestry', 3, { plain: 'ACF' }));
    expect(Object.keys(inSlack(chart)?.[0]?.values ?? {})).toEqual(['DOC-N', 'DOC-S', 'Agriculture, Conser…']);
    expect(Object.keys(inTeams(chart)?.[0]?.values ?? {})).toContain('Agriculture, Conservation and Forestry');
    // A sign of two halves is left whole.
    expect(Object.keys(inSlack(bars(bar(`${'a'.repeat(18)}🛣️roads`, 1)))?.[0]?.values ?? {})).toEqual([
      `${'a'.repeat(18)}…`,
    ]);
  });

  test('leaves out whose figures they are where the title is too long', () => {
    const chart = { ...trend, title: `First replies, month by month: ${'State of Cascadia, Division '.repeat(2)}` };
    expect(slackCharts(chart, 0)?.[0]?.title).toBe('First replies, month by month');
  });

  test('is one of two in a message of Slack’s, the first that find room', () => {
    const chart = (of: Chart) => ({ kind: 'chart' as const, chart: of });
    const one = bars(bar('Lee', 1));
    const margins = bars(bar('Parks', 0.9, { said: '90% of 12', low: 0.7, high: 0.97 }));
    const shown = (...all: Chart[]) => [...ownCharts({ blocks: all.map(chart) }, 'native').keys()];
    expect(shown(one, margins, one, one)).toEqual([0, 2]);
    expect(shown(one, trend, one)).toEqual([0, 2]);
    expect(shown(trend, one)).toEqual([0]);
    expect([...ownCharts({ blocks: [chart(one)] }, 'pictures').keys()]).toEqual([]);
  });
});

/** The numbers of a picture, as they are read off it: what is written beside bars, or where points stand on their scale. */
function readPicture(chart: Chart): number[][] {
  const svg = drawChart(chart);
  const texts = [...svg.matchAll(/<text x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]*)</gu)].map(([, x, y, text = '']) => ({
    ...{ x: Number(x), y: Number(y), text },
  }));
  const numbers = (text: string) => (text.match(/\d[\d,]*/gu) ?? []).map((each) => Number(each.replaceAll(',', '')));
  if (chart.kind === 'bars') {
    const said = [...svg.matchAll(/font-weight="700">([^<]*)</gu)].map(([, text = '']) => text).slice(1);
    const rows = said.map(numbers);
    return (rows[0] ?? []).map((_, nth) => rows.map((row) => row[nth] ?? Number.NaN));
  }
  const ticks = texts
    .filter(({ text }) => /^\d+(?:\.\d+)? h$/u.test(text))
    .map(({ y, text }) => [y - 4, Number.parseFloat(text)]);
  const [low = [], high = []] = [ticks[0], ticks.at(-1)];
  const hours = (y: number) =>
    (low[1] ?? 0) + ((y - (low[0] ?? 0)) / ((high[0] ?? 0) - (low[0] ?? 0))) * ((high[1] ?? 0) - (low[1] ?? 0));
  const most = [...svg.matchAll(/<rect x="[\d.]+" y="([\d.]+)" width="8" height="8"/gu)].map(([, y]) =>
    hours(Number(y) + 4),
  );
  const half = [...svg.matchAll(/<circle cx="[\d.]+" cy="([\d.]+)"/gu)].map(([, y]) => hours(Number(y)));
  const shares = texts.filter(({ text }) => /^\d+%$/u.test(text)).map(({ text }) => Number.parseInt(text, 10));
  const [, promised] = /y1="([\d.]+)"[^>]*stroke-dasharray="2 4"/u.exec(svg) ?? [];
  const line = promised === undefined ? [] : [half.map(() => hours(Number(promised)))];
  return [half, most, ...line, shares];
}

/** As close as a picture can be read: a tenth of a pixel. */
const alike = (read: number[][], said: number[][] | undefined): void => {
  expect(said?.map((each) => each.length)).toEqual(read.map((each) => each.length));
  for (const [nth, values] of read.entries())
    for (const [at, value] of values.entries())
      expect(Math.abs((said?.[nth]?.[at] ?? Number.NaN) - value)).toBeLessThan(Math.max(0.02, value / 500));
};

describe('a chat’s own chart and the picture say the same numbers', () => {
  const charts = everySample.flatMap((sample) =>
    'form' in sample ? [] : sample.message.blocks.flatMap((block) => (block.kind === 'chart' ? [block.chart] : [])),
  );

  test('of every chart in the gallery; some stay pictures', () => {
    const own = charts.filter((chart) => slackCharts(chart, 0));
    expect(own.length).toBeGreaterThanOrEqual(3);
    expect(own.length).toBeLessThan(charts.length);
    for (const chart of own) {
      alike(readPicture(chart), numbersOf(inSlack(chart)));
      alike(readPicture(chart), numbersOf(inTeams(chart)));
    }
  });

  const hours = fc.double({ min: 0.5, max: 40, noNaN: true });
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 20 });
  const point = fc.record({ median: maybe(hours), p90: maybe(hours), share: maybe(share) });
  const trends = fc.record({ points: fc.array(point, { minLength: 1, maxLength: 22 }), promise: fc.option(hours) }).map(
    ({ points, promise }): Trend => ({
      ...trend,
      promise,
      points: points.map((of, nth) => ({ ...of, label: `M${nth}` })),
    }),
  );
  const asked = fc.array(fc.record({ asked: fc.nat(5_000), before: fc.nat(5_000) }), { minLength: 2, maxLength: 24 });
  const volumes = asked.map((all) =>
    volumeChart(
      { title: 'Requests', span: 'last week', before: 'the week before' },
      all.map((of, nth) => ({ ...of, name: `Agency ${nth}` })),
    ),
  );
  const loads = fc.array(fc.nat(2_000), { minLength: 2, maxLength: 24 }).map((all) =>
    loadChart(
      'Office',
      all.map((live, nth) => ({ name: `L ${nth}`, live })),
      1_000,
    ),
  );

  test('of any figures, or there is the picture alone', () => {
    fc.assert(
      fc.property(fc.oneof(trends, volumes, loads), (chart) => {
        if (!chart) return;
        const said = numbersOf(inSlack(chart));
        expect(numbersOf(inTeams(chart))).toEqual(said);
        if (said) alike(readPicture(chart), said);
      }),
    );
  });

  test('and Slack takes it, whatever the names are', () => {
    const name = fc.string({ unit: 'grapheme', maxLength: 60 });
    const any = fc.record({
      title: name,
      finding: fc.constant('F'),
      all: fc.array(fc.record({ label: name, plain: fc.option(name, { nil: undefined }), value: fc.nat() }), {
        maxLength: 25,
      }),
    });
    fc.assert(
      fc.property(any, ({ title, finding, all }) => {
        const chart: Bars = {
          ...{ kind: 'bars', title, finding, most: 1 },
          bars: all.map((each) => ({ ...each, said: each.value.toLocaleString('en-US') })),
        };
        const blocks = slackCharts(chart, 0) ?? [];
        expect(chartBlocks(blocks)).toEqual(blocks);
        expect(messageProblems({ text: finding, blocks })).toEqual([]);
      }),
    );
  });

  test('of satisfaction there is none: it has margins, and says nothing of few', () => {
    const ratings = fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 14 });
    const spans = fc.array(fc.record({ given: ratings, served: fc.nat(200) }), { maxLength: 7 });
    fc.assert(
      fc.property(spans, (all) => {
        const chart = satisfactionChart(
          'Satisfied',
          all.map((of, nth) => ({ ...of, label: `M${nth}` })),
        );
        if (chart) expect([slackCharts(chart, 0), teamsCharts(chart)]).toEqual([undefined, undefined]);
      }),
    );
  });
});
