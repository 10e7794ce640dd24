import { scaleBand, scaleLinear } from 'd3-scale';
import { line as lineOf } from 'd3-shape';
import { type Bar, type Bars, type Chart, MOST_BARS, type Trend, type TrendPoint } from './chart.ts';
import { beyond, reachOf, sayHours } from './reach.ts';
import { arrow, card, circle, colours, escaped, inLines, line, rectangle, widthOf, write } from './svg.ts';

/** In pixels: as wide as a message is on a laptop, so that its letters are as large as those around it. */
export const WIDTH = 560;

/** In pixels: of a title, and between its lines. */
const TITLE_WIDTH = WIDTH - 32;
const TITLE_LINE = 20;

const LEFT = 52;
const RIGHT = 68;

/**
 * A chart as SVG, with its title and what is to be seen for screen readers; `id` is its own on its page. The same chart
 * gives the same bytes.
 */
export function drawChart(chart: Chart, id = 'chart'): string {
  const { body, height: below, above = 0 } = chart.kind === 'trend' ? drawTrend(chart) : drawBars(chart);
  const titles = inLines(chart.title, { width: TITLE_WIDTH, size: 16, most: 2 });
  const further = (titles.length - 1) * TITLE_LINE + above;
  const height = below + further;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="${id}-title ${id}-finding" font-family="Inter, sans-serif">`,
    `<title id="${id}-title">${escaped(chart.title)}</title><desc id="${id}-finding">${escaped(chart.finding)}</desc>`,
    card(WIDTH, height),
    ...titles.map((text, nth) => write(16, 32 + nth * TITLE_LINE, text, { size: 16, bold: true })),
    ...(further > 0 ? [`<g transform="translate(0 ${further})">`, ...body, '</g>'] : body),
    '</svg>',
  ].join('');
}

/** `above`: room that it needs between the title and itself. */
type Drawn = { body: string[]; height: number; above?: number };
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
    ...{ height: 396, above: beyond({ points, promise }).length > 0 ? 16 : 0 },
  };
}

const WAITS = { top: 58, bottom: 222 };
const SHARES = { top: 284, bottom: 364 };

function drawWaits(points: readonly TrendPoint[], promise: number | null, { centre }: Place): string[] {
  const reach = reachOf({ points: [...points], promise });
  const y = scaleLinear([0, reach], [WAITS.bottom, WAITS.top]).clamp(true);
  const grid = y
    .ticks(4)
    .flatMap((tick) => [
      line([LEFT, y(tick)], [WIDTH - RIGHT, y(tick)], colours.grid),
      write(LEFT - 8, y(tick) + 4, `${tick} h`, { size: 12, anchor: 'end', colour: colours.faint }),
    ]);
  // What is written at the ends of the lines, where they end.
  const ends = apart(
    points.findLast(({ median }) => median !== null)?.median ?? null,
    points.findLast(({ p90 }) => p90 !== null)?.p90 ?? null,
    y,
  );
  const promised =
    promise === null
      ? []
      : [
          line([LEFT, y(promise)], [WIDTH - RIGHT, y(promise)], colours.ink, ' stroke-dasharray="2 4"'),
          write(WIDTH - RIGHT + 8, besides(y(promise) + 4, Object.values(ends)), 'promised', { size: 12 }),
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
      ...points.filter(known).map((point, nth) => {
        const [left, top] = at(point);
        if ((value(point) ?? 0) > reach) return offScale(left, { hours: value(point) ?? 0, colour, isFirst, nth });
        if (isFirst) return circle(left, top, colour);
        return rectangle({ left: left - 4, top: top - 4, width: 8, height: 8 }, colour);
      }),
      ...(last
        ? [
            write(at(last)[0] + 10, isFirst ? ends.half : ends.most, isFirst ? 'half' : '9 of 10', {
              size: 12,
              bold: true,
              colour,
            }),
          ]
        : []),
    ];
  };
  return [...grid, ...promised, ...of(({ p90 }) => p90, false), ...of(({ median }) => median, true)];
}

/**
 * An arrow at the end of the scale, with the hours: of most replies above it, by turns higher and lower, since neighbours
 * may have one too; of half of them beside it, away from what stands at the end of the scale.
 */
function offScale(
  left: number,
  { hours, colour, isFirst, nth }: { hours: number; colour: string; isFirst: boolean; nth: number },
): string {
  const how = { size: 10, bold: true, colour };
  if (!isFirst) {
    const height = WAITS.top - (nth % 2 === 0 ? 8 : 19);
    return arrow(left, WAITS.top - 2, colour) + write(left, height, sayHours(hours), { ...how, anchor: 'middle' });
  }
  const [x, anchor] = nth === 0 ? ([left + 9, 'start'] as const) : ([left - 9, 'end'] as const);
  return arrow(left, WAITS.top + 4, colour) + write(x, WAITS.top + 4, sayHours(hours), { ...how, anchor });
}

/** Heights of what is written at the ends of the two lines: where these are close, one word stands above the other. */
function apart(
  median: number | null,
  p90: number | null,
  y: (hours: number) => number,
): { half: number; most: number } {
  const [half, most] = [y(median ?? p90 ?? 0) + 4, y(p90 ?? median ?? 0) + 4];
  if (half - most >= LINE) return { half, most };
  const middle = (half + most) / 2;
  return { half: middle + LINE / 2, most: middle - LINE / 2 };
}

/** Of words of this size, in pixels. */
const LINE = 14;

/** As near as there is room for a word, where others are written at these heights. */
function besides(wanted: number, taken: readonly number[]): number {
  const places = [0, -14, 14, -28, 28].map((away) => wanted + away);
  return places.find((place) => taken.every((each) => Math.abs(each - place) >= 13)) ?? wanted;
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

const ROW = 36;
const NAMES = 200;
/** Between a bar, or how sure it is, and what is said of it. */
const GAP = 10;

function drawBars({ bars, most, note }: Bars): Drawn {
  const shown = bars.slice(0, MOST_BARS);
  const widest = Math.max(0, ...shown.map(({ value, said }) => (value === null ? 0 : widthOf(said, 13))));
  const x = scaleLinear([0, Math.max(most, Number.MIN_VALUE)], [NAMES, WIDTH - Math.max(RIGHT, widest + GAP + 20)]);
  const end = 62 + shown.length * ROW;
  return {
    body: [
      ...shown.flatMap((bar, nth) => drawBar(bar, 76 + nth * ROW, x)),
      // Over what begins at it, so that a bar of nothing is still at its place.
      line([NAMES, 56], [NAMES, end], colours.faint),
      ...(note === undefined ? [] : [write(16, end + 20, note, { size: 12, colour: colours.faint })]),
    ],
    height: end + (note === undefined ? 18 : 38),
  };
}

function drawBar({ label, value, said, low, high }: Bar, middle: number, x: (value: number) => number): string[] {
  const names = inLines(label, { width: NAMES - 12 - 8, size: 12, most: 2 }).map((text, nth, all) =>
    write(NAMES - 12, middle + 5 + (nth - (all.length - 1) / 2) * 14, text, { size: 12, anchor: 'end' }),
  );
  if (value === null) return [...names, write(NAMES + GAP, middle + 5, said, { colour: colours.faint })];
  const sure =
    low === undefined || high === undefined || low === high
      ? []
      : [
          line([x(low), middle], [x(high), middle], colours.ink, ' stroke-width="1.5"'),
          ...[low, high].map((at) =>
            line([x(at), middle - 5], [x(at), middle + 5], colours.ink, ' stroke-width="1.5"'),
          ),
        ];
  return [
    ...names,
    rectangle({ left: NAMES, top: middle - 10, width: x(value) - NAMES, height: 20 }, colours.fill),
    ...sure,
    write(x(Math.max(value, high ?? 0)) + GAP, middle + 5, said, { bold: true }),
  ];
}
