import type { Chart, ChartsAs } from '../../../src/chat/charts/chart.ts';
import { pngOf } from '../../../src/chat/charts/png.ts';
import type { CardElement, CardImage } from '../in/activity.ts';
import { teamsCharts } from './chart.ts';

/** In characters: older clients cut longer addresses off, and show nothing. */
const LONGEST_PICTURE = 65_000;

/** How a picture within a card begins. */
export const PICTURE = 'data:image/png;base64,';

/**
 * A chart with what is to be seen below it: as Teams' own, with the picture for clients that do not know it, or as a
 * picture; without one the words alone. On iPhones Teams leaves charts of its own blank, and shows no picture for them.
 */
export function drawPicture(chart: Chart, as: ChartsAs, pictureOf: typeof pngOf = pngOf): CardElement[] {
  const { finding } = chart;
  const words: CardElement = {
    type: 'RichTextBlock',
    inlines: [{ type: 'TextRun', text: finding, size: 'Small', isSubtle: true }],
  };
  const picture = imageOf(chart, pictureOf);
  const own = as === 'native' ? teamsCharts(chart) : undefined;
  // Of a chart that is two, the picture shows both.
  if (own)
    return [...own.map((each, nth) => ({ ...each, fallback: (nth === 0 && picture) || ('drop' as const) })), words];
  return picture ? [picture, words] : [words];
}

function imageOf(chart: Chart, pictureOf: typeof pngOf): CardImage | undefined {
  const png = pictureOf(chart);
  if (!png) return undefined;
  const url = `${PICTURE}${Buffer.from(png).toString('base64')}`;
  if (url.length > LONGEST_PICTURE) return undefined;
  return { type: 'Image', url, altText: `${chart.title}. ${chart.finding}`, size: 'Stretch' };
}
