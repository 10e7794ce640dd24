import { scaleBand, scaleLinear } from 'd3-scale';
import { line as lineOf } from 'd3-shape';
import type { Bars, Chart, Trend, TrendPoint } from './chart.ts';
import { circle, colours, escaped, line, rectangle, short, write } from './svg.ts';

/** In pixels: as wide as a message is on a laptop, so that its letters are as large as those around it. */
export const WIDTH = 560;

const LEFT = 52;
const RIGHT = 68;

/**
 * A chart as SVG, with its title and what is to be seen for screen readers; `id` is its own on its page. The same chart
 * gives the same bytes.
 */
export function drawChart(chart: Chart, id = 'chart'): string {
  const { body, height } = chart.kind === 'trend' ? drawTrend(chart) : drawBars(chart);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="${id}-title ${id}-finding" font-family="Inter, sans-serif">`,
    `<title id="${id}-title">${escaped(chart.title)}</title><desc id="${id}-finding">${escaped(chart.finding)}</desc>`,
    rectangle({ left: 0, top: 0, width: WIDTH, height }, colours.paper),
    write(16, 32, short(chart.title, 58), { size: 16, bold: true }),
    ...body,
    '</svg>',
  ].join('');
}

type Drawn = { body: string[]; height: number };
type Place = { centre: (label: string) => number; band: number };

/** Waits above, the share in time below: months stand under one another. */
function drawTrend({ points, promise }: Trend): Drawn {
  const x = scaleBand<string>()
    .domain(points.map(({ label }) => label))
    .range([LEFT, WIDTH - RIGHT])
    .padding(0.2);
  const place: Place = { centre: (label) => (x(label) ?? 0) + x.bandwidth() / 2, band: x.bandwidth() };
  return {
    body: [...drawWaits(points, promise, place), ...drawShares(points, place)],
    height: 396,
  };
}

const WAITS = { top: 58, bottom: 222 };
const SHARES = { top: 284, bottom: 364 };

function drawWaits(points: readonly TrendPoint[], promise: number | null, { centre }: Place): string[] {
  const longest = Math.max(1, promise ?? 0, ...points.map(({ median, p90 }) => Math.max(median ?? 0, p90 ?? 0)));
  const y = scaleLinear([0, longest], [WAITS.bottom, WAITS.top]).nice(4);
  const grid = y
    .ticks(4)
    .flatMap((tick) => [
      line([LEFT, y(tick)], [WIDTH - RIGHT, y(tick)], colours.grid),
      write(LEFT - 8, y(tick) + 4, `${tick} h`, { size: 12, anchor: 'end', colour: colours.faint }),
    ]);
  const promised =
    promise === null
      ? []
      : [
          line([LEFT, y(promise)], [WIDTH - RIGHT, y(promise)], colours.ink, ' stroke-dasharray="2 4"'),
          write(LEFT + 4, y(promise) - 6, 'promised', { size: 12 }),
        ];
  const of = (value: (point: TrendPoint) => number | null, isFirst: boolean): string[] => {
    const colour = isFirst ? colours.first : colours.second;
    const known = (point: TrendPoint) => value(point) !== null;
    const at = (point: TrendPoint): [number, number] => [centre(point.label), y(value(point) ?? 0)];
    const path = lineOf<TrendPoint>(
      (point) => at(point)[0],
      (point) => at(point)[1],
    )
      .defined(known)
      .digits(1)(points);
    const last = points.findLast(known);
    const dashes = isFirst ? '' : ' stroke-dasharray="6 4"';
    return [
      `<path d="${path ?? ''}" fill="none" stroke="${colour}" stroke-width="2.5"${dashes}/>`,
      ...points.filter(known).map((point) => {
        const [left, top] = at(point);
        if (isFirst) return circle(left, top, colour);
        return rectangle({ left: left - 4, top: top - 4, width: 8, height: 8 }, colour);
      }),
      ...(last
        ? [write(at(last)[0] + 10, at(last)[1] + 4, isFirst ? 'half' : '9 of 10', { size: 12, bold: true, colour })]
        : []),
    ];
  };
  return [...grid, ...promised, ...of(({ p90 }) => p90, false), ...of(({ median }) => median, true)];
}

function drawShares(points: readonly TrendPoint[], { centre, band }: Place): string[] {
  const y = scaleLinear([0, 1], [SHARES.bottom, SHARES.top]);
  return [
    write(16, SHARES.top - 22, 'In time', { size: 13, bold: true }),
    line([LEFT, y(0)], [WIDTH - RIGHT, y(0)], colours.faint),
    ...points.flatMap(({ label, share }) => [
      ...(share === null
        ? []
        : [
            rectangle(
              { left: centre(label) - band / 2, top: y(share), width: band, height: y(0) - y(share) },
              colours.fill,
            ),
            write(centre(label), y(share) - 4, `${Math.round(share * 100)}%`, { size: 12, anchor: 'middle' }),
          ]),
      write(centre(label), SHARES.bottom + 20, label, { size: 12, anchor: 'middle', colour: colours.faint }),
    ]),
  ];
}

const ROW = 34;
const NAMES = 180;
/** More bars no picture takes. */
const MOST_BARS = 20;

function drawBars({ bars, most }: Bars): Drawn {
  const shown = bars.slice(0, MOST_BARS);
  const x = scaleLinear([0, most], [NAMES, WIDTH - 80]);
  const body = shown.flatMap(({ label, value, said, low, high }, nth) => {
    const middle = 74 + nth * ROW;
    const whisker = colours.ink;
    return [
      write(NAMES - 12, middle + 5, short(label, 22), { anchor: 'end' }),
      rectangle({ left: NAMES, top: middle - 10, width: Math.max(1, x(value) - NAMES), height: 20 }, colours.fill),
      ...(low === undefined || high === undefined
        ? []
        : [
            line([x(low), middle], [x(high), middle], whisker, ' stroke-width="1.5"'),
            ...[low, high].map((end) =>
              line([x(end), middle - 5], [x(end), middle + 5], whisker, ' stroke-width="1.5"'),
            ),
          ]),
      write(x(Math.max(value, high ?? 0)) + 10, middle + 5, said, { bold: true }),
    ];
  });
  return {
    body: [line([NAMES, 56], [NAMES, 62 + shown.length * ROW], colours.faint), ...body],
    height: 84 + shown.length * ROW,
  };
}
